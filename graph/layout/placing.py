"""Where the new nodes of a growing view go, while those already drawn stay where they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph import boxes as rooms
from graph.layout.apart import Boxes
from graph.layout.forces import Points
from graph.layout.polish import meets
from graph.view import EdgeView, NodeView, Position

REACH, STEP_LEAST, STEP_MOST = 420.0, 24.0, 64.0
CLOSEST = 84.0
MARGIN = 4.0
SECTORS = 24
AROUND = 280.0
TURN, THROUGH, OTHER = 60.0, 70.0, 0.9
UNKNOWN = (60.0, 20.0, 50.0)


@dataclass
class _Ground:
    """The spots around an anchor within reach, and what is drawn near them. `hits`: boxes that a line from the anchor would run through."""

    anchor: Points
    spots: Points
    hits: NDArray[np.float64]
    points: Points
    boxes: Boxes

    def free(self, box: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which spots have room for a box."""
        across = np.abs(self.spots[:, None, 0] - self.points[None, :, 0]) < box[0] + self.boxes[:, 0] + MARGIN
        above = self.spots[:, None, 1] - box[1] < self.points[None, :, 1] + self.boxes[:, 2] + MARGIN
        below = self.spots[:, None, 1] + box[2] > self.points[None, :, 1] - self.boxes[:, 1] - MARGIN
        return np.asarray(~(across & above & below).any(1))

    def take(self, spot: int, box: NDArray[np.float64]) -> None:
        """A new node stands there from now on."""
        point = self.spots[spot]
        self.points, self.boxes = np.vstack([self.points, point]), np.vstack([self.boxes, box])
        self.hits += meets(self.anchor[None], self.spots, point - box[:2], point + box[[0, 2]])


def place(
    new: Sequence[NodeView],
    edges: Iterable[EdgeView],
    positions: Mapping[str, Position],
    *,
    parent: str | None = None,
    drawn: Iterable[NodeView] = (),
) -> dict[str, Position]:
    """Positions for the new nodes alone, given those already drawn at `positions`, which do not move.

    `parent` is the node that was expanded: the new ones fan out from it in the emptiest direction, each in the nearest spot where its label
    covers nothing and its edge runs through no label, and near its other neighbours. Without a parent they go near their neighbours, or
    beside what is drawn. `drawn` are the nodes at `positions`, for the size of their labels; `edges` may hold more than those of new nodes.
    """
    fresh = list({node.id: node for node in new if node.id not in positions}.values())
    if not fresh:
        return {}
    ids = list(positions)
    old = np.array([positions[node] for node in ids], dtype=np.float64).reshape(-1, 2)
    known = {node.id: node for node in drawn}
    links = _links({node.id for node in fresh}, edges)
    anchor = _anchor(parent, links, positions, old)
    ahead, spread = _emptiest(anchor, old, len(fresh))
    reach, placed = REACH, dict[str, Position]()
    boxes = [_as_array(rooms.box(node)) for node in fresh]
    ground = _ground(anchor, reach, ids, old, known, [], [])
    for number, node in enumerate(fresh):
        while not (free := ground.free(boxes[number])).any():
            reach *= 2
            taken = [np.array(place) for place in placed.values()]
            ground = _ground(anchor, reach, ids, old, known, taken, boxes[:number])
        others = [here for other in links[node.id] if (here := placed.get(other) or positions.get(other)) and other != parent]
        cost = _cost(ground, ahead, spread, others)
        spot = int(np.where(free, cost, np.inf).argmin())
        ground.take(spot, boxes[number])
        placed[node.id] = (float(ground.spots[spot, 0]), float(ground.spots[spot, 1]))
    return placed


def _links(fresh: set[str], edges: Iterable[EdgeView]) -> dict[str, list[str]]:
    links: dict[str, dict[str, None]] = {node: {} for node in fresh}
    for edge in edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if one in links and one != other:
                links[one][other] = None
    return {node: list(others) for node, others in links.items()}


def _anchor(parent: str | None, links: Mapping[str, list[str]], positions: Mapping[str, Position], old: Points) -> Points:
    """What the new nodes gather around: their parent, the middle of their neighbours, or the right edge of what is drawn."""
    if parent is not None and parent in positions:
        return np.array(positions[parent], dtype=np.float64)
    around = sorted({other for others in links.values() for other in others if other in positions})
    if around:
        return np.asarray(np.array([positions[node] for node in around]).mean(0))
    if not len(old):
        return np.zeros(2)
    low, high = old.min(0), old.max(0)
    return np.array([high[0] + 3 * CLOSEST, (low[1] + high[1]) / 2])


def _emptiest(anchor: Points, old: Points, count: int) -> tuple[float, float]:
    """The direction in radians of the widest fan with the least in it, and half its width."""
    away = old - anchor
    distance = np.hypot(away[:, 0], away[:, 1])
    near = (distance > 1) & (distance < AROUND)
    sector = ((np.arctan2(away[near, 1], away[near, 0]) + math.pi) / (2 * math.pi) * SECTORS).astype(int) % SECTORS
    filled = np.bincount(sector, weights=1 - distance[near] / (1.5 * AROUND), minlength=SECTORS)
    # where all is equally empty, away from the whole
    outwards = math.atan2(*(-away.sum(0))[::-1]) if len(away) else 0.0
    full = filled + 0.02 * (1 - np.cos((np.arange(SECTORS) + 0.5) / SECTORS * 2 * math.pi - math.pi - outwards))
    width = min(SECTORS - 6, 4 + count)
    window = np.array([np.take(full, np.arange(first, first + width), mode="wrap").sum() for first in range(SECTORS)])
    middle = int(window.argmin()) + width / 2
    return middle / SECTORS * 2 * math.pi - math.pi, width / SECTORS * math.pi


def _ground(
    anchor: Points, reach: float, ids: Sequence[str], old: Points, known: Mapping[str, NodeView], taken: list[Points], sizes: list[Boxes]
) -> _Ground:
    """The anchor and spots on rings around it, with the boxes of what is drawn within reach."""
    step = min(max(reach / 17.5, STEP_LEAST), STEP_MOST)
    rings: list[Points] = [np.zeros((1, 2))]
    for radius in np.arange(CLOSEST, reach, step):
        count = int(2 * math.pi * radius / step)
        # every other ring is turned by half a step, so that a spot does not hide behind another
        turn = (np.arange(count) + (len(rings) % 2) / 2) / count * 2 * math.pi
        rings.append(np.stack([np.cos(turn), np.sin(turn)], 1) * radius)
    spots = np.concatenate(rings) + anchor
    near = np.flatnonzero(np.abs(old - anchor).max(1, initial=0.0) < reach + 260) if len(old) else np.zeros(0, dtype=np.intp)
    boxes = [_as_array(rooms.box(known[ids[i]])) if ids[i] in known else np.array(UNKNOWN) for i in near.tolist()]
    points = np.array([*old[near], *taken]).reshape(-1, 2)
    all_boxes = np.array([*boxes, *sizes]).reshape(-1, 3)
    # a line always leaves through the anchor's own box
    other = np.abs(points - anchor).max(1, initial=0.0) > 1 if len(points) else np.zeros(0, dtype=bool)
    low, high = (points - all_boxes[:, :2])[other], (points + all_boxes[:, [0, 2]])[other]
    hits = meets(anchor[None, None], spots[:, None], low[None], high[None]).sum(1).astype(np.float64)
    return _Ground(anchor, spots, hits, points, all_boxes)


def _cost(ground: _Ground, ahead: float, spread: float, others: Sequence[Position]) -> NDArray[np.float64]:
    """In pixels: the way from the anchor, more for turning out of the fan, for running through boxes and for being far from neighbours."""
    away = ground.spots - ground.anchor
    turned = np.abs((np.arctan2(away[:, 1], away[:, 0]) - ahead + math.pi) % (2 * math.pi) - math.pi)
    cost = np.hypot(away[:, 0], away[:, 1]) + TURN * np.clip(turned - spread, 0, None) + THROUGH * ground.hits
    for x, y in others:
        cost = cost + OTHER * np.hypot(ground.spots[:, 0] - x, ground.spots[:, 1] - y)
    return np.asarray(cost)


def _as_array(box: rooms.Box) -> NDArray[np.float64]:
    return np.array([box.half, box.up, box.down])
