"""Where nodes are drawn. Positions are computed here and kept; the browser moves nothing by itself.

Same nodes and edges in any order, same positions. x goes to the right, y down, in pixels at zoom 1.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from graph import boxes as rooms
from graph.layout import packing, stress
from graph.layout.apart import Boxes, push_apart
from graph.layout.forces import Edges, Points, adjacency, force_atlas2, pivot_mds
from graph.layout.placing import place
from graph.layout.polish import Drawing, polish, rounds_worth
from graph.view import EdgeView, NodeView, Position

__all__ = ["ASPECT", "forget", "initial", "place", "tidy"]

ASPECT = 1.35
SMALL = 100
LENGTH = 130.0
FILL_SMALL, FILL_LARGE = 2.8, 2.4
ROOM = 4.0
ROUNDS_LEAST, ROUNDS_MOST, ROUNDS_NODES = 60, 110, 160_000
KEPT = 64
"""How many small drawings a process remembers: each load, decision, export and snapshot of a case asks for much the same again."""


@dataclass(frozen=True)
class _Graph:
    """A view as numbers: node i is the i-th by id."""

    ids: tuple[str, ...]
    edges: Edges
    boxes: Boxes
    badges: NDArray[np.float64]

    def part(self, members: NDArray[np.intp]) -> _Graph:
        """The nodes `members` (ascending) and the edges between them, numbered anew."""
        number = np.full(len(self.ids), -1, dtype=np.intp)
        number[members] = np.arange(len(members))
        edges = number[self.edges]
        inside = edges[(edges >= 0).all(1)]
        return _Graph(tuple(self.ids[i] for i in members), inside, self.boxes[members], self.badges[members])


def initial(nodes: Iterable[NodeView], edges: Iterable[EdgeView], *, aspect: float = ASPECT) -> dict[str, Position]:
    """Positions for a whole view, its middle at the origin. `aspect` is width over height of the canvas (below 1 for a narrow one).

    To SMALL nodes by stress majorization and a search for places without crossings; above by pivot MDS and ForceAtlas2. No label covers
    another; parts that are not connected are packed around the largest.
    """
    graph = _numbered(nodes, edges)
    if not graph.ids:
        return {}
    return _positions(graph.ids, _points(graph, aspect))


def forget() -> None:
    """Remember no drawing, so that the next one is laid out anew; to measure how long that takes."""
    _remembered.cache_clear()


def tidy(
    nodes: Iterable[NodeView],
    edges: Iterable[EdgeView],
    positions: Mapping[str, Position],
    pinned: Collection[str] = (),
    *,
    aspect: float = ASPECT,
) -> dict[str, Position]:
    """Positions for all nodes anew, as one step on request; pinned ones stay where they are, and the drawing is laid around them."""
    graph = _numbered(nodes, edges)
    if not graph.ids:
        return {}
    points = _points(graph, aspect)
    fixed = np.array([node in pinned and node in positions for node in graph.ids])
    if fixed.any():
        kept = np.array([positions[node] for node in graph.ids if node in pinned and node in positions])
        points += kept.mean(0) - points[fixed].mean(0)
        points[fixed] = kept
        points = push_apart(points, graph.boxes + ROOM / 2, fixed=fixed)
    return _positions(graph.ids, points)


def _numbered(nodes: Iterable[NodeView], edges: Iterable[EdgeView]) -> _Graph:
    known = {node.id: node for node in nodes}
    ids = tuple(sorted(known))
    number = {node: i for i, node in enumerate(ids)}
    pairs = {(number[e.source], number[e.target]) for e in edges if e.source in number and e.target in number and e.source != e.target}
    one_way = sorted({(min(pair), max(pair)) for pair in pairs})
    boxes = [rooms.box(known[node]) for node in ids]
    return _Graph(
        ids,
        np.array(one_way, dtype=np.intp).reshape(-1, 2),
        np.array([(box.half, box.up, box.down) for box in boxes], dtype=np.float64).reshape(-1, 3),
        np.array([rooms.radius(known[node]) for node in ids]),
    )


def _positions(ids: Sequence[str], points: Points) -> dict[str, Position]:
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(ids, points, strict=True)}


def _points(graph: _Graph, aspect: float) -> Points:
    """Where each node is drawn; the caller's own to change."""
    if len(graph.ids) > SMALL:
        return _whole(graph, aspect)
    return _remembered(graph.edges.tobytes(), graph.boxes.tobytes(), graph.badges.tobytes(), aspect).copy()


@lru_cache(KEPT)
def _remembered(edges: bytes, boxes: bytes, badges: bytes, aspect: float) -> Points:
    """The points of a small drawing by its numbers: the places hang on nothing else."""
    radii = np.frombuffer(badges, dtype=np.float64)
    numbers = tuple(str(number) for number in range(len(radii)))
    pairs = np.frombuffer(edges, dtype=np.intp).reshape(-1, 2)
    return _whole(_Graph(numbers, pairs, np.frombuffer(boxes, dtype=np.float64).reshape(-1, 3), radii), aspect)


def _whole(graph: _Graph, aspect: float) -> Points:
    """Every part laid out by itself, then packed."""
    count, labels = connected_components(adjacency(len(graph.ids), graph.edges), directed=False)
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(labels, minlength=count))[:-1])
    parts.sort(key=lambda part: (-len(part), int(part[0])))
    drawn = [_connected(graph.part(part), aspect, alone=len(graph.ids) <= SMALL and number == 0) for number, part in enumerate(parts)]
    points = np.zeros((len(graph.ids), 2))
    for part, own, middle in zip(parts, drawn, _middles(graph, parts, drawn, aspect), strict=True):
        points[part] = own + middle
    low, high = (points - graph.boxes[:, :2]).min(0), (points + graph.boxes[:, [0, 2]]).max(0)
    return np.asarray(points - (low + high) / 2)


def _middles(graph: _Graph, parts: list[NDArray[np.intp]], drawn: list[Points], aspect: float) -> Points:
    """Where each part's origin goes; the largest stays, the smallest go as one block when there are many."""
    rectangles = np.array([_around(own, graph.boxes[part]) for part, own in zip(parts, drawn, strict=True)])
    offset, sizes = (rectangles[:, :2] + rectangles[:, 2:]) / 2, rectangles[:, 2:] - rectangles[:, :2]
    middles = np.zeros((len(parts), 2))
    if len(parts) == 1:
        return middles
    taken = _taken(drawn[0], graph.part(parts[0]))
    searched = min(len(parts), packing.SEARCHED)
    alone = range(1, searched)
    middles[1:searched] = packing.beside(taken, [(float(w), float(h)) for w, h in sizes[1:searched]], aspect) - offset[1:searched]
    if len(parts) > searched:
        block = packing.shelves(sizes[searched:], aspect)
        reach = (block + sizes[searched:] / 2).max(0) - (block - sizes[searched:] / 2).min(0)
        taken = np.vstack([taken, *(rectangles[i] + np.tile(middles[i], 2) for i in alone)])
        middles[searched:] = block + packing.beside(taken, [(float(reach[0]), float(reach[1]))], aspect) - offset[searched:]
    return middles


def _around(points: Points, boxes: Boxes) -> NDArray[np.float64]:
    return np.concatenate([(points - boxes[:, :2]).min(0), (points + boxes[:, [0, 2]]).max(0)])


def _taken(points: Points, graph: _Graph) -> NDArray[np.float64]:
    """The rectangles that a part covers: its boxes, and small ones along its edges."""
    rectangles = [np.hstack([points - graph.boxes[:, :2], points + graph.boxes[:, [0, 2]]])]
    for share in np.linspace(0.1, 0.9, 9) if len(graph.ids) <= SMALL else ():
        on_edge = points[graph.edges[:, 0]] * share + points[graph.edges[:, 1]] * (1 - share)
        rectangles.append(np.hstack([on_edge - 4.0, on_edge + 4.0]))
    return np.vstack(rectangles)


def _connected(graph: _Graph, aspect: float, *, alone: bool) -> Points:
    """Positions of one connected part; `alone`: it is the small drawing's main part, worth the search for places."""
    count = len(graph.ids)
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        # side by side, so that the edge runs through no label
        reach = float(graph.boxes[:, 0].sum()) / 2 + 30.0
        return np.array([[-reach, 0.0], [reach, 0.0]])
    area = float((2 * graph.boxes[:, 0] * (graph.boxes[:, 1] + graph.boxes[:, 2])).sum())
    if count > SMALL:
        rounds = max(ROUNDS_LEAST, min(ROUNDS_MOST, ROUNDS_NODES // count))
        forced = force_atlas2(pivot_mds(count, graph.edges) * 10, graph.edges, rounds=rounds)
        # the more nodes, the more a crowd grows when it is pushed apart; room from the start is quicker
        points = _fitted(_spread(forced), area * FILL_LARGE * (count / SMALL) ** 0.17, aspect)
    else:
        height = math.sqrt(area * FILL_SMALL / aspect)
        points = _fitted(stress.start(count, graph.edges, length=LENGTH), area * FILL_SMALL, aspect)
        if alone:
            points = polish(points, _drawing(graph, (height * aspect, height)), rounds_worth(count, len(graph.edges)))
    return push_apart(points, graph.boxes + ROOM / 2)


def _drawing(graph: _Graph, frame: tuple[float, float]) -> Drawing:
    steps = stress.distances(len(graph.ids), graph.edges)
    direct = 0.6 * LENGTH + graph.badges[:, None] + graph.badges[None]
    wanted = np.where(steps == 1, direct, steps * LENGTH)
    return Drawing(
        graph.edges, graph.boxes, graph.badges, wanted, frame, (packing.FREE_LEFT[0] * frame[0], packing.FREE_LEFT[1] * frame[1])
    )


def _spread(points: Points) -> Points:
    """Far ones pulled in, the middle spread."""
    points = points - points.mean(0)
    reach = np.hypot(points[:, 0], points[:, 1])
    far = float(np.percentile(reach, 90)) + 1e-9
    return np.asarray(points * ((np.maximum(reach, 1e-9) / far) ** -0.28)[:, None])


def _fitted(points: Points, area: float, aspect: float) -> Points:
    """Turned so that the longest way lies along the canvas, then stretched to a frame of the area and aspect."""
    points = points - points.mean(0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    # the sign of an axis is arbitrary; its greatest part counts as positive
    axes *= np.sign(axes[[0, 1], np.abs(axes).argmax(1)])[:, None]
    points = points @ axes.T
    if aspect < 1:
        points = points[:, ::-1]
    size = np.array([math.sqrt(area * aspect), math.sqrt(area / aspect)])
    return np.asarray(points * size / (np.ptp(points, axis=0) + 1e-9))
