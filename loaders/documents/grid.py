"""Tables of a page made even: in each row as many cells as there are columns, so that each stands under its heading.

A cell that is merged over columns has empty ones behind it; one merged over rows counts for each of them. Empty cells get a sign that is
no word, for trafilatura drops cells without any; a `Composition` leaves it out. Tables that only place what a page shows stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from loaders.documents.composition import BLANK

CELLS = ("td", "th", "cell")
_BLOCKS = (
    *("p", "div", "ul", "ol", "dl", "list", "blockquote", "quote", "pre", "table", "figure"),
    *("head", "h1", "h2", "h3", "h4", "h5", "h6"),
)
_WIDEST, _HIGHEST, _MOST, _REPEATED = 100, 1_000, 50_000, 100
"""Columns and rows that a cell is merged over, cells that are added to a page, characters of a merged cell that are told for each row."""


def even(page: Any) -> None:
    """Make the tables of a page even, where they are tables of words and not of parts of the page."""
    left = _MOST
    for table in list(page.iter("table")):
        if next(table.iterdescendants("table"), None) is not None:
            continue
        rows = list(table.iter("tr"))
        if len(rows) > 1 and all(is_plain(row) for row in rows):
            left -= _evened(rows, left)
    # trafilatura fills rows up to whatever number stands there
    etree.strip_attributes(page, "colspan", "rowspan")


def is_plain(row: Any) -> bool:
    """Whether each cell of a row holds words alone, or one paragraph of them."""
    blocks = (list(islice(cell.iterdescendants(*_BLOCKS), 2)) for cell in row.iterchildren(*CELLS))
    return all(len(found) < 2 and all(each.tag != "table" for each in found) for found in blocks)


def _evened(rows: list[Any], left: int) -> int:
    """Even the rows of a table by up to so many cells; gives back how many were added."""
    added = 0
    above: dict[int, tuple[int, str]] = {}
    for row in rows:
        column = 0
        for cell in list(row.iterchildren(*CELLS)):
            if added >= left or column >= _WIDEST:
                return added
            for words in _merged(above, column):
                cell.addprevious(_cell(words))
                column, added = column + 1, added + 1
            wide, high = _number(cell, "colspan", _WIDEST), _number(cell, "rowspan", _HIGHEST)
            words = " ".join("".join(cell.itertext()).split())
            for at in range(column, column + wide if high > 1 else column):
                above[at] = (high - 1, words if at == column and len(words) <= _REPEATED else "")
            if not words:
                cell.text = BLANK
            for _ in range(wide - 1):
                cell.addnext(_cell(""))
            column, added = column + wide, added + wide - 1
        for words in _merged(above, column):
            row.append(_cell(words))
            column, added = column + 1, added + 1
    return added


def _merged(above: dict[int, tuple[int, str]], column: int) -> Iterator[str]:
    """The words of the cells from a column on that are merged with those above."""
    while column in above:
        left, words = above.pop(column)
        if left > 1:
            above[column] = (left - 1, words)
        yield words
        column += 1


def _cell(words: str) -> Any:
    made = etree.Element("td")
    made.text = words or BLANK
    return made


def _number(cell: Any, name: str, most: int) -> int:
    """How many columns or rows a cell is merged over."""
    told = (cell.get(name) or "").strip()
    return min(int(told[:6]), most) if told.isdecimal() and int(told[:6]) else 1
