"""A text whose lines end by CR LF or CR, whose accents are signs of their own, or that has signs which nobody sees, understood as if by
line feeds, with letters that have their accent, and without those: what is found in it has its places in the text as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar
from unicodedata import is_normalized, normalize

from loaders.extraction.proposals import Dated, Happening, Named, Proposals, Reference, Relation, Saying, Span

Placed = TypeVar("Placed", Happening, Relation, Saying, Reference, Dated)
Extract = Callable[[str, Sequence[Span]], Proposals]
_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Where a word may be cut, what has no width, and which way a text runs: within a name they part it."""
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_OTHERWISE = re.compile(f"\r\n?|[{_UNSEEN}]{{1,50}}|[^\u0300-\u036f\r\n][\u0300-\u036f]{{1,8}}")


def understood(text: str, extract: Extract, quoted: Sequence[Span] = ()) -> Proposals:
    """What is found in a text, and at which places of it. `quoted` are places of the text too, which `extract` is given as it sees them."""
    if "\r" not in text and is_normalized("NFC", text) and _HIDDEN.search(text) is None:
        return extract(text, quoted)
    form = _Form(text)
    if not form.text:
        return Proposals()
    return form.back(extract(form.text, [form.there(span) for span in quoted]))


class _Form:
    """A text in the one form, with its places beside those of the text as it is."""

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        at, length = 0, 0
        here, there, less = [0], [0], [0]
        for found in _OTHERWISE.finditer(text):
            made = "\n" if found[0][0] == "\r" else "" if _HIDDEN.match(found[0]) else normalize("NFC", found[0])
            parts += text[at : found.start()], made
            length += found.start() - at + len(made)
            at = found.end()
            if len(made) < len(found[0]):
                here.append(length)
                there.append(at)
                less.append(len(found[0]) - len(made))
        self.text = "".join([*parts, text[at:]])
        self._here, self._there, self._less = here, there, list(accumulate(less))

    def there(self, span: Span) -> Span:
        """A place of the text as it is in the one form."""
        start, end = (at - self._less[bisect_right(self._there, at) - 1] for at in (span.start, span.end))
        start = min(start, len(self.text) - 1)
        return Span(start, max(end, start + 1))

    def back(self, found: Proposals) -> Proposals:
        """With the places of the text as it is."""
        return Proposals(
            [self._named(each) for each in found.entities],
            [self._placed(each) for each in found.events],
            [self._placed(each) for each in found.relations],
            [replace(self._placed(each), told=each.told and self._span(each.told)) for each in found.attributions],
            [self._placed(each) for each in found.citations],
            [self._placed(each) for each in found.dates],
        )

    def _named(self, each: Named) -> Named:
        return replace(each, mentions=[self._span(span) for span in each.mentions])

    def _placed(self, each: Placed) -> Placed:
        return replace(each, span=self._span(each.span))

    def _span(self, span: Span) -> Span:
        return Span(self._place(span.start), self._place(span.end))

    def _place(self, at: int) -> int:
        return at + self._less[bisect_right(self._here, at) - 1]
