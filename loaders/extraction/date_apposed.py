"""Dates right beside another that they explain, and the notes that a day heads."""

from __future__ import annotations

import re

from loaders.extraction.date_forms import Language
from loaders.extraction.date_scan import Found
from loaders.extraction.date_values import When
from loaders.extraction.proposals import Span

_OPENING, _CLAUSE, _COLON = 20, 60, 3
_APPOSED = re.compile(r" ?[,(-][ \n]")
_WORD = re.compile(r"[^\W\d_]+")


def explains(text: str, one: Span, other: Span) -> bool:
    """Whether nothing but a comma, dash or bracket stands between two dates: "on 3 May, two days after the vote"."""
    return _APPOSED.fullmatch(text, one.end, other.start) is not None


def counts(text: str, found: Found, beside: Found | None, words: Language) -> bool:
    """Whether what is told from something else is a date of its own; right behind a day only as so many days from what has a name."""
    if beside is None:
        return found.kind == "untold"
    of_days = found.kind == "apposed" or words.values["units"].get(found.words.get("unit", "").casefold()) == "day"
    behind = _WORD.search(text, found.span.end, found.span.end + _OPENING)
    personal = behind is not None and behind[0].casefold() in words.lists["personal"]
    return of_days and not personal and beside.kind in ("date", "weekday") and not {"day", "weekday"}.isdisjoint(beside.words)


def is_told_again(beside: Found, when: When) -> bool:
    """Whether the date before is told from another and this day says which it is: "the same day, 19 July"."""
    return beside.kind in ("same", "beside") and "grain" in beside.words and when.grain == "day"


def is_mended(text: str, span: Span, words: Language) -> bool:
    """Whether it is told of the page itself after it came out: "corrected this report on 4 February"."""
    clause = text[max(0, span.start - _CLAUSE) : span.start].rpartition("\n")[2].rpartition(". ")[2]
    said = {word.casefold() for word in _WORD.findall(clause)}
    return not (said.isdisjoint(words.lists["mends"]) or said.isdisjoint(words.lists["mended"]))


def is_afterword(text: str, span: Span, words: Language) -> bool:
    """Whether it opens a note written later: "PS, Friday: two readers"."""
    return _opening(text, span) in words.lists["afterwords"]


def opens_note(text: str, span: Span, words: Language) -> bool:
    """Whether it is the day of a note that was added later: "Update, 24 August: …", "Correction of 10 March: …"."""
    coloned = text[span.end : span.end + _COLON].lstrip("*_ ").startswith(":")
    opening = _opening(text, span)
    return coloned and any(opening.removesuffix(each) in words.lists["notes"] for each in ("", *words.lists["note_of"]))


def _opening(text: str, span: Span) -> str:
    """The letters before a date in its line; none where more stands there than opens a note."""
    line = text.rfind("\n", max(0, span.start - _OPENING), span.start) + 1
    if not line and span.start > _OPENING:
        return ""
    return "".join(letter for letter in text[line : span.start].casefold() if letter.isalpha())
