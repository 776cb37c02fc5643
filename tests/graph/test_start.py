"""The view a case opens with is laid out when the case is loaded, and kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import layout, queries, start
from graph.decisions import decide
from graph.load import load, load_imports, unload
from graph.load.rebuild import rebuild
from graph.model import Decision
from graph.store import GraphStore
from tests.graph.made_records import small_case
from tests.graph.test_corrections import CORRECTED
from tests.graph.test_load_imports import NOW, note
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


@pytest.fixture
def laid_out(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], int]:
    """How often something lays out the first view, which then stands as it would be laid out now."""
    times: list[str] = []
    lay_out = start.lay_out

    def counted(store: GraphStore, case: str) -> None:
        times.append(case)
        lay_out(store, case)

    def count(do: Callable[[], object]) -> int:
        times.clear()
        do()
        kept = start.places(store, "small")
        lay_out(store, "small")
        assert start.places(store, "small") == kept
        return len(times)

    monkeypatch.setattr(start, "lay_out", counted)
    return count


def test_whatever_changes_a_case_lays_it_out_once(store: GraphStore, laid_out: Callable[[Callable[[], object]], int]) -> None:
    merge = {"same_as": "small/person:ole", "verdict": "same", "why": "one face"}

    def decided(kind: str, about: str, content: dict[str, str]) -> None:
        decide(store, Decision(case="small", kind=kind, about=f"small/{about}", content=content, by="Ann", at=NOW))

    load(store, small_case(), name="small")
    assert laid_out(lambda: load(store, note(), name="note", owner="note")) == 1
    assert laid_out(lambda: decided("review", "note-2", CORRECTED)) == 1
    assert laid_out(lambda: load(store, note("third", "person:ole"), name="third", owner="third")) == 1
    assert laid_out(lambda: unload(store, "small", "third")) == 1
    load(store, note("third", "person:ole"), name="third", owner="third")
    assert laid_out(lambda: decided("merge", "person:ida", merge)) == 1
    assert laid_out(lambda: load(store, note("fourth", "person:eva"), name="fourth", owner="fourth")) == 1
    assert laid_out(lambda: unload(store, "small", "fourth")) == 1
    assert laid_out(lambda: rebuild(store)) == 1
    assert laid_out(lambda: load_imports(store, {"fourth": note("fourth", "person:ida")}, lay_out=False)) == 0
