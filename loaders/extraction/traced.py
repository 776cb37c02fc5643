"""From whom somebody has it whom the sentence before lets tell it: "X told me so. He had it from his director, Y." adds Y to the chain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from loaders.extraction.acts import Act
    from loaders.extraction.utterances import Utterance

_TWO = 2


class Traced:
    def __init__(self, page: Page, cues: Cues) -> None:
        self._page, self._cues = page, cues

    def lay(self, read: Utterance, before: Sequence[Utterance]) -> None:
        """Add who a sentence says somebody has it from to the chain of what that one tells in the sentence before; where the sentence
        stands in somebody's words, they tell so."""
        found = next((act for act in read.acts if self._traces(act, read.tokens)), None)
        if found is None or not before or "\n\n" in self._page.text[before[-1].span.end : read.span.start]:
            return
        teller, origin = found.chains[0]
        last = before[-1]
        told = next((act for act in reversed(last.acts) if any(chain[-1:] == (teller,) for chain in act.chains)), None)
        if told is None:
            return
        chains = tuple((*chain, origin) if chain[-1:] == (teller,) else chain for chain in told.chains)
        last.acts = [replace(act, chains=chains) if act is told else act for act in last.acts]
        if read.base:
            read.acts = [act for act in read.acts if act is not found]

    def _traces(self, act: Act, tokens: Sequence[Token]) -> bool:
        """Whether an act of two voices tells nothing but "it", "this" or "that"."""
        if len(act.chains) != 1 or len(act.chains[0]) != _TWO:
            return False
        verb = next((t for t in tokens if t.idx == act.cue), None)
        things = self._cues.words("traced")
        return verb is not None and any(c.dep_ == "dobj" and c.lower_ in things for c in verb.children)
