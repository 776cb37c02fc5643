"""Push boxes apart until none covers another. Boxes are n x 3: half width, reach above and below their point, in pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from graph.layout.forces import Points

Boxes = NDArray[np.float64]
DENSE_NODES = 250
ROUNDS, ROUNDS_QUICK, QUICK_NODES = 80, 30, 2_000
FRESH, SLACK = 5, 24.0
GROWTHS, GROWTH = 40, 1.04


def pairs_near(points: Points, boxes: Boxes) -> NDArray[np.intp]:
    """All pairs of node numbers whose boxes could touch, m x 2, the lesser first."""
    if len(points) <= DENSE_NODES:
        return np.stack(np.triu_indices(len(points), 1), 1)
    # in units of the largest box any two that touch are at most one apart by the greater of both axes
    scale = np.array([2 * boxes[:, 0].max(), (boxes[:, 1] + boxes[:, 2]).max()]) + 1e-9
    middles = points + np.stack([np.zeros(len(points)), (boxes[:, 2] - boxes[:, 1]) / 2], 1)
    return np.asarray(cKDTree(middles / scale).query_pairs(1.0, p=np.inf, output_type="ndarray"), dtype=np.intp).reshape(-1, 2)


def overlaps(points: Points, boxes: Boxes) -> NDArray[np.intp]:
    """The pairs of node numbers whose boxes cover each other, m x 2."""
    near = pairs_near(points, boxes)
    across, down = _depth(points, boxes, near)
    return near[(across > 0) & (down > 0)]


def push_apart(points: Points, boxes: Boxes, *, fixed: NDArray[np.bool_] | None = None) -> Points:
    """Points moved as little as it takes, along the axis of the lesser overlap; `fixed` ones stay. Stops when nothing overlaps.

    Who is pushed aside may be pushed into another, so it repeats. A crowd that ROUNDS do not clear is drawn a little larger and pushed
    again, up to GROWTHS times; beside fixed points there is no room to grow into, so what is left then stays.
    """
    points = points.copy()
    free = np.ones(len(points)) if fixed is None else np.where(fixed, 0.0, 1.0)
    for _ in range(GROWTHS):
        if _pushed(points, boxes, free):
            break
        if fixed is None or not fixed.any():
            points *= GROWTH
    return points


def _pushed(points: Points, boxes: Boxes, free: NDArray[np.float64]) -> bool:
    """Push in place, for ROUNDS at most; whether nothing overlaps any more."""
    slack = np.array([SLACK, SLACK / 2, SLACK / 2])
    for number in range(ROUNDS if len(points) <= QUICK_NODES else ROUNDS_QUICK):
        if number % FRESH == 0:
            # who may touch within the next rounds; looked up anew only now and then
            near = pairs_near(points, boxes + slack)
        across, down = _depth(points, boxes, near)
        hit = (across > 0) & (down > 0)
        if not hit.any():
            if not len(overlaps(points, boxes)):
                return True
            near = pairs_near(points, boxes + slack)
            continue
        _push(points, boxes, free, near[hit], across[hit], down[hit])
    return False


def _push(
    points: Points, boxes: Boxes, free: NDArray[np.float64], pairs: NDArray[np.intp], across: NDArray[np.float64], down: NDArray[np.float64]
) -> None:
    one, other = pairs.T
    middles = _middles(points, boxes)
    towards = middles[one] - middles[other]
    sideways = across < down
    # a free one beside a fixed one goes the whole way
    step = (np.where(sideways, across, down) * 0.54 + 0.05) * (3 - free[one] - free[other])
    for axis, chosen in ((0, sideways), (1, ~sideways)):
        move = np.where(chosen, np.where(towards[:, axis] >= 0, step, -step), 0.0)
        shift = np.bincount(one, move, len(points)) - np.bincount(other, move, len(points))
        hits = np.bincount(one, chosen, len(points)) + np.bincount(other, chosen, len(points))
        points[:, axis] += free * shift / np.maximum(1.0, np.sqrt(hits))


def _middles(points: Points, boxes: Boxes) -> Points:
    return np.stack([points[:, 0], points[:, 1] + (boxes[:, 2] - boxes[:, 1]) / 2], 1)


def _depth(points: Points, boxes: Boxes, pairs: NDArray[np.intp]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How deep the two boxes of each pair reach into each other, across and down; negative where there is room between."""
    one, other = pairs.T
    middles, half = _middles(points, boxes), np.stack([boxes[:, 0], (boxes[:, 1] + boxes[:, 2]) / 2], 1)
    depth = half[one] + half[other] - np.abs(middles[one] - middles[other])
    return depth[:, 0], depth[:, 1]
