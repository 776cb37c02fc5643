"""Dates in a text, each with its place and its EDTF value: by itself, from the day of publication, or from the date told before it.

Empty where the text does not tell it: relative without a day of publication, or no day of the calendar. Never filled up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from loaders.extraction.date_apposed import counts, explains, is_afterword, is_mended, is_told_again, opens_note
from loaders.extraction.date_forms import Language, language
from loaders.extraction.date_relative import Place
from loaders.extraction.date_scan import Found, scan
from loaders.extraction.date_sense import sense
from loaders.extraction.date_tense import Tenses
from loaders.extraction.date_values import When
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Named, Span

_OPEN = frozenset({"date", "days", "weekday", "weekday_of_month", "season", "quarter", "feast", "nth", "unsure"})
_CLAUSE = 100
_NEAR = 300
_OPENING = 20
_FEW_YEARS = 5
_STOP = re.compile(r"[.!?;]['\")\]]{0,2}\s|\n[> \t]{0,8}\n")
_MARKS = re.compile(r"[^\w\n]{0,20}")
_ADDED = re.compile(r",[ \n]$")
_BRACKET = re.compile(r"[ \n]\(")
_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = re.compile(r" {0,2}(?:\([^()\n]{1,40}\) {0,2})?-{1,2}[ \n]")
_OPENS = re.compile(r"[> \t]{0,8}(?:<\w[^<>\n]{0,40}>)?[^\W\d_a-z][^.!?\n]{0,60}, ?")


def find(page: Page, words: Language | None = None) -> list[Dated]:
    """Every date of a page in its order; `words` are those of another language than English."""
    words = words or language()
    scanned = [each for each in _with_weekday(page.text, list(scan(page.text, words))) if not _is_number(page.text, each)]
    found = list(_separate(page.text, _ranges(page.text, scanned, words), words))
    order, tenses = _day_first(found, page.published, words), Tenses(page, words)
    written, told, dates = page.published, -_NEAR, list[Dated]()
    noted = (-1, written)  # the end of a note that was added later, and its day
    before: When | None = None
    day: When | None = None
    led = False
    for number, each in enumerate(found):
        beside = found[number - 1] if number and explains(page.text, found[number - 1].span, each.span) else None
        if each.kind in ("untold", "apposed") and not counts(page.text, each, beside, words):
            continue  # "on 3 May, two weeks after the vote" is one date
        if each.kind == "today" and each.words.get("days", "").casefold() in words.lists["nowadays"] and tenses.nowadays(each.span):
            continue
        near = each.span.start - told <= _NEAR
        within = told >= 0 and _ADDED.search(page.text, told, each.span.start) and not _STOP.search(page.text, told, each.span.start)
        close = near and sum(1 for _ in _STOP.finditer(page.text, told, each.span.start)) == 1
        open_ = _needs_tense(each) and not _was_until(page.text, each.span, words)
        noting = opens_note(page.text, each.span, words)
        past = open_ and tenses.past(each.span) and not noting and not is_mended(page.text, each.span, words)
        ahead = _told_ahead(page.text, each, words) if open_ else None
        if ahead is not None and (tenses.overtakes(each.span, ahead[0]) or (past and ahead[0] > each.span.start)):
            ahead = None
        added = each.kind == "weekday" and (noting or is_afterword(page.text, each.span, words))
        today = noted[1] if each.span.start < noted[0] else written
        future = ahead is not None or added or (open_ and tenses.to_come(each.span))
        beyond = added or (ahead is not None and ahead[1] in words.lists["next"])
        place = Place(today, before, day, near, close, led, bool(within), beside is not None, future, beyond, past, order, words)
        when = _gone_on(page.text, each, place) or sense(each, place)
        if when is not None and beside is not None and is_told_again(beside, when):
            dates[-1] = replace(dates[-1], edtf=when.text)
        dates.append(Dated(each.span, when.text if when else ""))
        if when is not None:
            heads = when.grain == "month" and _heads(page.text, each.span)
            led = _leads(page.text, each.span, words)
            before, day, told = when, when if when.grain == "day" else None if heads else day, each.span.end
            written = _written(page.text, each, when, words) or written
            if noting and when.grain == "day":
                noted = (_ends(page.text, each.span.end), when.first)
    return dates


def _is_number(text: str, found: Found) -> bool:
    """Whether it is the number of a paper: "release 2026/41" is no range of years."""
    if found.kind != "years" or "short" not in found.words or "/" not in text[found.span.start : found.span.end]:
        return False
    return not 0 < (int(found.words["short"]) - int(found.words["year"])) % 100 <= _FEW_YEARS


def _gone_on(text: str, found: Found, place: Place) -> When | None:
    """The day that an entry of a timeline goes on to which has been by the day of writing, whatever it tells: "20 May. The trial opens"."""
    before = place.before
    if not place.future or before is None or before.grain != "day" or place.today is None or not _heads(text, found.span):
        return None
    when = sense(found, replace(place, future=False, beyond=False))
    return when if when is not None and when.grain == "day" and before.first <= when.first <= place.today else None


def _ends(text: str, start: int) -> int:
    """Where the paragraph around a place ends."""
    end = text.find("\n\n", start)
    return end if end >= 0 else len(text)


def apart(found: Iterable[Dated], entities: Iterable[Named], text: str) -> list[Dated]:
    """The dates without those that are a word of a name: *Aire Today*, *Sunday Herald*. Those with figures are dates anywhere."""
    names = sorted(span for each in entities for span in each.mentions)
    starts = [span.start for span in names]
    kept = []
    for each in found:
        place = bisect_right(starts, each.span.start) - 1
        inside = place >= 0 and names[place] != each.span and names[place].covers(each.span)
        if not inside or any(letter.isdecimal() for letter in text[each.span.start : each.span.end]):
            kept.append(each)
    return kept


def telling(page: Page, found: Iterable[Dated]) -> list[Dated]:
    """The dates that may date what is told: without that of a dateline (`RIGA, 14 March (Quay Wire) -`), which dates the telling."""
    return [each for each in found if not _in_dateline(page.text, each.span)]


def _in_dateline(text: str, span: Span) -> bool:
    """Whether a date stands between the place that opens a paragraph and a dash."""
    line = text.rfind("\n", max(0, span.start - _CLAUSE), span.start) + 1
    return bool((line or span.start <= _CLAUSE) and _DATELINE.match(text, span.end) and _OPENS.fullmatch(text, line, span.start))


def lasting(page: Page, dated: Dated) -> Dated:
    """The date as that of something that lasts: `since 2020` is 2020/.., `until August` ../2024-08; any other stays as it is."""
    if not dated.edtf or "/" in dated.edtf:
        return dated
    before, words = _behind(page.text, dated.span.start), language()
    if before in words.lists["since"]:
        return replace(dated, edtf=f"{dated.edtf}/..")
    return replace(dated, edtf=f"../{dated.edtf}") if before in words.lists["until"] else dated


def _ranges(text: str, found: list[Found], words: Language) -> Iterator[Found]:
    """Two expressions that are the ends of one range become one; what is told of the second alone, its year, is lent to the first."""
    number = 0
    while number < len(found):
        one = found[number]
        other = found[number + 1] if number + 1 < len(found) else None
        joined = words.joins.fullmatch(text, one.span.end, other.span.start) if other else None
        if other is not None and joined is not None and (joined["dash"] or joined["and"]):
            _lend(one, other)
            if _is_range(text, one, other, bool(joined["dash"]), words) or (joined["or"] and _is_next_year(one, other)):
                yield replace(one, span=Span(one.span.start, other.span.end), until=other)
                number += 2
                continue
        elif other is not None and _are_told_together(text[one.span.end : other.span.start], words):
            _lend(one, other)
        yield one
        number += 1


def _are_told_together(between: str, words: Language) -> bool:
    """Whether two dates have an "and" and a preposition between them: "in August and in October 2023"."""
    found = [word.casefold() for word in _WORD.findall(between)] if len(between) <= _OPENING else []
    joining = words.lists["and"] | words.lists["or"]
    return len(found) == 2 and found[0] in joining and found[1] in words.lists["before_day"] and not _STOP.search(between)


def _lend(one: Found, other: Found) -> None:
    """`3 May to 2 June 2020`, `March and April 2021`: the year is of both."""
    if "month" in one.words and "year" not in one.words and "year" in other.words and "month" in other.words:
        one.words["year"] = other.words["year"]


def _is_range(text: str, one: Found, other: Found, dashed: bool, words: Language) -> bool:
    """With a dash or `to` between ends of one kind; with `and` only behind `between`."""
    ends = {one.kind, other.kind}
    if not (len(ends) == 1 and ends <= {"date", "year", "weekday", "season", "quarter", "feast"}) and ends not in (
        {"date", "year"},
        {"date", "feast"},
    ):
        return False
    return dashed or _behind(text, one.span.start) in words.lists["between"]


def _is_next_year(one: Found, other: Found) -> bool:
    """ "in 1943 or 1944": two years that follow one another."""
    return set(one.words) == set(other.words) == {"year"} and int(other.words["year"]) - int(one.words["year"]) == 1


def _with_weekday(text: str, found: list[Found]) -> Iterator[Found]:
    """`Monday (2/9)`, `Monday (2 September)` are one day."""
    number = 0
    while number < len(found):
        one = found[number]
        other = found[number + 1] if number + 1 < len(found) else None
        if other is not None and set(one.words) == {"weekday"} and _is_its_day(text, one, other):
            yield Found(other.kind, Span(one.span.start, other.span.end + 1), {**one.words, **other.words})
            number += 2
            continue
        yield one
        number += 1


def _is_its_day(text: str, weekday: Found, day: Found) -> bool:
    """Whether a day stands in brackets behind a weekday."""
    bracket = _BRACKET.fullmatch(text, weekday.span.end, day.span.start) is not None and text.startswith(")", day.span.end)
    return bracket and not {"day", "one"}.isdisjoint(day.words)


def _heads(text: str, span: Span) -> bool:
    """Whether it opens a line with nothing but marks before it, as the entry of a timeline."""
    line = text.rfind("\n", max(0, span.start - _OPENING), span.start) + 1
    return bool(line or span.start <= _OPENING) and _MARKS.fullmatch(text, line, span.start) is not None


def _leads(text: str, span: Span, words: Language) -> bool:
    """Whether it opens a sentence, a preposition aside: "In October 2022 he wrote"."""
    start = max(0, span.start - _OPENING)
    opened = [0] if start == 0 else []
    opened += [each.end() for each in _STOP.finditer(text, start, span.start)]
    between = [word.casefold() for word in _WORD.findall(text, opened[-1], span.start)] if opened else [""]
    return len(between) <= 1 and words.lists["before_day"].issuperset(between)


def _separate(text: str, found: Iterable[Found], words: Language) -> Iterator[Found]:
    """`9 and 12 October` are two days, `14 and 15 May` is a range, and so is `between 9 and 12 October`."""
    for each in found:
        if each.kind == "days" and "and" in each.words and _behind(text, each.span.start) in words.lists["between"]:
            yield each
        elif each.kind == "days" and "and" in each.words and int(each.words["day2"]) - int(each.words["day"]) != 1:
            first = {name: word for name, word in each.words.items() if name not in ("day2", "and")}
            end = each.span.start + len(first["day"])
            yield Found("date", Span(each.span.start, end), first)
            yield Found("date", Span(text.index(each.words["day2"], end), each.span.end), {**first, "day": each.words["day2"]})
        else:
            yield each


def _day_first(found: Iterable[Found], published: date | None, words: Language) -> bool | None:
    """Which order the text writes figures in, from those that can be read in one way only; None if it does not tell."""
    unsure = [each for each in found if each.kind == "unsure"]
    figures = [(int(each.words["one"]), int(each.words["two"])) for each in unsure]
    day_first, month_first = any(one > 12 for one, _ in figures), any(two > 12 for _, two in figures)
    if day_first == month_first:
        told = {order for each in unsure if (order := _by_day(each, published, words)) is not None}
        return told.pop() if len(told) == 1 and not day_first else None
    return day_first


def _by_day(found: Found, published: date | None, words: Language) -> bool | None:
    """Whether the day comes first by the weekday beside it, or else by the day of publication."""
    if "year" not in found.words:
        return None
    one, two, year = (int(found.words[name]) for name in ("one", "two", "year"))
    readings = [
        (order, date(year, month, day))
        for order, month, day in ((True, two, one), (False, one, two))
        if 1 <= month <= 12 and 1 <= day <= 28
    ]
    weekday = int(words.value("weekdays", found.words["weekday"])) if "weekday" in found.words else 0
    right = {order for order, day in readings if (day.isoweekday() == weekday if weekday else day == published)}
    return right.pop() if len(right) == 1 and len(readings) > 1 and one != two else None


def _behind(text: str, start: int) -> str:
    """The word before a place."""
    before = _WORD.findall(text, max(0, start - 20), start)
    return before[-1].casefold() if before else ""


def _told_ahead(text: str, found: Found, words: Language) -> tuple[int, str] | None:
    """The word that says that it is still to come, and its place: the last before it in its sentence, or the first behind if it opens
    one; None if it says that it has been."""
    span, weekday = found.span, found.kind == "weekday"
    if not words.lists["since"].isdisjoint(_WORD.findall(text[max(0, span.start - _OPENING) : span.start].casefold())[-3:]):
        return None
    start = max(0, span.start - _CLAUSE)
    for stop in _STOP.finditer(text, start, span.start):
        start = stop.end()
    if _held_over(text, start, span.start, words):
        return start, ""
    told = next(_tenses(text, start, span.start, words, weekday=weekday, backwards=True), None)
    if told is None and span.start - start <= _OPENING:
        end = _STOP.search(text, span.end, span.end + _CLAUSE)
        told = next(_tenses(text, span.end, end.start() if end else span.end + _CLAUSE, words, weekday=weekday), None)
    return told[1:] if told is not None and told[0] else None


def _was_until(text: str, span: Span, words: Language) -> bool:
    """Whether it tells until when somebody was something: "is to summon Mr X, until August the head of the agency"."""
    before, comma = text[max(0, span.start - _OPENING) : span.start].split(), ""
    if len(before) > 1 and before[-1].casefold() in words.lists["until"]:
        comma = before[-2][-1]
    behind = _WORD.search(text, span.end, span.end + _OPENING)
    return comma == "," and behind is not None and behind[0].casefold() in words.lists["articles"]


def _needs_tense(found: Found) -> bool:
    """Whether it can be of the past or to come by its form."""
    return found.kind in _OPEN and "year" not in found.words


def _tenses(text: str, start: int, end: int, words: Language, *, weekday: bool, backwards: bool = False) -> Iterator[tuple[bool, int, str]]:
    """For each word, or two or three, that tell time: whether it is of the future (else of the past), its place, itself."""
    starts = [each.start() for each in _WORD.finditer(text, start, end)]
    found = [each.casefold() for each in _WORD.findall(text, start, end)]
    places = range(len(found) - 1, -1, -1) if backwards else range(len(found))
    for place in places:
        if not backwards and found[place] in words.lists["relatives"]:
            return
        before = found[place - 1] if place else ""
        if not weekday and found[place] in words.lists["planned"] and before in words.lists["auxiliary_past"]:
            continue
        if not weekday and f"{before} {found[place]}" in words.lists["was_planned"]:
            continue
        for told in (found[place], f"{before} {found[place]}", " ".join(found[max(0, place - 2) : place + 1])):
            if told in words.lists["future"]:
                yield True, starts[place], found[place]
            elif told in words.lists["past"] and not _not_yet(told, before, " ".join(found[place : place + 2]), words):
                yield False, starts[place], found[place]


def _held_over(text: str, start: int, end: int, words: Language) -> bool:
    """Whether what is told goes on until the date: "on bail until", "adjourned to"."""
    before = [word.casefold() for word in _WORD.findall(text, start, end)]
    until = bool(before) and (before[-1] in words.lists["until"] or before[-1] in words.lists["to"])
    return until and not words.lists["held_over"].isdisjoint(before)


def _not_yet(told: str, before: str, on: str, words: Language) -> bool:
    """ "will be published", "was to be"."""
    return on in words.lists["future"] or (" " not in told and before in words.lists["not_yet"])


def _written(text: str, found: Found, when: When, words: Language) -> date | None:
    """The day that what follows was written on, if the date is that of a mail's head: `Date: …`, or `On … wrote:`."""
    if when.grain != "day":
        return None
    start = max(0, found.span.start - _CLAUSE)
    line = text[max(start, text.rfind("\n", start, found.span.start) + 1) : found.span.start]
    if words.letter_head.fullmatch(line):
        return when.first
    behind = text[found.span.end : found.span.end + _CLAUSE].partition("\n\n")[0]
    return when.first if words.letter_open.fullmatch(line) and words.letter_tail.search(behind) else None
