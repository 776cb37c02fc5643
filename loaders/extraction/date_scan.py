"""Date expressions as they stand in a text: where, of which form, in which words. What only looks like a date is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from loaders.extraction.date_forms import NONE, Form, Language
from loaders.extraction.proposals import Span

_WORD = re.compile(r"[^\W\d_]+|\d+")
# a piece ends with a sentence or a paragraph; 2,000 characters are enough for one
_PIECE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s{1,3}[^\W\d_a-z])|(?<=\d)\.|\n(?!\n)){1,2000}[.!?]?|[.!?\n]")
_MARKS = tuple("-/.年년月월")
_REACH = 6
_BACK = 40
_ADDRESS = re.compile(r"://|@|www\.|=[\"']?$")
_CENTURY = 2000  # of a year in two figures
_YEARS, _EARLY = range(1800, 2050), range(1400, 1800)
_MONEY = "$€£¥₹₽#§№"


@dataclass(slots=True)
class Found:
    """One expression: its form, where it stands, its words by name. `until` is the second end of a range of two expressions."""

    kind: str
    span: Span
    words: dict[str, str]
    until: Found | None = None


def scan(text: str, language: Language) -> Iterator[Found]:
    """Every expression in the order of the text, none overlapping another."""
    after = 0
    for piece in _PIECE.finditer(text):
        words = list(map(str.casefold, _WORD.findall(piece[0])))
        if language.keys.isdisjoint(words) and not any(map(str.isdecimal, words)):
            continue
        keys = [word in language.keys or (len(word) <= 4 and word.isdecimal()) for word in words]
        beginning = _beginning(words, keys, language)
        if not beginning:
            continue
        starts = [match.start() for match in islice(_WORD.finditer(text, piece.start(), piece.end()), beginning[-1] + 1)]
        for number in beginning:
            start = starts[number]
            if start < after or _within_word(text, start):
                continue
            found = _first(text, start, _forms(text, start, words[number], keys[number + 1 : number + _REACH], language), language)
            if found is not None:
                after = found.span.end
                yield found


def _beginning(words: list[str], keys: list[bool], language: Language) -> list[int]:
    """The places of the words that can begin a date, by themselves and by whether one that dates something (`keys`) is near."""
    articles, forms = language.lists["articles"], language.forms
    return [
        number
        for number, word in enumerate(words)
        if (word in forms or word.isdecimal())
        and True in keys[number : number + _REACH]
        and (word not in articles or _goes_on(words[number + 1 : number + 2], language))
    ]


def _goes_on(behind: list[str], language: Language) -> bool:
    """Whether the word behind an article, by far the most frequent word that can begin a date, can stand in one."""
    return any(word in language.worded or word.isdecimal() for word in behind)


def _forms(text: str, start: int, word: str, behind: list[bool], language: Language) -> Iterator[Form]:
    """What can begin at a word, by the word and by whether others that date something stand behind it."""
    worded = language.forms.get(word, NONE)
    if word.isdecimal():
        signs = text[start + len(word) : start + len(word) + 2]
        if len(word) <= 4 and (signs[:1] in _MARKS or signs[1:] in _MARKS):
            yield from language.figures
        tried = len(word) == 4 or (len(word) < 4 and (True in behind or signs[:1] == "0"))
        worded = language.forms["0"] if tried else NONE
    yield from worded.at(text, start)


def _within_word(text: str, start: int) -> bool:
    """Whether the letter or figure before belongs to the same word; Chinese and its like write no spaces."""
    before = text[start - 1 : start]
    return (before.isalnum() and before < "\u2e80") or before == "_"


def _first(text: str, start: int, forms: Iterable[Form], language: Language) -> Found | None:
    for form in forms:
        match = form.pattern.match(text, start)
        if match is not None and match.end() > start:
            found = Found(form.kind, Span(start, match.end()), {name: word for name, word in match.groupdict().items() if word is not None})
            if (years := found.words.pop("years", "")) != "":
                found.words["year"] = str(_CENTURY + int(years))
            if _holds(text, found, language):
                return found
    return None


def _holds(text: str, found: Found, language: Language) -> bool:
    """Whether it is a date where it stands, and not a figure, a name or another word."""
    before, behind = text[max(0, found.span.start - _BACK) : found.span.start], text[found.span.end : found.span.end + _BACK]
    if _in_address(text, found.span):
        return False
    words = set(found.words)
    if found.kind == "years" and not _ascends(found.words):
        return False
    if found.kind == "unsure" and "year" not in words:
        return _is_day(found, text, before, behind, language)
    if found.kind in ("year", "years") and "span" not in words:
        return _is_year(found, before, behind, language) and not _is_numbered(before, language)
    if found.kind == "date" and words == {"month"}:
        return _is_month(found, before, behind, language)
    if found.kind == "untold":
        return _last_word(before) not in language.lists["before_length"]
    if found.kind == "nth" and not ({"span", "weekday"} & words or _closed(found, behind)):
        rank = found.words.get("day_word", "").casefold() in language.lists["ranks"]
        return not rank and _last_word(before) in language.lists["before_nth"]
    if found.kind == "date" and words == {"month", "same"}:
        return _last_word(before) not in language.lists["before_clause"]
    if found.kind == "date" and "year" in words and words <= {"year", "part", "around"}:
        return int(found.words["year"]) in _YEARS and _first_word(behind) not in language.lists["behind_number"]
    if found.kind == "season" and words == {"season"}:
        return _ends(before, language.lists["before_season"])
    if found.kind == "decade" and not any(letter.isdecimal() for letter in found.words["decade"]):
        # in his sixties is an age
        return _last_word(before) in language.lists["articles"] or text[found.span.start :].casefold().startswith(
            tuple(language.lists["articles"])
        )
    if found.kind == "weekday" and words == {"weekday"}:
        return not (
            _ends(before, language.lists["every"])
            or _is_name(before, behind, language)
            or _first_word(behind) in language.lists["behind_weekday"]
        )
    if found.kind == "today" and found.words.get("days", "").istitle() and re.search(r"[^\W\d_a-z][\w'-]{0,30} $", before):
        # part of a name, Aire Today
        return False
    if found.kind == "feast" and "year" not in words and _first_word(behind) in language.lists["behind_feast"]:
        return False
    return not (found.kind == "today" and "this" in words and _first_word(behind) in language.lists["of"])


def _closed(found: Found, behind: str) -> bool:
    """Whether a day of the month in figures has no name behind it."""
    return "day" in found.words and not re.match(r" [^\W\d_a-z]", behind)


def _in_address(text: str, span: Span) -> bool:
    """Whether it stands in an address of the web or of mail, or within a tag of HTML."""
    least = max(0, span.start - 300)
    start = max(text.rfind(" ", least, span.start), text.rfind("\n", least, span.start), least - 1) + 1
    if _ADDRESS.search(text[start : span.start]):
        return True
    opened = text.rfind("<", least, span.start)
    return opened >= 0 and text[opened + 1 : opened + 2].isalpha() and ">" not in text[opened : span.start]


def _is_year(found: Found, before: str, behind: str, language: Language) -> bool:
    ends = [int(found.words[name]) for name in ("year", "year2") if name in found.words]
    if not all(year in _YEARS for year in ends):
        return len(ends) == 1 and ends[0] in _EARLY and _is_early(before, behind, language)
    last = before[-1:]
    if last and (last in _MONEY or last in "/.,:+&=~" or (last == "-" and before[-2:-1].isalnum())):
        return False
    if re.match(r"\] ?[A-Z]{2}|:\d|[/%°]|[.,]\d| ?[€£$%°]|-\d| \d{3,}", behind):
        return False
    if re.search(r"\d $", before) and found.kind == "year":
        return False
    if _last_word(before) in language.lists["before_year"]:
        return True
    return _last_word(before) not in language.lists["before_number"] and _first_word(behind) not in language.lists["behind_number"]


def _is_early(before: str, behind: str, language: Language) -> bool:
    """Whether a number that is a year long ago is told as one: "drawn in 1587 and sold", or as the head of an entry, "1587: Drawn"."""
    if re.search(r"(?:^|\n)[^\w\n]{0,20}$", before) and re.match(r"[*_]{0,3}:[*_ ]", behind):
        return True
    follows = _first_word(behind)
    closed = re.match(r"[,.;:)!?]{1,2}(?:\s|$)|$", behind) is not None or (follows != "" and follows in language.lists["after_nth"])
    return _last_word(before) in language.lists["surely_before_month"] and closed


def _ascends(words: dict[str, str]) -> bool:
    """Whether the second year comes after the first; 2022/07 is a number."""
    return int(words["year2"]) > int(words["year"]) if "year2" in words else int(words["short"]) > int(words["year"][2:])


def _is_day(found: Found, text: str, before: str, behind: str, language: Language) -> bool:
    """Whether two figures are day and month: "on 30/7", "Monday (2/9)"; no share, and no watch."""
    one, two = int(found.words["one"]), int(found.words["two"])
    if not (1 <= min(one, two) <= 12 and max(one, two) <= 31) or text[found.span.start : found.span.end] in language.lists["no_days"]:
        return False
    weekday = re.search(r"([^\W\d_]+) \($", before)
    if weekday is not None and behind.startswith(")"):
        return weekday[1].casefold() in language.values["weekdays"]
    return _last_word(before) in language.lists["before_figures"] and _first_word(behind) not in language.lists["of"]


def _is_numbered(before: str, language: Language) -> bool:
    """Whether a year is part of the name of a notice or case: No. 27 of 2024, No. AAU 0088 of 2022."""
    last = re.search(r"(\w+\.?)(?: [A-Z]{1,5})? \d{1,5} (\w+) $", before)
    return last is not None and last[1].casefold() in language.lists["numbered"] and last[2].casefold() in language.lists["of"]


def _is_month(found: Found, before: str, behind: str, language: Language) -> bool:
    """A month's name alone: some are other words, and names; what comes again every year is none."""
    if _ends(before, language.lists["every_month"]):
        return False
    if found.words["month"].casefold() not in language.values["months"]:
        return _ends(before, language.lists["before_short"]) and not re.match(r"\s{1,3}[^\W\d_a-z]", behind)
    if found.words["month"].casefold() not in language.lists["doubtful_months"]:
        return not before.endswith("-")
    months = language.values["months"]
    joined = language.joins.match(behind)
    if joined is not None and (joined["dash"] or joined["and"]) and _first_word(" " + behind[joined.end() :]) in months:
        return True
    if (_last_word(before) in (*language.lists["and"], *language.lists["to"]) or before.endswith("-")) and set(
        re.findall(r"\w+", before.casefold())
    ) & set(months):
        return True
    if _ends(before, language.lists["surely_before_month"]):
        return True
    return _ends(before, language.lists["before_month"]) and not re.match(r"\s{1,3}[^\W\d_a-z]", behind)


def _is_name(before: str, behind: str, language: Language) -> bool:
    """A weekday in a name: Black Friday, The Sunday Post."""
    last = _last_word(before)
    return last in language.lists["names_before_weekday"] or (
        last in language.lists["articles"] and bool(re.match(r" [^\W\d_a-z]", behind))
    )


def _ends(before: str, phrases: frozenset[str]) -> bool:
    """Whether what stands before ends in one of the phrases."""
    loose = " ".join(before.casefold().split())
    return bool(before[-1:].isspace()) and any(loose == phrase or loose.endswith(f" {phrase}") for phrase in phrases)


def _first_word(behind: str) -> str:
    found = re.match(r"[\s-]{1,3}([^\W\d_][\w/-]*)", behind)
    return found[1].casefold() if found else ""


def _last_word(before: str) -> str:
    found = re.search(r"(\w+)\.?\s{1,3}$", before)
    return found[1].casefold() if found else ""
