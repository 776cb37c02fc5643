"""Words of an answer found again in the text: exact places, whatever the spaces between words; what is not there is not believed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.page import plain
from loaders.extraction.proposals import Span

_MOST = 200
"""Places of one name that are looked for."""


class Ground:
    """A text in which quotes are looked for: quotes, dashes and spaces count in any form, a name as whole words alone."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = plain(text)

    def quote(self, words: str, within: Span) -> Span | None:
        """Where a quote stands within a part of the text; None if it does not."""
        return next(self._places(words, within, whole=False), None)

    def names(self, name: str) -> list[Span]:
        """Every place at which a name stands as whole words, 200 at most."""
        whole = Span(0, len(self.text)) if self.text else None
        found = [] if whole is None else self._places(name, whole, whole=True)
        return [span for span, _ in zip(found, range(_MOST), strict=False)]

    def words(self, span: Span) -> str:
        """The text's own words at a place, on one line."""
        return " ".join(self.text[span.start : span.end].split())

    def _places(self, words: str, within: Span, *, whole: bool) -> Iterator[Span]:
        parts = plain(words).split()
        if not parts or not any(c.isalnum() for c in words):
            return
        pattern = r"\s{1,20}".join(map(re.escape, parts))
        if whole:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        for found in re.compile(pattern).finditer(self._plain, within.start, within.end):
            yield Span(*found.span())
