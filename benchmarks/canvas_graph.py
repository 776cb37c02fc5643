"""The graph that benchmarks/canvas.py has drawn: nodes on a grid with some jitter, edges to near ones, and a strip for new nodes."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import cache

STEP, FRESH = 36.0, 20
COLOURS = {"target0": "#FF00FF", "target1": "#00FF00", "new": "#E07B00"}


@dataclass(frozen=True)
class Graph:
    places: dict[str, tuple[float, float]]
    edges: list[tuple[str, str]]
    fresh: dict[str, tuple[float, float]]
    targets: tuple[str, str]

    def all_places(self, expanded: bool) -> dict[str, tuple[float, float]]:
        return {**self.places, **self.fresh} if expanded else self.places

    def all_edges(self, expanded: bool) -> list[tuple[str, str]]:
        return [*self.edges, *((self.targets[0], name) for name in self.fresh)] if expanded else self.edges

    def role(self, name: str) -> str:
        return f"target{self.targets.index(name)}" if name in self.targets else "new" if name in self.fresh else "plain"


@cache
def graph(size: int) -> Graph:
    """A graph of `size` nodes once it is expanded (a view holds 5,000 at most) and about twice as many edges."""
    size -= FRESH
    chance = random.Random(1)
    wide = math.ceil(math.sqrt(size * 1.9))
    high = math.ceil(size / wide)
    names = [f"n{i}" for i in range(size)]
    places = {name: (STEP * (i % wide) + chance.uniform(-8, 8), STEP * (i // wide) + chance.uniform(-8, 8)) for i, name in enumerate(names)}
    strip = 0.2 * STEP * high + 60
    # a corner of the strip is taken from the start, so that nothing has to be fitted anew
    places[names[-1]] = (0.0, STEP * high + strip)
    edges = []
    for i in range(2 * size):
        here, other = i % size, i % size + chance.choice((1, 2, wide, wide + 1, -wide))
        edges.append((names[here], names[other % size]))
    fresh = {f"x{i}": (STEP * wide * (0.2 + 0.035 * i), STEP * high + strip / 2) for i in range(FRESH)}
    middle = wide * (high // 2) + wide // 2
    return Graph(places, edges, fresh, (names[middle - 2], names[middle + 2 if middle + 2 < size - 1 else middle - 4]))
