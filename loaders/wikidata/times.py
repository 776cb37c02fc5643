"""Times of Wikidata as EDTF, with their precision and never more: https://www.wikidata.org/wiki/Help:Dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.edtf import span
from loaders.wikidata.item import Snak

_TIME = re.compile(r"([+-])(\d{4,16})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}Z")
_DECADE, _YEAR, _MONTH, _DAY = 8, 9, 10, 11
_JULIAN = "Q1985786"


@dataclass(frozen=True)
class Time:
    """A date as EDTF, or empty with the reason in `doubt`. What is `unknown` is told to be so; what is `none` is told not to be."""

    edtf: str = ""
    doubt: str = ""
    unknown: bool = False
    none: bool = False


def time_of(snak: Snak, *, point: bool = True) -> Time:
    """The date of a value. `point`: it may become an interval; the ends of one may not."""
    if snak.kind != "value":
        return Time(unknown=snak.kind == "somevalue", none=snak.kind == "novalue")
    if snak.type != "time":
        return Time(doubt="is no time")
    written = snak.value["time"]
    found = _TIME.fullmatch(written)
    if found is None:
        return Time(doubt=f"{written[:40]!r} is no time of the form +2031-04-11T00:00:00Z")
    sign, digits, month, day = found.groups()
    year, precision = int(digits), int(snak.value["precision"])
    if sign == "-" or not 0 < year < 10_000:
        return Time(doubt=f"{written[:40]} lies outside the years 1 to 9999")
    if precision < _DECADE or precision > _DAY:
        return Time(
            doubt=f"{written[:40]} is exact to less than a decade (precision {precision})" if precision < _DECADE else "is too exact"
        )
    if precision == _DECADE:
        first = year - year % 10
        return Time(f"{max(1, first):04}/{first + 9:04}") if point else Time(doubt=f"the decade of {year} is no end of an interval")
    if precision > _YEAR and str(snak.value.get("calendarmodel", "")).endswith(_JULIAN):
        # the day of another calendar: which of ours it is may be in the next year
        return Time(f"{year:04}~", doubt=f"{written[:40]} is of the Julian calendar; only about the year is kept")
    text = "-".join((f"{year:04}", month, day)[: precision - _YEAR + 1])
    try:
        span(text)
    except ValueError:
        return Time(doubt=f"{text} is not a day of the calendar")
    return Time(text)


def interval(starts: Sequence[Snak], ends: Sequence[Snak]) -> Time:
    """From start to end: `..` where it is told that there is no end, an empty side where the day is not known or not told."""
    first, last = _one(starts), _one(ends)
    doubt = first.doubt or last.doubt
    left, right = first.edtf, last.edtf or (".." if last.none else "")
    if not left and not last.edtf:
        return Time(doubt=doubt)
    text = f"{left}/{right}"
    try:
        span(text)
    except ValueError as error:
        return Time(doubt=str(error))
    return Time(text, doubt)


def _one(snaks: Sequence[Snak]) -> Time:
    if not snaks:
        return Time()
    if len(snaks) > 1:
        return Time(doubt=f"has {len(snaks)} times where one alone can be an end")
    return time_of(snaks[0], point=False)
