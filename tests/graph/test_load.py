"""Loading: what is new is written, what is gone is removed, and after a crash anywhere the same load gives the same graph."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest

from graph.archive import checksum
from graph.errors import RecordError, StoreAccessError
from graph.load import Counts, load
from graph.load.intake import Progress
from graph.model import AnyRecord, Case, Claim, Decision, Source, Statement
from graph.queries.rows import records_by_id
from graph.store import GraphStore, schema
from tests.graph.made_records import changed, random_case, replaced, small_case, without
from tests.graph.whole_graph import fresh, graph


def test_loading_again_changes_nothing_and_says_so(store: GraphStore) -> None:
    first = load(store, small_case(), name="small")
    assert (first.new, first.changed, first.unchanged, first.removed, first.derived) == (23, 0, 0, 0, 4)
    assert first.by_kind["Claim"] == Counts(new=5)
    before, revision = graph(store), schema.revision(store)
    again = load(store, small_case(), name="small")
    assert (again.new, again.changed, again.unchanged, again.removed, again.derived) == (0, 0, 23, 0, 0)
    assert graph(store) == before
    assert schema.revision(store) == revision, "a load that brings nothing writes nothing"


def test_a_change_is_written_and_what_is_gone_is_removed(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    after = without(replaced(small_case(), "person:li", name="Li Wei Jr", country=None), "c4", "role")
    report = load(store, after, name="small")
    assert report.by_kind["Entity"] == Counts(unchanged=3, changed=1)
    assert report.by_kind["Claim"] == Counts(unchanged=4, removed=1)
    assert report.by_kind["Statement"] == Counts(unchanged=3, removed=1)
    assert (report.new, report.removed) == (0, 2)
    found = graph(store)
    assert found == fresh(store, after)


def test_another_order_in_the_file_is_kept_and_counts_as_unchanged(store: GraphStore) -> None:
    records = small_case()
    load(store, records, name="small")
    turned = [records[0], *reversed(records[1:])]
    report = load(store, turned, name="small")
    assert (report.unchanged, report.changed, report.derived) == (23, 0, 0)
    assert [row["key"] for row in store.stream("MATCH (c:Claim) RETURN c.key AS key ORDER BY c.order")] == ["c5", "c4", "c3", "c2", "c1"]


def test_decisions_outlast_a_load_that_does_not_bring_them(store: GraphStore) -> None:
    note = Decision(case="small", kind="note", about="small/c1", by="me", at=datetime(2026, 1, 31, tzinfo=UTC))
    load(store, [*small_case(), note], name="small")
    assert load(store, small_case(), name="small").removed == 0
    assert records_by_id(store, Decision, [note.id]) == [note]


def test_two_cases_with_the_same_keys_do_not_touch_each_other(store: GraphStore) -> None:
    load(store, small_case("one"), name="one")
    contents = "MATCH (n {case: 'one'}) WHERE n.hash IS NOT NULL RETURN n.id AS id, n.hash AS hash ORDER BY id"
    alone = store.read(contents).rows
    load(store, replaced(small_case("two"), "person:li", name="Somebody else"), name="two")
    load(store, [Case(case="two", title="Empty")], name="two")
    assert store.read(contents).rows == alone
    assert store.read("MATCH (n {case: 'two'}) RETURN count(n)").rows == ((1,),)
    assert store.read("MATCH (a {case: 'one'})-[]-(b) WHERE b.case <> 'one' RETURN count(*)").rows == ((0,),)
    found = checksum(store)
    load(store, small_case("one"), name="one")
    assert checksum(store) == found


def test_a_new_kind_keeps_the_node_and_its_relationships(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    other = replaced(small_case(), "person:dong", kind="law_firm")
    load(store, other, name="small")
    assert store.read("MATCH (n:LawFirm)-[r]-(:Entity) RETURN count(r)").rows == ((3,),)
    assert store.read("MATCH (n:Person) RETURN n.key").rows == (("person:li",),)
    found = graph(store)
    assert found == fresh(store, other)


@pytest.mark.parametrize("facts", [{"when": "2021-03"}, {"object": "place:china"}, {"slug": "left"}], ids=["qualifier", "object", "slug"])
def test_a_statement_that_says_something_else_takes_its_claims_along(store: GraphStore, facts: Mapping[str, str]) -> None:
    load(store, small_case(), name="small")
    other = replaced(small_case(), "went", **facts)
    if "slug" in facts:
        for claim in ("c1", "c2"):
            other = replaced(other, claim, statement="left")
        other = replaced(other, "stayed", conflicts_with=["left"])
        other = [Case(case="small", title="Case small", central="left"), *(r for r in other[1:] if not hasattr(r, "what"))]
    load(store, other, name="small")
    found = graph(store)
    assert found == fresh(store, other)


def test_statements_may_swap_their_slugs(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    went, knows = (next(r for r in small_case() if isinstance(r, Statement) and r.slug == slug) for slug in ("went", "knows"))
    swapped = {went.id: went.model_copy(update={"slug": "knows"}), knows.id: knows.model_copy(update={"slug": "went"})}
    other = [swapped.get(r.id, r) if isinstance(r, Statement) else r for r in small_case()]
    load(store, other, name="small")
    found = graph(store)
    assert found == fresh(store, other)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (lambda: without(small_case(), "src:c"), "small/src:c \\(source\\)"),
        (lambda: without(small_case(), "went"), "small/went \\(statement\\)"),
        (lambda: without(small_case(), "unnamed:official"), "small/unnamed:official \\(voice\\)"),
        (lambda: without(small_case(), "place:us"), "small/place:us \\(entity\\)"),
        (lambda: without(small_case(), "body:group"), "small/body:group \\(voice\\)"),
        (lambda: [*small_case(), *small_case("other")], "one case"),
        (lambda: [*small_case(), *replaced(small_case(), "person:li", name="X")[9:10]], "two of 'small/person:li'"),
        (lambda: [*small_case(), *replaced(small_case(), "went", slug="gone")[13:14]], "say the same"),
    ],
    ids=["source", "statement", "voice", "entity", "owner", "case", "twice", "same content"],
)
def test_nothing_is_written_if_anything_is_wrong(store: GraphStore, records: Callable[[], list[AnyRecord]], said: str) -> None:
    with pytest.raises(RecordError, match=said):
        load(store, records(), name="wrong")
    assert store.read("MATCH (n) WHERE NOT n:Redstring RETURN count(n)").rows == ((0,),)
    assert schema.loading(store) is None


def test_the_same_record_twice_is_one(store: GraphStore) -> None:
    assert load(store, [*small_case(), *small_case()], name="small").new == 23


def test_records_may_come_in_any_order(store: GraphStore) -> None:
    records = small_case()
    expected = fresh(store, records)[0]
    random.Random(3).shuffle(records)
    load(store, records, name="small")
    assert checksum(store) == expected


def test_an_addition_removes_nothing_and_goes_behind(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    more = Claim(case="small", key="c6", statement="went", source="src:b", chain=("outlet:times",), stance="denies")
    report = load(store, [more], name="more", owner="more")
    assert (report.new, report.removed, report.derived) == (1, 0, 2)
    assert [row["key"] for row in store.stream("MATCH (c:Claim) RETURN c.key AS key ORDER BY c.order")][-1] == "c6"
    assert store.read("MATCH (s:Statement {slug: 'went'}) RETURN s.denials, s.status").rows == ((1, "contested"),)
    assert store.read("MATCH (c:Case) RETURN c.title").rows == (("Case small",),)
    found = graph(store)
    assert found == fresh(store, [*small_case(), more])


def test_nothing_is_written_into_a_database_with_other_data(store: GraphStore) -> None:
    store.execute("CREATE (:Movie {title: 'Other data'})")
    with pytest.raises(StoreAccessError, match="holds other data"):
        load(store, small_case(), name="small")
    assert store.read("MATCH (n) RETURN count(n)").rows == ((1,),)


def test_an_empty_load_does_nothing(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    assert load(store, [], name="nothing").new == 0
    assert store.read("MATCH (c:Claim) RETURN count(c)").rows == ((5,),)


def test_progress_is_told_by_stage(store: GraphStore) -> None:
    told: list[Progress] = []
    load(store, small_case(), name="small", progress=told.append)
    assert {"writing Claim", "linking PUBLISHED_BY", "computing statuses"} <= {progress.stage for progress in told}
    assert all(progress.total is None or progress.done <= progress.total for progress in told)


@pytest.mark.parametrize("seed", range(6))
def test_one_load_after_another_is_the_same_as_the_last_alone(store: GraphStore, seed: int) -> None:
    records = random_case(seed)
    load(store, records, name="made")
    for step in range(3):
        records = changed(records, 100 * seed + step)
        load(store, records, name="made")
    found = graph(store)
    assert found == fresh(store, records)


def test_sources_of_a_case_are_read_back(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    wanted = [record for record in small_case() if isinstance(record, Source)]
    assert records_by_id(store, Source, [record.id for record in wanted]) == wanted
