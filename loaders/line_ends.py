"""A text whose lines end by CR LF or CR, understood as if by line feeds: what is found in it has its places in the text as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from loaders.extraction.proposals import Dated, Happening, Named, Proposals, Reference, Relation, Saying, Span

Placed = TypeVar("Placed", Happening, Relation, Saying, Reference, Dated)
_END = re.compile("\r\n?")


def understood(text: str, extract: Callable[[str], Proposals]) -> Proposals:
    """What is found in a text with its lines ended by line feeds alone, as when it is loaded, at the places of the text itself."""
    if "\r" not in text:
        return extract(text)
    return _Moved(text).proposals(extract(_END.sub("\n", text)))


class _Moved:
    """The places of a text by those of the same text with shorter ends of lines."""

    def __init__(self, text: str) -> None:
        pairs = (found.start() for found in re.finditer("\r\n", text))
        self._shorter = [start - number for number, start in enumerate(pairs)]

    def proposals(self, found: Proposals) -> Proposals:
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
        return Span(self._place(span.start), self._place(span.end - 1) + 1)

    def _place(self, at: int) -> int:
        return at + bisect_right(self._shorter, at)
