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
_BEFORE_TAG = frozenset((",", '"', "»", "'"))
_AFTER_TAG = frozenset((",", ".", ";", ":", "!", "?", "(", "-", '"', "«"))
_BESIDE = {",": ("appos",), ":": ("appos", "nsubj", "npadvmod", "dep", "conj", "dobj")}


class Subjects:
    """Finds who does what a verb says."""

    def __init__(self, voices: Voices, cues: Cues) -> None:
        self._voices, self._cues = voices, cues
        self.start = 0
        self._known: dict[int, Token | None] = {}  # every frame of a verb asks

    def begin(self, start: int) -> None:
        """Go on to the sentence that starts there."""
        self.start = start
        self._known.clear()

    def of(self, verb: Token) -> Token | None:
        """Who does what the verb says, found up the tree where it does not stand beside it."""
        if verb.i not in self._known:
            self._known[verb.i] = self._of(verb)
        return self._known[verb.i]

    def _of(self, verb: Token) -> Token | None:
        if (behind := self._right_behind(verb)) is not None:
            return behind
        climbs = verb.tag_ == "VB" and verb.dep_ == "xcomp"  # "was quick to say"
        for _ in range(_DEEPEST):
            subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and self._is_noun(child)]
            if subjects:
                before = self._without_aside([child for child in subjects if child.i < verb.i])
                found = self._behind_label(self._nearest(self._excerpted((before or subjects[:1])[-1]), verb))
                return found if found.idx >= self.start else self._standing_before(verb)
            infinitive = verb.dep_ == "ccomp" and any(c.tag_ == "TO" for c in verb.children)
            if infinitive or verb.dep_ in ("conj", "xcomp", "advcl", "dep") or (verb.dep_ == "acomp" and verb.pos_ == "ADJ" and climbs):
                if verb.dep_ == "advcl" and verb.tag_ not in ("VBG", "VB", "VBN"):
                    return None
                verb = verb.head
            elif verb.dep_ in ("acl", "relcl"):
                return self._issuer(verb.head) if verb.tag_ == "VBG" else None
            else:
                return self._behind_day(verb) or self._inverted(verb) or self._standing_before(verb)
        return None

    def _without_aside(self, subjects: list[Token]) -> list[Token]:
        """The subjects before a verb without what a comma joins to a name: "X, the only paper to touch it, says"."""
        if len(subjects) < 2:
            return subjects
        name, other = subjects[-2:]
        aside = name.i + 2 == other.left_edge.i and name.nbor(1).text == ","
        return subjects[:-1] if aside and name.pos_ == "PROPN" and other.pos_ == "NOUN" and self._voices.is_speaker(name) else subjects

    def _behind_day(self, verb: Token) -> Token | None:
        """X of "On Tuesday X, who was held, denied it" or "In a letter of 27 May X denied it", where the tree takes the day for a part of
        the name."""
        days = self._cues.words("days", "named")
        for preposition in (c for c in verb.children if c.dep_ == "prep" and c.i < verb.i):
            for name in (t for t in preposition.subtree if t.dep_ == "pobj" and t.pos_ == "PROPN"):
                if any(c.dep_ == "compound" and c.lower_ in days for c in name.children) and self._voices.is_speaker(name):
                    return name
        return None

    def around(self, verb: Token, pronoun: Token) -> Token | None:
        """Who does what a clause with "what it calls" is the object of: "State television aired what it said was his arrest"."""
        what = pronoun.i and pronoun.nbor(-1).tag_ == "WP" and pronoun.nbor(-1).lower_ in self._cues.words("pronouns", "nobody")
        main = verb.head
        if not what or pronoun.head.i != verb.i or verb.dep_ not in ("ccomp", "pcomp", "dobj", "pobj"):
            return None
        for _ in range(_DEEPEST):
            subject = next((c for c in main.children if c.dep_ == "nsubj" and c.i < verb.i), None)
            if subject is not None or main.head.i == main.i:
                return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None
            main = main.head
        return None

    def _issuer(self, told: Token) -> Token:
        """Who issues the statement of "X issued a statement denying it"; else the noun itself."""
        if not any(told.lemma_ in words for words in (self._cues.nouns, self._cues.words("documents"), self._cues.words("articled"))):
            return told
        verb = told.head.head if told.dep_ == "pobj" and told.head.lower_ in self._cues.words("learnt") else told.head
        issued = told.dep_ == "pobj" or (told.dep_ == "dobj" and verb.lemma_ in self._cues.words("issuing"))
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if issued else None
        return subject if subject is not None and subject.pos_ != "PRON" and self._voices.is_speaker(subject) else told

    def _excerpted(self, subject: Token) -> Token:
        """The document itself in "a memo, a copy of which was seen by X, says"."""
        which = self._cues.words("pronouns", "relative")
        if subject.lower_ not in self._cues.words("excerpts") or subject.left_edge.i < 2:
            return subject
        if not any(d.lower_ in which for c in subject.children for d in c.children):
            return subject
        comma, before = subject.left_edge.nbor(-1), subject.left_edge.nbor(-2)
        return before if comma.text == "," and before.pos_ in ("NOUN", "PROPN") else subject

    @staticmethod
    def _is_noun(word: Token) -> bool:
        return word.tag_[:2] != "VB" or any(c.dep_ in ("det", "predet", "poss") for c in word.children)

    def _behind_label(self, subject: Token) -> Token:
        """The subject behind a speaker's label, where the tree takes the label for it."""
        if subject.idx >= self.start:
            return subject
        return next((c for c in subject.children if c.idx >= self.start and c.dep_ in ("appos", "dep", "npadvmod", "nsubj")), subject)

    @staticmethod
    def _nearest(subject: Token, verb: Token) -> Token:
        """The noun phrase right before the verb, where the tree takes it for an apposition: "… by X, the memo says", "Note: X said"."""
        if subject.i + 1 < verb.i and subject.nbor(1).text == ":":
            return next((c for c in subject.children if subject.i < c.i < verb.i and c.dep_ in _BESIDE[":"]), subject)
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
        last = part[-1] if len(part) > 1 and verb.tag_ in ("VBD", "VBZ") else None  # "in cross-examination Stan said"
        if last is not None and last.dep_ == "pobj" and part[0].dep_ == "prep" and last.head.i == part[0].i:
            named = self._voices.at(last.idx)
            if named is not None and named.kind == "person":
                return last
        for token in part:
            if token.pos_ in ("NOUN", "PROPN", "PRON") and not first <= token.head.i < verb.i and token.dep_ not in ("dobj", "attr"):
                return token
        before = verb.doc[verb.i - 2] if verb.i >= 2 and verb.nbor(-1).text == "," else None
        if before is not None and self._voices.at(before.idx) is not None:
            return before
        if before is None or verb.dep_ != "ROOT":
            return None
        opening = next((c for c in verb.children if c.dep_ == "advcl" and c.i < verb.i), None)  # "a note, a copy of which reached us, says"
        teller = next((c for c in opening.children if c.dep_ == "nsubj"), None) if opening is not None else None
        return teller if teller is not None and self._voices.is_teller(teller) and teller.left_edge.idx <= verb.sent[0].idx else None

    def _right_behind(self, verb: Token) -> Token | None:
        """The voice of a tag between marks, "X, says Y, …": a name or an article follows the verb, and a mark ends it."""
        doc = verb.doc
        if not verb.i or verb.tag_ not in ("VBD", "VBZ", "VBP") or doc[verb.i - 1].text not in _BEFORE_TAG or verb.i + 1 >= len(doc):
            return None
        first = doc[verb.i + 1]
        if self._voices.is_counted(first):
            return first
        if first.dep_ not in ("det", "poss", "compound", "amod", "nmod", "nummod") and first.pos_ not in ("PROPN", "NOUN"):
            return None
        part = doc[verb.i + 1 : min(verb.i + 2 + _FARTHEST, len(doc))]
        end = next((t.i for t in part if self._ends(t)), None)
        frames = self._cues.verbs.get(verb.lemma_, ())
        opened = end is not None and doc[end].text in ('"', "«") and doc[verb.i - 1].text == ","
        if opened and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children):
            return None  # "X, a lawyer, said his client "sold it""
        if end is None or not any(frame.needs == "clause" and not frame.hearer for frame in frames):
            return None
        heads = [t for t in doc[verb.i + 1 : end] if t.pos_ in ("PROPN", "NOUN") and not verb.i < t.head.i < end]
        if any(t.tag_[:2] == "VB" or t.tag_ == "MD" for t in doc[verb.i + 1 : end]) or len(heads) != 1:
            return None
        told = doc[verb.i - 1].text == '"' and self._voices.is_teller(heads[0])  # "…," reads the note
        return heads[0] if told or self._voices.is_speaker(heads[0]) else None

    @staticmethod
    def _ends(token: Token) -> bool:
        """Whether a mark ends a tag; a hyphen within a name does not."""
        if token.text == "-":
            return bool(token.nbor(-1).whitespace_)
        return token.text in _AFTER_TAG or token.is_space

    def _inverted(self, verb: Token) -> Token | None:
        """ "said X": where the tree takes the speaker for an object."""
        if any(frame.hearer for frame in self._cues.verbs.get(verb.lemma_, ())):
            return None
        if verb.i and verb.nbor(-1).text in ('"', ",", "»", "'"):
            return next((child for child in verb.children if child.dep_ in _OBJECTS and child.i > verb.i), None)
        return None

    def is_simple(self, subject: Token) -> bool:
        """Whether the voice's phrase holds no clause or apposition of its own, which the writer tells."""
        return subject.right_edge.i - subject.left_edge.i <= 12 and not any(c.dep_ in ("relcl", "appos", "acl") for c in subject.subtree)
