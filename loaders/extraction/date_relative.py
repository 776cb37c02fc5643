"""What an expression means that is told from something else: the day of writing, or the date told before it.

One function for each kind of form (dates.yml). None if nothing tells; ValueError or OverflowError beyond the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from loaders.extraction import date_values as values
from loaders.extraction.date_forms import Language
from loaders.extraction.date_values import When

_MOST, _SOON = 9999, 1
_LATE = "late"
_TOLD = frozenset({"following", "previous", "same"})
Words = dict[str, str]


@dataclass(slots=True)
class Place:
    """What an expression is told from: the day of writing, the date and the day told before; whether that date is near, in the
    sentence just before (`close`), opened its sentence, stands before a comma in this one, or right beside this; whether it is
    still to come, whether that cannot be today, and whether it is told as what has been."""

    today: date | None
    before: When | None
    day: When | None
    near: bool
    close: bool
    led: bool
    within: bool
    apposed: bool
    future: bool
    beyond: bool
    past: bool
    day_first: bool | None
    language: Language

    def number(self, name: str, word: str) -> int:
        """What a word of a list counts for."""
        return int(self.language.value(name, word))


def weekday(words: Words, place: Place) -> When | None:
    if place.today is None:
        return None
    back = (place.today.isoweekday() - place.number("weekdays", words["weekday"])) % 7
    if "week_word" in words:
        # of that calendar week
        monday = place.today - timedelta(days=place.today.weekday()) + moved(words) * values.WEEK
        return values.on_day(monday + timedelta(days=place.number("weekdays", words["weekday"]) - 1))
    if "last" in words:
        return values.on_day(place.today - timedelta(days=back or 7))
    if "next" in words:
        soon = 7 - back <= _SOON  # who means tomorrow says so
        return values.on_day(place.today + timedelta(days=7 - back) + soon * values.WEEK)
    if place.beyond:
        return values.on_day(place.today + timedelta(days=7 - back))
    if "this" in words or place.future:
        return values.on_day(place.today + timedelta(days=(7 - back) % 7))
    return values.on_day(place.today - timedelta(days=back))


def weekday_on(words: Words, place: Place) -> When | None:
    """Thursday week: a week after the next Thursday."""
    if place.today is None:
        return None
    next_ = (place.number("weekdays", words["weekday"]) - place.today.isoweekday() - 1) % 7 + 1
    return values.on_day(place.today + timedelta(days=next_) + place.number("weeks_on", words["weeks_on"]) * values.WEEK)


def today(words: Words, place: Place) -> When | None:
    if place.today is None:
        return None
    by = place.number("days", words["days"]) if "days" in words else -1 if "last" in words else 0
    return values.on_day(place.today + timedelta(days=by))


def moved(words: Words) -> int:
    """Next is one on, last is one back, this is none."""
    return 1 if "next" in words else -1 if "last" in words else 0


def year_word(words: Words, place: Place) -> int | None:
    """Which year `last year` is behind a date."""
    return place.today.year + moved(words) if place.today else None


def follows(words: Words, place: Place) -> When | None:
    """The following Tuesday, the previous Friday, that Sunday, the Monday, the following March: from the date told before."""
    if "month" in words:
        return _month_beside(words, place)
    told = _day_told(place)
    if told is None or not (place.led or set(words) & _TOLD):
        return None
    ahead = (place.number("weekdays", words["weekday"]) - told.first.isoweekday()) % 7
    if "previous" in words:
        return values.on_day(told.first - timedelta(days=7 - ahead))
    return values.on_day(told.first + timedelta(days=ahead or (7 if "following" in words else 0)))


def _day_told(place: Place) -> When | None:
    """The day told before; the one told last, if a month or longer stands between."""
    return place.before if place.before is not None and place.before.grain == "day" else place.day


def _month_beside(words: Words, place: Place) -> When | None:
    """The month of that name that comes next after the date told before, or was last before it."""
    if place.before is None:
        return None
    month = place.number("months", words["month"])
    back, told = "previous" in words, place.before.first if "previous" in words else place.before.last
    over = month >= told.month if back else month <= told.month
    return values.in_month(told.year + (-1 if back else 1) * over, month)


def span(words: Words, place: Place) -> When | None:
    """Calendar units: last week is Monday to Sunday of the week before."""
    by = moved(words)
    unit = place.language.value("spans", words["span"])
    if place.today is None:
        return None
    if unit == "weekend":
        # without more the one that began last; the last one is over
        begun = place.today - timedelta(days=(place.today.weekday() - 5) % 7)
        over = begun - values.WEEK if place.today.weekday() >= 5 else begun
        day = place.today + by * values.WEEK if by > 0 or "this" in words else over if by else begun
        return values.weekend_of(day)
    if unit == "week":
        return values.week_of(place.today + by * values.WEEK)
    found = values.in_month(place.today.year, place.today.month + by) if unit == "month" else values.in_year(place.today.year + by)
    return values.about(found) if "part" in words else found


def _count(words: Words, place: Place) -> int | None:
    """How many; None where nobody can tell. Of a unit alone (weeks later) neither."""
    written = words.get("number", "").casefold()
    if written.isdecimal():
        return int(written)
    return int(place.language.values["numbers"].get(written, 0)) or None


def _counted(words: Words, place: Place, start: When | None, sign: int) -> When | None:
    number, unit = _count(words, place), place.language.value("units", words["unit"])
    if start is None or (number or 0) > _MOST:
        return None
    if number is None:
        return start if unit == "hour" and start.grain == "day" else None
    found = values.moved(start, sign * number, unit)
    return values.about(found) if found is not None and "around" in words else found


def ago(words: Words, place: Place) -> When | None:
    if "span" in words:
        return _years_ago(words, place)
    return _counted(words, place, values.on_day(place.today), -1) if place.today else None


def _years_ago(words: Words, place: Place) -> When | None:
    """Five years ago this week: the week or month about that day."""
    number, unit = _count(words, place), place.language.value("spans", words["span"])
    if place.today is None or number is None or place.language.value("units", words["unit"]) != "year":
        return None
    month = values.in_month(place.today.year - number, place.today.month)
    if unit == "week":
        return values.week_of(min(month.last, month.first + timedelta(days=place.today.day - 1)))
    return month if unit == "month" else values.in_year(place.today.year - number)


def ahead(words: Words, place: Place) -> When | None:
    """In three weeks' time."""
    return _counted(words, place, values.on_day(place.today), 1) if place.today else None


def past(words: Words, place: Place) -> When | None:
    """The last three months: from then to now."""
    if place.today is None:
        return None
    now, unit = values.on_day(place.today), place.language.value("units", words["unit"])
    start = values.moved(now, -(_count(words, place) or 0) if "number" in words else -1, unit)
    if start is None or ("number" in words and _count(words, place) is None):
        return None
    if start.text.endswith("~"):
        start = values.on_day(start.first)
    end = {"month": values.in_month(place.today.year, place.today.month), "year": values.in_year(place.today.year)}.get(start.grain, now)
    return values.between(start, end)


def later(words: Words, place: Place) -> When | None:
    return _counted(words, place, place.before, 1)


def earlier(words: Words, place: Place) -> When | None:
    return _counted(words, place, place.before, -1)


def beside(words: Words, place: Place) -> When | None:
    """The day, week, month or year after or before the one told."""
    by = -1 if "previous" in words or "back" in words else 1
    unit = place.language.value("grains", words["grain"])
    if place.before is None:
        return None
    if unit == "week":
        return values.week_of(place.before.first + by * values.WEEK) if place.before.grain == "day" else None
    return values.moved(place.before, by, unit)


def same(words: Words, place: Place) -> When | None:
    unit, before = place.language.value("grains", words["grain"]), place.before
    if before is None:
        return None
    if words["grain"].casefold() in place.language.lists["mornings"] and values.few(before):
        return values.on_day(before.last)  # "in the night of 27 to 28 July; the same morning"
    if unit == "day":
        part = words["grain"].casefold() in place.language.lists["day_parts"]  # that night is of a day, that day may be any of a month
        return before if before.grain == "day" or (before.grain == "month" and not part) else None
    if unit == "week":
        return values.week_of(before.first) if before.grain == "day" else None
    if unit == "month":
        return values.in_month(before.first.year, before.first.month) if before.grain in ("day", "month") else None
    return values.in_year(before.first.year) if before.first.year == before.last.year else None


def hour(_: Words, place: Place) -> When | None:
    """Shortly before noon: of the day told before."""
    return _day_told(place)


def apposed(_: Words, place: Place) -> When | None:
    """The day after the vote, beside the day that it was."""
    return place.before if place.before is not None and place.before.grain == "day" else None


def nth(words: Words, place: Place) -> When | None:
    """The 19th: of the month told before, else of the one that is or was, or that comes; the 28th of last month."""
    day = place.number("day_words", words["day_word"]) if "day_word" in words else int(words["day"])
    if "span" in words:
        month = values.in_month(place.today.year, place.today.month + moved(words)).first if place.today else None
        return values.exact(month.year, month.month, day) if month else None
    if "weekday" in words:
        return _of_weekday(place.number("weekdays", words["weekday"]), day, place)
    told = place.before if _gone_by(place) or _of_one_month(place.before) else place.day or place.before
    if told is not None and (told.grain in ("day", "month") or _of_one_month(told)):
        found = values.exact(told.first.year, told.first.month, day)
        if not place.future or place.today is None or found.first > place.today:
            return found
    if place.today is None:
        return None
    gone = day < place.today.day if place.future else day > place.today.day
    by = 0 if not gone else 1 if place.future else -1
    month = values.in_month(place.today.year, place.today.month + by).first
    return values.exact(month.year, month.month, day)


def _of_weekday(weekday: int, day: int, place: Place) -> When | None:
    """Monday the 17th: of the months about the day of writing the next or last one in which the days agree."""
    if (written := place.today) is None:
        return None
    months = [values.in_month(written.year, written.month + by).first for by in range(-6, 7)]
    held = [date(each.year, each.month, day) for each in months if day <= values.in_month(each.year, each.month).last.day]
    agreed = [each for each in held if each.isoweekday() == weekday]
    ahead, gone = [each for each in agreed if each >= written], [each for each in agreed if each <= written]
    nearest = min(agreed, key=lambda each: abs(each - written), default=None)
    chosen = ahead[0] if place.future and ahead else gone[-1] if place.past and gone else nearest
    return values.on_day(chosen) if chosen is not None else None


def _gone_by(place: Place) -> bool:
    """Whether a month of a year gone by was told just before: "in May 2021 he rang. He flew out on the 14th"."""
    before, today = place.before, place.today
    if before is None or today is None or not place.close or place.future:
        return False
    return before.grain == "month" and before.first.year < today.year


def _of_one_month(when: When | None) -> bool:
    """Whether it is some days of one month: 3 to 19 October."""
    return when is not None and when.grain == "range" and (when.first.year, when.first.month) == (when.last.year, when.last.month)


def current(words: Words, place: Place) -> When | None:
    """The end of the year, the start of this month: roughly then."""
    if place.today is None:
        return None
    whole = (
        values.in_month(place.today.year, place.today.month)
        if place.language.value("spans", words["span"]) == "month"
        else values.in_year(place.today.year)
    )
    late = place.language.value("parts", words["part"]) == _LATE
    return values.about(values.in_month(place.today.year, 12) if late and whole.grain == "year" else whole)
