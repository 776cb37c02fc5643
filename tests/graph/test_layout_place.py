"""New nodes beside old ones: nothing drawn moves, nothing is covered, near what they belong to."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from graph import layout
from graph.boxes import box
from graph.view import EdgeView, NodeView, Position
from tests.graph.drawn import communities, graph, node_id
from tests.graph.measures import covered


def grown(count: int, pairs: list[tuple[int, int]], new: list[tuple[int, int]]) -> tuple[list[NodeView], list[NodeView], list[EdgeView]]:
    """Old nodes, new nodes and all edges; `new` are pairs whose first is an old node's number."""
    total = max([count, *(end + 1 for pair in new for end in pair)])
    nodes, edges = graph(total, [*pairs, *new])
    return nodes[:count], nodes[count:], edges


def test_only_the_new_nodes_are_placed() -> None:
    old, new, edges = grown(60, communities(60, size=20), [(0, 60 + n) for n in range(25)])
    positions = layout.initial(old, edges)
    placed = layout.place([*new, old[3]], edges, positions, parent=node_id(0), drawn=old)
    assert set(placed) == {node.id for node in new}


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(1, 25), st.integers(0, 39), st.booleans(), st.randoms(use_true_random=False))
def test_an_expansion_never_covers_and_never_moves(count: int, added: int, parent: int, spread: bool, chance) -> None:  # type: ignore[no-untyped-def]
    parent %= count
    pairs = [(chance.randrange(n), n) for n in range(1, count)]
    new = [(parent if not spread else chance.randrange(count), count + n) for n in range(added)]
    old, fresh, edges = grown(count, pairs, new)
    positions = layout.initial(old, edges)
    before = dict(positions)
    placed = layout.place(fresh, edges, positions, parent=node_id(parent), drawn=old)
    assert positions == before
    assert not set(placed) & set(positions)
    assert covered([*old, *fresh], {**positions, **placed}) == []


def test_five_expansions_after_each_other_cover_nothing() -> None:
    drawn, edges = graph(5, [(0, n) for n in range(1, 5)])
    positions = layout.initial(drawn, edges)
    for parent in range(5):
        pairs = [(parent, 5 + 25 * parent + n) for n in range(25)]
        nodes, new_edges = graph(5 + 25 * (parent + 1), pairs)
        fresh = nodes[5 + 25 * parent :]
        positions = {**positions, **layout.place(fresh, new_edges, positions, parent=node_id(parent), drawn=drawn)}
        drawn = [*drawn, *fresh]
    assert len(positions) == 130
    assert covered(drawn, positions) == []


def test_new_nodes_fan_out_into_the_empty_side() -> None:
    old, new, edges = grown(11, [(0, n) for n in range(1, 11)], [(0, 11), (0, 12), (0, 13)])
    # all old neighbours stand to the left
    positions: dict[str, Position] = {node_id(n): (-120.0 - 20 * (n % 3), 60.0 * (n - 5)) for n in range(1, 11)}
    positions[node_id(0)] = (0.0, 0.0)
    placed = layout.place(new, edges, positions, parent=node_id(0), drawn=old)
    assert all(x > 0 for x, _ in placed.values())


def test_new_nodes_stay_near_their_parent() -> None:
    old, new, edges = grown(300, communities(300), [(0, 300 + n) for n in range(25)])
    positions = layout.initial(old, edges)
    placed = layout.place(new, edges, positions, parent=node_id(0), drawn=old)
    assert max(math.dist(place, positions[node_id(0)]) for place in placed.values()) < 900


def test_a_new_node_leans_towards_its_other_neighbour() -> None:
    nodes, edges = graph(3, [(0, 2), (1, 2)])
    positions = {node_id(0): (0.0, 0.0), node_id(1): (600.0, 0.0)}
    placed = layout.place(nodes[2:], edges, positions, parent=node_id(0), drawn=nodes[:2])
    assert placed[node_id(2)][0] > 0
    assert abs(placed[node_id(2)][1]) < 60


def test_without_a_parent_a_node_goes_to_its_neighbours_or_beside_everything() -> None:
    nodes, edges = graph(4, [(0, 2)])
    positions = {node_id(0): (-900.0, 0.0), node_id(1): (900.0, 0.0)}
    placed = layout.place(nodes[2:3], edges, positions, drawn=nodes[:2])
    assert math.dist(placed[node_id(2)], positions[node_id(0)]) < 200
    beside = layout.place(nodes[3:], edges, positions, parent="nobody", drawn=nodes[:2])
    assert beside[node_id(3)][0] > 900 + box(nodes[1]).half


def test_into_an_empty_view_nodes_are_placed_around_the_middle() -> None:
    nodes, edges = graph(9, [])
    placed = layout.place(nodes, edges, {})
    assert covered(nodes, placed) == []
    assert max(math.hypot(*place) for place in placed.values()) < 400


def test_nothing_new_places_nothing() -> None:
    nodes, edges = graph(2, [(0, 1)])
    assert layout.place([], edges, {}) == {}
    assert layout.place(nodes, edges, {node.id: (0.0, 0.0) for node in nodes}) == {}


def test_a_supernode_with_300_neighbours_still_covers_nothing() -> None:
    nodes, edges = graph(301, [(0, n) for n in range(1, 301)])
    positions = {node_id(0): (0.0, 0.0)}
    placed = layout.place(nodes[1:], edges, positions, parent=node_id(0), drawn=nodes[:1])
    assert covered(nodes, {**positions, **placed}) == []


def test_the_same_expansion_gives_the_same_places() -> None:
    old, new, edges = grown(60, communities(60, size=20), [(0, 60 + n) for n in range(10)])
    positions = layout.initial(old, edges)
    assert layout.place(new, edges, positions, parent=node_id(0), drawn=old) == layout.place(
        new, edges, positions, parent=node_id(0), drawn=old
    )
