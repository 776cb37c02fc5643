"""Find entities by what people type: name, alias, another script, without accents, or misspelled."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.model import fold
from graph.queries.directory import ALIKE, Directory, directory
from graph.queries.nearby import entities
from graph.store import GraphStore
from graph.view import NodeView

_WEAK = 0.4
"""What a match by a weak alias is worth: less than any match by a name or a full alias."""
_KNOWN = 0.05
"""What being connected adds at most: among equally good matches, the better known comes first."""


@dataclass(frozen=True)
class Match:
    """An entity that was found, the name by which, and how well from 0 to 1."""

    node: NodeView
    matched: str
    score: float


def find(store: GraphStore, text: str, *, case: str | None = None, limit: int = 20) -> tuple[Match, ...]:
    """The entities that `text` can mean, best first; misspelled names only when no name has all its words."""
    wanted = fold(text)
    if not wanted:
        return ()
    known = directory(store)
    best = _best(known, wanted, known.holding(wanted.split()), case) or _best(known, wanted, known.like(wanted), case)
    first = heapq.nsmallest(limit, best.items(), key=lambda found: (-found[1][0], known.ids[found[0]]))
    nodes = {node.id: node for node in entities(store, (known.ids[owner] for owner, _ in first))}
    found = ((nodes.get(known.ids[owner]), known.names[number], score) for owner, (score, number) in first)
    return tuple(Match(node, name, round(score, 4)) for node, name, score in found if node is not None)


def _best(known: Directory, wanted: str, numbers: Iterable[int], case: str | None) -> dict[int, tuple[float, int]]:
    """By entity, its best score and the number of the name that has it."""
    best: dict[int, tuple[float, int]] = {}
    for number in numbers:
        owner = known.owners[number]
        if case is not None and known.cases[owner] != case:
            continue
        score = likeness(known.folded[number], wanted) * (_WEAK if known.weak[number] else 1.0)
        if score > 0:
            score += _KNOWN * known.degrees[owner] / (known.degrees[owner] + 10)
            if score > best.get(owner, (0.0, 0))[0]:
                best[owner] = score, number
    return best


def likeness(name: str, wanted: str) -> float:
    """How well a folded name fits a folded text, from 0 to .95.

    .95 for the name itself, less for its beginning, the beginning of a word, all words, a part; up to .45 for a misspelling.
    """
    if name == wanted:
        return 0.95
    share = 0.01 * len(wanted) / max(len(name), len(wanted))
    if name.startswith(wanted):
        return 0.85 + share
    if f" {wanted}" in name:
        return 0.75 + share
    words = wanted.split()
    if len(words) > 1 and all(f" {word}" in f" {name}" for word in words):
        return 0.65 + share
    if all(word in name for word in words):
        return 0.55 + share
    whole = max(fuzz.ratio(name, wanted), fuzz.token_sort_ratio(name, wanted))
    parts = [max((fuzz.ratio(word, part) for part in name.split()), default=0.0) for word in words]
    alike = max(whole, 0.95 * sum(parts) / len(parts))
    return alike / 100 * 0.45 if alike >= ALIKE and min(parts) >= ALIKE * 0.8 else 0.0
