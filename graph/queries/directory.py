"""Every name in a store, kept in memory while the store does not change, so that searching among 100,000 takes milliseconds.

The first search after a load reads the names (about 2 s for 100,000 entities, some 60 MB); each search asks the store only whether it
changed.
"""

from __future__ import annotations

import json
import threading
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from graph.model import fold
from graph.store import GraphStore, schema

ALIKE = 72
"""The least likeness, of 100, at which a misspelling counts as a match: "dnog" and "dong" are 75."""
Numbers = NDArray[np.int32]
_NEAR = 500
"""So many names that are like the text are looked at closely."""
_AFTER = "\U0010ffff"
"""Sorts behind every text that begins the same."""


class Directory:
    """The names of all entities at one revision of a store; names, and what is known of each, are numbered alike.

    Entities are numbered in the order of their ids, so that a smaller number is a smaller id.
    """

    def __init__(self, store: GraphStore, revision: str) -> None:
        self.revision = revision
        entities = sorted(_read(store), key=lambda entity: entity[0])
        self.ids = [entity[0] for entity in entities]
        self.cases = [entity[1] for entity in entities]
        self.degrees = np.array([entity[2] for entity in entities], dtype=np.float32)
        named = [(name, weak, owner) for owner, entity in enumerate(entities) for name, weak in entity[3]]
        self.names = [name for name, _, _ in named]
        self.folded = [fold(name) for name in self.names]
        self.weak = np.array([weak for _, weak, _ in named], dtype=bool)
        self.owners = np.array([owner for _, _, owner in named], dtype=np.int32)
        self.lengths = np.array([len(name) for name in self.folded], dtype=np.int32)
        order = sorted(range(len(self.folded)), key=self.folded.__getitem__)
        self._sorted = [self.folded[number] for number in order]
        self._order = np.array(order, dtype=np.int32)
        self._index_words()

    def _index_words(self) -> None:
        """The words in order; behind each other, in the same order, the names that hold each."""
        holders: dict[str, list[int]] = {}
        for number, name in enumerate(self.folded):
            for word in set(name.split()):
                holders.setdefault(word, []).append(number)
        self._words = sorted(holders)
        self._begins = np.zeros(len(self._words) + 1, dtype=np.int64)
        np.cumsum([len(holders[word]) for word in self._words], out=self._begins[1:])
        self._holders = np.fromiter((number for word in self._words for number in holders[word]), np.int32, int(self._begins[-1]))

    def beginning(self, text: str) -> Numbers:
        """The names that begin so."""
        return self._order[bisect_left(self._sorted, text) : bisect_left(self._sorted, text + _AFTER)]

    def with_word(self, begin: str) -> Numbers:
        """The names in which a word begins so, each once."""
        first, last = bisect_left(self._words, begin), bisect_left(self._words, begin + _AFTER)
        return _once(self._holders[self._begins[first] : self._begins[last]], len(self.names))

    def holding(self, words: list[str]) -> Numbers:
        """The names that have every one of these words somewhere."""
        longest = max(words, key=len)
        found = [number for number, name in enumerate(self.folded) if longest in name]
        if len(words) > 1:
            found = [number for number in found if all(word in self.folded[number] for word in words)]
        return np.array(found, dtype=np.int32)

    def like(self, wanted: str) -> Numbers:
        """The names most like a folded text, best first: as a whole, or word by word."""
        near = process.cdist([wanted], self.folded, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.float32)[0]
        words = wanted.split()
        table = process.cdist(words, self._words, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.float32)
        by_words = np.zeros(len(self.names), dtype=np.float32)
        for likeness in table:
            best = np.zeros(len(self.names), dtype=np.float32)
            places = np.flatnonzero(likeness)
            # the likest last: it stays
            for place in places[np.argsort(likeness[places])]:
                best[self._holders[self._begins[place] : self._begins[place + 1]]] = likeness[place]
            by_words += best / len(words)
        near = np.maximum(near, by_words)
        found = np.flatnonzero(near)
        return found[np.argsort(-near[found], kind="stable")][:_NEAR].astype(np.int32)


def _read(store: GraphStore) -> Iterator[tuple[str, str, int, list[tuple[str, bool]]]]:
    """Of each entity its id, case, degree, and names with whether they are weak."""
    columns = "n.id AS id, n.case AS case, n.degree AS degree, n.name AS name, n.aliases AS aliases, n.alias_details AS d"
    for row in store.stream(f"MATCH (n:Entity) WHERE n.alias_details IS NOT NULL RETURN {columns}"):
        details: list[Any] = json.loads(row["d"]) if row["aliases"] else []
        aliases = ((alias, bool(weak)) for alias, (_, _, weak) in zip(row["aliases"], details, strict=True))
        yield row["id"], row["case"], row["degree"] or 0, [(row["name"], False), *aliases]


def _once(numbers: Numbers, total: int) -> Numbers:
    """Without repetition, in order."""
    there = np.zeros(total, dtype=bool)
    there[numbers] = True
    return np.flatnonzero(there).astype(np.int32)


_guard = threading.Lock()
_known: WeakKeyDictionary[GraphStore, Directory] = WeakKeyDictionary()


def directory(store: GraphStore) -> Directory:
    """The directory of a store as it is now; read anew when the store has changed."""
    revision = schema.revision(store)
    with _guard:
        known = _known.get(store)
        if known is None or known.revision != revision:
            known = _known[store] = Directory(store, revision)
        return known
