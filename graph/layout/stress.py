"""Positions of a small graph by its distances: what is n steps away is drawn about n lengths away.

Source: Gansner, Koren & North, "Graph drawing by stress majorization", GD 2004; what Kamada & Kawai 1989 aim at, found faster.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

from graph.layout.forces import Edges, Points, adjacency, pivot_mds

ROUNDS = 60


def distances(count: int, edges: Edges) -> NDArray[np.float64]:
    """Steps between any two nodes; infinite between parts that are not connected."""
    return np.asarray(shortest_path(adjacency(count, edges), directed=False, unweighted=True))


def majorise(steps: NDArray[np.float64], points: Points, *, length: float, rounds: int = ROUNDS) -> Points:
    """Points after `rounds` of majorization towards `length` pixels per step, all nodes of one connected part; weights are 1 / steps²."""
    wanted = steps * length
    with np.errstate(divide="ignore"):
        weight = np.where(steps > 0, 1 / steps**2, 0.0)
    laplacian = -weight
    np.fill_diagonal(laplacian, weight.sum(1))
    solve = np.linalg.pinv(laplacian)
    for _ in range(rounds):
        apart = points[:, None] - points[None]
        now = np.hypot(apart[..., 0], apart[..., 1])
        ratio = np.where(now > 1e-9, wanted / np.maximum(now, 1e-9), 0.0) * weight
        pull = -ratio
        np.fill_diagonal(pull, ratio.sum(1))
        points = solve @ (pull @ points)
    return points


def start(count: int, edges: Edges, *, length: float) -> Points:
    """Positions of one connected part, around the origin."""
    if count == 1:
        return np.zeros((1, 2))
    return majorise(distances(count, edges), pivot_mds(count, edges) * length / 2, length=length)
