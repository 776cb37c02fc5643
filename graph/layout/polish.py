"""The last touch on a small drawing: each node in turn tries other places and takes the best.

A place costs for boxes it covers, edges that run through boxes, edges that cross, distances far from the wanted ones, and for lying
outside the frame or in a corner kept free. Source: Davidson & Harel, "Drawing graphs nicely using simulated annealing", TOG 15(4), 1996.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.layout.apart import Boxes
from graph.layout.forces import Edges, Points

Costs = NDArray[np.float64]
COVER, THROUGH, CROSS, OWN_LABEL, DISTANCE, OUTSIDE, MIDDLE = 60.0, 14.0, 7.0, 0.6, 1.5, 4.0, 1.0
SEED = 1
HEAT, MARGIN, HUB = 12.0, 5.0, 8
ROUNDS_LEAST, ROUNDS_MOST, WORK = 4, 20, 500_000


@dataclass(frozen=True)
class Drawing:
    """What does not change while it is polished. `badges`: radii; `wanted`: pixels between any two nodes, infinite if they are free of
    each other; `frame`: width and height around the origin; `free_corner`: width and height of its lower left that stays empty."""

    edges: Edges
    boxes: Boxes
    badges: NDArray[np.float64]
    wanted: NDArray[np.float64]
    frame: tuple[float, float]
    free_corner: tuple[float, float] = (0.0, 0.0)


def rounds_worth(count: int, edges: int) -> int:
    """How many rounds a drawing of that size gets: so many that it takes about half a second, none if that is too few to help."""
    work = 2 * edges * (count + edges) + count * edges + 150 * count
    rounds = min(ROUNDS_MOST, WORK // max(1, work))
    return rounds if rounds >= ROUNDS_LEAST else 0


def polish(points: Points, drawing: Drawing, rounds: int) -> Points:
    """Points with a lower cost; the order of nodes decides ties. At first worse places are taken too, ever more rarely (Gumbel noise on the
    costs); in the last half only nodes at fault move: those that cover, cross, or are run through."""
    points = points.copy()
    rng = np.random.default_rng(SEED)
    around = _neighbours(len(points), drawing.edges)
    others = [drawing.edges[(drawing.edges != node).all(1)] for node in range(len(points))]
    at_fault = np.ones(len(points), dtype=bool)
    for number in range(rounds):
        heat = HEAT * max(0.0, 1 - number / (0.6 * rounds)) ** 2
        reach = 160.0 * (1 - number / rounds) + 14.0
        for node in np.argsort([len(n) for n in around], kind="stable").tolist():
            if number > rounds // 2 and not at_fault[node]:
                continue
            places = _candidates(points, node, around[node], drawing, rng, reach)
            faults = _faults(points, node, around[node], others[node], places, drawing)
            cost = faults + _taste(points, node, around[node], places, drawing)
            best = int((cost + rng.gumbel(0, heat, len(places)) if heat else cost).argmin())
            points[node], at_fault[node] = places[best], faults[best] > 0
    return points


def _neighbours(count: int, edges: Edges) -> list[NDArray[np.intp]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges.tolist():
        found[one].append(other)
        found[other].append(one)
    return [np.array(others, dtype=np.intp) for others in found]


def _candidates(points: Points, node: int, around: NDArray[np.intp], drawing: Drawing, rng: np.random.Generator, reach: float) -> Points:
    """Where the node is, then places around it, around one neighbour and anywhere in the frame."""
    turn = rng.random() * 2 * np.pi + np.arange(12) * (np.pi / 6)
    ring = np.stack([np.cos(turn), np.sin(turn)], 1)
    places = [points[node][None], points[node] + ring * reach, points[node] + ring[::2] * (reach / 3)]
    if len(around) > HUB:
        # a hub costs most to try and finds its place by small steps
        return np.concatenate(places)
    if len(around):
        anchor = int(around[rng.integers(len(around))])
        places.append(points[anchor] + ring * drawing.wanted[node, anchor])
    places.append((rng.random((6, 2)) - 0.5) * np.array(drawing.frame))
    return np.concatenate(places)


def _faults(points: Points, node: int, around: NDArray[np.intp], others: Edges, places: Points, drawing: Drawing) -> Costs:
    """What is wrong with each place, whoever looks at it."""
    rest = np.delete(np.arange(len(points)), node)
    return (
        COVER * _covered(points[rest], drawing.boxes[rest], places, drawing.boxes[node])
        + THROUGH * _through(points, node, around, rest, others, places, drawing)
        + CROSS * _crossings(points, around, others, places)
    )


def _taste(points: Points, node: int, around: NDArray[np.intp], places: Points, drawing: Drawing) -> Costs:
    """What is less good about each place."""
    rest = np.delete(np.arange(len(points)), node)
    return (
        OWN_LABEL * _own_label(points, node, around, places, drawing)
        + DISTANCE * _strain(points, rest, places, drawing.wanted[node, rest])
        + _placement(node, around, places, drawing)
    )


def _covered(points: Points, boxes: Boxes, places: Points, own: NDArray[np.float64]) -> Costs:
    """Share of the lesser box that is covered, summed over all others; a margin between boxes counts as covered."""
    across = boxes[:, 0] + own[0] + MARGIN - np.abs(places[:, None, 0] - points[None, :, 0])
    top = np.maximum(places[:, None, 1] - own[1], points[None, :, 1] - boxes[:, 1])
    bottom = np.minimum(places[:, None, 1] + own[2], points[None, :, 1] + boxes[:, 2])
    area = np.clip(across, 0, None) * np.clip(bottom - top + MARGIN, 0, None)
    least = np.minimum(boxes[:, 0] * (boxes[:, 1] + boxes[:, 2]), own[0] * (own[1] + own[2])) * 2
    return np.asarray((area / least + 0.2 * (area > 0)).sum(1))


def _through(
    points: Points, node: int, around: NDArray[np.intp], rest: NDArray[np.intp], others: Edges, places: Points, drawing: Drawing
) -> Costs:
    """How many boxes the node's edges run through, and how many other edges run through its box."""
    boxes = drawing.boxes
    low = np.stack([points[rest, 0] - boxes[rest, 0], points[rest, 1] - boxes[rest, 1]], 1)
    high = np.stack([points[rest, 0] + boxes[rest, 0], points[rest, 1] + boxes[rest, 2]], 1)
    hit = meets(places[:, None, None], points[around][None, :, None], low[None, None], high[None, None])
    hit &= (rest[None] != around[:, None])[None]
    own = boxes[node]
    under = meets(points[others[:, 0]][None], points[others[:, 1]][None], (places - own[:2])[:, None], (places + own[[0, 2]])[:, None])
    return np.asarray(hit.sum((1, 2)) + under.sum(1), dtype=np.float64)


def _crossings(points: Points, around: NDArray[np.intp], others: Edges, places: Points) -> Costs:
    """How many other edges the node's edges cross."""
    start, end = points[others[:, 0]][None, None], points[others[:, 1]][None, None]
    here, there = places[:, None, None], points[around][None, :, None]
    crossed = (_side(start, end, here) * _side(start, end, there) < 0) & (_side(here, there, start) * _side(here, there, end) < 0)
    return np.asarray(crossed.sum((1, 2)), dtype=np.float64)


def _side(start: Points, end: Points, point: Points) -> NDArray[np.float64]:
    return np.asarray(
        (end[..., 0] - start[..., 0]) * (point[..., 1] - start[..., 1]) - (end[..., 1] - start[..., 1]) * (point[..., 0] - start[..., 0])
    )


def _own_label(points: Points, node: int, around: NDArray[np.intp], places: Points, drawing: Drawing) -> Costs:
    """How many of the node's edges run down through its own label, or come up through a neighbour's."""
    boxes, badges = drawing.boxes, drawing.badges
    ends = points[around][None]
    low = places + np.array([-boxes[node, 0], badges[node] + 2])
    count = meets(places[:, None], ends, low[:, None], (places + boxes[node, [0, 2]])[:, None]).sum(1)
    theirs = points[around] + np.stack([-boxes[around, 0], badges[around] + 2], 1)
    count = count + meets(places[:, None], ends, theirs[None], (points[around] + boxes[around][:, [0, 2]])[None]).sum(1)
    return np.asarray(count, dtype=np.float64)


def _strain(points: Points, rest: NDArray[np.intp], places: Points, wanted: NDArray[np.float64]) -> Costs:
    """Squared relative error of the distances to all others, nearer ones weigh more."""
    known = np.isfinite(wanted)
    now = np.hypot(places[:, None, 0] - points[None, rest[known], 0], places[:, None, 1] - points[None, rest[known], 1])
    return np.asarray((((now - wanted[known]) / wanted[known]) ** 2 / (wanted[known] / wanted[known].min(initial=1e9))).sum(1))


def _placement(node: int, around: NDArray[np.intp], places: Points, drawing: Drawing) -> Costs:
    """Outside the frame, in the free corner, or for a hub far from the middle."""
    width, height = drawing.frame
    half, up, down = drawing.boxes[node]
    left, right, bottom = places[:, 0] - half + width / 2, width / 2 - places[:, 0] - half, height / 2 - places[:, 1] - down
    out = -(np.minimum(left, 0) + np.minimum(right, 0) + np.minimum(bottom, 0) + np.minimum(places[:, 1] - up + height / 2, 0))
    out += np.clip(np.minimum(drawing.free_corner[0] - left, drawing.free_corner[1] - bottom), 0, None)
    off_centre = (places[:, 0] / width) ** 2 + (places[:, 1] / height) ** 2
    return np.asarray(OUTSIDE * out / 10 + MIDDLE * len(around) * off_centre)


def meets(start: Points, end: Points, low: Points, high: Points) -> NDArray[np.bool_]:
    """Whether each line from start to end meets the box from low to high; the shapes broadcast, the last axis is x and y.

    Source: Liang & Barsky, "A new concept and method for line clipping", TOG 3(1), 1984.
    """
    # axis by axis, so that the large arrays have no axis of two: many times faster
    enters_x, leaves_x = _inside(start[..., 0], end[..., 0], low[..., 0], high[..., 0])
    enters_y, leaves_y = _inside(start[..., 1], end[..., 1], low[..., 1], high[..., 1])
    return np.asarray(np.maximum(np.maximum(enters_x, enters_y), 0.0) < np.minimum(np.minimum(leaves_x, leaves_y), 1.0))


def _inside(start: Costs, end: Costs, low: Costs, high: Costs) -> tuple[Costs, Costs]:
    """Between which shares of its way a line is between low and high along one axis."""
    way = end - start
    per_way = 1 / np.where(np.abs(way) < 1e-9, 1e-9, way)
    one, two = (low - start) * per_way, (high - start) * per_way
    return np.minimum(one, two), np.maximum(one, two)
