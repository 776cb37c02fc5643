"""Lines that repeat at the top or the foot of pages: running heads, page numbers, notices. They are no part of what is told."""

from __future__ import annotations

import re

_EDGE = 2
_SHARE = 0.4
_FEWEST_LINES = 4
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:page|seite|p\.)?\s*[-–]?\s*#\s*[-–]?(?:\s*(?:of|von|/)\s*#)?", re.IGNORECASE)


def repeated(pages: list[list[str]]) -> tuple[set[tuple[int, int]], list[str]]:
    """Which lines to leave out, as pairs of page and line (from 0), and one example of each, in quotes.

    A line repeats if the same stands, figures aside, among the first or the last two lines of two pages at least and of two fifths of all.
    On a page of few lines nothing is left out but numbers of pages.
    """
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for page, lines in enumerate(pages):
        filled = [number for number, line in enumerate(lines) if line.strip()]
        edges = [("top", number) for number in filled[:_EDGE]] + [("foot", number) for number in filled[-_EDGE:]]
        for edge, number in edges:
            shape = _DIGITS.sub("#", " ".join(lines[number].split()))
            if len(filled) >= _FEWEST_LINES or _NUMBER.fullmatch(shape):
                found.setdefault((edge, shape), []).append((page, number))
    with_text = sum(any(line.strip() for line in lines) for lines in pages)
    least = max(2, _SHARE * with_text)
    left_out: set[tuple[int, int]] = set()
    for places in found.values():
        if len({page for page, _ in places}) >= least:
            left_out.update(places)
    examples: dict[str, str] = {}
    for page, number in sorted(left_out):
        line = " ".join(pages[page][number].split())
        examples.setdefault(_DIGITS.sub("#", line), f"'{line[:80]}'")
    return left_out, list(examples.values())
