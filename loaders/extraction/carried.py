"""Sentences without a tag that go on with the voice before them: "The file had been lost.", "He did not see a tin."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

    from loaders.extraction.utterances import Utterance


class Carried:
    def __init__(self, page: Page, voices: Voices, cues: Cues) -> None:
        self._page, self._voices, self._cues = page, voices, cues

    def carry(self, read: Utterance, before: list[Utterance]) -> None:
        """Backshift goes on with the last voice of the paragraph: "The file had been lost."; before a court so does a plain past of that
        voice, and elsewhere a denial in the past perfect: "He did not see a tin.", "He had never met her"."""
        if read.acts or read.base or read.quotes:
            return
        if witness := self._testifying(read):
            read.base, read.carried = (witness,), True
            return
        if not before or not self._still_near(before):
            return
        if "\n\n" in self._page.text[before[-1].span.end : read.span.start] or self._page.text[read.span.end - 1] == "?":
            return
        last = next(each for each in reversed(before) if each.acts)
        act = max(last.acts, key=lambda each: each.span.end - each.span.start)
        root = next((t for t in read.tokens if t.dep_ == "ROOT"), None)
        subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None) if root is not None else None
        if root is None or subject is None or not act.chains[0] or act.stance == "asks" or (last.base and not last.carried):
            return
        told = next((t for t in last.tokens if t.idx == act.cue), None)
        if told is not None and self._goes_on(root, subject, told, act.chains[0][-1]):
            read.base, read.carried = act.chains[0], True

    def _testifying(self, read: Utterance) -> str:
        """The witness whose label is the subject of a sentence of a judgment: "PW7 identified him from a photograph."."""
        root = next((t for t in read.tokens if t.dep_ == "ROOT"), None)
        subject = next((c for c in root.children if c.dep_ == "nsubj"), None) if root is not None and root.tag_ == "VBD" else None
        if subject is None or not self._is_witness(subject.text) or root is None or root.lemma_ == self._cues.listed("predicating")[0]:
            return ""
        return next(iter(self._voices.of(subject)), "")

    def _is_witness(self, words: str) -> bool:
        letters = words.rstrip("0123456789").replace(".", "").rstrip("- ")
        return letters != words and letters in self._cues.words("witness_letters")

    def _still_near(self, before: list[Utterance]) -> bool:
        """Whether the sentence before is told by a voice, or the one before that in its paragraph, with nothing else said between."""
        last = before[-1]
        if last.acts or last.carried or len(before) == 1 or last.base or last.quotes:
            return bool(last.acts or last.carried)
        near = "\n\n" not in self._page.text[before[-2].span.end : last.span.start]
        return near and bool(before[-2].acts or before[-2].carried)

    def _goes_on(self, root: Token, subject: Token, told: Token, voice: str) -> bool:
        """Whether a sentence with this verb and subject still tells what the voice told with its own verb."""
        backshift = self._cues.words("negations", "pluperfect")
        perfect = root.tag_ == "VBN" and any(c.dep_ == "aux" and c.tag_ != "MD" and c.lower_ in backshift for c in root.children)
        sworn = any(t.lower_ in self._cues.words("telling", "sworn") for t in told.sent)
        heard = (
            (sworn and told.tag_ == "VBD")
            or self._is_witness(voice)
            or told.lemma_ in self._cues.words("telling", "verbs")
            or any(c.dep_ in ("dobj", "dative") and c.lemma_ in self._cues.words("telling", "hearers") for c in told.children)
        )
        rumour = self._cues.nouns.get(subject.lemma_) == "rumoured"
        if rumour or any(c.lower_ in self._cues.words("background") for c in root.children):
            return False
        if perfect and told.tag_ == "VBD" and self._voices.kind(voice) in ("person", ""):
            return True
        form = next((form for form in ("masculine", "feminine") if subject.lower_ in self._cues.words("pronouns", form)), "")
        if not form or not (perfect or (heard and self._is_past(root))) or self._voices.kind(voice) not in ("person", ""):
            return False
        return not self._voices.kind(voice) or self._voices.meant(form, subject.idx) == voice

    @staticmethod
    def _is_past(root: Token) -> bool:
        verbs = [root, *(c for c in root.children if c.dep_ in ("aux", "auxpass"))]
        return min(verbs, key=lambda each: each.i).tag_ == "VBD"
