"""Numbers that a name begins with: "Two Palms Trading", "the 1st Armoured Brigade", "60 Minutes"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from loaders.extraction.shapes import Word
from loaders.extraction.small_words import among, one_of
from loaders.extraction.vocabulary import Vocabulary

_ORDINAL = re.compile(rf"(?<![\w.,/-])\d{{1,3}}{one_of('ordinals')} $")
_FIGURES = re.compile(r"(?<![\w.,/-])\d{1,4} $")
_ENDINGS = tuple(f"{ending} " for ending in among("ordinals"))
_REACH = 7
_MOST = 6


def ranked(found: Iterable[list[Word]], text: str, lists: Vocabulary) -> Iterator[list[Word]]:
    """The runs, each with the number of a unit that stands before it: "the 7th Fleet", "14th Territorial Brigade"."""
    for run in found:
        start = run[0].start
        number = _ORDINAL.search(text, max(0, start - _REACH), start) if text.endswith(_ENDINGS, 0, start) else None
        ranks = number is not None and any(word.low in lists["units"] for word in run[:_MOST])
        if not ranks and text[max(0, start - 2) : start - 1].isdecimal():
            number = _FIGURES.search(text, max(0, start - _REACH), start)
            ranks = number is not None and f"{number[0]}{run[0].low}" in lists.known.names
        if number is not None and ranks:
            written = number[0].rstrip()
            run = [Word(number.start(), start - 1, written, written, ""), Word(start, run[0].end, run[0].text, run[0].low, " "), *run[1:]]
        yield run


def counts(word: Word, rest: Sequence[Word], begins: bool, lists: Vocabulary) -> bool:
    """Whether a number counts what a name is made of, in the plural: "Seven Seas Shipping"; at the beginning of a sentence only if a
    body's name goes on behind it."""
    if word.low not in lists["numbers"] or not word.text.istitle() or not rest or rest[0].gap != " ":
        return False
    counted = rest[0].low
    if not counted.endswith(tuple(lists["plurals"])) or counted in lists["demonyms"] or not rest[0].text.istitle():
        return False
    if not begins:
        return True
    return any(each.low in lists["organisation_heads"] for each in rest[1:3])
