"""The view: every operation returns a new one and keeps its promises."""

from __future__ import annotations

import dataclasses

import pytest

from graph.errors import ViewError
from graph.filters import Filters
from graph.model import Status
from graph.view import LIMIT_NODES, View
from tests.graph.drawn import edge, graph, node_id, view_of

NODES, EDGES = graph(5, [(0, 1), (0, 2), (0, 3), (3, 4)])
A, B, C, D, E = (node.id for node in NODES)


@pytest.fixture
def view() -> View:
    return view_of(NODES)


def test_a_view_cannot_be_changed(view: View) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        view.selection = A  # type: ignore[misc]


def test_nodes_are_added_after_the_others_and_nothing_drawn_moves(view: View) -> None:
    grown = view.with_nodes([A, "x", "y"], {A: (9.0, 9.0), "x": (1.0, 2.0), "y": (3.0, 4.0)})
    assert grown.nodes == (*view.nodes, "x", "y")
    assert {key: grown.positions[key] for key in view.nodes} == dict(view.positions)
    assert grown.positions["y"] == (3.0, 4.0)


def test_adding_what_is_there_already_changes_nothing(view: View) -> None:
    assert view.with_nodes([A, B], {}) is view


@pytest.mark.parametrize("positions", [{}, {"x": (float("nan"), 0.0)}, {"x": (0.0, float("inf"))}])
def test_a_node_without_a_place_is_refused(view: View, positions: dict[str, tuple[float, float]]) -> None:
    with pytest.raises(ViewError, match="x has no position"):
        view.with_nodes(["x"], positions)


def test_more_nodes_than_can_be_drawn_are_refused(view: View) -> None:
    many = {f"x{number}": (0.0, float(number)) for number in range(LIMIT_NODES)}
    with pytest.raises(ViewError, match=r"at most 5,000 entities, this would be 5,005"):
        view.with_nodes(many, many)


def test_hiding_deselects_and_showing_brings_back(view: View) -> None:
    hidden = view.select(A).hide([A, "r1"])
    assert hidden.hidden == {A, "r1"}
    assert hidden.selection is None
    assert hidden.show([A, "r1"]) == view
    assert hidden.positions == view.positions


def test_hiding_something_else_keeps_the_selection(view: View) -> None:
    assert view.select(A).hide([B]).selection == A


def test_a_hidden_node_that_is_brought_in_again_comes_back_where_it_was(view: View) -> None:
    assert view.hide([B]).with_nodes([B], {B: (77.0, 77.0)}) == view


def test_collapse_folds_in_only_neighbours_that_hang_on_the_node_alone(view: View) -> None:
    folded = view.collapse(A, EDGES)
    assert folded.collapsed == {A: (B, C)}
    assert folded.away == {B, C}
    assert folded.uncollapse(A) == view


def test_collapse_goes_on_inwards_without_losing_what_was_folded_before(view: View) -> None:
    folded = view.collapse(D, EDGES).collapse(A, EDGES)
    assert folded.collapsed == {D: (E,), A: (B, C)}
    assert folded.uncollapse(D).uncollapse(A) == view


def test_collapse_without_leaves_changes_nothing(view: View) -> None:
    assert view.collapse(B, EDGES) is view
    assert view.collapse("nobody", EDGES) is view
    assert view.hide([A]).collapse(A, EDGES).collapsed == {}


def test_a_loop_makes_nobody_a_leaf_and_prevents_no_leaf(view: View) -> None:
    assert view.collapse(A, [*EDGES, edge(9, 1, 1)]).collapsed == {A: (B, C)}


def test_a_folded_node_that_is_brought_in_again_is_folded_no_more(view: View) -> None:
    assert view.collapse(A, EDGES).with_nodes([C], {}).collapsed == {A: (B,)}


def test_leaving_the_view_takes_everything_with_it(view: View) -> None:
    left = view.pin([A]).select(A).collapse(A, EDGES).hide([E]).without([A, E, "nobody"])
    assert left.nodes == (B, C, D)
    assert set(left.positions) == {B, C, D}
    assert (left.pinned, left.hidden, left.collapsed, left.selection) == (frozenset(), frozenset(), {}, None)
    assert view.without(["nobody"]) is view


def test_pinning_takes_only_nodes_of_the_view(view: View) -> None:
    pinned = view.pin([A, "nobody"])
    assert pinned.pinned == {A}
    assert pinned.pin([A], on=False) == view


def test_moving_changes_the_places_of_nodes_in_the_view_only(view: View) -> None:
    moved = view.move({A: (5, 6), "nobody": (1, 1)})
    assert moved.positions[A] == (5.0, 6.0)
    assert "nobody" not in moved.positions
    assert view.move({A: view.positions[A]}) is view
    with pytest.raises(ViewError):
        view.move({A: (float("nan"), 0.0)})


def test_filters_switch_off_and_on(view: View) -> None:
    off = view.filter("kind", "person", False).filter("status", "rumour", False).filter("predicate", "knows", False)
    assert off.filters == Filters(frozenset({"person"}), frozenset({"knows"}), frozenset({Status.unsourced, Status.rumour}))
    back = off.filter("kind", "person", True).filter("status", "rumour", True).filter("predicate", "knows", True)
    assert back == view
    assert off.filters.active
    assert not view.filters.active


@pytest.mark.parametrize(("facet", "value"), [("colour", "red"), ("status", "true")])
def test_an_unknown_filter_is_news(view: View, facet: str, value: str) -> None:
    with pytest.raises(ViewError, match=f"there is no filter {facet}: {value}"):
        view.filter(facet, value, False)


def test_a_negative_minimum_of_origins_is_refused() -> None:
    with pytest.raises(ViewError, match="0 or more"):
        Filters(origins=-1)


def test_groups_open_and_close(view: View) -> None:
    opened = view.open_group("group:a|b")
    assert opened.opened == {"group:a|b"}
    assert opened.open_group("group:a|b") is opened
    assert opened.close_group("group:a|b") == view


def test_reset_keeps_only_the_date(view: View) -> None:
    changed = view.at("2021-07").hide([A]).pin([B]).filter("kind", "person", False).select(C)
    fresh = changed.reset([D, E, D], {D: (1.0, 1.0), E: (2.0, 2.0)})
    assert fresh == View((D, E), {D: (1.0, 1.0), E: (2.0, 2.0)}, as_of="2021-07")


def test_what_changes_nothing_returns_the_same_view(view: View) -> None:
    same = [view.hide([]), view.show([A]), view.uncollapse(A), view.pin([]), view.select(None), view.with_filters(Filters()), view.at(None)]
    assert all(one is view for one in [*same, view.close_group("none")])


def test_ids_are_those_of_the_sample() -> None:
    assert node_id(0) == A


def test_what_is_merged_since_is_replaced_by_what_is_shown_for_it() -> None:
    places = {"a": (0.0, 0.0), "b": (1.0, 1.0), "c": (2.0, 2.0)}
    view = View(("a", "b", "c"), places, pinned=frozenset({"b"}), hidden=frozenset({"b"}), selection="b", collapsed={"a": ("b", "c")})
    joined = view.joined({"b": "a", "z": "y"})
    assert (joined.nodes, joined.positions) == (("a", "c"), {"a": (0.0, 0.0), "c": (2.0, 2.0)})
    assert (joined.pinned, joined.selection, joined.collapsed, joined.hidden) == (frozenset({"a"}), "a", {"a": ("c",)}, frozenset())
    moved = view.joined({"b": "new"})
    assert (moved.nodes, moved.positions["new"]) == (("a", "new", "c"), (1.0, 1.0))
    assert view.joined({"z": "y"}) is view
