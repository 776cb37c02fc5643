"""A snapshot of some tiers of sources: as if there were no others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import SnapshotError
from graph.evidence import assess_all
from graph.load import load
from graph.model import Case, Claim, Entity, Source, Statement, Status, Voice
from graph.queries import evidence
from graph.snapshot import references, tiers
from graph.snapshot.recomputed import lies
from graph.store import GraphStore
from ui.snapshot.making import Wanted, made

CASE = "dong-jingwei-2021"
CENTRAL = "s01-defected"


def test_only_sources_of_the_tier_are_in_it_and_it_is_whole(case_store: GraphStore) -> None:
    content, _ = made(case_store, Wanted(tiers=("core",)))
    assert {source.tier for source in content.sources} == {"core"}
    references.check(content)
    assert not lies(content)
    everything, _ = made(case_store, Wanted())
    assert content.findings[CENTRAL].status is Status.contested
    assert content.findings[CENTRAL].asserts < everything.findings[CENTRAL].asserts
    assert {entity.key for entity in content.entities} < {entity.key for entity in everything.entities}


def test_all_tiers_together_say_what_all_sources_say(case_store: GraphStore) -> None:
    content, _ = made(case_store, Wanted(tiers=("core", "wide", "background")))
    everything, _ = made(case_store, Wanted())
    assert content.findings == everything.findings
    assert content.claims == everything.claims


def test_a_statement_goes_with_its_last_claim_and_one_that_never_had_any_stays(case_store: GraphStore) -> None:
    found = evidence(case_store, CASE)
    bare = replace(found, claims={slug: () if slug == CENTRAL else claims for slug, claims in found.claims.items()})
    core = tiers.within(bare, ("core",))
    assert CENTRAL in core.statements
    spoken = {slug for slug, claims in found.claims.items() if any(found.sources[claim.source].tier == "core" for claim in claims)}
    assert core.statements.keys() - {CENTRAL} == spoken - {CENTRAL}
    assert assess_all(core)


def test_a_tier_that_says_nothing_of_the_view_is_told(store: GraphStore) -> None:
    given = {"case": "small"}
    load(
        store,
        [
            Case(case="small", title="Small"),
            Voice(**given, key="outlet:a", name="The Alder", kind="outlet"),
            Source(**given, key="src:a", title="A note", publisher="outlet:a", tier="wide"),
            *(Entity(**given, key=f"person:{name}", name=name.title(), kind="person") for name in ("ida", "ole")),
            Statement(**given, slug="s1", subject="person:ida", predicate="met", object="person:ole"),
            Claim(**given, key="c1", statement="s1", source="src:a", chain=("outlet:a",)),
        ],
        name="small",
    )
    seeds = ("person:ida",)
    assert made(store, Wanted(seeds=seeds, tiers=("wide",)))[0].claims
    with pytest.raises(SnapshotError, match="No core source speaks"):
        made(store, Wanted(seeds=seeds, tiers=("core",)))
