"""The line of a text's head that says where it stood and when: "The Quay Courier, 14 March 2031", "14 March 2031 | The Quay Courier".

Only what cannot be mistaken is taken: a line of the head of its own, with one full date and one name, which is an outlet's, or a place's,
which dates the text and publishes nothing. Where other lines of a text have other dates so, they are its items' credits, not its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.documents.dates import edtf
from loaders.documents.head import GOES_ON
from loaders.documents.metadata import BY, Metadata

_HEAD, _LONGEST, _BLOCK = 8, 140, 4
"""Lines of the head that are not empty, characters of a credit, and lines that stand together in a head."""
_READ = 50_000
"""Characters in which credits of items are looked for."""
WHERE = "credit line"
DATE = (
    r"(?:[^\W\d_]{3,9}\.?,?[ ])?(?:\d{1,2}(?:st|nd|rd|th|\.)?[ ][^\W\d_]{3,9}\.?,?[ ]\d{4}"
    r"|[^\W\d_]{3,9}\.?[ ]\d{1,2}(?:st|nd|rd|th)?,[ ]\d{4}|\d{4}-\d{2}-\d{2})(?:,?[ ]\d{1,2}[:.]\d{2}(?:[ ]?[A-Za-z]{2,4})?)?"
)
_WHEN = re.compile(DATE)
_BEHIND, _BEFORE = re.compile(rf"([^,;:]{{2,80}}),[ ]({DATE})"), re.compile(rf"({DATE}),[ ]([^,;:]{{2,80}})")
_BARS = re.compile(r"[ \t]{1,9}(?:[|·•–—]|-{1,2})[ \t]{1,9}")
_SIGNS = "*_#~ \t"
_OTHERS = 2
"""Cells of a line beside name and date: who wrote it, which part it is."""


@dataclass(frozen=True)
class _Credit:
    date: str
    name: str
    kind: str


def take(text: str, found: Metadata, start: int = 0) -> None:
    """Take publisher and date from the credit of a text, whose head begins at `start`."""
    lines = [line.strip() for line in text[start : start + _READ].split("\n")]
    head = [number for number, line in enumerate(lines) if line][:_HEAD]
    own = [credit for number in head if (credit := _credit(lines[number])) and _stands_alone(lines, number)]
    if len(own) != 1 or any(_is_others(line, own[0]) for line in lines):
        return
    (one,) = own
    if one.kind == "outlet":
        found.offer("publisher", one.name, WHERE)
    found.date(one.date, WHERE)


def is_credit(line: str) -> bool:
    """Whether a line says where a text stood and when, and nothing else."""
    return _credit(line.strip()) is not None


def _is_others(line: str, own: _Credit) -> bool:
    """Whether a line has a date or an outlet so that is not the text's own."""
    dates, names = _cells(line)
    return bool(dates and names) and (dates != [own.date] or (own.name not in names and any(kind_of(name) == "outlet" for name in names)))


def _stands_alone(lines: list[str], number: int) -> bool:
    """Whether the line is no part of a paragraph: what stands right above and below it are short lines of a head too."""
    first, last = number, number
    while first and lines[first - 1]:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1]:
        last += 1
    block = lines[first : last + 1]
    return len(block) <= _BLOCK and all(len(line) <= _LONGEST and not line.rstrip(_SIGNS).endswith(GOES_ON) for line in block)


def _credit(line: str) -> _Credit | None:
    """What a line credits: one date and one name in cells of their own, or with a comma between."""
    dates, names = _cells(line)
    if len(dates) != 1 or not 0 < len(names) <= 1 + _OTHERS:
        return None
    told = [(name, kind) for name in names if (kind := kind_of(name)) == "outlet" or (kind == "place" and len(names) == 1)]
    return _Credit(dates[0], *told[0]) if len(told) == 1 else None


def _cells(line: str) -> tuple[list[str], list[str]]:
    """The dates and the names in the cells of a line."""
    if not line or len(line) > _LONGEST or line[0] in "|>" or not any(sign.isdigit() for sign in line):
        return [], []
    parts = [_parted(cell.strip(_SIGNS)) for part in _BARS.split(line) for cell in _without_writer(part)]
    return [date for date, _ in parts if date], [name for _, name in parts if name]


def _without_writer(cell: str) -> list[str]:
    """A cell that begins with who wrote it as two: "By Mira Feld, The Quay Courier, 14 March 2031"."""
    writer, comma, rest = cell.partition(", ")
    return [writer, rest] if comma and BY.match(writer.strip(_SIGNS)) and "," in rest else [cell]


def _parted(cell: str) -> tuple[str, str]:
    """The date and the name of a cell, either of them empty where it is the other alone."""
    # the name first: the pattern of a date takes any word before it for a day of the week
    for form, date, name in ((_BEHIND, 2, 1), (_BEFORE, 1, 2)):
        if (found := form.fullmatch(cell)) and (day := full(found[date])):
            return day, found[name].strip(_SIGNS)
    when = _WHEN.fullmatch(cell)
    return (full(when[0]), "") if when else ("", cell)


def full(date: str) -> str:
    """A date that tells its day, as EDTF; empty of any other."""
    told = edtf(date) or ""
    return told if re.fullmatch(r"\d{4}-\d{2}-\d{2}", told) else ""


@lru_cache(maxsize=1_000)
def kind_of(name: str) -> str:
    """The kind of what is named by all of these words, with or without an article; empty where they name nothing, or more."""
    from loaders.extraction.frames import lexicon
    from loaders.extraction.names import find
    from loaders.extraction.page import Page, plain

    named = find(Page(plain(name), ()))
    if len(named) != 1 or named[0].mentions[0].end != len(name):
        return ""
    before = name[: named[0].mentions[0].start].strip().casefold()
    return named[0].kind if not before or lexicon().among("neutral", before) else ""
