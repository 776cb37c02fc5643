"""Rows that sum up the rows above them: called like a total, with a number that is the sum. They are no entity and no relation."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from loaders.tables.header_words import header_words

_NUMBER = re.compile(r"[-+]?\d{1,15}(?:([ .,'])\d{3}){0,5}(?:[.,]\d{1,6})?")
_GROUPS = re.compile(r"[ .,'](?=\d{3}(?:\D|$))")
_SUM = re.compile(r"=\s?[A-Z]{3,12}\(", re.IGNORECASE)
_CURRENCIES = "€$£¥₣₤₦₨₩₪₫₭₮₱₲₴₵₸₹₺₽₾₿"
_NEAR = Decimal("0.01")
"""How far a sum may be off for each row, since figures are rounded."""


class Totals:
    """Adds up the rows of one table as they go by. `named` are the columns that name somebody or something."""

    def __init__(self, named: Collection[int], width: int) -> None:
        self._named = sorted(named)
        self._all, self._part = ([Decimal(0)] * width for _ in range(2))
        self._rows = self._since = 0

    def called(self, cells: Sequence[str]) -> str:
        """The word by which a row calls itself a total; empty if none."""
        words = header_words()["totals"]
        told = (cells[at].strip() for at in self._named)
        return next((cell for cell in told if cell and cell.rstrip(" :").casefold() in words), "")

    def lacks_a_name(self, cells: Sequence[str]) -> bool:
        """Whether one of the columns that name somebody is empty."""
        return not all(cells[at].strip() for at in self._named)

    def add(self, cells: Sequence[str]) -> None:
        """Count a row in."""
        self._rows, self._since = self._rows + 1, self._since + 1
        for at, cell in enumerate(cells):
            if cell[:1].isdigit() or cell[:1] in "-+ " or cell[:1] in _CURRENCIES:
                number = amount(cell)
                if number is not None:
                    self._all[at] += number
                    self._part[at] += number

    def is_sum(self, cells: Sequence[str]) -> bool:
        """Whether a row has the sum of all rows so far, or of those since the last total, in some column; these begin anew then."""
        for at, cell in enumerate(cells):
            number = amount(cell)
            sums = ((self._all[at], self._rows), (self._part[at], self._since))
            if _SUM.match(cell.strip()) or (number and any(rows and abs(number - total) <= _NEAR * rows for total, rows in sums)):
                self._part, self._since = [Decimal(0)] * len(self._part), 0
                return True
        return False


def amount(cell: str) -> Decimal | None:
    """The number in a cell, with or without the sign of a currency and groups of thousands (space, point, comma, apostrophe), or None."""
    told = cell.replace("\u00a0", " ").replace("\u202f", " ").strip().strip(_CURRENCIES).strip()
    found = _NUMBER.fullmatch(told)
    if found is None:
        return None
    if found[1] and not told.lstrip("+-").startswith("0"):
        told = _GROUPS.sub("", told)
    return Decimal(told.replace(",", "."))
