"""Items below a heading that says what a page does not say or know: "What we are not saying", "What we don't know"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import at_lines
from loaders.extraction.proposals import Span

_HEADING = re.compile(r"^(?=[^\n]{8,84}+$)[ \t#*_]{0,8}(?P<words>[^\n]{8,70}?)[ \t:*_?]{0,6}$", re.M)
_ITEM = re.compile(r"(?:[ \t]*\n){0,2}[ \t]{0,6}(?:[-*+•·▪■▸–]|\(?\d{1,2}[.)])[ \t]{1,3}(?P<item>[^\n]+(?:\n[ \t]{2,12}[^\s][^\n]*)*)")
_MOST, _MOST_HEADINGS = 40, 500


class Disclaimed:
    """The headings, and the stance of what stands below them."""

    def __init__(self, page: Page, cues: Cues) -> None:
        self._items: dict[int, str] = {}
        self._headings: set[int] = set()
        for heading, _ in zip(at_lines(_HEADING, page.text), range(_MOST_HEADINGS), strict=False):
            stance = next((stance for stance, form in cues.disclaiming.items() if form.fullmatch(heading["words"])), "")
            below = list(_below(page.text, heading.end())) if stance else []
            if below:
                self._headings.add(heading.start("words"))
                self._items |= {each.start: stance for each in below}

    def is_heading(self, sentence: Span) -> bool:
        """Whether a sentence is such a heading."""
        return any(sentence.start <= each < sentence.end for each in self._headings)

    def stance(self, sentence: Span) -> str:
        """What the heading makes of the sentence that opens an item; empty of any other."""
        return next((stance for start, stance in self._items.items() if sentence.start <= start < sentence.end), "")


def _below(text: str, start: int) -> Iterator[Span]:
    """The items that follow each other below a place."""
    for _ in range(_MOST):
        match = _ITEM.match(text, start)
        if match is None:
            return
        yield Span(*match.span("item"))
        start = match.end()
