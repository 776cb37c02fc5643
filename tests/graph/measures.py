"""How good a drawing is, measured plainly and apart from the code that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from scipy.spatial import cKDTree

from graph.boxes import box
from graph.view import EdgeView, NodeView, Position


def rectangle(node: NodeView, position: Position) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a node's badge and label."""
    room, (x, y) = box(node), position
    return x - room.half, y - room.up, x + room.half, y + room.down


def covered(nodes: Iterable[NodeView], positions: Mapping[str, Position]) -> list[tuple[str, str]]:
    """The pairs of nodes whose badges or labels cover each other by more than a tenth of a pixel, the grain of positions."""
    known = sorted(({node.id: node for node in nodes}).values(), key=lambda node: node.id)
    if not known:
        return []
    left, top, right, bottom = np.array([rectangle(node, positions[node.id]) for node in known]).T
    across = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    down = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    hits = np.argwhere(np.triu((across > 0.1) & (down > 0.1), 1))
    return [(known[one].id, known[other].id) for one, other in hits]


def size(nodes: Sequence[NodeView], positions: Mapping[str, Position]) -> tuple[float, float]:
    """Width and height of the whole drawing, labels included."""
    left, top, right, bottom = np.array([rectangle(node, positions[node.id]) for node in nodes]).T
    return float(right.max() - left.min()), float(bottom.max() - top.min())


def lines(edges: Iterable[EdgeView]) -> list[tuple[str, str]]:
    """Each pair of connected nodes once, without loops."""
    return sorted({(min(one.source, one.target), max(one.source, one.target)) for one in edges if one.source != one.target})


def run_through(nodes: Iterable[NodeView], edges: Iterable[EdgeView], positions: Mapping[str, Position]) -> int:
    """How often the straight line between two connected nodes runs through the badge or label of a third, by sampling each line."""
    rectangles = {node.id: rectangle(node, positions[node.id]) for node in nodes}
    count = 0
    for source, target in lines(edges):
        way = np.linspace(positions[source], positions[target], 400)
        for node, (left, top, right, bottom) in rectangles.items():
            inside = (way[:, 0] > left) & (way[:, 0] < right) & (way[:, 1] > top) & (way[:, 1] < bottom)
            count += node not in (source, target) and bool(inside.any())
    return count


def crossings(edges: Iterable[EdgeView], positions: Mapping[str, Position]) -> int:
    """How many pairs of lines without a common end cross."""

    def turn(a: Position, b: Position, c: Position) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    count = 0
    for one, other in combinations(lines(edges), 2):
        if not set(one) & set(other):
            a, b, c, d = (positions[node] for node in (*one, *other))
            count += turn(a, c, d) != turn(b, c, d) and turn(a, b, c) != turn(a, b, d)
    return count


def neighbour_precision(nodes: Sequence[NodeView], edges: Iterable[EdgeView], positions: Mapping[str, Position]) -> float:
    """Of the k nodes drawn nearest to a node with k neighbours, the share that are its neighbours; the mean over all with any."""
    number = {node.id: n for n, node in enumerate(nodes)}
    around: list[set[int]] = [set() for _ in nodes]
    for source, target in lines(edges):
        around[number[source]].add(number[target])
        around[number[target]].add(number[source])
    points = np.array([positions[node.id] for node in nodes])
    most = min(len(nodes), max(map(len, around)) + 1)
    _, near = cKDTree(points).query(points, k=most)
    shares = []
    for node, neighbours in enumerate(around):
        if neighbours:
            nearest = [other for other in near[node].tolist() if other != node][: len(neighbours)]
            shares.append(len(neighbours.intersection(nearest)) / len(neighbours))
    return float(np.mean(shares))
