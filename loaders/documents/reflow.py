"""The lines of pages as paragraphs: joined where a paragraph goes on, parted where it ends, words cut at the end of a line made whole.

Where each line came from is kept, so that every character of the text can be told its page and line.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from loaders.documents.document import Block, Lines
from loaders.extraction.proposals import Span

_ITEM = re.compile(r"\s*(?:[•▪‣◦·–*-]\s+|\(?\d{1,2}[.)]\s+|\([a-z]\)\s+)(?=\S)")
_ENDS = (".", "!", "?", ":", "”", '"', "»", ")")
_CUT = re.compile(r"(\w+)[-\u00ad\u2010]$")
_HEADING_MOST = 200
_FULL = 0.75
_LARGER = 1.12
_APART = 1.35
_CLOSE, _WIDE = 1.25, 1.75
"""Distances of lines by the size of letters: within a paragraph, and what is wider than any of those."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; `size` of its letters and `height` above the foot of the page in points, where they are known."""

    text: str
    size: float = 0.0
    height: float | None = None


@dataclass(frozen=True)
class Flow:
    """A text of paragraphs, with its headings and items, and where each line of the pages begins in it."""

    text: str
    blocks: list[Block]
    lines: Lines


def flowed(pages: list[list[Line]], left_out: set[tuple[int, int]]) -> Flow:
    """Put the lines of pages together, without those left out (pairs of page and line, from 0)."""
    return _Flowing(pages, left_out).flow()


class _Flowing:
    def __init__(self, pages: list[list[Line]], left_out: set[tuple[int, int]]) -> None:
        self._pages, self._left_out = pages, left_out
        kept = [line for page, number, line in self._each() if line.text.strip() and (page, number) not in left_out]
        self._width = _upper([len(line.text) for line in kept])
        self._size = _usual(kept)
        self._step = self._spacing(kept)
        self._levels = sorted({round(line.size, 1) for line in kept if self._larger(line)}, reverse=True)
        self._whole = {word.lower() for line in kept for word in re.findall(r"[\w-]+", line.text)}
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._begun: tuple[str, int, int] | None = None  # kind, start, level of the heading or item that is open

    def _spacing(self, kept: list[Line]) -> float:
        """The usual distance of lines; where most are paragraphs of their own, apart from each other, that of the lines within one."""
        step = _spacing(self._pages)
        short = sum(len(line.text) < self._width * _FULL for line in kept)
        return self._size * _CLOSE if step > self._size * _WIDE and short >= len(kept) / 2 and self._size else step

    def _each(self) -> Iterator[tuple[int, int, Line]]:
        for page, lines in enumerate(self._pages):
            for number, line in enumerate(lines):
                yield page, number, line

    def flow(self) -> Flow:
        starts: array[int] = array("I")
        firsts: list[int] = []
        last: tuple[int, Line] | None = None
        blank = False
        for page, number, line in self._each():
            while len(firsts) <= page:
                firsts.append(len(starts))
            text = line.text.strip()
            if not text or (page, number) in self._left_out:
                blank = blank or (not text and last is not None and last[0] == page)
                starts.append(self._length)
                continue
            self._join(last, page, line, blank)
            starts.append(self._length)
            self._put(text)
            last, blank = (page, line), False
        self._close()
        whole = "".join(self._parts)
        while len(firsts) < len(self._pages):
            firsts.append(len(starts))
        return Flow(whole, self._blocks, Lines(_caught_up(starts, self._empty()), tuple(firsts)))

    def _empty(self) -> list[bool]:
        """For each line whether it holds no words of the text."""
        return [not line.text.strip() or (page, number) in self._left_out for page, number, line in self._each()]

    def _join(self, last: tuple[int, Line] | None, page: int, line: Line, blank: bool) -> None:
        """What stands between the last line and this one, and what begins here."""
        level = self._heading(line)
        item = _ITEM.match(line.text)
        if last is not None:
            before = last[1]
            same = last[0] == page
            if level and self._begun and self._begun[0] == "heading" and round(before.size, 1) == round(line.size, 1) and not blank:
                self._put(" ")
                return
            if level or item or self._heading(before) or blank or self._ends(before, line, same):
                self._close()
                self._put("\n" if item and self._parts and not blank and not level else "\n\n")
            elif not self._made_whole(before.text, line.text):
                self._put(" ")
        if level:
            self._begun = ("heading", self._length, level)
        elif item:
            self._begun = ("item", self._length, 1)

    def _heading(self, line: Line) -> int:
        """The level of a heading, 0 for a line that is none: told by larger letters."""
        return min(self._levels.index(round(line.size, 1)) + 1, 6) if self._larger(line) else 0

    def _larger(self, line: Line) -> bool:
        large = bool(self._size) and line.size >= self._size * _LARGER
        return large and len(line.text) <= _HEADING_MOST and re.search(r"\w{2}", line.text) is not None

    def _ends(self, before: Line, line: Line, same_page: bool) -> bool:
        """Whether a paragraph ends between two lines."""
        if same_page and before.height is not None and line.height is not None and self._step:
            gap = before.height - line.height
            if gap > self._step * _APART:
                return True
            if gap > 0 and self._begun is None and len(before.text) >= self._width * _FULL:
                return False
        ended = before.text.rstrip().endswith(_ENDS)
        short = len(before.text) < self._width * _FULL
        return ended and short and not line.text.lstrip()[:1].islower()

    def _made_whole(self, before: str, after: str) -> bool:
        """Join a word that is cut by a hyphen; True if the lines were joined without a space."""
        cut = _CUT.search(before.rstrip())
        rest = re.match(r"\s*(\w+)", after)
        if cut is None or rest is None:
            return False
        if rest[1][0].islower() and f"{cut[1]}-{rest[1]}".lower() not in self._whole:
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
        return True

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _close(self) -> None:
        """End the heading or item that is open."""
        if self._begun is not None and self._begun[1] < self._length:
            kind, start, level = self._begun
            self._blocks.append(Block("heading" if kind == "heading" else "item", Span(start, self._length), level))
        self._begun = None


def _caught_up(starts: array[int], empty: list[bool]) -> array[int]:
    """The starts, those of empty lines moved to where the next line with words begins."""
    following = starts[-1] if starts else 0
    for number in range(len(starts) - 1, -1, -1):
        if empty[number]:
            starts[number] = max(starts[number], following)
        following = starts[number]
    return starts


def _upper(widths: list[int]) -> float:
    """The width of a full line: that which a tenth of them exceed."""
    return float(sorted(widths)[int(len(widths) * 0.9)]) if widths else 0.0


def _usual(lines: list[Line]) -> float:
    """The size of most letters; 0 where sizes are unknown."""
    weights: dict[float, int] = {}
    for line in lines:
        weights[round(line.size, 1)] = weights.get(round(line.size, 1), 0) + len(line.text)
    return max(weights, key=lambda size: weights[size]) if weights else 0.0


def _spacing(pages: list[list[Line]]) -> float:
    """The usual distance of lines in points; 0 where heights are unknown."""
    gaps = []
    for page in pages:
        heights = [line.height for line in page if line.height is not None and line.text.strip()]
        gaps += [above - below for above, below in pairwise(heights) if 0 < above - below < 100]
    return median(gaps) if gaps else 0.0
