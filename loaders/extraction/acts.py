"""An act of saying: somebody tells, denies, believes or asks something. What `speech` finds over trees and `plain_acts` without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.extraction.proposals import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the cue's place, the stretch to be laid to the voices, and the part of it that is told.

    `chains` has one for each voice of a coordination.

    `whole` takes in the voice's own phrase, where the span leaves it out because the writer tells something in it.

    `head` is the place of the content's own verb, where another act may stand; -1 without one.
    """

    cue: int
    span: Span
    told: Span
    chains: tuple[Chain, ...]
    hedge: str = "none"
    stance: str = "asserts"
    head: int = -1
    whole: Span | None = None


def span_of(head: Token) -> Span:
    """The characters of a word with everything that hangs on it."""
    return Span(head.left_edge.idx, end_of(head.right_edge))


def end_of(token: Token) -> int:
    """The place behind a word."""
    return int(token.idx + len(token))
