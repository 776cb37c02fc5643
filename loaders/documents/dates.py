"""Dates as documents tell them of themselves, as EDTF: as written, never moved to another time zone, never filled up."""

from __future__ import annotations

import re

from graph.edtf import span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?)?(?:[T\s]\s*\d{1,2}[:.]\d{2}.{0,40}|Z|[+-]\d{2}:\d{2})?")
_RUN = re.compile(r"(?:D:)?(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?\d{2}.{0,40})?", re.DOTALL)
_DAY_MONTH = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?(?:(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?\s+)?(?P<n>[A-Za-z]{3,9})\.?,?\s+(?P<y>\d{4})(?:\D.{0,60})?"
)
_MONTH_DAY = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?(?P<n>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})(?:\D.{0,60})?"
)


def edtf(text: str) -> str | None:
    """The day, month or year that a text tells, as EDTF; None if it tells none, or is no day of the calendar.

    Read: ISO 8601, RFC 2822 (mail, RSS), `D:20310304…` (PDF), and English dates in words. A day in figures alone (`3/4/2031`) may be two
    days, so it is none.
    """
    written = " ".join(text.split())[:100]
    if _valid(written):
        return written
    for form in (_ISO, _RUN, _MONTH_DAY, _DAY_MONTH):
        if found := form.fullmatch(written):
            parts = found.groupdict()
            month = parts.get("m") or _MONTHS.get((parts.get("n") or "").lower())
            if parts.get("n") and month is None:
                continue
            numbers = [parts["y"], *(f"{int(part):02}" for part in (month, parts["d"] if month else None) if part)]
            return "-".join(numbers) if _valid("-".join(numbers)) else None
    return None


def _valid(written: str) -> bool:
    try:
        span(written)
    except ValueError:
        return False
    return True
