"""How a text is parted: paragraphs, which blank lines part, and the items of lists in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.proposals import Span

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![ \t]{0,40}\n)[^\n]+)*")
_BULLET = r"[-*+•·‣▸■●»]|\d{1,3}[./)]"
_DAY = r"[*_]{0,2}\d{1,2}(?:[:.]\d\d|[ ][A-Z][a-z]{2,8}(?:[ ]\d{4})?)[*_]{0,2}[ ]?[:-]"
_ITEM = re.compile(rf"[^\n]+(?:\n(?![ \t]{{0,40}}(?:\n|{_BULLET}|{_DAY}))[^\n]+)*")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, each from its first sign on."""
    return [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]


def items(text: str) -> list[Span]:
    """The paragraphs of a text, those that are lists or timelines parted at each entry."""
    return [Span(*match.span()) for match in _ITEM.finditer(text)]


def at_lines(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches, none overlapping another, of a pattern that begins with the head of a line: `finditer` would try it at every letter."""
    start = 0
    while start < len(text):
        match = pattern.match(text, start)
        if match is not None:
            yield match
        start = text.find("\n", match.end() - 1 if match is not None else start) + 1 or len(text)
