"""Force-directed positions in numpy and scipy: pivot MDS for the start, ForceAtlas2 from there.

Points are n x 2 floats, edges m x 2 node numbers without loops or doubles. Same input, same output.
Sources: Brandes & Pich, "Eigensolver methods for progressive multidimensional scaling of large data", GD 2006; Jacomy et al.,
"ForceAtlas2", PLoS ONE 9(6):e98679, 2014. The repulsion is split into a smooth far part on a grid and an exact near part as in P3M
(Hockney & Eastwood, "Computer simulation using particles", 1988).
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft2, rfft2
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

Points: TypeAlias = NDArray[np.float64]
Edges: TypeAlias = NDArray[np.intp]

SEED = 20210617
PIVOTS = 50
EXACT_NODES = 600
NEAR, FRESH = 12, 3
NUDGE = 1e-3


def adjacency(count: int, edges: Edges) -> csr_matrix:
    """The sparse count x count matrix with a one per edge, one way; read it as undirected."""
    return coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count)).tocsr()


def pivot_mds(count: int, edges: Edges) -> Points:
    """Start positions from the distances to a few pivots chosen far apart. A part that a pivot does not reach counts as a little further
    than the furthest node that it does."""
    matrix, degree = adjacency(count, edges), np.bincount(edges.ravel(), minlength=count)
    pivot, near = int(degree.argmax()), np.full(count, np.inf)
    columns = []
    for _ in range(min(PIVOTS, count)):
        steps = np.asarray(dijkstra(matrix, directed=False, indices=[pivot], unweighted=True))[0]
        steps[~np.isfinite(steps)] = steps[np.isfinite(steps)].max() + 3
        columns.append(steps)
        near = np.minimum(near, steps)
        pivot = int(near.argmax())
    squared = np.array(columns).T ** 2
    centred = -0.5 * (squared - squared.mean(0) - squared.mean(1, keepdims=True) + squared.mean())
    _, vectors = np.linalg.eigh(centred.T @ centred)
    points = centred @ vectors[:, -2:]
    # the sign of an eigenvector is arbitrary: the first far point lies right and down, so that machines agree
    points *= np.where(points[np.abs(points).argmax(0), [0, 1]] < 0, -1.0, 1.0)
    points = points / (np.abs(points).max(0) + 1e-9) * math.sqrt(count)
    return np.asarray(points + np.random.default_rng(SEED).normal(0, 0.02 * math.sqrt(count), points.shape))


def force_atlas2(points: Points, edges: Edges, *, rounds: int, scaling: float = 1.0, gravity: float = 0.05) -> Points:
    """Points after `rounds` of ForceAtlas2: repulsion by degree, adaptive speed, attraction that grows with the logarithm of the length.

    The last is Noack's LinLog energy (JGAA 11(2), 2007): groups stand out, and neighbours are drawn twice as near as by linear attraction.
    """
    count = len(points)
    mass = np.bincount(edges.ravel(), minlength=count).astype(np.float64) + 1.0
    points, last = points.copy(), np.zeros_like(points)
    speed, efficiency = 1.0, 1.0
    nearest = np.zeros((0, 0), dtype=np.intp)
    for number in range(rounds):
        if count > EXACT_NODES and number % FRESH == 0:
            # the first is the node itself, or one in the same place
            nearest = np.asarray(cKDTree(points).query(points, k=NEAR + 1)[1], dtype=np.intp)[:, 1:]
        force = scaling * mass[:, None] * (_exact(points, mass) if count <= EXACT_NODES else _near_and_far(points, mass, nearest))
        pull = points[edges[:, 0]] - points[edges[:, 1]]
        length = np.hypot(pull[:, 0], pull[:, 1]) + 1e-9
        pull *= (np.log1p(length) / length)[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(edges[:, 1], pull[:, axis], count) - np.bincount(edges[:, 0], pull[:, axis], count)
        force -= points / (np.hypot(points[:, 0], points[:, 1]) + 1e-9)[:, None] * (scaling * gravity * mass)[:, None]
        swing = np.hypot(*(force - last).T)
        swinging, traction = float((mass * swing).sum()) + 1e-9, float((mass * np.hypot(*(force + last).T)).sum()) / 2 + 1e-9
        tolerance = max(0.05, min(10.0, 0.05 * math.sqrt(count) * traction / count**2))
        target = tolerance * efficiency * traction / swinging
        if swinging > tolerance * traction:
            efficiency = max(0.05, efficiency * 0.7) if speed > 0.01 else efficiency
        elif speed < 1000:
            efficiency *= 1.3
        speed += min(target - speed, 0.5 * speed)
        points += force * (speed / (1 + np.sqrt(speed * swing)))[:, None]
        last = force
    return points


def _exact(points: Points, mass: NDArray[np.float64]) -> Points:
    """The push on each node per unit of its own mass: sum of mass / distance over all others."""
    apart = points[:, None] - points[None]
    weight = mass[None] / ((apart**2).sum(-1) + NUDGE)
    return np.asarray(np.einsum("ij,ijk->ik", weight, apart))


def _near_and_far(points: Points, mass: NDArray[np.float64], nearest: NDArray[np.intp]) -> Points:
    """As _exact, but from a grid with a softened kernel, made up for between each node and its NEAR `nearest`."""
    low = points.min(0)
    cells = 1 << max(4, math.ceil(math.log2(math.sqrt(len(points)))))
    width = float((points.max(0) - low).max()) / (cells - 1.5) + 1e-9
    soft = (0.8 * width) ** 2
    push = _on_grid(points, mass, low, cells, width, soft)
    across, down = (points[:, axis, None] - points[nearest, axis] for axis in (0, 1))
    squared = across**2 + down**2
    rest = np.where(squared < (2.2 * width) ** 2, mass[nearest] * (1 / (squared + NUDGE) - 1 / (squared + soft)), 0.0)
    return np.asarray(push + np.stack([(rest * across).sum(1), (rest * down).sum(1)], 1))


def _on_grid(points: Points, mass: NDArray[np.float64], low: Points, cells: int, width: float, soft: float) -> Points:
    """The softened push, by convolution over a cells x cells grid; mass and push are shared bilinearly between the corners of a cell."""
    place = (points - low) / width
    corner = np.minimum(place.astype(np.intp), cells - 2)
    part = place - corner
    shares = []
    for right in (0, 1):
        for down in (0, 1):
            index = (corner[:, 0] + right) * cells + corner[:, 1] + down
            shares.append((index, (part[:, 0] if right else 1 - part[:, 0]) * (part[:, 1] if down else 1 - part[:, 1])))
    grid = sum(np.bincount(index, mass * share, cells * cells) for index, share in shares)
    steps = np.minimum(np.arange(2 * cells), 2 * cells - np.arange(2 * cells)) * np.where(np.arange(2 * cells) < cells, 1, -1) * width
    weight = 1 / (steps[:, None] ** 2 + steps[None] ** 2 + soft)
    spread = rfft2(np.asarray(grid).reshape(cells, cells), s=(2 * cells, 2 * cells))
    push = np.empty_like(points)
    for axis, kernel in enumerate((steps[:, None] * weight, steps[None] * weight)):
        field = irfft2(spread * rfft2(kernel), s=(2 * cells, 2 * cells))[:cells, :cells].ravel()
        push[:, axis] = sum(field[index] * share for index, share in shares)
    return push
