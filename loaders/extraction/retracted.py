"""What a page takes back by how it is headed: "RETRACTED: X paid Y" denies that, and what stands below such a heading is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.extraction.frames import Lexicon
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span

_LABEL = re.compile(r"[\s#*_>\[(]{0,8}(\w{4,20}(?: \w{2,12}){0,2})[\])*_]{0,3}(?::| --?)[*_]{0,3}\s")
_ALONE = re.compile(r"[\s#*_>\[(]{0,8}(\w{4,20})[\])*_:.]{0,4}\s*(?:\n|$)")
_WORDS = re.compile(r"[^\W\d_]+")
_LINE = 120
_BEFORE = 200


class Retracted:
    """Asked of the sentences of a page."""

    def __init__(self, page: Page, spans: Sequence[Span], lexicon: Lexicon) -> None:
        self._text, self._lists = page.text, lexicon.lists
        self._headed = bool(spans) and self._is(page.text[: _LINE * 2])
        words = _WORDS.findall(page.text.lstrip().partition("\n")[0][:_LINE].casefold())
        self.column = bool(words) and all(word in self._lists["correcting"] or word in self._lists["and"] for word in words)

    def stance(self, sentence: Span) -> str:
        """How a sentence's assertions count: "denies" behind a label that takes them back, "doubts" below a heading that does; or empty."""
        if self._is(self._text[sentence.start : sentence.start + _LINE]):
            return "denies"
        return "doubts" if self._headed else ""

    def corrects(self, place: int) -> bool:
        """Whether a line alone above the paragraph of a place tells that it is a correction, or one above the page that all of it is."""
        if self.column:
            return True
        start = self._text.rfind("\n\n", max(0, place - _LINE * 10), place)
        above = self._text[max(0, start - _BEFORE) : start].rstrip() if start > 0 else ""
        found = _ALONE.fullmatch(above[above.rfind("\n") + 1 :])
        return found is not None and found[1].casefold() in self._lists["correcting"]

    def _is(self, words: str) -> bool:
        found = _LABEL.match(words) or _ALONE.match(words)
        return found is not None and found[1].casefold() in self._lists["taken_back"]
