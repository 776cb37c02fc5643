"""How well a name fits what somebody typed, and which names fit best."""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from graph.queries.directory import ALIKE, Directory, Numbers

Scored = tuple[int, float]
"""The number of a name, and its score."""
_WEAK = 0.4
"""What a match by a weak alias is worth: less than any match by a name or a full alias."""
_KNOWN = 0.05
"""What being connected adds at most: among equally good matches, the better known comes first."""
_SAME, _BEGIN, _WORD, _WORDS, _PART = 0.95, 0.85, 0.75, 0.65, 0.55
"""What the name itself is worth, its beginning, the beginning of a word, all words, a part: further apart than all else adds."""
_SHARE = 0.01
"""What is added at most for how much of the name was typed."""
_CROWD = 500
"""Of more names than so many, only those that can be among the best are put in order."""


def best(known: Directory, wanted: str, case: str | None, limit: int) -> list[Scored]:
    """The best name of each of the `limit` best entities, best first; equally good ones by id."""
    there = None if case is None else np.fromiter((name == case for name in known.cases), bool, len(known.cases))
    begun = _inside(known, _begun(known, wanted), there)
    strong = begun[~known.weak[begun]]
    if _entities(known, strong) >= limit:
        # any other name fits less well than all of these
        return _first(known, strong, _scores(known, strong, wanted), limit)
    words = wanted.split()
    found = _inside(known, known.holding(words), there)
    if not len(found):
        found = _inside(known, known.like(wanted), there)
    return _first(known, found, _scores(known, found, wanted), limit)


def _begun(known: Directory, wanted: str) -> Numbers:
    """The names in which every word begins some word."""
    return reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), map(known.with_word, wanted.split()))


def _entities(known: Directory, numbers: Numbers) -> int:
    """How many entities have these names."""
    there = np.zeros(len(known.ids), dtype=bool)
    there[known.owners[numbers]] = True
    return int(there.sum())


def _inside(known: Directory, numbers: Numbers, there: NDArray[np.bool_] | None) -> Numbers:
    return numbers if there is None else numbers[there[known.owners[numbers]]]


def _scores(known: Directory, numbers: Numbers, wanted: str) -> NDArray[np.float64]:
    """What each name is worth, 0 for one that does not fit."""
    if " " not in wanted and len(numbers) > _CROWD:
        worth = _of_many(known, numbers, wanted)
    else:
        worth = np.array([likeness(known.folded[number], wanted) for number in numbers], dtype=np.float64)
    worth *= np.where(known.weak[numbers], _WEAK, 1.0)
    degrees = known.degrees[known.owners[numbers]].astype(np.float64)
    return np.where(worth > 0, worth + _KNOWN * degrees / (degrees + 10), 0.0)


def _of_many(known: Directory, numbers: Numbers, wanted: str) -> NDArray[np.float64]:
    """`likeness` of names that all hold this one word."""
    worth = np.full(len(known.names), _PART)
    worth[known.with_word(wanted)] = _WORD
    worth[known.beginning(wanted)] = _BEGIN
    lengths = known.lengths[numbers]
    found = worth[numbers] + _SHARE * len(wanted) / lengths
    begins = worth[numbers] == _BEGIN
    return np.where(begins & (lengths == len(wanted)), _SAME, found)


def _first(known: Directory, numbers: Numbers, scores: NDArray[np.float64], limit: int) -> list[Scored]:
    """The best name of each of the first entities."""
    most = limit * 8
    if len(numbers) > max(_CROWD, most):
        least = np.partition(scores, -most)[-most]
        chosen = np.flatnonzero(scores >= least)
        found = _in_order(known, numbers[chosen], scores[chosen], limit)
        if len(found) == limit:
            return found
    return _in_order(known, numbers, scores, limit)


def _in_order(known: Directory, numbers: Numbers, scores: NDArray[np.float64], limit: int) -> list[Scored]:
    owners = known.owners[numbers]
    found: dict[int, Scored] = {}
    for place in np.lexsort((numbers, owners, -scores)):
        if scores[place] <= 0 or len(found) == limit:
            break
        found.setdefault(int(owners[place]), (int(numbers[place]), float(scores[place])))
    return list(found.values())


def likeness(name: str, wanted: str) -> float:
    """How well a folded name fits a folded text, from 0 to .95.

    .95 for the name itself, less for its beginning, the beginning of a word, all words, a part; up to .45 for a misspelling.
    """
    if name == wanted:
        return _SAME
    share = _SHARE * len(wanted) / max(len(name), len(wanted))
    if name.startswith(wanted):
        return _BEGIN + share
    if f" {wanted}" in name:
        return _WORD + share
    words = wanted.split()
    if len(words) > 1 and all(f" {word}" in f" {name}" for word in words):
        return _WORDS + share
    if all(word in name for word in words):
        return _PART + share
    whole = max(fuzz.ratio(name, wanted), fuzz.token_sort_ratio(name, wanted))
    parts = [max((fuzz.ratio(word, part) for part in name.split()), default=0.0) for word in words]
    alike = max(whole, 0.95 * sum(parts) / len(parts))
    return alike / 100 * 0.45 if alike >= ALIKE and min(parts) >= ALIKE * 0.8 else 0.0
