"""The shortest paths between two entities: all of them are found, the best supported come first, and a search has its bounds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Status
from graph.paths import MOST, SHOWN, Paths, Touching, shortest
from graph.view import EdgeView


def edge(source: str, target: str, rank: int = 1, slug: str = "") -> EdgeView:
    return EdgeView(f"{source}{target}{slug}", slug, "c", source, target, "knew", Status.unconfirmed, rank)


def over(*edges: EdgeView) -> Touching:
    def touching(ids: Sequence[str]) -> list[EdgeView]:
        return [one for one in edges if {one.source, one.target} & set(ids)]

    return touching


def ways(found: Paths) -> list[tuple[str, ...]]:
    return [path.nodes for path in found.chosen]


def test_neighbours_are_one_step_apart_whichever_way_it_points() -> None:
    found = shortest("b", "a", over(edge("a", "b")))
    assert (ways(found), found.number, found.steps) == ([("b", "a")], 1, 1)


def test_two_relationships_between_the_same_are_one_path() -> None:
    assert shortest("a", "b", over(edge("a", "b"), edge("b", "a", slug="2"))).number == 1


def test_the_best_supported_comes_first() -> None:
    edges = [edge("a", "x", 0), edge("x", "b", 5), edge("a", "y", 2), edge("y", "b", 3), edge("a", "z", 2), edge("z", "b", 2)]
    found = shortest("a", "b", over(*edges))
    assert ways(found) == [("a", "y", "b"), ("a", "z", "b"), ("a", "x", "b")]
    assert (found.number, found.steps) == (3, 2)


def test_the_better_of_two_relationships_counts() -> None:
    edges = [edge("a", "x", 1), edge("a", "x", 5, "2"), edge("x", "b", 5), edge("a", "y", 3), edge("y", "b", 3)]
    best = shortest("a", "b", over(*edges)).chosen[0]
    assert (best.nodes, [edge.rank for edge in best.edges], best.weakest.rank) == (("a", "x", "b"), [5, 5], 5)


def test_a_longer_path_is_none_of_the_shortest() -> None:
    edges = [edge("a", "x"), edge("x", "b"), edge("a", "y", 5), edge("y", "z", 5), edge("z", "b", 5)]
    assert ways(shortest("a", "b", over(*edges))) == [("a", "x", "b")]


def test_what_is_not_connected_has_no_path() -> None:
    assert shortest("a", "d", over(edge("a", "b"), edge("c", "d"))) == Paths()


@pytest.mark.parametrize(("steps", "number"), [(5, 0), (6, 1)])
def test_paths_are_followed_so_far_and_no_further(steps: int, number: int) -> None:
    chain = [edge(f"n{each}", f"n{each + 1}") for each in range(6)]
    assert shortest("n0", "n6", over(*chain), steps=steps).number == number


def test_many_paths_are_counted_and_a_few_are_chosen() -> None:
    edges = [one for each in range(40) for one in (edge("a", f"m{each}"), edge(f"m{each}", "b"))]
    found = shortest("a", "b", over(*edges))
    assert (len(found.chosen), found.number) == (SHOWN, 40)


def test_more_paths_than_anyone_could_list_are_counted() -> None:
    layers = [[f"{layer}-{each}" for each in range(40)] for layer in range(5)]
    between = [edge(one, other) for near, far in pairwise(layers) for one in near for other in far]
    ends = [edge("a", one) for one in layers[0]] + [edge(one, "b") for one in layers[-1]]
    found = shortest("a", "b", over(*between, *ends))
    assert (found.number, found.steps) == (40**5, 6)


def test_where_too_much_lies_around_both_the_search_is_given_up() -> None:
    crowd = [edge("a", f"m{each}") for each in range(MOST + 1)]
    assert shortest("a", "b", lambda _: crowd) == Paths(cut=True)


@pytest.mark.parametrize(("start", "end"), [("hub", "leaf"), ("leaf", "hub")])
def test_somebody_very_connected_is_reached_from_the_other_end(start: str, end: str) -> None:
    crowd = [edge("hub", f"m{each}") for each in range(MOST)] + [edge("hub", "x"), edge("x", "leaf"), edge("leaf", "y")]
    assert ways(shortest(start, end, over(*crowd))) == [(start, "x", end)]


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25), st.integers(0, 9), st.integers(0, 9))
def test_the_same_paths_as_networkx_finds(pairs: set[tuple[int, int]], start: int, end: int) -> None:
    if start == end:
        return
    graph = nx.Graph([pair for pair in pairs if pair[0] != pair[1]])
    graph.add_nodes_from(range(10))
    theirs = list(nx.all_shortest_paths(graph, start, end)) if nx.has_path(graph, start, end) else []
    theirs = [path for path in theirs if len(path) <= 7]
    found = shortest(str(start), str(end), over(*(edge(str(a), str(b)) for a, b in pairs)))
    assert found.number == len(theirs)
    assert set(ways(found)) <= {tuple(map(str, path)) for path in theirs}
    assert len(found.chosen) == min(SHOWN, len(theirs))
