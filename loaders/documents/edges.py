"""Lines that repeat at the top or the foot of pages: running heads, page numbers, notices. They are no part of what is told."""

from __future__ import annotations

import re

from loaders.documents.words import one_of

_EDGE = 2
_SHARE, _SHARE_IN_STEP = 0.4, 0.3
_FEWEST_LINES, _LONGEST = 4, 120
_DIGITS = re.compile(r"\d+")
_ENDS_OF_LINE = re.compile(r"^\W*(\d{1,4})\b|\b(\d{1,4})\W*$")
_WORD = re.compile(r"[^\W\d_]{3}")
_NUMBER = re.compile(rf"{one_of('page')}?\s*[-–]?\s*#\s*[-–]?(?:\s*{one_of('of_pages')}\s*#)?", re.IGNORECASE)
Place = tuple[int, int]


def repeated(pages: list[list[str]]) -> tuple[set[Place], list[str]]:
    """Which lines to leave out, as pairs of page and line (from 0), and one example of each, in quotes.

    A line repeats if the same stands, figures aside, among the first or the last two lines of two pages at least and of two fifths of all;
    or if it is the first or last line and has a number in it that goes up with the pages. Rows of figures are never left out, and on a page
    of few lines nothing is but the number of the page.
    """
    left_out = _same(pages) | _in_step(pages)
    examples: dict[str, str] = {}
    for page, number in sorted(left_out):
        line = " ".join(pages[page][number].split())
        examples.setdefault(_DIGITS.sub("#", line), f"'{line[:80]}'")
    return left_out, list(examples.values())


def _same(pages: list[list[str]]) -> set[Place]:
    found: dict[tuple[str, str], list[Place]] = {}
    for page, lines in enumerate(pages):
        filled = _filled(lines)
        for edge, number in [*(("top", each) for each in filled[:_EDGE]), *(("foot", each) for each in filled[-_EDGE:])]:
            shape = _shape(lines[number])
            if _NUMBER.fullmatch(shape) or (len(filled) >= _FEWEST_LINES and _WORD.search(shape)):
                found.setdefault((edge, shape), []).append((page, number))
    least = max(2, _SHARE * _with_text(pages))
    return {place for places in found.values() if len({page for page, _ in places}) >= least for place in places}


def _in_step(pages: list[list[str]]) -> set[Place]:
    """The first or last lines that begin or end with the number of the page, whatever else they say."""
    found: dict[tuple[str, int], set[Place]] = {}
    for page, lines in enumerate(pages):
        filled = _filled(lines)
        if len(filled) < _FEWEST_LINES:
            continue
        for edge, number in (("top", filled[0]), ("foot", filled[-1])):
            line = lines[number]
            if len(line) > _LONGEST or not (_WORD.search(line) or _NUMBER.fullmatch(_shape(line))):
                continue
            for match in _ENDS_OF_LINE.finditer(line):
                found.setdefault((edge, int(match[1] or match[2]) - page), set()).add((page, number))
    least = max(3, _SHARE_IN_STEP * _with_text(pages))
    return {place for places in found.values() if len(places) >= least for place in places}


def _filled(lines: list[str]) -> list[int]:
    return [number for number, line in enumerate(lines) if line.strip()]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _with_text(pages: list[list[str]]) -> int:
    return sum(any(line.strip() for line in lines) for lines in pages)
