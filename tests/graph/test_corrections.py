"""What a person corrects on review counts in the place of what was found, outlives loads, and is taken back without a trace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graph.archive import checksum
from graph.decisions import decide
from graph.errors import RecordError
from graph.evidence import assess
from graph.load import load, unload
from graph.model import Decision, Import
from graph.queries import evidence
from graph.store import GraphStore
from tests.graph.made_records import small_case
from tests.graph.test_load_imports import note

NOW = datetime(2026, 2, 1, tzinfo=UTC)
CORRECTED = {"review": "accepted", "predicate": "wrote_to", "object": "person:dong", "stance": "denies", "when": "2021-03"}


def review(store: GraphStore, minute: int, **content: str) -> None:
    at = NOW + timedelta(minutes=minute)
    decide(store, Decision(case="small", kind="review", about="small/note-2", content=dict(content), by="Ann", at=at))


def drawn(store: GraphStore) -> list[tuple[str, str, str]]:
    query = "MATCH (a:Entity {key: 'person:ida'})-[r]->(b:Entity) RETURN type(r), b.key, r.status ORDER BY type(r)"
    return [(row[0], row[1], row[2]) for row in store.read(query).rows]


@pytest.fixture
def noted(store: GraphStore) -> GraphStore:
    load(store, small_case(), name="small")
    load(store, note(), name="note", owner="note")
    return store


def test_a_corrected_claim_counts_as_corrected_until_a_later_decision(noted: GraphStore) -> None:
    before = checksum(noted)
    review(noted, 1, **CORRECTED)
    assert drawn(noted) == [("MET", "person:li", "unsourced"), ("WROTE_TO", "person:dong", "denied")]
    found = evidence(noted, "small")
    (slug,) = [said.slug for said in found.statements.values() if said.predicate == "wrote_to"]
    assert found.statements[slug].when == "2021-03"
    (claim,) = found.claims[slug]
    assert (claim.by, claim.locator, claim.note) == (
        "hand",
        found.claims["note-met"][0].locator,
        "As corrected on review by Ann, 2026-02-01",
    )
    (was,) = assess(found, "note-met").uses
    assert (was.claim.note, was.excluded) == ("Corrected on review by Ann", "a person rejected it on review")
    review(noted, 2, review="accepted", hedge="alleged")
    assert drawn(noted) == [("MET", "person:li", "single-source")]
    assert [claim.hedge for claim in evidence(noted, "small").claims["note-met"]] == ["none", "alleged"]
    review(noted, 3, review="proposed")
    noted.execute("MATCH (d:Decision) DELETE d")
    assert checksum(noted) == before


def test_it_outlives_loads_and_goes_and_comes_with_its_document(noted: GraphStore) -> None:
    review(noted, 1, **CORRECTED, chain="outlet:note person:li")
    held = checksum(noted)
    load(noted, small_case(), name="small")
    load(noted, note(), name="note", owner="note")
    assert checksum(noted) == held
    # a newer version in which it is not found any more
    load(noted, [one for one in note() if getattr(one, "key", "") != "note-2"], name="note", owner="note")
    assert [name for name, _, _ in drawn(noted)] == ["MET"]
    load(noted, note(), name="note", owner="note")
    assert checksum(noted) == held
    unload(noted, "small", "note")
    assert noted.read("MATCH (n:Claim) WHERE n.key ENDS WITH '-corrected' RETURN n.key").rows == ()
    load(noted, note(), name="note", owner="note")
    assert checksum(noted) == held


def test_one_that_names_nobody_waits(noted: GraphStore) -> None:
    review(noted, 1, review="accepted", subject="person:nobody")
    assert drawn(noted) == [("MET", "person:li", "unsourced")]


@pytest.mark.parametrize(
    "content",
    [
        {"review": "rejected", "hedge": "alleged"},
        {"review": "accepted", "predicate": "DROP ALL"},
        {"review": "accepted", "when": "soon"},
        {"review": "accepted", "stance": "perhaps"},
        {"review": "accepted", "chain": ""},
        {"review": "accepted", "subject": ""},
    ],
)
def test_what_no_claim_can_say_is_refused(noted: GraphStore, content: dict[str, str]) -> None:
    with pytest.raises(RecordError, match="review"):
        review(noted, 1, **content)
    assert noted.read("MATCH (d:Decision) RETURN count(d)").rows == ((0,),)


def test_they_go_with_what_they_correct_where_several_are_taken_out_at_once(noted: GraphStore) -> None:
    load(noted, note("other", "person:ole"), name="other", owner="other")
    # the claim that is corrected is there by two, who both go
    shared = [one for one in note() if not isinstance(one, Import)]
    load(noted, [*shared, *note("third", "person:ole")], name="third", owner="third")
    review(noted, 1, **CORRECTED)
    held = checksum(noted)
    unload(noted, "small", "note", "other")
    assert [name for name, _, _ in drawn(noted)] == ["MET", "WROTE_TO"]
    unload(noted, "small", "third")
    assert drawn(noted) == []
    load(noted, note(), name="note", owner="note")
    load(noted, note("other", "person:ole"), name="other", owner="other")
    load(noted, [*shared, *note("third", "person:ole")], name="third", owner="third")
    assert checksum(noted) == held
    unload(noted, "small", "third", "note")
    assert drawn(noted) == []
    assert noted.read("MATCH (n:Claim) WHERE n.key ENDS WITH '-corrected' RETURN n.key").rows == ()
