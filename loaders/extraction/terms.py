"""Bodies told without a name: by a term that the text brings for them ("the Company"), by a subject ("the oil ministry")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph.model import fold
from loaders.extraction.headings import Candidate
from loaders.extraction.proposals import BODIES
from loaders.extraction.same import Group
from loaders.extraction.shapes import Word
from loaders.extraction.small_words import one_of
from loaders.extraction.vocabulary import Vocabulary

_WORD = r"[A-Z][\w'&-]{1,30}"
_TERM = re.compile(rf"\((?:[a-z][a-z ,]{{0,40}} )?\"?(?:{one_of('any_the')} )?\"?({_WORD}(?: {_WORD}){{0,2}})\"\)")
_BACK = 160
_END = re.compile(r"[.!?]\s+[A-Z]|\n\s*\n")
_MOST = 50
"""Of so many terms at most the places are looked for."""


def named_by_subject(text: str, words: Vocabulary) -> Iterator[Candidate]:
    """Ministries in small letters, behind an article or a possessive: "the oil ministry", "Peru's ministry of health"."""
    if not any(head in text for head in words["ministries"]):
        return
    for found in _subjects(words).finditer(text):
        start, end = found.span(1)
        low = " ".join(found[1].casefold().split())
        yield Candidate(start, end, [Word(start, end, found[1], low)], low, opens=start, small="agency", tail=low)


@lru_cache(maxsize=8)
def _subjects(words: Vocabulary) -> re.Pattern[str]:
    def any_of(*names: str) -> str:
        members = {word for name in names for word in words[name]} - {"'s"}
        return "|".join(re.escape(word) for word in sorted(members, key=lambda word: (-len(word), word)))

    subject = rf"(?:{any_of('ministry_subjects', 'small_modifiers')})(?![\w-])"
    several = rf"{subject}(?:,? (?:and )?{subject}){{0,3}}"
    head, refused = any_of("ministries"), any_of("small_refused")
    before = any_of("before_heads")
    named = rf"{several} (?:{head})|(?:{head}) (?:of|for) {several}"
    return re.compile(rf"(?:(?<!\w)(?i:{before})|'s|s') ({named})(?![\w-])(?! (?:{refused})\b)")


def terms(text: str, groups: Sequence[Group]) -> Iterator[tuple[Group, str, int]]:
    """Each body that a text gives a term in brackets, with the term and where that ends: `Velora Ltd ("the Company")`."""
    found_at = list(_TERM.finditer(text))
    if not found_at:
        return
    ends = sorted(((each.end, group) for group in groups if group.kind in BODIES for each in group.mentions), key=lambda end: end[0])
    brought: set[str] = set()
    for found in found_at:
        if found[1] in brought or len(brought) == _MOST:
            continue
        brought.add(found[1])
        place = bisect_right(ends, found.start(), key=lambda end: end[0]) - 1
        if place >= 0 and ends[place][0] > found.start() - _BACK and _END.search(text, ends[place][0], found.start()) is None:
            yield ends[place][1], found[1], found.end(1)


def called(text: str, term: str, start: int, words: Vocabulary) -> Iterator[Candidate]:
    """Where a text uses a term of its own behind an article, from a place on; the place of the term itself first."""
    key = fold(term)
    articles = "|".join(map(re.escape, sorted(words["before_heads"] - {"'s"})))
    first = start - len(term)
    for found in re.finditer(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text[first:]):
        at, end = first + found.start(), first + found.end()
        if at == first or re.search(rf"(?:(?<!\w)(?:{articles})|'s)\s$", text[max(0, at - 12) : at], re.IGNORECASE):
            yield Candidate(at, end, [Word(at, end, term, key)], key, opens=at)
