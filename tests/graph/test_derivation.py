"""Derived relationships: their figures are those of the evidence, and after any change equal to a full recomputation."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.archive import checksum
from graph.decisions import decide
from graph.derivation import affected, derive
from graph.errors import NotFoundError, RecordError
from graph.evidence import Assessment, assess_all
from graph.load import load
from graph.model import AnyRecord, Decision, Row, Source, Statement
from graph.queries import decisions, evidence
from graph.store import GraphStore
from tests.graph.made_records import bulk_case, changed, evidence_in, random_case, replaced, small_case, without

FIGURES = ("status", "rank", "origins_min", "origins_max", "claims", "denials", "sources", "first_published")


def stored(store: GraphStore, match: str, case: str) -> dict[str, tuple[Any, ...]]:
    columns = ", ".join(f"x.{name}" for name in FIGURES)
    query = f"MATCH {match} WHERE x.case = $case AND x.slug IS NOT NULL RETURN x.slug, {columns}"
    return {row[0]: row[1:] for row in store.read(query, {"case": case}).rows}


def figures(found: Assessment) -> tuple[Any, ...]:
    counts = (found.asserts, found.denies, found.documents)
    return found.status.value, found.rank, found.origins_min, found.origins_max, *counts, found.first_published


def check_stored(store: GraphStore, records: list[AnyRecord]) -> None:
    """What is stored equals what the whole evidence gives, on statements and on relationships, and nothing else is drawn."""
    expected = {slug: figures(found) for slug, found in assess_all(evidence_in(records)).items()}
    case = records[0].case
    drawn = {record.slug for record in records if isinstance(record, Statement) and record.object}
    assert stored(store, "(x:Statement)", case) == expected
    assert stored(store, "(:Entity)-[x]->(:Entity)", case) == {slug: found for slug, found in expected.items() if slug in drawn}


def test_a_relationship_has_every_property_that_cypher_can_ask_for(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    row = store.read("MATCH (a:Person)-[r:DEFECTED_TO]->(b:Place) RETURN a.key, b.key, properties(r)").rows[0]
    went = next(record for record in small_case() if isinstance(record, Statement))
    assert row[:2] == ("person:dong", "place:us")
    assert row[2] == {
        "id": went.id,
        "slug": "went",
        "case": "small",
        "status": "contested",
        "rank": 0,
        "origins_min": 1,
        "origins_max": 1,
        "claims": 2,
        "denials": 0,
        "sources": 2,
        "when": "2021-02~",
        "when_from": date(2021, 2, 1),
        "when_to": date(2021, 2, 28),
        "first_published": "2021-06-17",
        "first_published_from": date(2021, 6, 17),
        "first_published_to": date(2021, 6, 17),
    }


def test_a_statement_with_a_value_has_figures_and_no_relationship(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    check_stored(store, small_case())
    assert store.read("MATCH (:Entity)-[r:HELD_OFFICE]->() RETURN count(r)").rows == ((0,),)


def test_the_central_relationship_of_the_first_case(case_store: GraphStore) -> None:
    columns = ", ".join(f"r.{name}" for name in ("status", "claims", "sources", "denials", "origins_min", "origins_max"))
    query = f"MATCH (:Person)-[r:DEFECTED_TO]->(:Place) WHERE r.slug = 's01-defected' RETURN {columns}"
    assert case_store.read(query).rows == (("contested", 32, 29, 4, 1, 10),)
    assert case_store.read("MATCH (:Entity)-[r]->(:Entity) RETURN count(r)").rows == ((93,),)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_change_the_figures_equal_a_full_recomputation(store: GraphStore, seed: int) -> None:
    records = random_case(seed)
    load(store, records, name="made")
    check_stored(store, records)
    for step in range(8):
        records = changed(records, 1_000 * seed + step)
        load(store, records, name="made")
        check_stored(store, records)


CHANGES = {
    "only a citation": ({"src:b": {"cites": []}}, 2),
    "only a conflict": ({"role": {"conflicts_with": ["knows"]}}, 2),
    "only a one-way conflict": ({"role": {"speaks_against": ["knows"]}}, 2),
    "only an owner": ({"outlet:times": {"owner": "body:group"}}, 4),
    "only a retraction": ({"src:a": {"retracted": True}}, 2),
    "only a date": ({"src:c": {"published": "2020"}}, 4),
    "only a name": ({"place:us": {"name": "USA"}}, 0),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_load_computes_only_what_it_touches(store: GraphStore, change: str) -> None:
    facts, touched = CHANGES[change]
    load(store, small_case(), name="small")
    records = small_case()
    for which, fact in facts.items():
        records = replaced(records, which, **fact)
    assert load(store, records, name="small").derived == touched
    check_stored(store, records)


def test_a_citation_far_down_the_chain_touches_who_cites_it(store: GraphStore) -> None:
    records = replaced(replaced(small_case(), "src:a", cites=[{"to": "src:c"}]), "src:c", cites=[])
    load(store, records, name="small")
    ids = affected(store, {"Source": ["small/src:c"]})
    rows = store.read("MATCH (s:Statement) WHERE s.id IN $ids RETURN s.slug ORDER BY s.slug", {"ids": sorted(ids)}).rows
    assert [row[0] for row in rows] == ["knows", "role", "stayed", "went"]


def test_computing_everything_again_changes_nothing(store: GraphStore) -> None:
    load(store, random_case(5), name="made")
    before = checksum(store)
    store.execute("MATCH (:Entity)-[r]->(:Entity) DELETE r")
    store.execute("MATCH (s:Statement) SET s.status = null, s.rank = 99")
    assert derive(store) == 14
    assert checksum(store) == before


def test_a_statement_that_is_gone_takes_its_relationship_along(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    records = without(small_case(), "knows", "c5")
    load(store, records, name="small")
    check_stored(store, records)
    assert store.read("MATCH (n:Entity {key: 'person:li'}) RETURN n.degree").rows == ((0,),)


# Decisions --------------------------------------------------------------------------------------------------------------------


def decision(about: str, second: int, kind: str = "retraction", **content: Any) -> Decision:
    at = datetime(2026, 1, 31, 12, 0, second, tzinfo=UTC)
    case = about.partition("/")[0]
    return Decision.model_validate({"case": case, "kind": kind, "about": about, "content": content, "by": "me", "at": at})


def test_a_retraction_counts_for_nothing_and_restoring_changes_nothing(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    before = stored(store, "(x:Statement)", "small")
    decide(store, decision("small/src:c", 1, retracted=True))
    check_stored(store, replaced(small_case(), "src:c", retracted=True))
    assert evidence(store, "small").sources["src:c"].retracted
    decide(store, decision("small/src:c", 2, retracted=False))
    assert stored(store, "(x:Statement)", "small") == before
    check_stored(store, small_case())
    assert [said.content for said in decisions(store, "small")] == [{"retracted": True}, {"retracted": False}]


def test_what_a_machine_extracted_counts_once_a_person_accepts_it(store: GraphStore) -> None:
    records = replaced(small_case(), "c3", by="rules")
    load(store, records, name="small")
    assert stored(store, "(x:Statement)", "small")["stayed"][0] == "unsourced"
    decide(store, decision("small/c3", 1, "review", review="accepted"))
    check_stored(store, small_case())


def test_a_decision_outlasts_the_next_load(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    decide(store, decision("small/src:c", 1, retracted=True))
    load(store, replaced(small_case(), "src:c", title="Another title"), name="small")
    check_stored(store, replaced(small_case(), "src:c", retracted=True, title="Another title"))


def test_a_load_may_bring_decisions(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    load(store, [*small_case(), decision("small/src:c", 1, retracted=True)], name="small")
    check_stored(store, replaced(small_case(), "src:c", retracted=True))


def test_the_same_decision_again_changes_nothing(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    decide(store, decision("small/src:c", 1, retracted=True))
    before = checksum(store)
    decide(store, decision("small/src:c", 1, retracted=True))
    assert checksum(store) == before
    assert len(decisions(store, "small")) == 1


def test_a_data_set_may_be_retracted_too(store: GraphStore) -> None:
    load(store, bulk_case(), name="bulk")
    before = checksum(store)
    decide(store, decision("bulk/src:x", 1, retracted=True))
    assert store.read("MATCH (:Entity)-[r]->(:Entity) RETURN DISTINCT r.status").rows == (("unsourced",),)
    decide(store, decision("bulk/src:x", 2, retracted=False))
    store.execute("MATCH (d:Decision) DELETE d")
    assert checksum(store) == before


def test_a_retracted_data_set_leaves_another_as_it_is(store: GraphStore) -> None:
    other = Source(case="bulk", key="src:y", publisher="dataset:x", published="2022", kind="dataset")
    row = Row(case="bulk", subject="person:1", predicate="owns", object="person:2", source="src:y", row=1)
    load(store, [*bulk_case(), other, row], name="bulk")
    decide(store, decision("bulk/src:x", 1, retracted=True))
    query = "MATCH (:Entity)-[r]->(:Entity) RETURN r.source AS source, r.status, r.first_published, count(*) ORDER BY source"
    assert store.read(query).rows == (("src:x", "unsourced", None, 60), ("src:y", "single-source", "2022", 1))


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (decision("small/src:z", 1, retracted=True), NotFoundError),
        (decision("other/src:a", 1, retracted=True), NotFoundError),
        (decision("small/src:a", 1), RecordError),
        (decision("small/c1", 1, "review", review="perhaps"), RecordError),
    ],
    ids=["no such source", "no such case", "says nothing", "no word of review"],
)
def test_a_decision_about_nothing_is_refused(store: GraphStore, said: Decision, error: type[Exception]) -> None:
    load(store, small_case(), name="small")
    before = checksum(store)
    with pytest.raises(error):
        decide(store, said)
    assert checksum(store) == before
