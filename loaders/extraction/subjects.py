"""Who says something: the subject of a verb of saying, also where the tree gives it to another word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECTS = frozenset(("dobj", "attr", "oprd"))
_DEEPEST = 6
_FARTHEST = 12
_BESIDE = {",": ("appos",), ":": ("appos", "nsubj", "npadvmod", "dep", "conj", "dobj")}


class Subjects:
    """Finds who does what a verb says."""

    def __init__(self, voices: Voices, cues: Cues) -> None:
        self._voices, self._cues = voices, cues
        self.start = 0

    def of(self, verb: Token) -> Token | None:
        """Who does what the verb says, found up the tree where it does not stand beside it."""
        for _ in range(_DEEPEST):
            subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.tag_[:2] != "VB"]
            if subjects:
                before = [child for child in subjects if child.i < verb.i]
                return self._behind_label(self._nearest((before or subjects[:1])[-1], verb))
            infinitive = verb.dep_ == "ccomp" and any(c.tag_ == "TO" for c in verb.children)
            if infinitive or verb.dep_ in ("conj", "xcomp", "advcl", "dep"):
                if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB", "VBN"):
                    return None
                verb = verb.head
            elif verb.dep_ in ("acl", "relcl"):
                return verb.head if verb.tag_ == "VBG" else None
            else:
                return self._inverted(verb) or self._standing_before(verb)
        return None

    def _behind_label(self, subject: Token) -> Token:
        """The subject behind a speaker's label, where the tree takes the label for it."""
        if subject.idx >= self.start:
            return subject
        return next((c for c in subject.children if c.idx >= self.start and c.dep_ in ("appos", "dep", "npadvmod", "nsubj")), subject)

    @staticmethod
    def _nearest(subject: Token, verb: Token) -> Token:
        """The noun phrase right before the verb, where the tree takes it for an apposition: "… by X, the memo says", "Note: X said"."""
        between = [t for t in subject.doc[subject.i + 1 : verb.i] if t.text in (",", ":")][:5]
        if len(between) != 1 and not (between and between[-1].text == ":"):
            return subject
        part = range(between[-1].i + 1, verb.i)
        return next(
            (t for t in subject.doc[part.start : part.stop] if t.dep_ in _BESIDE[between[-1].text] and t.head.i not in part), subject
        )

    def _standing_before(self, verb: Token) -> Token | None:
        """The noun phrase right before the verb, or the name before a comma, where the tree gives the verb no subject."""
        first = verb.i
        while (
            first > max(0, verb.i - _FARTHEST)
            and verb.doc[first - 1].text not in (",", ":", ";", '"')
            and verb.doc[first - 1].idx >= self.start
        ):
            first -= 1
        part = verb.doc[first : verb.i]
        for token in part:
            if token.pos_ in ("NOUN", "PROPN", "PRON") and not first <= token.head.i < verb.i and token.dep_ not in ("dobj", "attr"):
                return token
        before = verb.doc[verb.i - 2] if verb.i >= 2 and verb.nbor(-1).text == "," else None
        return before if before is not None and self._voices.at(before.idx) is not None else None

    def _inverted(self, verb: Token) -> Token | None:
        """ "said X": where the tree takes the speaker for an object."""
        if verb.i and verb.nbor(-1).text in ('"', ",", "»", "'"):
            return next((child for child in verb.children if child.dep_ in _OBJECTS and child.i > verb.i), None)
        return None

    def is_simple(self, subject: Token) -> bool:
        """Whether the voice's phrase holds no clause or apposition of its own, which the writer tells."""
        return subject.right_edge.i - subject.left_edge.i <= 12 and not any(c.dep_ in ("relcl", "appos", "acl") for c in subject.subtree)
