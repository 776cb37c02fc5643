"""A document's annotation beside what was found in it, and which entity of the one is which of the other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

import yaml

from loaders.evaluation.gold import Document
from loaders.evaluation.score import Differing
from loaders.extraction.page import plain
from loaders.extraction.proposals import Named, Proposals, Span

One = TypeVar("One")
Other = TypeVar("Other")
_SHARE = 0.5
_WORD = re.compile(r"[\w.&'-]+")


@cache
def _aside() -> frozenset[str]:
    """Articles and titles, which make no difference between two mentions."""
    lists = yaml.load(Path(__file__).with_name("aside.yml").read_text("utf-8"), yaml.BaseLoader)
    return frozenset(word for words in lists.values() for word in words)


def same_words(text: str) -> str:
    """A text for comparing: without case, accents, articles, titles and marks at its ends."""
    loose = "".join(c for c in unicodedata.normalize("NFKD", plain(text).casefold()) if not unicodedata.combining(c))
    words = [word.strip(".'") for word in _WORD.findall(loose.replace("'s ", " ").removesuffix("'s"))]
    while len(words) > 1 and words[0] in _aside():
        words = words[1:]
    return " ".join(words)


def overlap(one: Span, other: Span) -> float:
    """How much of the shorter span lies in the other, 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / min(one.end - one.start, other.end - other.start)


def beside(one: Span, other: Span) -> bool:
    """Whether two spans are of one sentence: half of the shorter lies in the other."""
    return overlap(one, other) >= _SHARE


def paired(gold: Sequence[One], found: Sequence[Other], alike: Callable[[One, Other], float]) -> list[tuple[One, Other]]:
    """Each with at most one partner, the most alike first; those that are alike by nothing have none."""
    ranked = sorted(
        ((degree, i, j) for i, one in enumerate(gold) for j, other in enumerate(found) if (degree := alike(one, other)) > 0),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    one_taken: set[int] = set()
    other_taken: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in one_taken and j not in other_taken:
            one_taken.add(i)
            other_taken.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


@dataclass
class Compared:
    """One document: what stands in it, and what was found."""

    document: Document
    found: Proposals

    def core(self, span: Span) -> Span:
        """The span without articles and titles before it and a genitive behind it."""
        text = plain(self.document.text[span.start : span.end])
        end = span.end - (2 if text.endswith("'s") and len(text) > 2 else 0)
        words = list(_WORD.finditer(text))
        start = span.start
        for word in words[:-1]:
            if word[0].casefold().strip(".") not in _aside():
                start = span.start + word.start()
                break
            start = span.start + word.end() + 1
        return Span(min(start, end - 1), end)

    def words(self, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(self.document.text[span.start : span.end].split())

    def around(self, span: Span, most: int = 160) -> str:
        """The line or lines that a span stands in, cut around it."""
        text = self.document.text
        start = max(text.rfind("\n\n", 0, span.start) + 1, span.start - most, 0)
        end = text.find("\n\n", span.end)
        return " ".join(text[start : min(len(text) if end < 0 else end, span.end + most)].split())

    def differing(self, what: str, span: Span) -> Differing:
        return Differing(self.document.name, what, self.around(span))

    @cached_property
    def entities(self) -> dict[str, str]:
        """The annotated id of each entity found: of the one that shares most mentions with it; those that share none are absent."""
        places = [(self.core(span), each.id) for each in self.document.gold.entities for span in each.mentions]
        return {each.id: best for each in self.found.entities if (best := self._most(each, places))}

    def _most(self, each: Named, places: Iterable[tuple[Span, str]]) -> str:
        cores = [self.core(span) for span in each.mentions]
        shared = Counter(id_ for place, id_ in places for core in cores if core.touches(place))
        return max(shared, key=lambda id_: shared[id_]) if shared else ""

    def end(self, id_: str) -> str:
        """The annotated id of an end of a relation found; with a mark, so that it equals nothing, if it is nobody that is annotated."""
        return self.entities.get(id_, f"?{id_}")

    @cached_property
    def voices(self) -> dict[str, str]:
        """Each name of an entity, folded, with the id that it stands for: annotated ones first, then those found."""
        known: dict[str, str] = {}
        for each in self.document.gold.entities:
            for name in (each.name, *each.aliases, *(self.words(span) for span in each.mentions)):
                known.setdefault(same_words(name), each.id)
        for each in self.found.entities:
            for name in (each.name, *each.aliases):
                known.setdefault(same_words(name), self.end(each.id))
        return known

    def voice(self, words: str) -> str:
        """A member of a chain for comparing: the id of an entity, or its words."""
        loose = same_words(words)
        return self.voices.get(loose, loose)
