"""Quotes as places: an annotation names words of the text, and where they occur more than once, which ones.

`words` stands once in the text, `words @2` is the second occurrence, `words @*` every one. Runs of spaces match any run of spaces.
"""

from __future__ import annotations

import re

from loaders.extraction.proposals import Span

_WHICH = re.compile(r" @(\d{1,6}|\*)$")


def places(text: str, quote: str) -> list[Span]:
    """Where the quote stands in the text. ValueError with the reason if that is nowhere, or in several places without saying which."""
    which = _WHICH.search(quote)
    words = (quote[: which.start()] if which else quote).split()
    if not words:
        raise ValueError("an empty quote stands nowhere")
    found = [Span(*match.span()) for match in _pattern(words).finditer(text)]
    if not found:
        raise ValueError("these words do not stand in the text")
    if which is None:
        if len(found) > 1:
            raise ValueError(f"these words stand in the text {len(found)} times; write @ and a number behind them, or @* for all")
        return found
    if which[1] == "*":
        return found
    number = int(which[1])
    if not 1 <= number <= len(found):
        raise ValueError(f"these words stand in the text {len(found)} times only")
    return [found[number - 1]]


def _pattern(words: list[str]) -> re.Pattern[str]:
    """The words with any spaces between, never beginning or ending within a word."""
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    behind = r"(?!\w)" if words[-1][-1].isalnum() else ""
    return re.compile(before + r"\s+".join(map(re.escape, words)) + behind)
