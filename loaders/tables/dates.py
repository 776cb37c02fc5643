"""Dates of tables as EDTF: as they stand, or in the order of day and month that the mapping tells; never guessed."""

from __future__ import annotations

import re

from loaders.graphs.dates import between, edtf
from loaders.tables.header_words import header_words

ORDERS = ("day first", "month first")
"""What a mapping may say of dates like 3/4/2021; without a word they stay texts."""
OPEN = ".."
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T]\d{1,2}:\d{2}.*)?")
_MONTH = re.compile(r"(0?[1-9]|1[0-2])[./-]([12]\d{3})")


class Dates:
    """Dates of one table, whose order is one of ORDERS or not told."""

    def __init__(self, order: str = "") -> None:
        self.order = order

    def text(self, told: str) -> str:
        """EDTF of a month and a year, and where the order is told of a date in numbers; anything else as it stands."""
        if (found := _MONTH.fullmatch(told)) is not None:
            return f"{found[2]}-{int(found[1]):02}"
        if not self.order or not told or (found := _NUMBERS.fullmatch(told)) is None:
            return told
        first, second, year = int(found[1]), int(found[3]), found[4]
        day, month = (first, second) if self.order == "day first" else (second, first)
        made = f"{year}-{month:02}-{day:02}"
        return made if edtf(made) else told

    def unordered(self, told: str) -> bool:
        """Whether it is a day in figures, and its order is not told."""
        return not self.order and _NUMBERS.match(told) is not None

    def interval(self, start: str, end: str) -> str:
        """From one date to another, each as `text` has it. An empty end is not known, one in a word like *present* is open."""
        first, last = self.text(start), "" if not end else OPEN if is_open(end) else self.text(end)
        if "/" in first and not last:
            return first
        return between(first, last)


def is_open(cell: str) -> bool:
    """Whether a cell says in a word that something goes on."""
    return cell.casefold() in header_words()["span"]["open"]
