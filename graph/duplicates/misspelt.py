"""A long family name in two spellings that are one letter apart, beside the same given names: worth a look, and never more than possible.

A given name that is one letter apart is another person's more often than not, so names that may end in one (Chinese ones, which begin with
the family) are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from rapidfuzz.distance import OSA

from graph.duplicates.names import Name, surnames

LONG, LONGEST = 7, 40
"""Letters of a family name: from so many on one of them is a slip rather than another name, and so many at most are a name."""
_FAMILY_FIRST = re.compile(r"^[^\s,]{1,60},")


def parted(name: Name) -> tuple[str, str] | None:
    """Given names and a long family name; None where a name has no such two, or where the family may come first."""
    if not name.latin or name.initials or name.weak or len(name.words) < 2:
        return None
    first = bool(_FAMILY_FIRST.match(name.text))
    family, given = (name.words[0], name.words[1:]) if first else (name.words[-1], name.words[:-1])
    return (" ".join(given), family) if LONG <= len(family) <= LONGEST and not _reads_as_chinese(name.words) else None


def misspelt(one: Name, other: Name) -> tuple[str, str] | None:
    """The two spellings of a family name, where no more than a letter of it tells two names apart."""
    parts = parted(one), parted(other)
    if parts[0] is None or parts[1] is None or parts[0][0] != parts[1][0]:
        return None
    families = parts[0][1], parts[1][1]
    return families if families[0] != families[1] and near(*families) else None


def near(one: str, other: str) -> bool:
    """Whether one letter was changed, left out or swapped with the next."""
    return OSA.distance(one, other, score_cutoff=1) <= 1


def near_families(held: Iterable[tuple[int, str]], most: int) -> Iterator[tuple[int, int]]:
    """Those of the same given names whose families are a letter apart: only what is equal without one letter is compared.

    `most` of one family are paired.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, family in held:
        if len(numbers[family]) < most:
            numbers[family].append(number)
    without: dict[str, list[str]] = defaultdict(list)
    for family in numbers:
        for piece in {family, *(family[:at] + family[at + 1 :] for at in range(len(family)))}:
            for other in without[piece][:most]:
                if near(family, other):
                    yield from ((a, b) for a in numbers[other] for b in numbers[family])
            without[piece].append(family)


def _reads_as_chinese(words: tuple[str, ...]) -> bool:
    """Whether a name is a family of one syllable and a given name of two, as they are read."""
    return len(words) == 2 and bool(_syllables(1).fullmatch(words[0]) and _syllables(2).fullmatch(words[1]))


@cache
def _syllables(number: int) -> re.Pattern[str]:
    parts = surnames()["syllable"]
    begin, end = ("|".join(sorted(parts[name], key=len, reverse=True)) for name in ("begins", "ends"))
    return re.compile(rf"(?:(?:{begin})?(?:{end})){{{number}}}")
