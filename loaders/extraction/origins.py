"""Where what is told comes from: "she has it from Y", "the paper refers to Y", "the claim surfaced on Y", "the claim was made by Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.acts import Act, span_of
from loaders.extraction.cues import Cues, Frame
from loaders.extraction.documents import Documents
from loaders.extraction.media import Media
from loaders.extraction.subjects import Subjects
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token


class Origins:
    """Acts told by a verb whose subject is not who says it first, but a claim or whoever had it from somebody."""

    def __init__(self, voices: Voices, cues: Cues, subjects: Subjects, media: Media, documents: Documents) -> None:
        self._voices, self._cues, self._subjects, self._media, self._documents = voices, cues, subjects, media, documents

    def of(self, verb: Token, frame: Frame) -> Act | None:
        """The act of an active verb by what its frame needs."""
        if frame.needs == "from":
            return self._derived(verb)
        return self._referring(verb) if frame.needs == "through" else self._surfacing(verb)

    def made(self, verb: Token, agent: Token | None, about: Token | None) -> Act | None:
        """ "The claim was made by X in a debate on Y"."""
        if agent is None or about is None or about.lemma_ not in self._cues.nouns or not self._voices.is_speaker(agent):
            return None
        names = self._voices.of(agent)[:1]
        if not names:
            return None
        outlets = (self._media.outlet(t) for t in verb.subtree if t.dep_ == "pobj" and t.i > agent.i)
        before = next((outlet for outlet in outlets if outlet), "")
        chain = (*((before,) if before and before != names[0] else ()), names[0])
        hedge = self._cues.nouns[about.lemma_]
        return Act(verb.idx, span_of(verb), span_of(verb), (chain,), hedge if hedge in ("alleged", "rumoured", "believed") else "none")

    def _surfacing(self, verb: Token) -> Act | None:
        """ "The claim first surfaced on X", "the story came from Y", "it goes back to a memoir by Y"."""
        subject = self._subjects.of(verb)
        told = subject is not None and (subject.lemma_ in self._cues.nouns or subject.lemma_ in self._cues.words("documents"))
        if subject is None or not told:
            return None
        coming = verb.lemma_ in self._cues.words("coming", "verbs")
        for child in verb.subtree:
            if not coming and child.dep_ == "pobj" and child.i > verb.i and (outlet := self._media.outlet(child)):
                return Act(verb.idx, span_of(verb), span_of(verb), ((outlet,),))
        for prep in (
            c
            for c in verb.children
            if c.dep_ == "prep" and c.i > verb.i and c.lower_ in self._cues.words("coming", "prepositions" if coming else "places")
        ):
            source = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if source is None:
                continue
            if not coming and not self._voices.heads_document(source.text):
                continue
            source = self._media.owner(source)
            if self._voices.is_teller(source) or (
                (named := self._voices.named(source)) is not None and named.kind not in ("place", "event")
            ):
                names = self._voices.of(source)[:1]
                return Act(verb.idx, span_of(verb), span_of(verb), ((names[0],),)) if names else None
        return None

    def _referring(self, verb: Token) -> Act | None:
        """ "The portal referred to one person", "the paper based its report on Y": an outlet or document that names its source."""
        subject = self._subjects.of(verb)
        around = (verb, *(c for c in verb.children if c.dep_ == "dobj"))
        prep = next(
            (
                c
                for each in around
                for c in each.children
                if c.dep_ in ("prep", "dative") and c.lower_ in self._cues.words("citing", "through")
            ),
            None,
        )
        source = next((c for c in prep.children if c.dep_ == "pobj"), None) if prep is not None else None
        if subject is None or source is None or not self._documents.is_record(subject):
            return None
        outer, inner = self._voices.of(subject), self._voices.of(source)
        return Act(verb.idx, span_of(verb), span_of(verb), ((outer[0], inner[0]),)) if outer and inner else None

    def _derived(self, verb: Token) -> Act | None:
        """ "She has it from Y", "it took that from Y"."""
        subject = self._subjects.of(verb)
        thing = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in self._cues.words("derived", "objects")), None)
        prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in self._cues.words("derived", "prepositions")), None)
        source = next((c for c in prep.children if c.dep_ == "pobj"), None) if prep is not None else None
        if subject is None or thing is None or source is None:
            return None
        outer, inner = self._voices.of(subject), self._voices.of(source)
        if not inner or (not outer and not self._voices.is_own(subject)):
            return None
        chain = (*outer[:1], inner[0], *(name for name in self._media.behind(verb, source) if name != inner[0]))
        return Act(verb.idx, span_of(verb), span_of(verb), (chain,))
