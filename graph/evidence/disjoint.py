"""Separate chains: the most paths from the reader to origins that share no voice, by Menger's theorem also the fewest voices that
must be wrong for all support to fall. Dinic's algorithm over voices of capacity one; no recursion.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Set


def separate_chains(heads: Set[str], links: Mapping[str, Set[str]], origins: Set[str]) -> int:
    """How many paths from `heads` to `origins` along `links` share no place, both ends included."""
    # a head that is itself an origin is a path of one place, which no better use of that place can beat
    both = heads & origins
    starts, goals = heads - both, origins - both
    if not starts or not goals:
        return len(both)
    most = min(len(starts), len(goals))
    if (walked := _walk(starts, links, goals, both)) in (0, most):
        return len(both) + walked
    return len(both) + _Flow(starts, links, goals, both).value()


def _walk(starts: Set[str], links: Mapping[str, Set[str]], goals: Set[str], without: Set[str]) -> int:
    """Paths found by going depth first from each start over places not yet seen: the answer if none are found, or as many as can be."""
    seen = set(without)
    found = 0
    for start in starts:
        if start in seen:
            continue
        seen.add(start)
        ways = [iter(links.get(start, ()))]
        while ways:
            after = next((after for after in ways[-1] if after not in seen), None)
            if after is None:
                ways.pop()
                continue
            seen.add(after)
            if after in goals:
                found += 1
                break
            ways.append(iter(links.get(after, ())))
    return found


class _Flow:
    """Each place is split into a way in (2i) and a way out (2i + 1), joined by an edge of capacity one; 0 is the reader, 1 the fact."""

    def __init__(self, starts: Set[str], links: Mapping[str, Set[str]], goals: Set[str], without: Set[str]) -> None:
        self.to: list[int] = []
        self.room: list[int] = []
        self.out: list[list[int]] = [[], []]
        numbers: dict[str, int] = {}

        def number(name: str) -> int:
            if name not in numbers:
                numbers[name] = len(self.out)
                self.out += [[], []]
                self._edge(numbers[name], numbers[name] + 1)
            return numbers[name]

        for name in starts:
            self._edge(0, number(name))
        for name in goals:
            self._edge(number(name) + 1, 1)
        for before, afters in links.items():
            # a path that runs on through an origin can as well end there, so no link leaves one
            if before not in without and before not in goals:
                for after in afters:
                    if after not in without and after not in starts:
                        self._edge(number(before) + 1, number(after))

    def _edge(self, start: int, end: int) -> None:
        self.out[start].append(len(self.to))
        self.out[end].append(len(self.to) + 1)
        self.to += [end, start]
        self.room += [1, 0]

    def value(self) -> int:
        total = 0
        while (levels := self._levels())[1] >= 0:
            total += self._block(levels)
        return total

    def _levels(self) -> list[int]:
        levels = [-1] * len(self.out)
        levels[0] = 0
        queue = deque([0])
        while queue:
            at = queue.popleft()
            for edge in self.out[at]:
                if self.room[edge] and levels[self.to[edge]] < 0:
                    levels[self.to[edge]] = levels[at] + 1
                    queue.append(self.to[edge])
        return levels

    def _block(self, levels: list[int]) -> int:
        """Paths along rising levels until none is left, depth first with its own stack."""
        tried = [0] * len(self.out)
        total = 0
        path: list[int] = []
        at = 0
        while True:
            if at == 1:
                for edge in path:
                    self.room[edge] -= 1
                    self.room[edge ^ 1] += 1
                total, path, at = total + 1, [], 0
                continue
            edges = self.out[at]
            while tried[at] < len(edges):
                edge = edges[tried[at]]
                if self.room[edge] and levels[self.to[edge]] == levels[at] + 1:
                    path.append(edge)
                    at = self.to[edge]
                    break
                tried[at] += 1
            else:
                if not path:
                    return total
                edge = path.pop()
                at = self.to[edge ^ 1]
                tried[at] += 1
