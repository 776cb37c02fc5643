"""What stands between quotation marks: which stretches are speech, and which are a word or two taken up by the writer."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from loaders.extraction.proposals import Span

_MARK = re.compile(r'["«»]|\n[ \t>]{0,20}\n')
_WORDS = re.compile(r"[\w'-]+")
_ENDS = re.compile(r"[.!?,]$")
# both begin with the mark itself, which is found sooner than what stands before it
_SINGLE = re.compile(r"'(?<=[\s(\[]')[^\W_][^'\n]{0,80}(?<!\s)'(?=[\s,.;:)\]]|$)")
_SPOKEN = re.compile(r"'(?<![^\s(\[:-]')(?=[^\W_])(?:[^'\n]|(?<=\w)'(?=\w)|\n(?![ \t>]{0,20}\n)){8,1500}?[.,!?]'(?=[\s)\]]|$)")
_MOST_SINGLES = 100
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch with its marks. `speech`: clauses of somebody's own; otherwise a fragment. `carries_on`: the last had no end;
    `comma`: it ends with one, as before a tag."""

    span: Span
    speech: bool
    carries_on: bool = False
    comma: bool = False


def found(text: str) -> list[Quotation]:
    """Every quoted stretch, in order. One that is not closed ends with its paragraph, and only counts if the next one opens again."""
    made: list[Quotation] = []
    opened: int | None = None
    carries_on = False
    for mark in _MARK.finditer(text):
        sign, place = mark[0], mark.start()
        if sign[0] == "\n":
            if opened is not None:
                carries_on = _opens(text, mark.end())
                if carries_on:
                    made.append(_made(text, opened, place, carries_on=bool(made) and made[-1].span.end == opened))
                opened = None
            continue
        if opened is None:
            if sign != "»" and _may_open(text, place):
                opened = place
            continue
        if sign == "«" or (sign == '"' and _only_opens(text, place)):
            opened = place
            continue
        if place - opened <= LONGEST:
            made.append(_made(text, opened, place + 1, carries_on=carries_on))
        opened, carries_on = None, False
    made = _beside(made, [_made(text, each.start(), each.end(), carries_on=False) for each in _SPOKEN.finditer(text)])
    singles = [Quotation(Span(*each.span()), speech=False) for each in _SINGLE.finditer(text)]
    return _beside(made, singles) if len(singles) < _MOST_SINGLES else made


def _beside(made: list[Quotation], others: list[Quotation]) -> list[Quotation]:
    """Quotations with those others that touch none of them, in order; both follow each other."""
    starts = [each.span.start for each in made]
    free = []
    for each in others:
        number = bisect_right(starts, each.span.end) - 1
        if number < 0 or made[number].span.end <= each.span.start:
            free.append(each)
    return sorted([*made, *free], key=lambda each: each.span)


def _made(text: str, start: int, end: int, *, carries_on: bool) -> Quotation:
    inner = text[start + 1 : end].strip(' \n"»>*')
    words = _WORDS.findall(inner[:200])
    speech = (bool(_ENDS.search(inner)) and len(words) >= 2) or (len(words) >= 5 and inner[:1].isupper())
    return Quotation(Span(start, end), speech, carries_on, inner.endswith(",") or text[end : end + 1] == ",")


def _opens(text: str, place: int) -> bool:
    """Whether the paragraph that begins here begins with a quotation mark."""
    return text[place : place + 20].lstrip(" \t>*_-")[:1] in ('"', "«")


def _may_open(text: str, place: int) -> bool:
    return place + 1 < len(text) and not text[place + 1].isspace() and (place == 0 or not text[place - 1].isalnum())


def _only_opens(text: str, place: int) -> bool:
    """A mark with a space before it and none behind it cannot close."""
    return place > 0 and (text[place - 1].isspace() or text[place - 1] in "([") and _may_open(text, place)
