"""The entities of a page by where and how they are named; the publisher among them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache

from loaders.extraction.page import Page
from loaders.extraction.proposals import Named, Span

_WORD = re.compile(r"[\w'&-]+")


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """Words for comparing: without case, accents and marks."""
    loose = text.casefold()
    if not loose.isascii():
        loose = "".join(c for c in unicodedata.normalize("NFKD", loose) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(loose))


class Mentions:
    """The named entities of one page."""

    def __init__(self, page: Page, entities: Sequence[Named]) -> None:
        self._page = page
        spans = ((span, each) for each in entities for span in each.mentions if span.end <= len(page.text))
        places = sorted(spans, key=lambda place: (place[0].start, place[0].end))
        self._starts = [span.start for span, _ in places]
        self._places = places
        self._entities = entities
        self._known: dict[str, Named | None] = {}
        self._kinds = {each.name: each.kind for each in entities}
        self._publisher = folded(page.publisher)

    @cached_property
    def _names(self) -> list[tuple[list[str], Named]]:
        """The names of each entity as they are compared, those of persons and of whoever is named most first; not every page is asked."""
        ranked = sorted(self._entities, key=lambda each: (each.kind != "person", -len(each.mentions)))
        return [([folded(name) for name in (each.name, *each.aliases)], each) for each in ranked]

    def at(self, place: int) -> Named | None:
        """The entity that is named at a character."""
        index = bisect_right(self._starts, place) - 1
        for span, each in reversed(self._places[max(0, index - 2) : index + 1]):
            if span.start <= place < span.end:
                return each
        return None

    def within(self, start: int, end: int) -> list[tuple[Span, Named]]:
        """The mentions that begin between two characters, in order."""
        first = bisect_left(self._starts, start)
        return self._places[first : bisect_left(self._starts, end, first)]

    def known(self, words: str) -> Named | None:
        """The entity whose name or alias ends with these words, or is them without spaces: a label, the host of an address."""
        wanted = folded(words)
        if not wanted:
            return None
        if wanted not in self._known:
            self._known[wanted] = self._called(wanted)
        return self._known[wanted]

    def _called(self, wanted: str) -> Named | None:
        for names, each in self._names:
            if any(f" {name}".endswith(f" {wanted}") for name in names):
                return each
        squeezed = wanted.replace(" ", "")
        return next((each for names, each in self._names if any(name.replace(" ", "") == squeezed for name in names)), None)

    def is_given(self, word: str) -> bool:
        """Whether a word is a part of a person's name."""
        loose = folded(word)
        return bool(loose) and any(loose in name.split() for names, each in self._names if each.kind == "person" for name in names)

    def is_publisher(self, name: str) -> bool:
        """Whether a name is the publisher's: it is left out of a chain."""
        loose = folded(name)
        if not self._publisher or not loose:
            return False
        begins = (" " in loose or self.kind(name) == "outlet") and self._publisher.startswith(f"{loose} ")
        return begins or f" {self._publisher}".endswith(f" {loose}")

    def kind(self, name: str) -> str:
        """The kind of the entity of this name; empty if it is none."""
        return self._kinds.get(name, "")
