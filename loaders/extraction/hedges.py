"""How firmly something is told: the hedge and the stance that a stretch of text takes by its own words, apart from who tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues
from loaders.extraction.phrases import runs
from loaders.extraction.polarity import Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUESTION = re.compile(r"\?[\"'»)\]*_]{0,3}\s*$")
_WORD = re.compile(r"[\w']+")
_MOST = 20
_OPENING = 60
_CLOSING = re.compile(r"[\"'»][)*_]{0,3}: {1,2}[*_]{0,3}([^\W\d_a-z]{4,20})[*_.!]{0,3}$")
_JUDGED = re.compile(r"[\s*_#\"]{0,8}(?:(\w{1,20}(?: \w{1,20})?):\s{1,3})?([\w ]{2,20}+)(?:([:,])\s|[.!]?$)")


class Hedges:
    """Reads hedge and stance with the words of one language."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._polarity = Polarity(cues)
        self._opening = cues.words("conditional", "opening")
        self._inverted = cues.words("conditional", "inverted")
        self._modal = cues.words("conditional", "modal")
        self._no = cues.words("negations", "words")
        self._none = cues.words("negations", "subjects")
        self._perfect = cues.words("negations", "perfect")
        self._silent = cues.words("negations", "silent")
        self._ability = cues.words("ability")
        self._nothing = self._none | cues.words("negations", "anything")
        self._neither = cues.words("negations", "leading")
        self._being = cues.words("negations", "being")

    def hedge(self, text: str) -> str:
        """The hedge of a stretch: a condition that opens it, else its first phrase that hedges."""
        opening = self._opens(text)
        if self._conditional(opening, text):
            return "conditional"
        if opening in self._cues.words("guessing"):
            return "inferred"
        words = runs(text, self._cues.firsts)
        if not words:
            return "none"
        found = [
            (match.start(), hedge)
            for hedge, phrases in self._cues.hedges.items()
            if (match := self._standing(phrases.found(text, words), text))
        ]
        return min(found)[1] if found else "none"

    def _standing(self, phrases: Iterable[re.Match[str]], text: str) -> re.Match[str] | None:
        """The first of these phrases that is not taken back: "is accused of nothing", "not suspected of"."""
        for match in islice(phrases, _MOST):
            before = _WORD.findall(text[max(0, match.start() - 12) : match.start()].casefold())
            behind = _WORD.findall(text[match.end() : match.end() + 24].casefold())
            if any(word in self._no for word in before[-1:]) or any(word in self._nothing for word in behind[:2]):
                continue
            if any(word in self._ability for word in behind[:2]) and match[0].casefold().split()[-1:] == ["be"]:
                continue
            return match
        return None

    def _conditional(self, opening: str, text: str) -> bool:
        """Whether a stretch that this word opens puts a condition."""
        if opening not in self._opening:
            return False
        return opening not in self._inverted or any(word in self._modal for word in _WORD.findall(text[:600].casefold()))

    def _opens(self, text: str) -> str:
        """The word that opens a stretch, behind one that joins it to the last."""
        words = (word[0] for word in _WORD.finditer(text[:_OPENING].casefold()))
        opening = next(words, "")
        return next(words, "") if opening in self._cues.words("conditional", "joining") else opening

    def puts_case(self, told: str) -> bool:
        """Whether what is told opens with a condition behind its "that": "that if it were confirmed, it would be the first"."""
        opening, _, rest = told[:600].partition(" ")
        marked = opening.casefold() in self._cues.words("marks") and self._conditional(self._opens(rest), rest)
        return marked and any(word in self._modal for word in _WORD.findall(rest.casefold()))

    def is_supposed(self, text: str, place: int) -> bool:
        """Whether what tells at a place is only put as a case: "Should the inquiry show that …, …"."""
        opening = _WORD.match(text)
        comma = text.find(",")
        return opening is not None and opening[0].casefold() in self._inverted and place < comma and not self.asks(text)

    def speaks_to_reader(self, text: str) -> bool:
        """Whether a condition is about whoever reads: "If you are there, come"."""
        words = _WORD.findall(text[:60].casefold())
        return len(words) > 1 and words[0] in self._opening and words[1].partition("'")[0] in self._cues.words("reader")

    def asks(self, text: str) -> bool:
        """Whether the stretch ends with a question mark."""
        return "?" in text and bool(_QUESTION.search(text))

    def stance(self, text: str, head: Token | None) -> str:
        """Denies or doubts by a phrase or by a negated verb in the past; else asserts."""
        if head is not None and head.lemma_ in self._being and self._polarity.is_of_made(head):
            return self._of_verb(head)
        if (phrased := self.phrased(text)) is not None and phrased[0] != "asks":
            return phrased[0]
        if self._cues.opening_denial.match(text):
            return "denies"
        if head is not None and self._polarity.is_made_up(head):
            return "denies"
        if head is not None:
            plain = self._cues.words("negations", "no_denials")  # "There is no doubt that he lied"
            being = head.lemma_ in self._being and not any(c.lemma_ in plain for c in head.children if c.dep_ == "attr")
            called = self._polarity.called(head) if being else "asserts"
            return called if called != "asserts" and not any(c.dep_ == "neg" for c in head.children) else self._of_verb(head)
        opening = _WORD.search(text[:120].casefold())
        if opening is not None and opening[0] in self._none:
            return "denies"
        told = text[:200]
        return "asserts" if next(self._cues.denying.found(told, runs(told, self._cues.firsts)), None) is None else "denies"

    def phrased(self, text: str) -> tuple[str, int] | None:
        """A stance that a phrase takes by itself, with the place of the phrase in the text."""
        words = runs(text, self._cues.firsts)
        if not words:
            return None
        found = [
            (match.start(), stance) for stance, phrases in self._cues.stances.items() if (match := next(phrases.found(text, words), None))
        ]
        if (failed := self._cues.unverified.search(text)) is not None:
            found.append((failed.start(), "doubts"))
        return (min(found)[1], min(found)[0]) if found else None

    def judged(self, text: str) -> tuple[str, int] | None:
        """A stance by the word that opens the text, before a mark: "False: …", "No, …", "Verdict: wrong."."""
        match = _JUDGED.match(text)
        closing = _CLOSING.search(text)
        if closing is not None:
            words = closing[1].casefold()
            return next(((stance, 0) for stance, listed in self._cues.mapping("judging").items() if words in listed), None)
        if match is None or (match[1] and match[1].casefold() not in self._cues.words("checked", "verdict")):
            return None
        judged, graded = match[2].casefold().split(), False
        if len(judged) > 1 and judged[0] in self._cues.words("judging_adverbs"):
            judged, graded = judged[1:], match.end() >= len(text.rstrip())
        for stance, words in self._cues.mapping("judging").items():
            if " ".join(judged) in words and (match[1] or match[3] or graded):
                return stance, 0
        return None

    def _of_verb(self, head: Token) -> str:
        """A negated past or perfect, or a negated "is" or "has", denies; a negated present or future of another verb tells something."""
        children = list(head.children)
        negated = any(c.dep_ == "neg" for c in children)
        modal = any(c.tag_ == "MD" for c in children)
        nothing = any(self._is_nothing(c) for c in children if c.dep_ in ("nsubj", "nsubjpass", "attr", "dobj", "det", "expl", "prep"))
        neither = any(c.lower_ in self._neither and c.i < head.i for c in children)
        nothing = nothing or neither
        if not (negated or nothing) or modal:
            return "asserts"
        third = any(c.dep_ == "aux" and c.tag_ == "VBZ" and c.lemma_ == "do" for c in children) and head.lemma_ not in self._silent
        empty = any(c.dep_ == "dobj" and c.lower_ in self._none for c in children)
        past = (
            neither
            or third
            or empty
            or (nothing and head.lemma_ not in self._silent)
            or head.tag_ == "VBD"
            or any(c.dep_ in ("aux", "auxpass") and c.lower_ in self._perfect for c in children)
        )
        if past or (head.lemma_ in self._being and (nothing or not self._progressive(children))):
            return "denies"
        return "asserts"

    @staticmethod
    def _progressive(children: Sequence[Token]) -> bool:
        return any(c.dep_ in ("xcomp", "advcl") for c in children)

    def _is_nothing(self, token: Token) -> bool:
        if token.lower_ in self._none and token.dep_ != "det":
            return True
        denies = token.lemma_ not in self._cues.words("negations", "no_denials")
        return denies and any(child.dep_ in ("det", "poss") and child.lower_ in self._none for child in token.children)
