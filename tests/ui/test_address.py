"""Addresses: what is put into one comes out again, and whatever else stands in one is told in words or passed over."""

from __future__ import annotations

import base64
import json
import zlib
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ViewError
from graph.filters import Filters
from graph.model import Status
from graph.view import View
from ui.address import LONGEST, Address, of_query, of_saved, of_view, read_query, read_view, whole

CASE = "made"
KEYS = st.from_regex(r"(person|place|event):[a-zA-Z0-9.äß董-]{1,20}", fullmatch=True)


@st.composite
def views(draw: st.DrawFn) -> View:
    nodes = tuple(f"{CASE}/{key}" for key in draw(st.lists(KEYS, unique=True, max_size=12)))
    whole_numbers = st.integers(-20_000, 20_000).map(float)
    some = st.frozensets(st.sampled_from(nodes) if nodes else st.nothing())
    edges = st.frozensets(st.from_regex(r"[0-9a-f]{24}", fullmatch=True), max_size=3)
    return View(
        nodes,
        {node: (draw(whole_numbers), draw(whole_numbers)) for node in nodes},
        hidden=draw(some) | draw(edges),
        collapsed={nodes[0]: tuple(nodes[1:3])} if len(nodes) > 2 and draw(st.booleans()) else {},
        opened=frozenset({f"group:{nodes[0]}|{nodes[-1]}"}) if nodes and draw(st.booleans()) else frozenset(),
        pinned=draw(some),
        filters=Filters(
            draw(st.frozensets(st.sampled_from(["person", "place"]))),
            draw(st.frozensets(st.sampled_from(["met", "left_for"]))),
            draw(st.frozensets(st.sampled_from(list(Status)))),
            draw(st.integers(0, 3)),
            draw(st.booleans()),
        ),
        selection=draw(st.none() | edges.map(lambda found: next(iter(found), None)) | (st.sampled_from(nodes) if nodes else st.none())),
        as_of=draw(st.sampled_from([None, "2021-06", "2020-01-31"])),
    )


@given(views())
def test_a_view_comes_out_as_it_went_in(view: View) -> None:
    params = of_view(CASE, view)
    assert len(urlencode(params)) <= LONGEST
    assert read_view(params) == Address(CASE, view)


@given(st.text(max_size=300), st.sampled_from(["Table", "Graph", "JSON"]))
def test_a_query_comes_out_as_it_went_in(text: str, shown: str) -> None:
    params = of_query(text, shown)
    assert read_query(params) == (text if text.strip() else "", shown)


def test_places_are_whole_pixels() -> None:
    view = View(("made/person:a",), {"made/person:a": (1.4, -2.6)})
    found = read_view(of_view(CASE, view))
    assert found is not None
    assert found.view == whole(view)
    assert whole(view).positions == {"made/person:a": (1.0, -3.0)}


def test_the_first_view_and_a_saved_one_are_short() -> None:
    assert urlencode(of_view(CASE, None)) == "v=1&case=made"
    assert read_view(of_view(CASE, None)) == Address(CASE)
    assert read_view(of_saved(CASE, "What was said: 董")) == Address(CASE, saved="What was said: 董")
    assert read_view({"case": CASE}) == Address(CASE), "a case alone may be written by hand"
    assert read_view({}) is None
    assert read_query({}) == ("", "")


def test_a_view_of_some_hundred_entities_fits_and_a_larger_one_says_that_it_does_not() -> None:
    def grid(size: int) -> View:
        nodes = tuple(f"{CASE}/person:somebody-of-the-name-{number * 7919 % 10_007}" for number in range(size))
        return View(nodes, {node: (number % 31 * 137.0, number // 31 * 91.0) for number, node in enumerate(nodes)})

    assert "view" in of_view(CASE, grid(300))
    assert of_view(CASE, grid(5_000)) == {"v": "1", "case": CASE, "part": "1"}
    assert read_view(of_view(CASE, grid(5_000))) == Address(CASE, part=True)
    assert of_query("MATCH (n) RETURN n // " + "".join(map(str, range(9_000))), "Table") == {"v": "1", "shown": "Table", "part": "1"}


def packed(value: object) -> str:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(zlib.compress(text)).decode().rstrip("=")


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"v": "2", "case": CASE}, "another version"),
        ({"v": "<script>", "case": CASE}, "another version"),
        ({"case": CASE, "view": packed({"nodes": []})}, "another version"),
        ({"case": CASE, "saved": "talks"}, "another version"),
        ({"v": "1", "view": "%%%"}, "lost or changed"),
        ({"v": "1", "view": "äöü"}, "lost or changed"),
        ({"v": "1", "view": "AAAA"}, "lost or changed"),
        ({"v": "1", "view": packed({"nodes": ["person:a"] * 30})[:-20]}, "cannot be read"),
        ({"v": "1", "view": packed(b"0" * 2_000_000)}, "more than a view can"),
        ({"v": "1", "view": packed(b"[" * 500_000)}, "lost or changed"),
        ({"v": "1", "view": packed(b"\xff\xfe")}, "lost or changed"),
        ({"v": "1", "view": packed([1, 2])}, "lost or changed"),
        ({"v": "1", "view": packed({}), "look": packed([1])}, "lost or changed"),
        ({"v": "1", "view": packed("text")}, "lost or changed"),
        ({"v": "1", "view": packed({"nodes": ["person:a"], "positions": [1]})}, "not a place for each"),
        ({"v": "1", "view": packed({"nodes": [1], "positions": [1, 2]})}, "lost or changed"),
        ({"v": "1", "case": CASE, "view": packed({"nodes": ["other/person:x"], "positions": [1, 2]})}, "lost or changed"),
        ({"v": "1", "view": packed({"nodes": ["person:a"] * 2, "positions": [1, 2] * 2})}, "not a place for each"),
        ({"v": "1", "view": "A" * 8_001}, "more than 8,000 characters"),
        ({"v": "1", "view": packed({"nodes": {"a": 1}, "positions": [1, 2]})}, "lost or changed"),
        ({"v": "1", "view": packed(b'{"nodes":["person:a"],"positions":[NaN,1]}')}, "lost or changed|no saved view"),
        ({"v": "1", "view": packed(b'{"nodes":["person:a"],"positions":[1e999,1]}')}, "lost or changed|no saved view"),
        (
            {"v": "1", "view": packed({"nodes": [f"p:{n}" for n in range(6_000)], "positions": [0] * 12_000})},
            "8,000 characters|at most 5,000",
        ),
        ({"v": "1", "view": packed({"filters": {"statuses_off": ["proven"]}})}, "statuses_off"),
        ({"v": "1", "view": packed({"filters": {"origins": -1}})}, "minimum of origins"),
        ({"v": "1", "view": packed({"__proto__": {"a": 1}})}, "__proto__"),
        ({"v": "1", "view": packed({"collapsed": {"person:a": "person:b"}})}, "lost or changed|collapsed"),
    ],
    ids=range(27),
)
def test_what_is_no_address_is_told(params: dict[str, str], said: str) -> None:
    with pytest.raises(ViewError, match=said):
        read_view(params)


@given(st.dictionaries(st.sampled_from(["v", "case", "view", "saved", "part", "q", "shown"]), st.text(max_size=80)))
def test_nothing_else_is_raised(params: dict[str, str]) -> None:
    for read in (read_view, read_query):
        try:
            read(params)
        except ViewError:
            continue
