"""Imports into a case: each knows what it brought, keeps out of what others brought, and goes without a trace."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph import queries
from graph.archive import checksum, dump, restore
from graph.decisions import decide
from graph.errors import NotFoundError
from graph.filters import Filters
from graph.load import load, load_imports, unload
from graph.load.merged import settle
from graph.model import AnyRecord, Case, Claim, Decision, Entity, Import, Row, Source, Statement, Voice
from graph.scene import compose
from graph.store import GraphStore, open_store, schema
from graph.view import View
from graph.view_json import from_json, to_json
from tests.graph.made_records import replaced, small_case
from tests.graph.whole_graph import fresh, graph

NOW = datetime(2026, 1, 31, tzinfo=UTC)
OWNERS = "MATCH (n {case: 'small'}) WHERE n.owners IS NOT NULL RETURN labels(n)[0] AS label, n.id AS id, n.owners AS owners ORDER BY id"


def note(name: str = "note", person: str = "person:ida", day: str = "2021-07-01") -> list[AnyRecord]:
    """What a document brings: somebody new, somebody known in another spelling, a relation that is known, and one that is not."""
    given = {"case": "small"}
    went = next(record for record in small_case() if isinstance(record, Statement) and record.slug == "went")
    met = Statement(**given, slug=f"{name}-met", subject=person, predicate="met", object="person:li")
    place = {"by": "rules", "extractor": "test", "confidence": 0.5}
    return [
        Voice(**given, key=f"outlet:{name}", name="The Alder", kind="outlet"),
        Source(**given, key=f"src:{name}", title="A note", publisher=f"outlet:{name}", published=day),
        Entity(**given, key=person, name="Ida", kind="person"),
        Entity(**given, key="person:li", name="Li Wei, as the note has it", kind="person"),
        *(
            record
            for record in small_case()
            if isinstance(record, Entity) and record.key in (went.subject, went.object) and record.key != "person:li"
        ),
        went.model_copy(update={"slug": f"{name}-went", "conflicts_with": (), "speaks_against": (), "first_hand": ()}),
        met,
        Claim(**given, key=f"{name}-1", statement=f"{name}-went", source=f"src:{name}", chain=(f"outlet:{name}",), **place),
        Claim(**given, key=f"{name}-2", statement=f"{name}-met", source=f"src:{name}", chain=(f"outlet:{name}",), **place),
        Import(**given, name=name, format="document", path=f"{name}.txt", loaded_at=NOW),
    ]


def accept(store: GraphStore, claim: str) -> None:
    decide(store, Decision(case="small", kind="review", about=f"small/{claim}", content={"review": "accepted"}, by="me", at=NOW))


def test_an_import_comes_beside_a_case_and_goes_without_a_trace(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    before = graph(store)
    report = load(store, note(), name="note", owner="note")
    assert report.kept == ("small/person:li",)
    assert store.read("MATCH (n:Person {key: 'person:li'}) RETURN n.name").rows[0][0] != "Li Wei, as the note has it"
    assert report.removed == 0
    gone = unload(store, "small", "note")
    assert gone.by_kind["Claim"].removed == 2
    assert graph(store) == before
    assert not store.read(OWNERS).rows
    with pytest.raises(NotFoundError, match="under the name 'note'"):
        unload(store, "small", "note")


def test_again_it_changes_nothing_and_a_newer_one_replaces_it(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    load(store, note(), name="note", owner="note")
    found = graph(store)
    again = load(store, note(), name="note", owner="note")
    assert (again.new, again.changed, again.removed, again.derived) == (0, 0, 0, 0)
    assert graph(store) == found
    newer = [record for record in note() if getattr(record, "key", "") != "note-2"]
    assert load(store, newer, name="note", owner="note").by_kind["Claim"].removed == 1
    load(store, note(), name="note", owner="note")
    assert checksum(store) == found[0]


def test_what_says_the_same_is_one_statement_whatever_it_is_called(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    load(store, note(), name="note", owner="note")
    assert store.read("MATCH (s:Statement {slug: 'note-went'}) RETURN s").rows == ()
    before = store.read("MATCH (s:Statement {slug: 'went'}) RETURN s.claims").rows[0][0]
    accept(store, "note-1")
    assert store.read("MATCH (s:Statement {slug: 'went'}) RETURN s.claims").rows == ((before + 1,),)
    unload(store, "small", "note")
    assert store.read("MATCH (s:Statement {slug: 'went'}) RETURN s.claims").rows == ((before,),)
    # what was decided is still known, should it come again
    load(store, note(), name="note", owner="note")
    assert store.read("MATCH (s:Statement {slug: 'went'}) RETURN s.claims").rows == ((before + 1,),)


def test_nothing_that_is_proposed_counts(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    load(store, note(), name="note", owner="note")
    assert store.read("MATCH (s:Statement {slug: 'note-met'}) RETURN s.status, s.claims").rows == (("unsourced", 0),)


def test_what_waits_for_review_is_drawn_only_when_asked_for(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    load(store, note(), name="note", owner="note")
    ends = ["small/person:ida", "small/person:li"]
    places = dict(zip(ends, ((0.0, 0.0), (100.0, 0.0)), strict=True))

    def shown(filters: Filters) -> list[str]:
        (edge,) = queries.relationships_between(store, ends)
        nodes = queries.entities(store, ends)
        return [
            f"{edge.status.value}: {line.id == edge.id}"
            for line in compose(View(tuple(ends), places, filters=filters), nodes, [edge]).edges
        ]

    asked = Filters().switch("status", "proposed", True)
    assert (shown(Filters()), shown(asked)) == ([], ["proposed: True"])
    assert from_json(to_json(View(filters=asked))).filters == asked
    assert "proposed" not in to_json(View())
    decide(store, Decision(case="small", kind="review", about="small/note-2", content={"review": "rejected"}, by="me", at=NOW))
    assert (shown(asked), shown(Filters().switch("status", "unsourced", True))) == ([], ["unsourced: True"])
    later = NOW.replace(hour=1)
    decide(store, Decision(case="small", kind="review", about="small/note-2", content={"review": "accepted"}, by="me", at=later))
    assert shown(Filters()) == ["single-source: True"]


def test_the_case_loads_again_beside_it(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    load(store, note(), name="note", owner="note")
    found = graph(store)
    again = load(store, small_case(), name="small")
    assert (again.new, again.changed, again.removed) == (0, 0, 0)
    assert graph(store) == found
    # the case takes up what the import had alone, then lets it go again
    ida = Entity(case="small", key="person:ida", name="Ida Holm", kind="person")
    assert load(store, [*small_case(), ida], name="small").changed == 1
    unload(store, "small", "note")
    assert store.read("MATCH (n:Person {key: 'person:ida'}) RETURN n.name").rows == (("Ida Holm",),)
    load(store, small_case(), name="small")
    assert store.read("MATCH (n:Person {key: 'person:ida'}) RETURN n.name").rows == ()


def test_a_statement_that_the_case_renames_keeps_the_claims_of_an_import(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    load(store, note(), name="note", owner="note")
    other = [replaced([record], "went", slug="left")[0] if getattr(record, "slug", "") == "went" else record for record in small_case()]
    for claim in ("c1", "c2"):
        other = replaced(other, claim, statement="left")
    other = replaced(other, "stayed", conflicts_with=["left"])
    other = [Case(case="small", title="Case small", central="left"), *(r for r in other[1:] if not hasattr(r, "what"))]
    load(store, other, name="small")
    assert store.read("MATCH (c:Claim {key: 'note-1'})-[:STATES]->(s) RETURN c.statement, s.slug").rows == (("left", "left"),)
    unload(store, "small", "note")
    found = graph(store)
    assert found == fresh(store, other)


def test_imports_alone_are_a_case_until_the_last_has_gone(store: GraphStore) -> None:
    load(store, note("one"), name="small", owner="one")
    alone = graph(store)
    load(store, note("two", "person:ole"), name="two", owner="two")
    unload(store, "small", "two")
    assert graph(store) == alone
    load(store, note("two", "person:ole"), name="two", owner="two")
    unload(store, "small", "one")
    assert store.read("MATCH (c:Case) RETURN c.case").rows == (("small",),)
    assert store.read("MATCH (n:Person {key: 'person:ida'}) RETURN n").rows == ()
    unload(store, "small", "two")
    assert store.read("MATCH (n) WHERE n.case = 'small' RETURN count(n)").rows == ((0,),)


@pytest.mark.parametrize("kind", ["review", "merge"])
def test_a_case_of_imports_alone_comes_back_whole_with_what_was_decided(store: GraphStore, kind: str) -> None:
    load(store, note("one"), name="small", owner="one")
    given = {"case": "small", "by": "me", "at": NOW, "kind": kind}
    same = {"same_as": "small/person:li", "verdict": "same", "why": "one face"}
    about, content = ("small/one-1", {"review": "accepted"}) if kind == "review" else ("small/person:ida", same)
    decide(store, Decision(**given, about=about, content=content))
    if kind == "merge":
        settle(store, "small")
    whole = checksum(store)
    unload(store, "small", "one")
    assert store.read("MATCH (n {case: 'small'}) RETURN labels(n)").rows == ((["Decision"],),)
    assert store.read("MATCH (n) WHERE n.loading IS NOT NULL RETURN n.id").rows == ()
    load(store, note("one"), name="small", owner="one")
    assert checksum(store) == whole
    assert [held.case.title for held in queries.cases(store)] == ["small"]


def test_rows_go_with_their_data_set(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    before = graph(store)
    given = {"case": "small"}
    rows = [Row(**given, subject="person:li", predicate="paid", object="person:ida", source="set:a", row=number) for number in (1, 2)]
    records = [
        Voice(**given, key="data:a", name="A register", kind="outlet"),
        Source(**given, key="set:a", kind="dataset", title="A register", publisher="data:a"),
        Entity(**given, key="person:ida", name="Ida", kind="person"),
        next(record for record in small_case() if getattr(record, "key", "") == "person:li"),
        *rows,
        Import(**given, name="register", format="csv", loaded_at=NOW),
    ]
    load(store, records, name="register", owner="register")
    load(store, small_case(), name="small")
    assert store.read("MATCH ()-[r:PAID]->() RETURN count(r)").rows == ((2,),)
    assert (
        load(store, [record for record in records if record is not rows[1]], name="register", owner="register").by_kind["Row"].removed == 1
    )
    assert unload(store, "small", "register").by_kind["Row"].removed == 1
    assert graph(store) == before


def test_a_dump_keeps_who_brought_what(store: GraphStore, tmp_path: Path) -> None:
    load(store, small_case(), name="small")
    before = checksum(store)
    load(store, note(), name="note", owner="note")
    dump(store, tmp_path / "store.jsonl.gz")
    with open_store(f"embedded:{tmp_path / 'other'}") as other:
        restore(other, tmp_path / "store.jsonl.gz")
        assert other.read(OWNERS).rows == store.read(OWNERS).rows
        assert checksum(other) == checksum(store)
        unload(other, "small", "note")
        assert checksum(other) == before


def test_several_at_once_are_as_one_after_the_other(store: GraphStore) -> None:
    notes = {"note": note(), "other": note("other", "person:ole", "2021-07-02"), "third": note("third")}
    load(store, small_case(), name="small")
    for name, records in notes.items():
        load(store, records, name=name, owner=name)
    found = graph(store)
    for name in notes:
        unload(store, "small", name)
    report = load_imports(store, notes)
    assert graph(store) == found
    assert [report.by_import[name].kept for name in notes] == [("small/person:li",)] * 3
    assert (report.by_import["note"].new, report.by_import["note"].unchanged) == (7, 4)
    again = load_imports(store, notes)
    assert (again.new, again.changed, again.removed) == (0, 0, 0)
    assert graph(store) == found


def test_of_several_at_once_each_lets_go_of_what_it_lacks(store: GraphStore) -> None:
    notes = {"note": note(), "other": note("other")}
    load_imports(store, notes)
    found = graph(store)
    without = [record for record in notes["note"] if getattr(record, "key", "") not in ("note-1", "person:ida", "note-2")]
    without = [record for record in without if getattr(record, "slug", "") != "note-met"]
    report = load_imports(store, {"note": without, "other": notes["other"]})
    # the claims are the note's alone; who is in them stays, for the other tells of her too
    assert (report.by_import["note"].removed, report.by_import["other"].removed) == (2, 0)
    assert store.read("MATCH (n:Claim) RETURN count(n)").rows == ((2,),)
    assert store.read("MATCH (n:Person {key: 'person:ida'}) RETURN n.owners").rows == ((["other"],),)
    load_imports(store, notes)
    assert checksum(store) == found[0]


def test_a_newer_note_beside_one_of_the_same_names_does_not_swing(store: GraphStore) -> None:
    spelt = [
        record.model_copy(update={"name": "Ida Holm"}) if isinstance(record, Entity) and record.key == "person:ida" else record
        for record in note("other")
    ]
    load_imports(store, {"note": note(), "other": spelt})
    assert store.read("MATCH (n:Person {key: 'person:ida'}) RETURN n.name").rows == (("Ida",),)
    found = graph(store)
    report = load_imports(store, {"other": spelt, "note": note()})
    assert (report.new, report.changed, report.removed) == (0, 0, 0)
    assert graph(store) == found


def test_a_case_of_imports_alone_begins_with_several_at_once(store: GraphStore) -> None:
    load_imports(store, {"note": note(), "other": note("other")})
    assert store.read("MATCH (c:Case) RETURN c.id, c.title, c.owners").rows == (("small", "small", ["note", "other"]),)
    unload(store, "small", "note")
    unload(store, "small", "other")
    assert store.read("MATCH (n) WHERE NOT n:Redstring RETURN count(n)").rows == ((0,),)


def whole() -> list[AnyRecord]:
    return [*small_case(), Import(case="small", name="small", format="case", path="small", loaded_at=NOW)]


def test_what_came_into_a_case_stays_when_the_case_goes(store: GraphStore) -> None:
    load(store, whole(), name="small")
    load(store, note(), name="note", owner="note")
    accept(store, "note-2")
    both, decided = graph(store), store.read("MATCH (n:Decision) RETURN count(n)").rows
    assert [(view.imported.name, view.whole) for view in queries.imports(store)] == [("small", True), ("note", False)]
    gone = unload(store, "small", "small")
    left = {row["key"] for row in store.stream("MATCH (n:Entity) RETURN n.key AS key")}
    assert left == {record.key for record in note() if isinstance(record, Entity)}
    assert gone.by_kind["Claim"].removed == sum(isinstance(record, Claim) for record in small_case())
    assert [summary.case.central for summary in queries.cases(store)] == [None]
    assert store.read("MATCH (n:Statement {slug: 'note-met'}) RETURN n.status").rows == (("single-source",),)
    load(store, whole(), name="small")
    load(store, note(), name="note", owner="note")
    assert (checksum(store), store.read("MATCH (n:Decision) RETURN count(n)").rows) == (both[0], decided)
    unload(store, "small", "small")
    unload(store, "small", "note")
    assert store.read("MATCH (n) WHERE NOT n:Redstring AND NOT n:Decision RETURN count(n)").rows[0][0] == 0
    assert queries.cases(store) == ()


def test_a_case_that_is_taken_out_comes_again_with_what_was_decided(store: GraphStore) -> None:
    load(store, whole(), name="small")
    load(store, small_case(), name="small")
    bare = checksum(store)
    load(store, whole(), name="small")
    assert checksum(store) == bare
    load(store, note(), name="note", owner="note")
    accept(store, "note-1")
    unload(store, "small", "note")
    held = graph(store)
    unload(store, "small", "small")
    assert queries.cases(store) == ()
    load(store, whole(), name="small")
    assert graph(store) == held


def three() -> dict[str, list[AnyRecord]]:
    return {"note": note(), "other": note("other", "person:ole", "2021-07-02"), "third": note("third")}


@pytest.mark.parametrize("names", [("note", "third"), ("third", "note", "third"), ("other", "note", "third")])
def test_several_go_at_once_as_one_after_the_other_in_any_order(store: GraphStore, names: tuple[str, ...]) -> None:
    load(store, whole(), name="small")
    load_imports(store, three())
    accept(store, "other-1")
    brought = graph(store)
    for name in dict.fromkeys(names):
        unload(store, "small", name)
    one_by_one = graph(store)
    load_imports(store, three())
    assert checksum(store) == brought[0]
    gone = unload(store, "small", *names)
    assert graph(store)[0] == one_by_one[0]
    # what several of them brought goes too, though none brought it alone
    left = {note: one for note, one in three().items() if note not in names}
    kept = {record.key for record in [*whole(), *(each for one in left.values() for each in one)] if isinstance(record, Entity)}
    assert {row["key"] for row in store.stream("MATCH (n:Entity) RETURN n.key AS key")} == kept
    assert {name: counts.removed > 0 for name, counts in gone.by_import.items()} == dict.fromkeys(names, True)


def test_the_case_itself_goes_with_some_that_came_into_it(store: GraphStore) -> None:
    def begun() -> GraphStore:
        store.execute("MATCH (n) DETACH DELETE n")
        load(store, whole(), name="small")
        load_imports(store, three())
        return store

    unload(begun(), "small", "small")
    unload(store, "small", "third")
    left = graph(store)
    for names in (("small", "third"), ("third", "small")):
        unload(begun(), "small", *names)
        assert graph(store)[0] == left[0]
    assert unload(begun(), "small", "note", "small", "third", "other").removed > len(whole())
    assert store.read("MATCH (n) WHERE NOT n:Redstring RETURN count(n)").rows == ((0,),)
    assert schema.loading(store) is None


def test_with_one_that_was_not_loaded_none_is_taken_out(store: GraphStore) -> None:
    load(store, whole(), name="small")
    load_imports(store, three())
    before = graph(store)
    for names in (("note", "fourth"), ("small", "note", "fourth")):
        with pytest.raises(NotFoundError, match="under the name 'fourth'"):
            unload(store, "small", *names)
    assert unload(store, "small").removed == 0
    assert graph(store) == before


def test_more_than_one_condition_can_name_are_taken_out_at_once(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    before = graph(store)
    given = {"case": "small", "format": "text", "loaded_at": NOW}
    notes: dict[str, list[AnyRecord]] = {f"n{one}": [Import(**given, name=f"n{one}")] for one in range(1_100)}
    load_imports(store, notes)
    assert unload(store, "small", *notes).removed == len(notes)
    assert graph(store) == before
