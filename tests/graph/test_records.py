"""Records as nodes and back, on every engine: nothing is lost, nothing enters Cypher unchecked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.edtf import span
from graph.errors import RecordError, StoreError
from graph.load import load
from graph.model import AnyRecord, Case, Claim, Decision, Entity, Hedge, Row, Source, Stance, Statement, TimelinePoint, Voice, VoiceKind
from graph.queries.rows import records_by_id, records_of_case
from graph.store import GraphStore
from graph.store.links import link_cypher, read_bulk, relationship_cypher
from graph.store.records import BY_LABEL, content_hash, form_of, kind_label, labels_of, node_cypher
from tests.graph.made_records import bulk_case, small_case

CASE = "k"
text = st.text(max_size=40)
name = st.text(min_size=1, max_size=40).filter(str.strip)
maybe = st.none() | text
key = st.from_regex(r"[a-z][a-z0-9_-]{0,8}:[a-z0-9\u4e00-\u4eff]{1,12}", fullmatch=True)
slug = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,20}", fullmatch=True)
edtf = st.none() | st.sampled_from(["2021", "2021-02~", "2021-06-17", "2010/2012", "2018-04/..", "XXXX", "../1999", "2020%"])
word = st.from_regex(r"[a-z][a-z0-9_]{1,12}", fullmatch=True)
web = st.none() | st.just("https://example.org/a?b=c&d='\"")
alias = st.fixed_dictionaries({"name": name, "lang": maybe, "script": maybe, "weak": st.booleans()})
digest = st.none() | st.just("0" * 64)
place = st.fixed_dictionaries(
    {"start": st.integers(0, 9), "end": st.none() | st.integers(10, 2**40), "page": st.none() | st.just(3), "cue": maybe}
)

RECORDS = st.one_of(
    st.builds(Case, case=st.just(CASE), title=name, note=text, as_of=edtf, compiled=edtf, central=st.none() | slug),
    st.builds(
        Voice,
        case=st.just(CASE),
        key=key,
        name=name,
        kind=st.sampled_from(VoiceKind),
        owner=st.none() | key,
        heard_by=st.none() | key,
        entity=st.none(),
        note=text,
    ),
    st.builds(
        Source,
        case=st.just(CASE),
        key=key,
        title=text,
        publisher=key,
        author=maybe,
        url=web,
        published=edtf,
        retrieved=edtf,
        tier=st.sampled_from([None, "core", "wide"]),
        sha256=digest,
        retracted=st.booleans(),
        note=text,
        cites=st.lists(st.fixed_dictionaries({"to": key, "how": st.sampled_from(["quotes", "relays"])}), max_size=4),
    ),
    st.builds(
        Entity,
        case=st.just(CASE),
        key=key,
        name=name,
        kind=st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True),
        aliases=st.lists(alias, max_size=3),
        ids=st.dictionaries(text, text, max_size=3),
        country=maybe,
        when=edtf,
        properties=st.dictionaries(text, text, max_size=3),
    ),
    st.builds(
        Statement,
        case=st.just(CASE),
        slug=slug,
        subject=key,
        predicate=word,
        object=st.none(),
        value=text,
        when=edtf,
        where=st.none() | key,
        origin_place=st.none() | key,
        role=maybe,
        conflicts_with=st.lists(slug, max_size=3),
        first_hand=st.lists(key, max_size=2),
    ),
    st.builds(
        Claim,
        case=st.just(CASE),
        key=slug,
        statement=slug,
        source=key,
        chain=st.lists(key, min_size=1, max_size=6),
        stance=st.sampled_from(Stance),
        hedge=st.sampled_from(Hedge),
        reported=edtf,
        paraphrase=text,
        locator=place,
        confidence=st.floats(0, 1),
        review=st.sampled_from([None, "accepted", "rejected"]),
    ),
    st.builds(TimelinePoint, case=st.just(CASE), when=st.just("2021"), reported=edtf, what=text, statement=slug),
    st.builds(
        Decision,
        case=st.just(CASE),
        kind=st.just("note"),
        about=text,
        content=st.dictionaries(text, st.none() | st.booleans() | text | st.floats(0, 9), max_size=3),
        by=name,
        at=st.datetimes(timezones=st.just(UTC)),
    ),
)


def unlinked(store: GraphStore, records: list[AnyRecord]) -> None:
    """Write the nodes alone: what the records name need not exist."""
    for order, record in enumerate(records):
        row = form_of(type(record)).row(record, order, content_hash(record))
        store.write_rows(node_cypher(labels_of(record)), [row])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(RECORDS, min_size=4, max_size=12, unique_by=lambda record: (type(record), record.id)))
def test_what_is_read_back_equals_what_was_written(store: GraphStore, records: list[AnyRecord]) -> None:
    store.execute("MATCH (n) DETACH DELETE n")
    unlinked(store, records)
    for kind in {type(record) for record in records}:
        assert list(records_of_case(store, kind, CASE)) == [record for record in records if type(record) is kind]


def test_writing_a_record_again_clears_what_it_no_longer_says(store: GraphStore) -> None:
    said = Source(case=CASE, key="src:a", publisher="outlet:a", title="A", author="B", published="2021", retracted=True)
    plain = Source(case=CASE, key="src:a", publisher="outlet:a")
    unlinked(store, [said])
    unlinked(store, [plain])
    assert records_by_id(store, Source, [said.id]) == [plain]
    assert store.read("MATCH (s:Source) RETURN s.author, s.published_to").rows == ((None, None),)


def test_dates_stand_beside_the_text_and_can_be_compared(store: GraphStore) -> None:
    dates = ("2021-02~", "1999/..")
    unlinked(store, [Entity(case=CASE, key=f"event:{number}", name="E", kind="event", when=when) for number, when in enumerate(dates)])
    query = "MATCH (n:Event) WHERE n.when_from < date('2021-02-02') RETURN n.when AS text, n.when_from AS a, n.when_to AS b ORDER BY text"
    assert store.read(query).rows == (("1999/..", date(1999, 1, 1), None), ("2021-02~", date(2021, 2, 1), date(2021, 2, 28)))


def test_the_graph_is_the_one_that_the_design_describes(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    rows = store.read("MATCH (a)-[r]->(b) RETURN DISTINCT labels(a)[0], type(r), labels(b)[0]").rows
    ours = {row for row in rows if row[0] not in ("Entity", "Person", "Place") or row[2] not in ("Entity", "Person", "Place")}
    assert {(a, r) for a, r, _ in ours} == {
        ("Claim", "STATES"),
        ("Claim", "SAID_BY"),
        ("Claim", "IN"),
        ("Source", "CITES"),
        ("Source", "PUBLISHED_BY"),
        ("Statement", "CONFLICTS_WITH"),
        ("Voice", "IS"),
    }
    said = store.read("MATCH (:Claim {id: 'small/c1'})-[s:SAID_BY]->(v:Voice) RETURN v.key, s.step, s.case ORDER BY s.step").rows
    assert said == (("outlet:post", 0, "small"), ("unnamed:official", 1, "small"))
    cited = store.read("MATCH (s:Source)-[c:CITES]->(t) RETURN s.key, c.how, t.key ORDER BY s.key").rows
    assert cited == (("src:b", "relays", "src:a"), ("src:c", "quotes", "person:li"))
    assert store.read("MATCH (n:Entity:Person {key: 'person:dong'}) RETURN n.id, n.search, n.degree").rows == (
        ("small/person:dong", "dong jingwei", 3),
    )


def test_a_voice_may_stand_twice_in_a_chain(store: GraphStore) -> None:
    records = small_case()
    twice = Claim(case="small", key="c6", statement="went", source="src:a", chain=("outlet:post", "outlet:times", "outlet:post"))
    load(store, [*records, twice], name="small")
    assert records_by_id(store, Claim, [twice.id]) == [twice]
    said = store.read("MATCH (:Claim {id: 'small/c6'})-[s:SAID_BY]->(v:Voice) RETURN v.key ORDER BY s.step").rows
    assert [row[0] for row in said] == list(twice.chain)


def test_a_row_of_a_data_set_is_read_back(store: GraphStore) -> None:
    load(store, bulk_case(rows=9), name="bulk")
    query = "MATCH (a:Entity)-[r]->(b:Entity) RETURN type(r), a.key, b.key, properties(r) ORDER BY r.row"
    found = [read_bulk(*row) for row in store.read(query).rows]
    assert found == [record for record in bulk_case(rows=9) if isinstance(record, Row)]


@pytest.mark.parametrize("kind", ["statement", "voice", "redstring", "timeline"])
def test_a_kind_never_hides_behind_a_label_of_ours(kind: str) -> None:
    assert kind_label(kind) not in {*BY_LABEL, "Redstring"}


@pytest.mark.parametrize("day", ["2031-13", "2031-02-30", "٢٠٣١-٠٣", "2031-03-14\n"])
def test_what_is_no_day_of_the_calendar_is_no_date(day: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        span(day)


def test_a_kind_of_several_words_is_one_label() -> None:
    assert [kind_label(kind) for kind in ("person", "shell-company", "law_firm")] == ["Person", "ShellCompany", "LawFirm"]


@pytest.mark.parametrize("bad", ["KNOWS`]->() DETACH DELETE n //", "knows", "", "A B", "Ä"])
def test_no_type_or_label_enters_cypher_unchecked(bad: str) -> None:
    for build in (relationship_cypher, lambda name: link_cypher(name, "Claim", "Voice"), lambda name: link_cypher("IN", name, "Voice")):
        with pytest.raises(RecordError):
            build(bad)


def test_a_damaged_node_is_told_and_not_guessed(store: GraphStore) -> None:
    store.execute("CREATE (:Statement {id: 'x', case: 'k', slug: 's', subject: 'no key', `order`: 0})")
    with pytest.raises(StoreError, match="'x' in the store is damaged"):
        list(records_of_case(store, Statement, CASE))


HOSTILE: dict[str, Any] = {
    "name": "</script><script>alert(1)</script>",
    "note": "`}) DETACH DELETE n // \u202e\u0000 $rows ' \" \\",
    "country": "=cmd|' /C calc'!A0",
    "properties": {"a`b": "${jndi}", "": "\ud7ff😀"},
}


def test_hostile_text_is_only_text(store: GraphStore) -> None:
    entity = Entity(case=CASE, key="person:`})x", kind="person", aliases=({"name": "x" * 100_000},), **HOSTILE)
    load(store, [Case(case=CASE, title="'; DROP"), entity], name="it's `odd`")
    assert records_by_id(store, Entity, [entity.id]) == [entity]


def test_the_same_record_has_the_same_hash_and_another_another() -> None:
    at = datetime(2026, 1, 31, tzinfo=UTC)
    one, two = (Decision(case=CASE, kind="note", about="x", content={"text": said}, by="me", at=at) for said in ("a", "b"))
    assert content_hash(one) == content_hash(one.model_copy()) != content_hash(two)
