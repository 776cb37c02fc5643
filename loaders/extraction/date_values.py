"""What a date expression can mean: its first and last day, and its EDTF text (see graph/edtf.py). Nothing is filled up."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

WEEK = timedelta(days=7)
_FEW = 3  # days that are told from as one
_MONTH = 4  # weeks that are a month


@dataclass(frozen=True, slots=True)
class When:
    """`grain` is how fine it is told: day, month, year, or range."""

    first: date
    last: date
    text: str
    grain: str


def on_day(day: date) -> When:
    """One day."""
    return When(day, day, day.isoformat(), "day")


def in_month(year: int, month: int) -> When:
    """A month; months beyond a year's end count on. ValueError if that is before year 1 or after 9999."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]), f"{year:04}-{month:02}", "month")


def in_year(year: int) -> When:
    """A year."""
    return When(date(year, 1, 1), date(year, 12, 31), f"{year:04}", "year")


def exact(year: int, month: int | None, day: int | None) -> When:
    """A year, month or day. ValueError if the calendar has none such."""
    if month is None:
        return in_year(year)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    return in_month(year, month) if day is None else on_day(date(year, month, day))


def days(first: date, last: date) -> When:
    """From a day to a day. ValueError if it ends before it begins."""
    return between(on_day(first), on_day(last))


def months(year: int, month: int, number: int) -> When:
    """So many months from one on."""
    return between(in_month(year, month), in_month(year, month + number - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def between(one: When, other: When) -> When:
    """From the beginning of one to the end of the other. ValueError if that is backwards, or one of them is a range already."""
    if one.first > other.last or "/" in one.text or "/" in other.text:
        raise ValueError("that is no range")
    return one if one.text == other.text else When(one.first, other.last, f"{one.text}/{other.text}", "range")


def about(when: When) -> When:
    """The same, told as roughly so."""
    return when if "/" in when.text or when.text.endswith("~") else replace(when, text=when.text + "~")


def week_of(day: date) -> When:
    """The calendar week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=6))


def weekend_of(day: date) -> When:
    """Saturday and Sunday of a day's week."""
    saturday = day + timedelta(days=5 - day.weekday())
    return days(saturday, saturday + timedelta(days=1))


def few(when: When) -> bool:
    """Whether it is some days that are told from as one."""
    return when.grain == "range" and (when.last - when.first).days <= _FEW


def moved(when: When, number: int, unit: str) -> When | None:
    """So many units on, or back; as fine as the unit, and never finer than what it starts from: then None.

    Several weeks are roughly so. ValueError or OverflowError beyond the calendar.
    """
    if few(when):
        when = on_day(when.last if number > 0 else when.first)
    start = when.first
    if unit == "decade":
        return about(in_year(start.year + 10 * number))
    if unit == "year" and when.grain == "range" and number > 0:
        return in_year(when.last.year + number)
    if unit == "year":
        return in_year(start.year + number) if when.grain != "range" or when.first.year == when.last.year else None
    if unit == "month":
        return in_month(start.year, start.month + number) if when.grain in ("day", "month") else None
    if unit == "week" and when.grain == "month" and abs(number) == _MONTH:
        return in_month(start.year, start.month + number // _MONTH)
    if when.grain != "day":
        return None
    if unit in ("week", "fortnight"):
        day = on_day(start + number * (2 if unit == "fortnight" else 1) * WEEK)
        return day if abs(number) == 1 else about(day)
    return on_day(start + timedelta(days=int(number / 24) if unit == "hour" else number))
