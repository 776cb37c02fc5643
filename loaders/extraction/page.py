"""The text that is read, as every step of the extraction sees it: normalised one character for one, with sentences and, if there, trees."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from loaders.extraction.proposals import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ALIKE = (
    *((quote, "'") for quote in "’‘"),
    *((quote, '"') for quote in "“”„"),
    *((dash, "-") for dash in "–—\u2011\u2010"),
    ("\u00a0", " "),
)


def plain(text: str) -> str:
    """Quotes, dashes and spaces in one form each; one character stays one character, so that offsets hold."""
    for sign, form in () if text.isascii() else _ALIKE:
        text = text.replace(sign, form)
    return text


@dataclass(frozen=True)
class Page:
    """`text` is plain; `doc` holds the trees of the model, None without one; `quoted` are block quotes, another voice's words."""

    text: str
    sentences: tuple[Span, ...]
    doc: Doc | None = None
    published: date | None = None
    publisher: str = ""
    quoted: tuple[Span, ...] = ()

    def sentence_at(self, place: int) -> Span | None:
        """The sentence that a character stands in."""
        number = bisect_right(self.sentences, place, key=lambda span: span.start) - 1
        return self.sentences[number] if number >= 0 and place < self.sentences[number].end else None
