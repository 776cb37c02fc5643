"""The view a case opens with is laid out when the case is loaded, and kept."""

from __future__ import annotations

from graph import layout, queries, start
from graph.load import load
from graph.store import GraphStore
from tests.graph.made_records import small_case
from ui.reading import Reading

CASE = "dong-jingwei-2021"


def test_a_load_keeps_where_the_core_of_the_case_is_drawn(case_store: GraphStore) -> None:
    core = queries.core(case_store, CASE).ids
    laid_out = layout.initial(queries.entities(case_store, core), queries.relationships_between(case_store, core))
    assert len(laid_out) == 45
    assert start.places(case_store, CASE) == laid_out


def test_a_case_that_is_not_there_has_no_places(store: GraphStore) -> None:
    assert start.places(store, "nobody") == {}


def test_a_store_without_places_or_with_old_ones_is_laid_out_when_it_is_read(store: GraphStore) -> None:
    load(store, small_case(), name="one")
    case = queries.cases(store)[0].case.case
    kept = start.places(store, case)
    assert kept
    for change in ("SET r.ids = ['somebody/else'], r.x = [1.0], r.y = [2.0]", "DELETE r"):
        store.execute(f"MATCH (r:Redstring {{id: $id}}) {change}", {"id": f"start/{case}"})
        assert Reading(store).places(case) == kept
