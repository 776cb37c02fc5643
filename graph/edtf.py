"""Dates as people know them: the part of EDTF (ISO 8601-2:2019, level 1) that sources need, as text beside its first and last day.

Accepted: `2021`, `2021-02`, `2021-02-10`, each with `~` (about), `?` (uncertain) or `%` (both); an interval of two of them with `/`;
`..` for an open end and `XXXX` for an unknown year. A date is never filled up: the text stays as given.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

_POINT = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?[~?%]?", re.ASCII)
_FORM = r"(\d{4}(-\d{2}(-\d{2})?)?|XXXX)[~?%]?"
PATTERN = rf"^({_FORM}(/({_FORM}|\.\.)?)?|(\.\.)?/{_FORM})$"
"""The form of a date for a JSON schema: what it lets through may still be no day of the calendar."""
EXAMPLES = "2021, 2021-02, 2021-02-10, 2021-02~, 2010/2012, 2018-04/.."


def _days(point: str) -> tuple[date | None, date | None]:
    """The first and the last day that one point can mean; ValueError if it is no date."""
    match = _POINT.fullmatch(point)
    if match is None:
        raise ValueError(f"{point!r} is not a date; write it like {EXAMPLES}")
    if match["year"] == "XXXX":
        if match["month"]:
            raise ValueError(f"{point!r}: an unknown year has no month; write XXXX alone")
        return None, None
    year, month, day = int(match["year"]), match["month"], match["day"]
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1])
        exact = date(year, int(month), int(day))
    except (ValueError, IndexError) as error:
        raise ValueError(f"{point!r} is not a day of the calendar") from error
    return exact, exact


@lru_cache(maxsize=16_384)
def span(text: str) -> tuple[date | None, date | None]:
    """The first and last day that an EDTF text can mean; None where it is open or unknown.

    Raises ValueError with the reason if the text is no EDTF date of the accepted kinds.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _days(start)
    first = None if start in ("", "..") else _days(start)[0]
    last = None if end in ("", "..") else _days(end)[1]
    if not (start.strip(".") or end.strip(".")):
        raise ValueError(f"{text!r} has neither a beginning nor an end")
    if first is not None and last is not None and first > last:
        raise ValueError(f"{text!r} ends before it begins")
    return first, last


def latest(text: str) -> date | None:
    """The latest day that the text can mean (`2021-06~` is 30 June); None where it is open."""
    return span(text)[1]


def _checked(text: str) -> str:
    span(text)
    return text


Edtf = Annotated[str, AfterValidator(_checked), WithJsonSchema({"type": "string", "pattern": PATTERN})]
"""A text field that holds an accepted EDTF date."""
