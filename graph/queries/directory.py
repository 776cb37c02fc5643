"""Every name in a store, kept in memory while the store does not change, so that searching among 100,000 takes milliseconds.

The first search after a load reads the names (about a second for 100,000, some 40 MB); each search asks the store only whether it changed.
"""

from __future__ import annotations

import json
import threading
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from graph.model import fold
from graph.store import GraphStore, schema

ALIKE = 72
"""The least likeness, of 100, at which a misspelling counts as a match: "dnog" and "dong" are 75."""
_NEAR = 500
"""So many names that are like the text are looked at closely."""
_MANY = 5_000


class Directory:
    """The names of all entities at one revision of a store; names, and what is known of each, are numbered alike."""

    def __init__(self, store: GraphStore, revision: str) -> None:
        self.revision = revision
        self.names: list[str] = []
        self.folded: list[str] = []
        self.weak: list[bool] = []
        self.owners: list[int] = []
        self.ids: list[str] = []
        self.cases: list[str] = []
        self.degrees: list[int] = []
        columns = "n.id AS id, n.case AS case, n.degree AS degree, n.name AS name, n.aliases AS aliases, n.alias_details AS d"
        for row in store.stream(f"MATCH (n:Entity) WHERE n.alias_details IS NOT NULL RETURN {columns}"):
            self._add(row["name"], weak=False)
            for alias, (_, _, weak) in zip(row["aliases"], json.loads(row["d"]), strict=True):
                self._add(alias, weak=weak)
            self.ids.append(row["id"])
            self.cases.append(row["case"])
            self.degrees.append(row["degree"] or 0)
        self._words: dict[str, list[int]] = {}
        for number, name in enumerate(self.folded):
            for word in name.split():
                self._words.setdefault(word, []).append(number)
        self._vocabulary = list(self._words)

    def _add(self, name: str, *, weak: bool) -> None:
        self.names.append(name)
        self.folded.append(fold(name))
        self.weak.append(weak)
        self.owners.append(len(self.ids))

    def holding(self, words: list[str]) -> list[int]:
        """The names that have every one of these folded words somewhere; of very many, those where a word begins so."""
        longest = max(words, key=len)
        found = [number for number, name in enumerate(self.folded) if longest in name]
        if len(words) > 1:
            found = [number for number in found if all(word in self.folded[number] for word in words)]
        if len(found) > _MANY:
            begin = f" {longest}"
            found = [number for number in found if begin in f" {self.folded[number]}"] or found
        return found

    def like(self, wanted: str) -> list[int]:
        """The names most like a folded text: as a whole, or word by word."""
        # only a misspelling needs it, and it takes a while to import
        import numpy as np

        whole = process.cdist([wanted], self.folded, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)[0]
        near: dict[int, float] = {int(number): float(whole[number]) for number in np.flatnonzero(whole)}
        words = wanted.split()
        table = process.cdist(words, self._vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
        by_words: dict[int, float] = {}
        for likeness in table:
            best: dict[int, float] = {}
            for place in np.flatnonzero(likeness):
                for number in self._words[self._vocabulary[place]]:
                    best[number] = max(best.get(number, 0.0), float(likeness[place]))
            for number, value in best.items():
                by_words[number] = by_words.get(number, 0.0) + value / len(words)
        for number, value in by_words.items():
            near[number] = max(near.get(number, 0.0), value)
        return sorted(near, key=lambda number: -near[number])[:_NEAR]


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
