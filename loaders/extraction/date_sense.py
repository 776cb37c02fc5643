"""What an expression means where it stands: told from the day of publication, from the date before it, or by itself; None if nothing tells.

One function for each kind of form (dates.yml).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.extraction import date_values as values
from loaders.extraction.date_forms import Language
from loaders.extraction.date_scan import Found
from loaders.extraction.date_values import When

_AHEAD = timedelta(days=75)
_NEAR = timedelta(days=45)
_MOST = 9999


@dataclass(slots=True)
class Place:
    """What an expression is told from: the day of writing, the date and the day told before, whether that date is near, and whether it is
    still to come."""

    today: date | None
    before: When | None
    day: When | None
    near: bool
    future: bool
    day_first: bool | None
    language: Language


def sense(found: Found, place: Place) -> When | None:
    """What it means; None if the text does not tell, or the calendar has no such day."""
    try:
        if found.until is not None:
            return _range(found, found.until, place)
        return _READERS[found.kind](found.words, place)
    except (ValueError, OverflowError):
        return None


def _range(found: Found, until: Found, place: Place) -> When | None:
    end = sense(until, place)
    if end is None:
        return None
    if found.kind == "weekday" and until.kind == "weekday":
        start = _weekday(found.words, place)
        while start is not None and start.first > end.first:
            start = values.on_day(start.first - values.WEEK)
    else:
        start = _READERS[found.kind](found.words, place)
    return None if start is None else values.between(start, end)


def _number(place: Place, name: str, word: str) -> int:
    return int(place.language.value(name, word))


def _month_of(words: dict[str, str], place: Place) -> int | None:
    if "month_number" in words:
        return int(words["month_number"])
    return _number(place, "any_months", words["month"]) if "month" in words else None


def _date(words: dict[str, str], place: Place) -> When | None:
    """A day, month or year, whatever of them is told; a year that is not told is the one nearest."""
    month, day = _month_of(words, place), int(words["day"]) if "day" in words else None
    if "year" in words:
        found: When | None = values.exact(int(words["year"]), month, day)
    elif month is None:
        return None
    else:
        found = _nearest(words, month, day, place)
    return values.about(found) if found is not None and ("part" in words or "around" in words) else found


def _nearest(words: dict[str, str], month: int, day: int | None, place: Place) -> When | None:
    """The month or day of the year that is meant when none is told."""
    if day is not None and place.near and place.before is not None and place.before.grain == "day":
        later = values.exact(place.before.first.year, month, day)
        if timedelta() <= later.first - place.before.last <= _NEAR:
            return later
    if place.today is None:
        return None
    choices = _choices(place.today.year, month, day)
    if "weekday" in words and day is not None:
        weekday = _number(place, "any_weekdays", words["weekday"])
        choices = [each for each in choices if each.first.isoweekday() == weekday] or choices
    if "next" in words:
        return next((each for each in choices if each.first > place.today), None)
    if place.future:
        return next((each for each in choices if each.last >= place.today), None)
    if "last" in words:
        return next((each for each in reversed(choices) if each.last < place.today), None)
    latest = place.today + _AHEAD if day is not None else place.today
    return next((each for each in reversed(choices) if each.first <= latest), None)


def _choices(year: int, month: int, day: int | None) -> list[When]:
    """The day in each year about a year; 29 February only where there is one. ValueError if there is none in any."""
    found = []
    for each in range(year - 4, year + 5):
        try:
            found.append(values.exact(each, month, day))
        except ValueError:
            continue
    if not found:
        raise ValueError("there is no such day")
    return found


def _unsure(words: dict[str, str], place: Place) -> When | None:
    """Day and month in figures: told apart where one is no month, or another date of the text tells; else the year alone is sure."""
    one, two, year = int(words["one"]), int(words["two"]), int(words["year"])
    if one == two or one > 12 or place.day_first:
        return values.exact(year, two, one)
    if two > 12 or place.day_first is False:
        return values.exact(year, one, two)
    return values.in_year(year)


def _days(words: dict[str, str], place: Place) -> When | None:
    """From a day of a month to another; the scan tells two days that are no range apart."""
    start = _date({name: word for name, word in words.items() if name != "day2"}, place)
    return None if start is None else values.days(start.first, start.first.replace(day=int(words["day2"])))


def _decade(words: dict[str, str], place: Place) -> When | None:
    written = words["decade"].casefold().lstrip("'").removesuffix("s")
    if written.isdecimal():
        year = int(written) if len(written) == 4 else 1900 + int(written)
    else:
        year = _number(place, "decades", words["decade"])
    part = place.language.value("parts", words["part"]) if "part" in words else ""
    first, last = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}.get(part, (0, 9))
    return values.between(values.in_year(year + first), values.in_year(year + last))


def _season(words: dict[str, str], place: Place) -> When | None:
    """Three months; winter goes on into the year after the one that is told."""
    month = _number(place, "seasons", words["season"])
    if "year" in words:
        return values.months(int(words["year"]), month, 3)
    if "same" in words:
        return values.months(place.before.first.year, month, 3) if place.before else None
    if place.today is None:
        return None
    choices = [values.months(year, month, 3) for year in range(place.today.year - 2, place.today.year + 3)]
    if "next" in words or place.future:
        return next(each for each in choices if each.first > place.today)
    if "last" in words:
        return next(each for each in reversed(choices) if each.last < place.today)
    if "this" in words:
        return next(each for each in choices if each.last >= place.today)
    return next(each for each in reversed(choices) if each.first <= place.today)


def _quarter(words: dict[str, str], place: Place) -> When:
    number = int(words["quarter"]) if "quarter" in words else _number(place, "ordinals", words["ordinal"])
    return values.months(int(words["year"]), 3 * number - 2, 3)


def _half(words: dict[str, str], place: Place) -> When:
    number = int(words["number"]) if "number" in words else _number(place, "halves", words["half"])
    return values.months(int(words["year"]), 6 * number - 5, 6)


def _feast(words: dict[str, str], place: Place) -> When | None:
    written = place.language.value("feasts", words["feast"])
    month, day = int(written[:2]), int(written[2:])
    return values.exact(int(words["year"]), month, day) if "year" in words else _nearest(words, month, day, place)


def _weekday(words: dict[str, str], place: Place) -> When | None:
    if place.today is None:
        return None
    back = (place.today.isoweekday() - _number(place, "weekdays", words["weekday"])) % 7
    if "week" in words:
        # last, next or this week: of that calendar week
        moved = {"last": -1, "next": 1}.get(words["week"].casefold(), 0)
        monday = place.today - timedelta(days=place.today.weekday()) + moved * values.WEEK
        return values.on_day(monday + timedelta(days=_number(place, "weekdays", words["weekday"]) - 1))
    if "last" in words:
        return values.on_day(place.today - timedelta(days=back or 7))
    if "next" in words:
        return values.on_day(place.today + timedelta(days=7 - back))
    if "this" in words or place.future:
        return values.on_day(place.today + timedelta(days=(7 - back) % 7))
    return values.on_day(place.today - timedelta(days=back))


def _today(words: dict[str, str], place: Place) -> When | None:
    if place.today is None:
        return None
    moved = _number(place, "days", words["days"]) if "days" in words else -1 if "last" in words else 0
    return values.on_day(place.today + timedelta(days=moved))


def _span(words: dict[str, str], place: Place) -> When | None:
    """Calendar units: last week is Monday to Sunday of the week before."""
    moved = 1 if "next" in words else -1 if "last" in words else 0
    unit = place.language.value("spans", words["span"]) if words["span"].casefold() in place.language.values["spans"] else ""
    if place.today is None:
        return None
    if unit == "weekend":
        # without more the one that began last; the last one is over
        begun = place.today - timedelta(days=(place.today.weekday() - 5) % 7)
        over = begun - values.WEEK if place.today.weekday() >= 5 else begun
        day = place.today + moved * values.WEEK if moved > 0 or "this" in words else over if moved else begun
        return values.weekend_of(day)
    if unit == "week":
        return values.week_of(place.today + moved * values.WEEK)
    return values.in_month(place.today.year, place.today.month + moved) if unit == "month" else values.in_year(place.today.year + moved)


def _count(words: dict[str, str], place: Place) -> int | None:
    """How many; None where nobody can tell. Of a unit alone (weeks later) neither."""
    written = words.get("number", "").casefold()
    if written.isdecimal():
        return int(written)
    return int(place.language.values["numbers"].get(written, 0)) or None


def _counted(words: dict[str, str], place: Place, start: When | None, sign: int) -> When | None:
    number, unit = _count(words, place), place.language.value("units", words["unit"])
    if start is None or (number or 0) > _MOST:
        return None
    if number is None:
        return start if unit == "hour" and start.grain == "day" else None
    found = values.moved(start, sign * number, unit)
    return values.about(found) if found is not None and "around" in words else found


def _ago(words: dict[str, str], place: Place) -> When | None:
    return _counted(words, place, values.on_day(place.today), -1) if place.today else None


def _past(words: dict[str, str], place: Place) -> When | None:
    """The last three months: from then to now."""
    if place.today is None:
        return None
    now, unit = values.on_day(place.today), place.language.value("units", words["unit"])
    start = values.moved(now, -(_count(words, place) or 0) if "number" in words else -1, unit)
    if start is None or ("number" in words and _count(words, place) is None):
        return None
    end = {"month": values.in_month(place.today.year, place.today.month), "year": values.in_year(place.today.year)}.get(start.grain, now)
    return values.between(start, end)


def _later(words: dict[str, str], place: Place) -> When | None:
    return _counted(words, place, place.before, 1)


def _earlier(words: dict[str, str], place: Place) -> When | None:
    return _counted(words, place, place.before, -1)


def _beside(words: dict[str, str], place: Place) -> When | None:
    """The day, week, month or year after or before the one told."""
    moved = -1 if "previous" in words or "back" in words else 1
    unit = _unit(words)
    if place.before is None:
        return None
    if unit == "week":
        return values.week_of(place.before.first + moved * values.WEEK) if place.before.grain == "day" else None
    return values.moved(place.before, moved, unit)


def _unit(words: dict[str, str]) -> str:
    """Parts of a day are told as the day."""
    unit = words["unit"].casefold()
    return unit if unit in ("week", "month", "year") else "day"


def _same(words: dict[str, str], place: Place) -> When | None:
    unit, before = _unit(words), place.before
    if before is None:
        return None
    if unit == "day":
        return before if before.grain in ("day", "month") else None
    if unit == "week":
        return values.week_of(before.first) if before.grain == "day" else None
    if unit == "month":
        return values.in_month(before.first.year, before.first.month) if before.grain in ("day", "month") else None
    return values.in_year(before.first.year) if before.first.year == before.last.year else None


def _nth(words: dict[str, str], place: Place) -> When | None:
    """The 19th: of the month told before, else of the one that is or was."""
    day = int(words["day"])
    told = place.day or place.before
    if told is not None and told.grain in ("day", "month"):
        return values.exact(told.first.year, told.first.month, day)
    if place.today is None:
        return None
    back = 0 if place.future or day <= place.today.day else 1
    month = values.in_month(place.today.year, place.today.month - back).first
    return values.exact(month.year, month.month, day)


def _year(words: dict[str, str], place: Place) -> When | None:
    if "year" in words:
        return values.in_year(int(words["year"]))
    if place.today is None:
        return None
    whole = (
        values.in_month(place.today.year, place.today.month) if words["unit"].casefold() == "month" else values.in_year(place.today.year)
    )
    return values.about(whole)


def _years(words: dict[str, str], _: Place) -> When:
    first = int(words["year"])
    last = int(words["year2"]) if "year2" in words else first - first % 100 + int(words["short"])
    if last <= first:
        raise ValueError("that is no range of years")
    return values.between(values.in_year(first), values.in_year(last))


_READERS: dict[str, Callable[[dict[str, str], Place], When | None]] = {
    "date": _date,
    "unsure": _unsure,
    "days": _days,
    "decade": _decade,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "feast": _feast,
    "weekday": _weekday,
    "today": _today,
    "span": _span,
    "ago": _ago,
    "past": _past,
    "later": _later,
    "earlier": _earlier,
    "beside": _beside,
    "same": _same,
    "nth": _nth,
    "year": _year,
    "years": _years,
}
