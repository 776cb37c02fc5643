"""Where the parts of a drawing go that are not connected: the largest stays, the others go where it leaves room, lower right first."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.layout.forces import Points

Rectangle = NDArray[np.float64]
CELL = 30.0
GAP = 36.0
CELLS_MOST = 160
SEARCHED = 30
FREE_LEFT = (0.22, 0.26)


def shelves(sizes: NDArray[np.float64], aspect: float) -> Points:
    """Middles of rectangles (m x 2: width, height) set in rows, the highest first, in a block of about that aspect around the origin."""
    sizes = sizes + GAP
    row = max(math.sqrt(float(sizes.prod(1).sum()) * aspect), float(sizes[:, 0].max()))
    middles = np.zeros_like(sizes)
    x = y = high = 0.0
    for number in np.argsort(-sizes[:, 1], kind="stable"):
        width, height = sizes[number]
        if x + width > row + 1e-6:
            x, y, high = 0.0, y + high, 0.0
        middles[number] = x + width / 2, y + height / 2
        x, high = x + width, max(high, height)
    low, top = (middles - sizes / 2).min(0), (middles + sizes / 2).max(0)
    return np.asarray(middles - (low + top) / 2)


def beside(taken: NDArray[np.float64], sizes: Sequence[tuple[float, float]], aspect: float) -> Points:
    """Middles for rectangles that keep clear of the `taken` ones (k x 4: left, top, right, bottom) and of each other.

    Each goes where the whole grows least in the given aspect, then to the lower right; not to the lower left, where the legend lies.
    """
    middles = np.zeros((len(sizes), 2))
    for number, (width, height) in enumerate(sizes):
        middles[number] = _free_place(taken, width + GAP, height + GAP, aspect)
        half = np.array([width, height]) / 2
        taken = np.vstack([taken, np.concatenate([middles[number] - half, middles[number] + half])])
    return middles


def _free_place(taken: NDArray[np.float64], width: float, height: float, aspect: float) -> Points:
    low, high = taken[:, :2].min(0), taken[:, 2:].max(0)
    cell = max(CELL, float((high - low + [2 * width, 2 * height]).max()) / CELLS_MOST)
    origin = low - [width, height]
    across, down = np.ceil((high - low + 2 * np.array([width, height])) / cell).astype(int)
    # counts of taken cells left of and above each corner tell how many lie under any rectangle by four look-ups
    edge = np.zeros((across + 2, down + 2))
    first, last = np.floor((taken[:, :2] - origin) / cell).astype(int), np.ceil((taken[:, 2:] - origin) / cell).astype(int)
    for x, y, sign in (
        (first[:, 0], first[:, 1], 1),
        (last[:, 0], first[:, 1], -1),
        (first[:, 0], last[:, 1], -1),
        (last[:, 0], last[:, 1], 1),
    ):
        np.add.at(edge, (x, y), sign)
    filled = (edge.cumsum(0).cumsum(1) > 0)[: across + 1, : down + 1]
    sums = np.zeros((across + 2, down + 2))
    sums[1:, 1:] = filled.cumsum(0).cumsum(1)
    broad, tall = math.ceil(width / cell), math.ceil(height / cell)
    under = sums[broad:, tall:] - sums[:-broad, tall:] - sums[broad:, :-tall] + sums[:-broad, :-tall]
    i, j = np.nonzero(under == 0)
    left, top = origin[0] + i * cell, origin[1] + j * cell
    wide = np.maximum(high[0], left + width) - np.minimum(low[0], left)
    deep = np.maximum(high[1], top + height) - np.minimum(low[1], top)
    size = (high - low).max()
    legend = (left < low[0] + FREE_LEFT[0] * (high[0] - low[0])) & (top + height > high[1] - FREE_LEFT[1] * (high[1] - low[1]))
    cost = np.maximum(wide / aspect, deep) + 0.3 * (wide / aspect + deep) - 0.05 * (left + top) + size * legend
    best = int(np.argmin(cost))
    return np.array([left[best] + width / 2, top[best] + height / 2])
