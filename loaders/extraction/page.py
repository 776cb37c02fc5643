"""The text that is read, as every step of the extraction sees it: normalised one character for one, with sentences and, if there, trees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from loaders.extraction.proposals import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-", "\u2010": "-"})


def plain(text: str) -> str:
    """Quotes, dashes and spaces in one form each; one character stays one character, so that offsets hold."""
    return text.translate(_ALIKE)


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
        return next((span for span in self.sentences if span.start <= place < span.end), None)
