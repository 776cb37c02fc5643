"""Pairs worth comparing: entities that share an identifier, a name, or a rare word of one. Never all pairs. They are of one sort (agencies,
organisations and outlets are one); of two sorts only where their names are equal.

A block is a key and the entities that have it. One of more than LARGEST is a common name: of it only the first are paired, and how
many were not is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from graph.duplicates.candidate import Subject
from graph.duplicates.letters import initials, letters
from graph.duplicates.misspelt import near_families, parted
from graph.duplicates.names import Name
from graph.merges.pairs import BODY
from graph.model import fold

LARGEST = 40
"""Entities of one block that are paired with each other."""
RARE = 25
"""A word that more entities than so have says nothing."""
ALIKE = 80
"""The least likeness, of 100, of two names that share a rare word only."""
_SHORTEST = 3
Pair = tuple[int, int]
Key = TypeVar("Key")


class Blocks:
    """The pairs of some subjects, by their numbers; `cut` counts entities that were left out of blocks that are too large."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self.subjects = subjects
        self.cut = 0
        self._seen: set[int] = set()

    def pairs(self) -> Iterator[Pair]:
        """Each pair once, the likeliest kinds of block first."""
        for block in (self._identifiers(), self._same_names()):
            for numbers in block.values():
                yield from self._within(numbers)
        yield from self._initials()
        yield from self._letters()
        yield from self._rare_words()
        yield from self._misspelt()
        for numbers in self._equal_names().values():
            yield from self._within(numbers, across=True)

    def _within(self, numbers: list[int], *, across: bool = False) -> Iterator[Pair]:
        if len(numbers) > LARGEST:
            self.cut += len(numbers) - LARGEST
        for a, b in combinations(numbers[:LARGEST], 2):
            yield from self._pair(a, b, across=across)

    def _pair(self, a: int, b: int, *, across: bool = False) -> Iterator[Pair]:
        """The two, if they were not paired yet: of one sort, or else `across` sorts."""
        first, last = (a, b) if a < b else (b, a)
        code = first * len(self.subjects) + last
        if first != last and code not in self._seen and (self.subjects[first].sort != self.subjects[last].sort) is across:
            self._seen.add(code)
            yield first, last

    def _identifiers(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, subject in enumerate(self.subjects):
            for scheme, value in subject.ids.items():
                found[scheme, fold(value)].append(number)
        return _several(found)

    def _same_names(self) -> dict[tuple[str, str], list[int]]:
        """Names that are equal run together, in either order of words."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, subject in enumerate(self.subjects):
            for key in {key for name in subject.names for key in (name.run, name.turned, name.sorted.replace(" ", "")) if key}:
                found[subject.sort, key].append(number)
        return _several(found)

    def _equal_names(self) -> dict[str, list[int]]:
        """Names that are equal, whatever sort each is of: one document may take a firm for a person."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, subject in enumerate(self.subjects):
            for key in {" ".join(name.words) for name in subject.names if name.words and not name.weak}:
                found[key].append(number)
        return {key: numbers for key, numbers in _several(found).items() if len({self.subjects[each].sort for each in numbers}) > 1}

    def _initials(self) -> Iterator[Pair]:
        """A name with initials, and those whose words begin so."""
        short: dict[tuple[str, str], list[tuple[int, Name]]] = defaultdict(list)
        full: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, subject in enumerate(self.subjects):
            if subject.kind != "person":
                continue
            for name in subject.names:
                if len(name.words) < 2 or name.weak:
                    continue
                for family, other in ((name.words[-1], name.words[0]), (name.words[0], name.words[-1])):
                    if len(family) > 1:
                        if name.initials and len(other) == 1:
                            short[family, other].append((number, name))
                        elif len(full[family, other[0]]) <= LARGEST:
                            full[family, other[0]].append(number)
        for key, some in short.items():
            others = full.get(key, [])
            self.cut += len(others) > LARGEST
            for number, _ in some[:LARGEST]:
                for fuller in others[:LARGEST]:
                    yield from self._pair(number, fuller)

    def _letters(self) -> Iterator[Pair]:
        """Bodies called by letters, and those whose words begin so."""
        short: dict[str, list[int]] = defaultdict(list)
        full: dict[str, list[int]] = defaultdict(list)
        for number, subject in enumerate(self.subjects):
            if subject.sort == BODY:
                for name in subject.names:
                    if found := letters(name):
                        short[found].append(number)
                    for key in initials(name):
                        full[key].append(number)
        for key in short.keys() & full.keys():
            self.cut += max(0, len(full[key]) - LARGEST)
            for number in short[key][:LARGEST]:
                for fuller in full[key][:LARGEST]:
                    yield from self._pair(number, fuller)

    def _misspelt(self) -> Iterator[Pair]:
        """Persons of the same given names whose families are a letter apart, however many have the given names."""
        held: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, subject in enumerate(self.subjects):
            if subject.kind == "person":
                for given, family in dict.fromkeys(filter(None, map(parted, subject.names))):
                    held[given].append((number, family))
        for some in held.values():
            for a, b in near_families(some, LARGEST):
                yield from self._pair(a, b)

    def _rare_words(self) -> Iterator[Pair]:
        """Names that share a word which few have, and are alike as a whole."""
        held: dict[tuple[str, str], list[tuple[int, Name]]] = defaultdict(list)
        for number, subject in enumerate(self.subjects):
            for name in subject.names:
                if not name.weak:
                    for word in set(name.words):
                        if len(word) >= _SHORTEST and len(some := held[subject.sort, word]) <= RARE:
                            some.append((number, name))
        for some in held.values():
            if 2 <= len(some) <= RARE:
                for (a, one), (b, other) in combinations(some, 2):
                    if a != b and fuzz.token_sort_ratio(one.sorted, other.sorted, score_cutoff=ALIKE):
                        yield from self._pair(a, b)


def _several(found: dict[Key, list[int]]) -> dict[Key, list[int]]:
    return {key: numbers for key, numbers in found.items() if len(numbers) > 1}
