"""Dates of tables as EDTF: as they stand, or in the order of day and month that the mapping tells; never guessed."""

from __future__ import annotations

import re

ORDERS = ("day first", "month first")
"""What a mapping may say of dates like 3/4/2021; without a word they stay texts."""
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T]\d{1,2}:\d{2}.*)?")


class Dates:
    """Dates of one table, whose order is one of ORDERS or not told."""

    def __init__(self, order: str = "") -> None:
        self.order = order

    def text(self, told: str) -> str:
        """EDTF where the order is told and the date is one of numbers; anything else as it stands."""
        if not self.order or not told or (found := _NUMBERS.fullmatch(told)) is None:
            return told
        first, second, year = int(found[1]), int(found[3]), found[4]
        day, month = (first, second) if self.order == "day first" else (second, first)
        return f"{year}-{month:02}-{day:02}"
