"""Views under names: decisions in the store that a load leaves alone, files that hold the same, and what is none told by its field."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.archive import dump, restore
from graph.decisions import decide
from graph.errors import NotFoundError, ViewError
from graph.filters import Filters
from graph.load import load
from graph.model import Decision
from graph.queries import saved_views
from graph.saved_view import SavedView, find, named, parse, standing
from graph.store import GraphStore, schema
from graph.view import View
from tests.graph.mirela import CASE, NODES, records, view

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)


def saved(name: str = "Who denies it", shown: View | None = None, at: datetime = AT, note: str = "") -> SavedView:
    return named(CASE, name, view() if shown is None else shown, by="me", at=at, note=note)


def test_a_saved_view_is_found_by_its_name_and_survives_a_load(store: GraphStore) -> None:
    load(store, records(), name=CASE)
    before = schema.revision(store)
    decide(store, saved(note="Two say so").decision())
    assert schema.revision(store) == before, "nothing that was read of the store is out of date"
    load(store, records(), name=CASE)
    (found,) = saved_views(store, CASE)
    assert found == saved(note="Two say so")
    assert find([found], "WHO DENIES it") == found
    with pytest.raises(NotFoundError, match="there are Who denies it"):
        find([found], "who confirms it")


def test_the_latest_of_a_name_holds_and_a_removal_can_be_taken_back(store: GraphStore) -> None:
    load(store, records(), name=CASE)
    later = view().filter("kind", "place", False)
    for number, decision in enumerate(
        [saved().decision(), saved("WHO denies it", later, AT + timedelta(1)).decision(), saved("Another", at=AT + timedelta(2)).decision()]
    ):
        decide(store, decision)
        assert len(saved_views(store, CASE)) == min(number, 1) + (number == 2) + (number == 0)
    assert [found.name for found in saved_views(store, CASE)] == ["Another", "WHO denies it"]
    assert saved_views(store, CASE)[1].view == later
    decide(store, saved("who denies it", at=AT + timedelta(3)).decision(removed=True))
    assert [found.name for found in saved_views(store, CASE)] == ["Another"]
    decide(store, saved("Who denies it", at=AT + timedelta(4)).decision())
    assert [found.name for found in saved_views(store, CASE)] == ["Another", "Who denies it"]


def test_it_goes_along_with_a_dump(store: GraphStore, tmp_path: Any) -> None:
    load(store, records(), name=CASE)
    decide(store, saved().decision())
    dump(store, tmp_path / "store.jsonl")
    store.execute("MATCH (n) DETACH DELETE n")
    restore(store, tmp_path / "store.jsonl")
    assert saved_views(store, CASE) == (saved(),)


def test_what_is_no_view_any_more_is_left_out() -> None:
    odd = Decision(case=CASE, kind="view", about=f"{CASE}/odd", content={"name": "Odd", "view": "{"}, by="me", at=AT)
    note = Decision(case=CASE, kind="note", about=f"{CASE}/x", content={"text": "x"}, by="me", at=AT)
    assert standing([odd, note, saved().decision()]) == (saved(),)


def test_a_file_holds_the_same() -> None:
    full = view().filter("status", "denied", False).hide([NODES[3]]).pin([NODES[0]]).at("2020-01")
    one = saved("Über “alles”: 董/..\\x", full)
    assert parse(one.text) == one
    assert one.file_name == "uber-alles-x.json"
    assert saved("董").file_name == "view.json"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "version"),
        ({"redstring": "snapshot"}, "redstring"),
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"note": "x" * 2_001}, "note"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2026-01-31T12:00:00+02:00"}, "given in UTC"),
        ({"at": "2026-01-31T12:00:00"}, "given in UTC"),
        ({"case": "Über"}, "case"),
        ({"case": "another"}, "is not of the case another"),
        ({"stranger": 1}, "stranger"),
        ({"view": []}, "view"),
        ({"view": {"nodes": ["a"], "positions": {}}}, "has no position"),
        ({"view": {"nodes": ["a"], "positions": {"a": [1, "NaN"]}}}, "positions"),
        ({"view": {"as_of": "someday"}}, "as_of"),
        ({"view": {"as_of": "2020/.."}}, "as_of"),
        ({"view": {"__proto__": {}}}, "__proto__"),
        ({"view": {"filters": {"statuses_off": ["proven"]}}}, "statuses_off"),
    ],
    ids=range(19),
)
def test_what_is_no_view_is_told_by_its_field(change: dict[str, object], said: str) -> None:
    with pytest.raises(ViewError, match=said):
        parse(json.dumps({**json.loads(saved().text), **change}))


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '"text"', "null"], ids=range(6))
def test_what_is_no_object_is_told(text: str) -> None:
    with pytest.raises(ViewError):
        parse(text)


def test_filters_go_along() -> None:
    shown = view().with_filters(Filters(kinds_off=frozenset({"place"}), origins=2, only_connected=True))
    assert parse(saved(shown=shown).text).view.filters == shown.filters
