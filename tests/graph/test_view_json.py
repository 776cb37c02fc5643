"""A saved view reads back as it was, and nothing else reads as a view."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ViewError
from graph.filters import Filters
from graph.model import Status
from graph.view import View
from graph.view_json import VERSION, from_json, to_json

IDS = st.text(min_size=1, max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def views(draw: st.DrawFn) -> View:
    nodes = draw(st.lists(IDS, unique=True, max_size=8))
    some = st.frozensets(st.sampled_from(nodes), max_size=4) if nodes else st.just(frozenset())
    return View(
        nodes=tuple(nodes),
        positions={node: (draw(NUMBERS), draw(NUMBERS)) for node in nodes},
        hidden=draw(some),
        collapsed={node: (node,) for node in draw(some)},
        opened=draw(st.frozensets(IDS, max_size=3)),
        pinned=draw(some),
        filters=Filters(
            draw(st.frozensets(IDS)),
            draw(st.frozensets(IDS)),
            draw(st.frozensets(st.sampled_from(Status))),
            draw(st.integers(0, 9)),
            draw(st.booleans()),
        ),
        selection=draw(st.none() | IDS),
        as_of=draw(st.none() | st.just("2021-06")),
    )


@given(views())
def test_a_view_reads_back_as_it_was_written(view: View) -> None:
    assert from_json(to_json(view)) == view


@given(views())
def test_the_same_view_gives_the_same_text(view: View) -> None:
    assert to_json(from_json(to_json(view))) == to_json(view)


def test_the_text_carries_its_version() -> None:
    assert json.loads(to_json(View()))["version"] == VERSION


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no json", "the text"),
        ('{"version": 2}', "version"),
        ('{"version": 1, "colour": "red"}', "colour"),
        ('{"version": 1, "nodes": ["a"]}', "a has no position"),
        ('{"version": 1, "nodes": ["a"], "positions": {"a": [NaN, 0]}}', "positions"),
        ('{"version": 1, "nodes": ["a"], "positions": {"a": [1]}}', "positions.a"),
        ('{"version": 1, "filters": {"statuses_off": ["true"]}}', "filters.statuses_off"),
        ('{"version": 1, "filters": {"origins": -1}}', "minimum of origins"),
    ],
)
def test_what_is_no_saved_view_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(ViewError, match=says):
        from_json(text)
