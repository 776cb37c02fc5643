"""Layouts: nothing covers anything, the same twice, to the shape of the canvas, and near is near."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import layout
from graph.model import Case, Entity, Source, Statement, Status
from graph.view import EdgeView, NodeView, Position
from loaders import load
from tests.graph.drawn import communities, edge, graph
from tests.graph.measures import covered, crossings, neighbour_precision, run_through, size

SHAPES = {
    "star of 1,000": (1_000, [(0, node) for node in range(1, 1_000)]),
    "star of 60": (60, [(0, node) for node in range(1, 60)]),
    "500 isolated": (500, []),
    "200 pairs": (400, [(2 * n, 2 * n + 1) for n in range(200)]),
    "path of 60": (60, [(n, n + 1) for n in range(59)]),
    "path of 300": (300, [(n, n + 1) for n in range(299)]),
    "clique of 30": (30, [(a, b) for a in range(30) for b in range(a)]),
    "ring and isolated": (90, [(n, (n + 1) % 50) for n in range(50)]),
    "communities of 60": (60, communities(60, size=20)),
    "communities of 101": (101, communities(101, size=25)),
    "communities of 1,000": (1_000, communities(1_000)),
}


REMEMBERED = layout._remembered


@pytest.fixture(scope="module", autouse=True)
def _anew() -> Iterator[None]:
    """Nothing is remembered from one layout to the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "_remembered", REMEMBERED.__wrapped__)
        yield


@pytest.fixture(scope="module")
def start() -> tuple[list[NodeView], list[EdgeView]]:
    """The bundled case as the app first shows it: the entities of the statements with a claim in a core source, and all between them."""
    records = list(load(Path("data/dong-jingwei")))
    case = next(record.id for record in records if isinstance(record, Case))
    core = {record.key for record in records if isinstance(record, Source) and record.tier == "core"}
    said = {record.statement for record in records if getattr(record, "source", None) in core}
    statements = [record for record in records if isinstance(record, Statement) and record.object is not None]
    inside = {end for record in records if isinstance(record, Statement) and record.slug in said for end in (record.subject, record.object)}
    degree = Counter(end for one in statements for end in {one.subject, one.object})
    nodes = [
        NodeView(one.id, one.key, one.case, one.name, one.kind, degree[one.key])
        for one in records
        if isinstance(one, Entity) and one.key in inside
    ]
    edges = [
        EdgeView(one.id, one.slug, one.case, f"{case}/{one.subject}", f"{case}/{one.object}", one.predicate, Status.unconfirmed)
        for one in statements
        if {one.subject, one.object} <= inside
    ]
    return nodes, edges


@pytest.mark.parametrize("aspect", [1.35, 2.0, 0.6])
def test_the_start_view_is_clear(start: tuple[list[NodeView], list[EdgeView]], aspect: float) -> None:
    nodes, edges = start
    assert (len(nodes), len(edges)) == (45, 68)
    positions = layout.initial(nodes, edges, aspect=aspect)
    width, height = size(nodes, positions)
    assert covered(nodes, positions) == []
    # the reference picture of the look, with ten edges less: 14 edges through labels, 8 crossings
    assert run_through(nodes, edges, positions) <= 9
    assert crossings(edges, positions) <= 20
    assert aspect / 1.35 < width / height < aspect * 1.35


def test_the_central_person_is_in_the_middle(start: tuple[list[NodeView], list[EdgeView]]) -> None:
    nodes, edges = start
    positions = layout.initial(nodes, edges)
    centre = next(node.id for node in nodes if node.key == "person:dong-jingwei")
    width, height = size(nodes, positions)
    x, y = positions[centre]
    assert abs(x) < width / 6
    assert abs(y) < height / 6


def test_the_corner_of_the_legend_is_free(start: tuple[list[NodeView], list[EdgeView]]) -> None:
    nodes, edges = start
    positions = layout.initial(nodes, edges)
    width, height = size(nodes, positions)
    assert not [node for node, (x, y) in positions.items() if x < -0.36 * width and y > 0.36 * height]


@pytest.mark.parametrize("name", SHAPES)
def test_no_label_covers_another(name: str) -> None:
    nodes, edges = graph(*SHAPES[name])
    positions = layout.initial(nodes, edges)
    assert set(positions) == {node.id for node in nodes}
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in positions.values())
    assert covered(nodes, positions) == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_next_to_nothing_is_laid_out(count: int) -> None:
    nodes, _ = graph(count, [])
    positions = layout.initial(nodes, [])
    assert len(positions) == count
    assert covered(nodes, positions) == []


def test_loops_doubles_and_edges_to_elsewhere_change_nothing() -> None:
    nodes, edges = graph(12, [(0, n) for n in range(1, 12)])
    odd = [edge(90, 3, 3), edge(91, 1, 0), edge(92, 0, 1), edge(93, 0, 400), edge(94, 400, 401)]
    assert layout.initial([*nodes, *nodes[:3]], [*edges, *odd]) == layout.initial(nodes, edges)


@pytest.mark.parametrize("count", [40, 300])
def test_the_same_input_in_any_order_gives_the_same_positions(count: int) -> None:
    nodes, edges = graph(count, communities(count, size=20))
    first = layout.initial(nodes, edges)
    random.Random(3).shuffle(nodes)
    random.Random(4).shuffle(edges)
    assert layout.initial(nodes, edges) == first


def test_two_directions_of_a_relationship_pull_like_one() -> None:
    nodes, edges = graph(30, communities(30, size=10))
    turned = [edge(number, int(one.target[-5:]), int(one.source[-5:])) for number, one in enumerate(edges)]
    assert layout.initial(nodes, turned) == layout.initial(nodes, edges)


@pytest.mark.parametrize("aspect", [0.6, 1.35, 2.0])
def test_many_parts_fill_the_canvas_to_its_shape(aspect: float) -> None:
    nodes, edges = graph(*SHAPES["ring and isolated"])
    width, height = size(nodes, layout.initial(nodes, edges, aspect=aspect))
    assert aspect / 1.7 < width / height < aspect * 1.7


def test_neighbours_in_the_graph_are_near_on_the_canvas() -> None:
    nodes, edges = graph(1_000, communities(1_000))
    # spring_layout of networkx gives 0.05, positions by chance 0.004
    assert neighbour_precision(nodes, edges, layout.initial(nodes, edges)) > 0.25


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60), st.sampled_from([0.5, 1.0, 1.35, 2.5]))
def test_any_small_graph_is_laid_out_clear(count: int, pairs: list[tuple[int, int]], aspect: float) -> None:
    nodes, edges = graph(count, [pair for pair in pairs if max(pair) < count])
    positions = layout.initial(nodes, edges, aspect=aspect)
    assert set(positions) == {node.id for node in nodes}
    assert covered(nodes, positions) == []


def moved(before: dict[str, Position], after: dict[str, Position], of: Sequence[str]) -> float:
    return max((math.dist(before[node], after[node]) for node in of), default=0.0)


def test_tidy_leaves_pinned_nodes_where_they_are_and_clears_the_rest() -> None:
    nodes, edges = graph(60, communities(60, size=20))
    before = {node.id: (float(37 * n % 400), float(91 * n % 300)) for n, node in enumerate(nodes)}
    pinned = [nodes[4].id]
    after = layout.tidy(nodes, edges, before, pinned)
    assert moved(before, after, pinned) == 0
    assert covered(nodes, after) == []


def test_tidy_without_pins_is_a_fresh_layout() -> None:
    nodes, edges = graph(20, communities(20, size=10))
    assert layout.tidy(nodes, edges, {}) == layout.initial(nodes, edges)
    assert layout.tidy([], [], {}, ["nobody"]) == {}


def test_tidy_keeps_many_pinned_nodes_even_where_they_cover_each_other() -> None:
    nodes, edges = graph(10, [(0, n) for n in range(1, 10)])
    before = {node.id: (0.0, 5.0 * n) for n, node in enumerate(nodes)}
    after = layout.tidy(nodes, edges, before, [node.id for node in nodes])
    assert np.allclose([after[node.id] for node in nodes], [before[node.id] for node in nodes])


def test_what_was_laid_out_is_remembered_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    nodes, edges = graph(40, communities(40, size=20))
    anew = layout.initial(nodes, edges)
    monkeypatch.setattr(layout, "_remembered", REMEMBERED)
    layout.forget()
    assert layout.initial(nodes, edges) == anew
    # a tidy moves what it is given
    layout.tidy(nodes, edges, {nodes[0].id: (500.0, 500.0)}, [nodes[0].id])
    others = (
        [replace(node, id=f"x{node.id}") for node in nodes],
        [replace(one, source=f"x{one.source}", target=f"x{one.target}") for one in edges],
    )
    assert layout.initial(*others) == {f"x{node}": place for node, place in anew.items()}
    assert REMEMBERED.cache_info().misses == 1
    # whatever differs is laid out for itself
    assert layout.initial(nodes, edges, aspect=0.6) != anew
    assert layout.initial([replace(nodes[0], name="A longer name than before"), *nodes[1:]], edges) != anew
    assert set(layout.initial(nodes[1:], edges)) == set(anew) - {nodes[0].id}
    assert REMEMBERED.cache_info().misses == 4
