"""Rows of a table that has a column of sources, "Source" or "Said by": each is told by whoever stands in that cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.cues import Cues
from loaders.extraction.labelled import alone
from loaders.extraction.mentions import folded
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.salience import heads_of
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_TABLE = re.compile(r"(?:^[^\n|]{0,400}(?:\||\t)[^\n]{1,2000}(?:\n|\Z)){2,400}", re.M)
_ROW = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^|\t]+|(?<=\t)(?=\t)|^(?=\t)")
"""A cell with words, or between two tabs none."""
_RULE = re.compile(r"[\s|:+-]+")
_LONGEST = 60
_EDGES = " *_\"'"


def found(page: Page, voices: Voices, cues: Cues) -> list[tuple[Setting, Span]]:
    """What each row tells, with the cell that tells whose it is."""
    if "|" not in page.text and "\t" not in page.text:
        return []
    made = [pair for match in _TABLE.finditer(page.text) for pair in _rows(page, voices, cues, Span(*match.span()))]
    return sorted(made, key=lambda pair: pair[0].span)


def _rows(page: Page, voices: Voices, cues: Cues, table: Span) -> Iterator[tuple[Setting, Span]]:
    rows = [Span(*match.span()) for match in _ROW.finditer(page.text, table.start, table.end)]
    head = [page.text[cell.start : cell.end].strip(_EDGES).casefold() if cell else "" for cell in _cells(page.text, rows[0])]
    column = next((number for number, words in enumerate(head) if words in cues.words("sourcing")), -1)
    if column < 0:
        return
    for row in rows[1:]:
        cells = _cells(page.text, row)
        if _RULE.fullmatch(page.text, row.start, row.end) or len(cells) != len(head):
            continue
        told = cells[column]
        if told is None:
            continue
        name, label = _named(page, voices, cues, told), Span(told.start - 1, told.end + 1)
        if name:
            for start, end in ((row.start, label.start), (label.end, row.end)):
                if page.text[start:end].strip(" |\t"):
                    yield Setting(Span(start, end), (name,)), label


def _cells(text: str, row: Span) -> list[Span | None]:
    """The cells of a row, None for one without anything; where bars part them, without those that are blank at its ends."""
    found = [(row.start + match.start(), row.start + match.end()) for match in _CELL.finditer(text[row.start : row.end])]
    if "|" in text[row.start : row.end]:
        found = found[1:] if found and not text[slice(*found[0])].strip() else found
        found = found[:-1] if found and not text[slice(*found[-1])].strip() else found
    return [Span(start, end) if end > start else None for start, end in found]


def _named(page: Page, voices: Voices, cues: Cues, cell: Span) -> str:
    """Whoever a cell names and nothing else, or the words of one without a name; empty for the publisher."""
    words = page.text[cell.start : cell.end].strip(_EDGES)
    start = page.text.index(words, cell.start) if words else cell.start
    known = alone(voices, Span(start, start + len(words)), page.text) if words else None
    name = known.name if known is not None else words if len(words) < _LONGEST and _tells(words, cues) else ""
    return "" if not name or voices.is_publisher(name) else name


def _tells(words: str, cues: Cues) -> bool:
    """Whether the head of a phrase is of somebody or something that tells: "a port official", "company register"."""
    head = folded(cues.preposition.split(words.split(",")[0], maxsplit=1)[0]).split()
    return bool(head) and head[-1] in heads_of(cues).tellers
