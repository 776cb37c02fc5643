"""Whether something is said at all: negation, refusal, open questions, and what calling a thing so says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset(("ccomp", "csubj", "csubjpass"))
_DEEPEST, _MOST_CALLED = 6, 6
_OPENING = ('"', "«")


class Polarity:
    """Tells whether a verb of saying is negated, refused or open."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._nothing = cues.words("negations", "subjects")

    def is_refused(self, verb: Token) -> bool:
        """ "declined to say", "asked to name": an infinitive that tells nothing."""
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in self._cues.words("conditional", "opening") for c in verb.children):
            return True
        if verb.dep_ == "conj" and verb.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
            return self.is_refused(verb.head) if verb.head.dep_ != "conj" else False
        if verb.dep_ in ("xcomp", "advcl", "acl", "ccomp") and any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children):
            passive = verb.head.lemma_ in self._cues.verbs and any(c.dep_ == "auxpass" for c in verb.head.children)
            return not passive and verb.head.lemma_.casefold() not in self._cues.words("reporting_infinitive")
        return False

    def is_hard(self, verb: Token) -> bool:
        """Whether it is only told to be hard: "has trouble believing it"."""
        return verb.dep_ in ("acl", "pcomp") and verb.tag_ == "VBG" and verb.head.lemma_ in self._cues.words("effort")

    def is_reduced(self, verb: Token) -> bool:
        """Whether a participle is taken for a past: of "an official said to have fled" nothing is said by that official."""
        to = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
        return verb.tag_ in ("VBD", "VBN") and verb.lemma_ in self._cues.words("said_of") and to.tag_ == "TO"

    def is_asked(self, verb: Token) -> bool:
        """ "Does X deny that …?": whether X does is open."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if any(c.lower_ in self._cues.words("negations", "neither") for c in verb.children):
            return False  # "Nor does X accept that …"
        return subject is not None and verb.dep_ == "ROOT" and any(c.dep_ == "aux" and c.i < subject.i for c in verb.children)

    def is_negated(self, verb: Token) -> bool:
        return any(
            c.dep_ == "neg" or c.lower_ in self._cues.words("negations", "subjects")
            for c in verb.children
            if c.dep_ in ("neg", "nsubj", "det", "preconj", "advmod") or (c.dep_ == "cc" and c.i < verb.i)
        )

    def is_neither(self, verb: Token) -> bool:
        """ "would neither confirm nor deny"."""
        around = (verb, verb.head) if verb.dep_ == "conj" else (verb, *(c for c in verb.children if c.dep_ == "conj"))
        return any(c.lower_ in self._cues.words("negations", "neither") for each in around for c in each.children)

    def is_empty(self, preposition: Token) -> bool:
        """ "of nothing"."""
        return any(c.lower_ in self._nothing or c.lower_ in self._cues.words("negations", "anything") for c in preposition.children)

    def finds_nothing(self, verb: Token) -> bool:
        """ "found no evidence", "shows no such thing"."""
        return any(c.lower_ in self._nothing for child in verb.children if child.dep_ == "dobj" for c in child.children)

    def is_made_up(self, verb: Token) -> bool:
        """ "The charges were fabricated": what was said is made up, by nobody who is named."""
        subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if subject is None or verb.lemma_ not in self._cues.words("making_up"):
            return False
        told = subject.lemma_ in self._cues.nouns or subject.lemma_ in self._cues.words("tales")
        return told and not any(c.dep_ in ("agent", "neg") for c in verb.children)

    def is_open(self, verb: Token) -> bool:
        """A negated saying whose content is open: "did not say whether …" tells nothing."""
        for child in verb.children:
            if child.dep_ in _CLAUSES:
                return not any(c.dep_ == "mark" and c.lower_ in self._cues.words("marks") for c in child.children)
        return True

    def is_of_made(self, verb: Token) -> bool:
        """Whether things that somebody makes or uses are called untrue, which denies nothing: "the contracts were fake"."""
        made, untrue = self._cues.words("made_things"), self._cues.words("called", "denies")
        subject = any(c.lemma_ in made for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
        return subject and any(c.lower_ in untrue or c.lemma_ in untrue for c in verb.children if c.dep_ in ("acomp", "attr", "oprd"))

    def _calls_made(self, verb: Token) -> bool:
        """ "called the contracts fake": of things that somebody makes or uses."""
        below = (verb, *(c for c in verb.children if c.dep_ in ("ccomp", "oprd", "xcomp")))
        things = (c for t in below for c in t.children if c.dep_ in ("dobj", "nsubj", "compound") and c.i > verb.i)
        return any(c.lemma_ in self._cues.words("made_things") for c in things)

    def called(self, verb: Token) -> str:
        words = {form for t in verb.subtree if t.i > verb.i for form in (t.lower_, t.lemma_)}
        if self._calls_made(verb):
            return "asserts"
        text = f" {' '.join(t.lower_ for t in verb.subtree if t.i > verb.i)} "
        for stance, named in self._cues.mapping("called").items():
            if any(name in words if " " not in name else f" {name} " in text for name in named):
                return stance
        return "asserts"

    def is_mocked(self, verb: Token) -> bool:
        """Whether something said is called so in quotation marks: "called the report "the work of a bitter man""."""
        for token in verb.doc[verb.i + 1 : verb.i + 1 + _MOST_CALLED]:
            if {token.lower_, token.lemma_} & self._cues.words("mocked"):
                return token.i + 1 < len(verb.doc) and token.nbor(1).text in _OPENING
            if token.tag_ not in ("DT", "JJ", "PRP$", "CD", "NN", "NNP", "POS"):
                return False
        return False

    @staticmethod
    def has_auxiliary(verb: Token) -> bool:
        for _ in range(_DEEPEST):
            if any(child.dep_ in ("aux", "auxpass") for child in verb.children):
                return True
            if verb.dep_ != "conj":
                return False
            verb = verb.head
        return False
