"""The shortest paths between two entities, from both ends frontier by frontier: engines differ in what their own path functions heed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from graph.view import EdgeView

STEPS = 6
"""The longest paths that are looked for."""
MOST = 20_000
"""Relationships that are looked at in one go; a frontier with more is not crossed."""
LISTED, SHOWN = 1_000, 5
"""Of so many paths at most the best supported are chosen, so many at most."""
Way = tuple[str, ...]
Touching = Callable[[Sequence[str]], Sequence[EdgeView]]


@dataclass(frozen=True)
class Path:
    """The ids of its entities in order, and the best supported relationship between each two of them."""

    nodes: Way
    edges: tuple[EdgeView, ...]

    @property
    def weakest(self) -> EdgeView:
        """The relationship that is supported least: a path is supported no better."""
        return min(self.edges, key=lambda edge: edge.rank)


@dataclass(frozen=True)
class Paths:
    """The paths that were chosen, the best supported first (of the first LISTED, if there are more), and how many there are.

    `cut` says that the search was given up: too much lies in between.
    """

    chosen: tuple[Path, ...] = ()
    number: int = 0
    cut: bool = False

    @property
    def steps(self) -> int:
        """Relationships on each path."""
        return len(self.chosen[0].edges) if self.chosen else 0


@dataclass
class _Side:
    """What is reached from one end: before each entity those through which the shortest paths come."""

    frontier: list[str]
    before: dict[str, set[str]]
    depth: int = 0
    blocked: bool = False
    """Whether too much lies around its frontier."""

    @classmethod
    def at(cls, end: str) -> _Side:
        return cls([end], {end: set()})

    def ways(self, node: str) -> Iterator[Way]:
        """The paths from the end to this entity."""
        if not self.before[node]:
            yield (node,)
        for earlier in sorted(self.before[node]):
            for way in self.ways(earlier):
                yield (*way, node)

    def number(self, node: str, known: dict[str, int]) -> int:
        """How many there are of them."""
        if node not in known:
            known[node] = sum(self.number(earlier, known) for earlier in self.before[node]) or 1
        return known[node]


@dataclass
class _Support:
    """How well two neighbours are connected: the best relationship between them."""

    best: dict[tuple[str, str], EdgeView] = field(default_factory=dict)

    def take(self, edge: EdgeView) -> None:
        for pair in ((edge.source, edge.target), (edge.target, edge.source)):
            known = self.best.get(pair)
            if known is None or (edge.rank, known.id) > (known.rank, edge.id):
                self.best[pair] = edge

    def path(self, way: Way) -> Path:
        return Path(way, tuple(self.best[pair] for pair in pairwise(way)))


def shortest(start: str, end: str, touching: Touching, *, steps: int = STEPS) -> Paths:
    """The shortest paths between two different entities, over the relationships that `touching` gives for entities, of `steps` at most.

    `touching` gives more than MOST relationships where there are more: from there the search comes from the other end alone.
    """
    near, far, support = _Side.at(start), _Side.at(end), _Support()
    while near.depth + far.depth < steps:
        passable = [side for side in (near, far) if not side.blocked]
        if not passable:
            return Paths(cut=True)
        side = min(passable, key=lambda one: len(one.frontier))
        edges = touching(side.frontier)
        if len(edges) > MOST:
            side.blocked = True
            continue
        _advance(side, edges, support)
        if not side.frontier:
            return Paths()
        if met := sorted(set(near.frontier) & far.before.keys() if side is near else set(far.frontier) & near.before.keys()):
            return _chosen(near, far, met, support)
    return Paths()


def _advance(side: _Side, edges: Sequence[EdgeView], support: _Support) -> None:
    here = set(side.frontier)
    reached: dict[str, set[str]] = {}
    for edge in edges:
        support.take(edge)
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if one in here and other not in side.before:
                reached.setdefault(other, set()).add(one)
    side.before |= reached
    side.frontier = list(reached)
    side.depth += 1


def _chosen(near: _Side, far: _Side, met: Sequence[str], support: _Support) -> Paths:
    from_near: dict[str, int] = {}
    from_far: dict[str, int] = {}
    number = sum(near.number(node, from_near) * far.number(node, from_far) for node in met)
    ways = ((*way, *reversed(rest[:-1])) for node in met for way in near.ways(node) for rest in far.ways(node))
    paths = (support.path(way) for way in islice(ways, LISTED))
    best = sorted(paths, key=lambda path: (-path.weakest.rank, -sum(edge.rank for edge in path.edges), path.nodes))
    return Paths(tuple(best[:SHOWN]), number)
