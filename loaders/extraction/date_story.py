"""What a day, month or season means where a story goes on from the date told just before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from loaders.extraction import date_values as values
from loaders.extraction.date_relative import Place, Words
from loaders.extraction.date_values import When

SHIFTED = frozenset({"last", "next", "this"})
"""The names of what is told from the day of writing."""
_NEAR = timedelta(days=45)
_SEASON = timedelta(days=100)
_STORY = timedelta(days=200)


def told_on(words: Words, month: int, day: int | None, place: Place) -> When | None:
    """The day or month that a story goes on to, soon after the date told just before it."""
    before = place.before
    if before is not None and before.grain == "year" and day is not None and place.within and not place.future:
        return values.exact(before.first.year, month, day)  # "1941 Born on Ibo, 7 August"
    if before is None or not place.near or not (before.grain in ("day", "month") or _short(before)):
        return None
    if day is not None and before.grain == "month" and before.first.month == month:
        return values.exact(before.first.year, month, day)  # "in July 2022 …, on July 19"
    if day is not None and _short(before):
        within = values.exact(before.last.year, month, day)
        if before.first <= within.first <= before.last + _NEAR and not _just_now(month, day, place):
            return within  # "in the autumn of 1990 … He resigned on 30 November"
    if day is None and set(words) & SHIFTED:
        return None
    year = before.first.year + (place.led and month < before.first.month)
    later = values.exact(year, month, day)
    gap, gone = later.first - before.last, place.today is None or later.first <= place.today
    fits = not (place.future if gone else place.past)
    if day is not None and before.grain != "range" and timedelta() <= gap <= _NEAR and fits:
        return later
    if day is None and timedelta() < gap <= _SEASON and gone:
        return later  # "in August 2022 he wrote to me. In November I went"
    return later if goes_on(place) and timedelta() <= gap <= _STORY and gone else None


def _short(when: When) -> bool:
    """Whether it is some months of one year: spring 2022."""
    return when.grain == "range" and when.last - when.first < _SEASON


def _just_now(month: int, day: int, place: Place) -> bool:
    """Whether a day of this year is some weeks ago at most, and so no part of an older story."""
    return place.today is not None and timedelta() <= place.today - values.exact(place.today.year, month, day).first <= _NEAR


def goes_on(place: Place) -> bool:
    """Whether a date of a year gone by opened its sentence, so that what comes is told from there."""
    past = place.before is not None and place.today is not None and place.before.first.year < place.today.year
    return past and place.led and place.near and not place.future


def nearest(held: Callable[[int], When], place: Place) -> When | None:
    """What comes every year, of the year gone by whose date was told just before: the one nearest that date."""
    before = place.before
    if before is None or before.grain not in ("day", "month") or not place.near or place.future:
        return None
    if place.today is not None and before.first.year >= place.today.year:
        return None
    found = min(map(held, range(before.first.year - 1, before.first.year + 2)), key=lambda each: abs(each.first - before.first))
    return found if abs(found.first - before.first) <= _SEASON else None


def next_season(month: int, place: Place) -> When | None:
    """The one that comes after the date told before."""
    if place.before is None:
        return None
    told = place.before.last
    return values.months(told.year + (month <= told.month), month, 3)
