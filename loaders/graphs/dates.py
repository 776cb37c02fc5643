"""Dates as other tools write them, as EDTF; never filled up, and what is no date stays a text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from graph.edtf import span

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}.*", re.DOTALL)
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d{1,20})?")
_DAY_0 = date(1899, 12, 30)
_LONGEST = 60


@lru_cache(maxsize=4096)
def edtf(text: str) -> str | None:
    """EDTF of a date: EDTF itself, ISO 8601 with or without a time of day (the day is kept), `20210617`; None if it is no date."""
    given = text.strip()
    if len(given) > _LONGEST:
        return None
    if moment := _MOMENT.fullmatch(given):
        given = moment[1]
    elif together := _TOGETHER.fullmatch(given):
        given = "-".join(together.groups())
    try:
        span(given)
    except ValueError:
        return None
    return given


def of_spreadsheet(text: str) -> str:
    """The day that a number is in a spreadsheet, if it lies between 1954 and 2064; empty else. It may be any other number."""
    given = _SERIAL.fullmatch(text.strip())
    return (_DAY_0 + timedelta(days=int(given[1]))).isoformat() if given and 20_000 <= int(given[1]) < 60_000 else ""


def between(start: str, end: str, untold: str = "") -> str:
    """An interval as text; empty if nothing is given. `untold` stands for an end that is not: nothing, for then nobody knows it, or `..`
    where a format says that it goes on."""
    if not (start or end):
        return ""
    first, last = edtf(start) or start, edtf(end) or end
    return first if first == last else f"{first or untold}/{last or untold}"
