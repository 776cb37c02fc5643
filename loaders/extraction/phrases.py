"""Words and phrases of a list, found where their first words stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from loaders.extraction.patterns import phrases

_RUN = re.compile(r"'?\w+")

Runs = list[tuple[int, str]]
"""The words of a text in small letters, each with its place; what stands behind an apostrophe is one with it, as no phrase begins there."""


class Openings:
    """How phrases begin. `seconds`: the words behind each first word, and "" where it is a phrase by itself: many begin with "the" or "in",
    and few texts go on as they do."""

    def __init__(self, listed: Iterable[str]) -> None:
        seconds: dict[str, set[str]] = {}
        for words in (_RUN.findall(each.casefold()) for each in listed):
            if words:
                seconds.setdefault(words[0], set()).add(words[1] if len(words) > 1 else "")
        self.seconds = {first: frozenset(words) for first, words in seconds.items()}


class Phrases:
    """Words or phrases, each looked for where its first word stands: one pattern of them all would be tried at every letter. What has no
    word in it is never found."""

    def __init__(self, listed: Sequence[str]) -> None:
        by_first: dict[str, dict[int, list[str]]] = {}
        for each in listed:
            if (first := _RUN.search(each.casefold())) is not None:
                by_first.setdefault(first[0], {}).setdefault(first.start(), []).append(each)
        self._by_first = {word: [(before, phrases(each)) for before, each in sorted(at.items())] for word, at in by_first.items()}

    def found(self, text: str, words: Runs) -> Iterator[re.Match[str]]:
        """Every one of the phrases in a text of these words (`runs`), in order, none overlapping another."""
        end = 0
        for start, word in words:
            for before, phrase in self._by_first.get(word, ()):
                if start - before >= end and (match := phrase.match(text, start - before)):
                    end = match.end()
                    yield match


@lru_cache(maxsize=64)
def runs(text: str, firsts: Openings) -> Runs:
    """The words of a text that some phrase may begin with; hedge and stance of a sentence are asked one after the other."""
    words = list(map(str.casefold, _RUN.findall(text)))
    opening = firsts.seconds
    behind = [*words[1:], ""]
    places = [n for n, word in enumerate(words) if word in opening and ("" in opening[word] or behind[n] in opening[word])]
    if not places:
        return []
    starts = [run.start() for run in _RUN.finditer(text)]
    return [(starts[n], words[n]) for n in places]
