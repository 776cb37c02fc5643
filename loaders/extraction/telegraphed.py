"""Verbs of saying whose subject is left out, as in cables and notes: "Denies paying anybody.", "X doubts it: thinks …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.acts import Act, Chain
from loaders.extraction.cues import Cues, Frame
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from loaders.extraction.utterances import Utterance

_FINITE = ("VBZ", "VBD", "MD")
_TOLD = ("ccomp", "xcomp", "dobj")
_NEEDS = ("clause", "object")


class Telegraphed:
    def __init__(self, page: Page, voices: Voices, cues: Cues) -> None:
        self._page, self._voices, self._cues = page, voices, cues

    def add(self, read: Utterance, before: Sequence[Utterance]) -> None:
        """Lay what such a verb tells on whoever speaks or is met in the sentence before, or tells what stands before its colon."""
        if read.settled or read.quotes:
            return
        words = [t for t in read.tokens if not t.is_space]
        colon = next((n for n, t in enumerate(words) if t.text == ":" and n), None)
        if colon is not None and (act := self._behind(words[colon + 1 :], self._teller(read, words[:colon]))) is not None:
            read.acts = [*(each for each in read.acts if each.cue < words[colon].idx), act]
        elif not read.acts and (act := self._behind(words, self._last(read, before))) is not None:
            read.acts = [act]

    def _behind(self, words: Sequence[Token], voice: Chain) -> Act | None:
        """The act of a stretch that such a verb opens."""
        found = self._verb(words) if voice else None
        if found is None:
            return None
        verb, frame = found
        told = Span(words[0].idx, words[-1].idx + len(words[-1]))
        return Act(verb.idx, told, told, (voice,), frame.hedge, frame.stance)

    def _verb(self, words: Sequence[Token]) -> tuple[Token, Frame] | None:
        if len(words) < 2 or not words[0].is_alpha:
            return None
        helped = words[0].lower_ in self._cues.words("negations", "perfect") and words[1].tag_ == "VBN"
        verb = words[1] if helped else words[0]
        frame = next((each for each in self._cues.verbs.get(verb.lemma_, ()) if each.needs in _NEEDS and each.stance != "asks"), None)
        if frame is None or any(c.dep_ in ("nsubj", "nsubjpass", "auxpass") and c.i < verb.i for c in verb.children):
            return None
        following = {c.dep_ for c in verb.children if c.i > verb.i}
        finite = helped or verb.tag_ == "VBZ" or (verb.tag_ == "VBD" and verb.dep_ in ("ROOT", "ccomp", "conj"))
        if finite and (following & set(_TOLD) or verb.dep_ == "nsubj"):
            return verb, frame
        return (verb, frame) if self._is_misread(verb, words) else None

    @staticmethod
    def _is_misread(verb: Token, words: Sequence[Token]) -> bool:
        """Whether what is tagged as a noun before a clause is a verb: "Claims rival firm planted the story."."""
        beside = verb.tag_ == "NNS" and verb.dep_ == "compound" and words[1].tag_[:1] not in ("I", ",")
        return beside and any(t.tag_ in _FINITE for t in words[2:])

    def _teller(self, read: Utterance, words: Sequence[Token]) -> Chain:
        """Who tells what stands before a colon."""
        colon = words[-1].idx
        acts = [each for each in read.acts if each.cue <= colon and each.chains[0]]
        return acts[-1].chains[0] if acts else ()

    def _last(self, read: Utterance, before: Sequence[Utterance]) -> Chain:
        """Who speaks in the sentence before, of the same paragraph; else the one person who is named in it."""
        if not before or "\n\n" in self._page.text[before[-1].span.end : read.span.start]:
            return ()
        last = before[-1]
        if last.acts:
            return last.acts[-1].chains[0]
        named = [each for _, each in self._voices.within(last.span.start, last.span.end)]
        people = {each.name for each in named if each.kind == "person"}
        return tuple(people) if len(people) == 1 else last.base
