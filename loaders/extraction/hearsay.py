"""Rumours that a page lists below a heading: "THE RUMOUR BOX", "We hear", each a clause of its own: "That X is about to buy Y."."""

from __future__ import annotations

import re
from bisect import bisect_right

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import at_lines
from loaders.extraction.proposals import Span

_HEADING = re.compile(
    r"[ \t#*_]{0,8}(?:\d{1,2}[ \t]?[.):/|-]{1,3}[ \t]{1,3})?(?P<words>\w[\w' -]{2,40}?)[ \t:*_]{0,6}(?:\([^()\n]{1,80}\)[ \t*_]{0,4})?$",
    re.M,
)
_BULLET = r"[-*+•·▪■▸–][ \t]"
_PARAGRAPH = re.compile(
    rf"(?:[ \t]*\n){{1,3}}(?P<words>[ \t]{{0,6}}(?:{_BULLET}[ \t]{{0,2}})?[\"*_]{{0,3}}(?P<first>\w{{2,10}})[ \t][^\n]*"
    rf"(?:\n(?![ \t]*(?:\n|{_BULLET}))[^\n]+)*)"
)
_MOST, _MOST_HEADINGS = 40, 500


class Hearsay:
    """The paragraphs below such headings that open with the word of a clause, and go on with others."""

    def __init__(self, page: Page, cues: Cues) -> None:
        self._text, self._marks = page.text, cues.words("marks")
        self._told: list[Span] = []
        for heading, _ in zip(at_lines(_HEADING, page.text), range(_MOST_HEADINGS), strict=False):
            if cues.hearsay.fullmatch(heading["words"]):
                self._told += self._below(heading.end())

    def _below(self, start: int) -> list[Span]:
        """The paragraphs and items that follow each other below a place, as long as each is a clause."""
        told: list[Span] = []
        while len(told) < _MOST and (match := _PARAGRAPH.match(self._text, start)) and match["first"].casefold() in self._marks:
            told.append(Span(*match.span("words")))
            start = match.end()
        return told

    def tells(self, sentence: Span) -> bool:
        """Whether a sentence is one of these clauses."""
        number = bisect_right(self._told, sentence.start, key=lambda each: each.start) - 1
        if number < 0 or sentence.start >= self._told[number].end:
            return False
        opening = self._text[sentence.start : sentence.end].lstrip(' -*+•·▪■▸–"_').split(maxsplit=1)
        return bool(opening) and opening[0].casefold() in self._marks
