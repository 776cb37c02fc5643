"""Patterns of words and phrases, as lists have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words or phrases, as whole words, in any case; spaces match one run of white space, at most three characters."""
    longest = sorted(words, key=len, reverse=True)
    alternatives = "|".join(r"\s{1,3}".join(map(re.escape, each.split())) for each in longest)
    return re.compile(rf"(?<![\w']){first_letters(longest)}(?:{alternatives})(?!\w)", re.IGNORECASE)


def first_letters(words: Sequence[str]) -> str:
    """What stands before a pattern of any of these words: one of their first letters. In any case, words are tried one after the other."""
    return f"(?=[{''.join(sorted({re.escape(word.strip()[0]) for word in words}))}])" if words and all(map(str.strip, words)) else ""
