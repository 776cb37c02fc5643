"""What an expression means where it stands: told from the day of publication, from the date before it, or by itself; None if nothing tells.

One function for each kind of form (dates.yml).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from loaders.extraction import date_relative as relative
from loaders.extraction import date_story as story
from loaders.extraction import date_values as values
from loaders.extraction.date_relative import Place, Words
from loaders.extraction.date_scan import Found
from loaders.extraction.date_values import When

_AHEAD = timedelta(days=75)
_EASTER = "easter"
_WEEK = "week "


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
        start = relative.weekday(found.words, place)
        while start is not None and start.first > end.first:
            start = values.on_day(start.first - values.WEEK)
    else:
        start = _READERS[found.kind](found.words, place)
    return None if start is None else values.between(start, end)


def _month_of(words: Words, place: Place) -> int | None:
    if "month_number" in words:
        return int(words["month_number"])
    return place.number("any_months", words["month"]) if "month" in words else None


def _day_of(words: Words, place: Place) -> int | None:
    if "day_word" in words:
        return place.number("day_words", words["day_word"])
    return int(words["day"]) if "day" in words else None


def _date(words: Words, place: Place) -> When | None:
    """A day, month or year, whatever of them is told; a year that is not told is the one nearest."""
    month, day = _month_of(words, place), _day_of(words, place)
    year = int(words["year"]) if "year" in words else relative.year_word(words, place) if "year_word" in words else None
    if year is not None:
        found: When | None = values.exact(year, month, day)
    elif month is not None and not {"same", "following"}.isdisjoint(words):
        found = _same_year(month, day, place, 1 if "following" in words else 0)
    elif month is None or "year_word" in words:
        return None
    else:
        found = _nearest(words, month, day, place)
    part = place.language.value("parts", words["part"]) if "part" in words else ""
    if found is not None and part.startswith(_WEEK) and found.grain == "month":
        return _week_of_month(found, int(part.removeprefix(_WEEK)))
    return values.about(found) if found is not None and ("part" in words or "around" in words) else found


def _week_of_month(month: When, number: int) -> When:
    """The first week of March are its first seven days, the last its last."""
    start = min(month.first + (number - 1) * values.WEEK, month.last - timedelta(days=6))
    return values.days(start, start + timedelta(days=6))


def _same_year(month: int, day: int | None, place: Place, on: int) -> When | None:
    """30 May that year, that December, May the next year: from the year told before."""
    return values.exact(place.before.first.year + on, month, day) if place.before else None


def _nearest(words: Words, month: int, day: int | None, place: Place) -> When | None:
    """The month or day of the year that is meant when none is told."""
    if (found := story.told_on(words, month, day, place)) is not None:
        return found
    if place.today is None:
        return None
    choices = _choices(place.today.year, month, day)
    if "weekday" in words and day is not None:
        weekday = place.number("any_weekdays", words["weekday"])
        choices = [each for each in choices if each.first.isoweekday() == weekday] or choices
    return _chosen(words, choices, place, place.today, days=day is not None)


def _chosen(words: Words, choices: list[When], place: Place, today: date, *, days: bool) -> When | None:
    """Which of several years is meant."""
    if "next" in words:
        return next((each for each in choices if each.first > today), None)
    if place.future:
        return next((each for each in choices if each.last >= today), None)
    if "last" in words:
        return next((each for each in reversed(choices) if each.last < today), None)
    latest = today + _AHEAD if days and not place.past else today
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


def _unsure(words: Words, place: Place) -> When | None:
    """Day and month in figures: told apart where one is no month, or another date of the text tells; else the year alone is sure."""
    one, two = int(words["one"]), int(words["two"])
    if one == two or one > 12 or place.day_first:
        month, day = two, one
    elif two > 12 or place.day_first is False:
        month, day = one, two
    else:
        return values.in_year(int(words["year"])) if "year" in words else None
    return values.exact(int(words["year"]), month, day) if "year" in words else _nearest(words, month, day, place)


def _days(words: Words, place: Place) -> When | None:
    """From a day of a month to another; the scan tells two days that are no range apart."""
    start = _date({name: word for name, word in words.items() if name != "day2"}, place)
    return None if start is None else values.days(start.first, start.first.replace(day=int(words["day2"])))


def _decade(words: Words, place: Place) -> When | None:
    figures = "".join(letter for letter in words["decade"] if letter.isdecimal())
    year = int(figures) if figures else place.number("decades", words["decade"])
    year += 1900 if year < 100 else 0
    part = place.language.value("parts", words["part"]) if "part" in words else ""
    first, last = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}.get(part, (0, 9))
    return values.between(values.in_year(year + first), values.in_year(year + last))


def _season(words: Words, place: Place) -> When | None:
    """Three months; winter goes on into the year after the one that is told."""
    month = place.number("seasons", words["season"])
    if "year" in words:
        return values.months(int(words["year"]), month, 3)
    if "year_word" in words:
        year = relative.year_word(words, place)
        return None if year is None else values.months(year, month, 3)
    if "same" in words:
        return values.months(place.before.first.year, month, 3) if place.before else None
    if "following" in words:
        return story.next_season(month, place)
    if place.today is None:
        return None
    if story.goes_on(place) and place.before is not None and not set(words) & story.SHIFTED:
        return story.next_season(month, place)
    choices = [values.months(year, month, 3) for year in range(place.today.year - 2, place.today.year + 3)]
    if "next" in words or place.future:
        return next(each for each in choices if each.first > place.today)
    if "last" in words:
        return next(each for each in reversed(choices) if each.last < place.today)
    begun = next(each for each in reversed(choices) if each.first <= place.today)
    if "this" in words and not place.past:
        today = place.today
        coming = next(each for each in choices if each.last >= today)
        return min(begun, coming, key=lambda each: max(today - each.last, each.first - today))
    return begun


def _untold(words: Words, place: Place) -> When | None:
    """A day after something that is told from: of that, where its sentence has a day; nothing tells it else."""
    if place.apposed:
        return relative.apposed(words, place)
    if "unit" not in words or not place.within or place.before is None or place.before.grain != "day":
        return None
    return relative.later(words, place) if "back" in words else relative.earlier(words, place)


def _quarter(words: Words, place: Place) -> When | None:
    if "year" not in words:
        return _current_quarter(words, place)
    number = int(words["quarter"]) if "quarter" in words else place.number("ordinals", words["ordinal"])
    return values.months(int(words["year"]), 3 * number - 2, 3)


def _current_quarter(words: Words, place: Place) -> When | None:
    """The third quarter, last quarter: of the year of writing, or the one before if it has not begun."""
    if place.today is None:
        return None
    if "ordinal" in words and story.SHIFTED & set(words):
        return values.months(place.today.year + relative.moved(words), 3 * place.number("ordinals", words["ordinal"]) - 2, 3)
    if "ordinal" not in words:
        first = (place.today.month - 1) // 3 * 3 + 1 + 3 * relative.moved(words)
        start = values.in_month(place.today.year, first).first
        return values.months(start.year, start.month, 3)
    choices = [values.months(place.today.year + by, 3 * place.number("ordinals", words["ordinal"]) - 2, 3) for by in (-1, 0, 1)]
    if place.future:
        return next(each for each in choices if each.last >= place.today)
    return next(each for each in reversed(choices) if each.first <= place.today)


def _half(words: Words, place: Place) -> When | None:
    number = int(words["number"]) if "number" in words else place.number("halves", words["half"])
    if "year" not in words and place.today is None:
        return None
    year = int(words["year"]) if "year" in words else place.today.year + relative.moved(words) if place.today else 0
    return values.months(year, 6 * number - 5, 6)


def _feast(words: Words, place: Place) -> When | None:
    name = "anchor" if "anchor" in words else "feast"
    written = place.language.value(f"{name}s", words[name])
    if written.startswith(_EASTER):
        first, _, last = written.removeprefix(_EASTER).partition("/")
        return _movable(words, int(first), int(last or first), place)
    month, day = int(written[:2]), int(written[2:])
    return values.exact(int(words["year"]), month, day) if "year" in words else _nearest(words, month, day, place)


def _movable(words: Words, first: int, last: int, place: Place) -> When | None:
    """A feast from so many days after Easter to so many."""

    def held(year: int) -> When:
        sunday = values.easter(year)
        return values.days(sunday + timedelta(days=first), sunday + timedelta(days=last))

    if "year" in words:
        return held(int(words["year"]))
    if not story.SHIFTED & set(words) and (told := story.nearest(held, place)) is not None:
        return told
    if place.today is None:
        return None
    choices = [held(year) for year in range(place.today.year - 1, place.today.year + 2)]
    return _chosen(words, choices, place, place.today, days=True)


def _weekday_beside(words: Words, place: Place) -> When | None:
    """The Monday after Easter, the Friday before Christmas."""
    feast = _feast({name: word for name, word in words.items() if name not in ("weekday", "back")}, place)
    if feast is None:
        return None
    weekday = place.number("weekdays", words["weekday"])
    if "back" in words:
        return values.on_day(feast.first - timedelta(days=(feast.first.isoweekday() - weekday - 1) % 7 + 1))
    return values.on_day(feast.last + timedelta(days=(weekday - feast.last.isoweekday() - 1) % 7 + 1))


def _weekday_of_month(words: Words, place: Place) -> When | None:
    """The second Monday of March, the last Sunday of August 2021."""
    month = _date({name: word for name, word in words.items() if name in ("month", "year")}, place)
    if month is None:
        return None
    weekday = place.number("weekdays", words["weekday"])
    days = [month.first + timedelta(days=(weekday - month.first.isoweekday()) % 7 + 7 * number) for number in range(5)]
    days = [day for day in days if day <= month.last]
    number = len(days) if "last" in words else place.number("day_words", words["day_word"])
    return values.on_day(days[number - 1]) if number <= len(days) else None


def _year(words: Words, place: Place) -> When | None:
    return values.in_year(int(words["year"])) if "year" in words else relative.current(words, place)


def _years(words: Words, _: Place) -> When:
    first = int(words["year"])
    last = int(words["year2"]) if "year2" in words else first - first % 100 + int(words["short"])
    if last <= first:
        raise ValueError("that is no range of years")
    return values.between(values.in_year(first), values.in_year(last))


_READERS: dict[str, Callable[[Words, Place], When | None]] = {
    "date": _date,
    "unsure": _unsure,
    "days": _days,
    "decade": _decade,
    "season": _season,
    "untold": _untold,
    "quarter": _quarter,
    "half": _half,
    "feast": _feast,
    "weekday": relative.weekday,
    "weekday_on": relative.weekday_on,
    "weekday_beside": _weekday_beside,
    "weekday_of_month": _weekday_of_month,
    "today": relative.today,
    "span": relative.span,
    "ago": relative.ago,
    "ahead": relative.ahead,
    "follows": relative.follows,
    "past": relative.past,
    "later": relative.later,
    "earlier": relative.earlier,
    "apposed": relative.apposed,
    "hour": relative.hour,
    "beside": relative.beside,
    "same": relative.same,
    "nth": relative.nth,
    "year": _year,
    "years": _years,
}
