"""The likeliest pairs of many entities, in bounded memory."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.duplicates.blocks import Blocks
from graph.duplicates.candidate import Candidate, Subject
from graph.duplicates.scoring import compared


@dataclass(frozen=True)
class Ranking:
    """The best candidates, best first; how many pairs were compared, and how many entities were left out of blocks too large to pair."""

    candidates: tuple[Candidate, ...]
    compared: int
    cut: int


def ranked(subjects: Sequence[Subject], limit: int, left_out: Callable[[str, str], bool] = lambda *_: False) -> Ranking:
    """The `limit` likeliest pairs by what entities themselves tell, without those that `left_out` (ids) says yes to.

    Of equally likely ones the first in the order of the subjects.
    """
    blocks = Blocks(subjects)
    best: list[tuple[float, int, int, Candidate]] = []
    number = 0
    for a, b in blocks.pairs():
        if left_out(subjects[a].id, subjects[b].id):
            continue
        number += 1
        found = compared(subjects[a], subjects[b])
        if found.score > 0:
            entry = (found.score, -a, -b, found)
            if len(best) < limit:
                heapq.heappush(best, entry)
            elif entry > best[0]:
                heapq.heapreplace(best, entry)
    order = sorted((entry[-1] for entry in best), key=lambda found: (-found.score, found.a, found.b))
    return Ranking(tuple(order), number, blocks.cut)
