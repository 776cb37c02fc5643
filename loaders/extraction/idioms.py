"""Acts of saying told by a verb with certain words behind it: "pleaded not guilty", "brushed aside the claim", "spoke of \"a plot\""."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.extraction.acts import Act
from loaders.extraction.cues import Cues, Frame, Idiom
from loaders.extraction.polarity import Polarity
from loaders.extraction.proposals import BODIES
from loaders.extraction.quotations import Quotation
from loaders.extraction.subjects import Subjects
from loaders.extraction.verbs import Verbs
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 4
_FAR = 12
_MOST = 40


class Idioms:
    """Finds such acts; what has no subject that can speak is none."""

    def __init__(self, voices: Voices, cues: Cues, subjects: Subjects, verbs: Verbs) -> None:
        self._voices, self._cues, self._subjects, self._verbs = voices, cues, subjects, verbs
        self._polarity = Polarity(cues)

    def of(self, verb: Token, quotes: Sequence[Quotation]) -> Act | None:
        """The act of a verb that has idioms; None where none of them stands there."""
        if self._polarity.is_refused(verb) or self._polarity.is_negated(verb):
            return None
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
            return None
        behind = verb.doc[verb.i + 1 : verb.i + 1 + _FAR].text
        for idiom in self._cues.idioms[verb.lemma_]:
            found = idiom.words.search(behind)
            if found is not None and found.start() and idiom.needs == "next":
                continue
            if found is None or len(behind[: found.start()].split()) >= (_FAR if idiom.needs == "number" else _NEAR):
                continue
            has = self._has(verb, idiom, quotes)
            if has or idiom.needs != "thing":  # "stands by it": another one may need no thing
                return self._act(verb, idiom, quotes) if has else None
        return None

    def _has(self, verb: Token, idiom: Idiom, quotes: Sequence[Quotation]) -> bool:
        """Whether what the idiom needs stands behind the verb."""
        if idiom.needs == "quote":
            return any(verb.idx < each.span.start <= verb.idx + _MOST for each in quotes)
        if idiom.needs == "clause":
            return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in verb.subtree if t.i > verb.i + 1)
        if idiom.needs == "told":
            rumoured = (subject := self._subjects.of(verb)) is not None and self._cues.nouns.get(subject.lower_) == "rumoured"
            return not rumoured and any(t.dep_ == "ccomp" for t in verb.children)
        if idiom.needs == "outlet":
            return self._is_relaying(verb) and any(t.dep_ == "dobj" for t in verb.children)
        if idiom.needs == "moved":
            return self._is_relaying(verb) and any(t.dep_ == "ccomp" and t.tag_ in ("VBG", "VBN") for t in verb.children)
        if idiom.needs == "plural":
            return (subject := self._subjects.of(verb)) is not None and subject.tag_ == "NNS"
        if idiom.needs == "voiced":
            return (subject := self._subjects.of(verb)) is not None and subject.lower_ in self._cues.voice_hedges
        if idiom.needs == "asked":
            return self._is_asking(verb)
        held = [t for t in verb.subtree if t.i > verb.i]
        if idiom.needs == "number":
            figures = [t for c in verb.children if c.dep_ == "prep" and c.i > verb.i for t in c.subtree]
            return any(t.tag_ == "CD" for t in figures) or any(t.lower_ in self._cues.words("number_words") for t in held)
        if idiom.needs == "thing":
            told = self._cues.nouns.keys() | self._cues.words("documents")
            quoted = any(verb.idx < each.span.start <= verb.idx + _MOST for each in quotes)
            return quoted or any(t.lemma_ in told or t.tag_ == "VBG" for t in held)
        return True

    def _is_asking(self, verb: Token) -> bool:
        """Whether a body is to do something: "called on the government to publish"; nobody asks who calls on a widow to say goodbye."""
        bodies = {word for words in self._cues.mapping("kinds").values() for word in words}
        asked = next((d for c in verb.children if c.dep_ == "prep" for d in c.children if d.dep_ == "pobj"), None)
        named = self._voices.named(asked) if asked is not None else None
        body = asked is not None and (asked.lower_ in bodies or (named is not None and named.kind in BODIES))
        return (
            body
            and verb.tag_ == "VBD"
            and any(t.tag_ == "VB" and any(c.tag_ == "TO" for c in t.children) for t in verb.subtree if t.i > verb.i)
        )

    def _is_relaying(self, verb: Token) -> bool:
        """Whether the subject is an outlet or a document."""
        subject = self._subjects.of(verb)
        named = self._voices.named(subject) if subject is not None else None
        if subject is None or named is not None:
            return named is not None and named.kind == "outlet"
        return self._voices.heads_document(self._voices.words(subject)) if subject.pos_ == "NOUN" else False

    def _act(self, verb: Token, idiom: Idiom, quotes: Sequence[Quotation]) -> Act | None:
        subject = self._subjects.of(verb)
        if subject is None or subject.lower_ in self._cues.words("pronouns", "nobody"):
            return None
        chains = self._verbs.chains(subject, verb, Frame("clause"))
        if chains is None or not self._may_speak(subject):
            return None
        hedge = self._cues.voice_hedges.get(subject.lower_, "none") if idiom.hedge == "none" else idiom.hedge
        told = next((each.span for each in quotes if each.span.start > verb.idx), None) if idiom.needs == "quote" else None
        clause = next((t for t in verb.subtree if t.dep_ in ("ccomp", "acl") and t.i > verb.i), None) if idiom.needs == "clause" else None
        return self._verbs.act(verb, subject, told or clause or verb, chains, hedge, idiom.stance)

    def _may_speak(self, subject: Token) -> bool:
        """Whether a subject is somebody or something that tells: not "the coat", "the sea"."""
        named = self._voices.named(subject)
        if named is not None:
            return named.kind != "place"
        return subject.pos_ in ("PRON", "PROPN", "NUM") or subject.tag_ == "NNS" or self._voices.is_teller(subject)
