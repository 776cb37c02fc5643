"""Whom "the diplomat" or "the 61-year-old" goes back to: an unnamed voice of those words, or the person whom the text is telling of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues
from loaders.extraction.lexicon import Words
from loaders.extraction.mentions import folded
from loaders.extraction.small_words import among, one_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGED = re.compile(rf"\d{{1,3}}-{one_of('aged')}$|.{{3,20}}-{one_of('of')}-.{{1,6}}$|{one_of('once')}-.{{3,20}}$")
_CLEARLY = 1.6
_RECENT = 400
"""Characters."""


class Unnamed:
    """Definite phrases for somebody who was told of in other words."""

    def __init__(self, cues: Cues, roles: Words | frozenset[str]) -> None:
        self._cues, self._roles = cues, roles
        self._epithets = cues.words("epithets")
        self._somebody = cues.words("somebody")
        self._articles = cues.words("articles")

    def head(self, words: str) -> str:
        """The noun of an unnamed voice's words, in the singular: "official" of "two former officials close to the board"."""
        for word in folded(words).split()[:6]:
            for form in (word, word.removesuffix("s")):
                if form in self._roles or word in self._somebody:
                    return form
        return ""

    def before(self, head: Token, latest: Mapping[str, int], kinds: Mapping[str, str]) -> str:
        """The last unnamed voice that a phrase such as "the diplomat" repeats, in number too; empty if there is none."""
        several, meant = head.tag_ == "NNS", {head.lemma_.casefold(), head.lower_}
        sources = self._cues.words("insiders")
        unnamed = [words for words in sorted(latest, key=lambda each: -latest[each]) if self._tells_anew(words, kinds)]
        for alike in (meant, sources if meant & sources else ()):  # "the insider" is "a source close to the inquiry" too
            for words in unnamed:
                if (noun := self.head(words)) in alike and several == (noun not in folded(words).split()):
                    return words
        return ""

    @staticmethod
    def _tells_anew(words: str, kinds: Mapping[str, str]) -> bool:
        """Whether words are of an unnamed voice that is no "the source" itself."""
        return not (kinds.get(words) or set(folded(words).split()[:1]) <= among("the"))

    def is_shown(self, noun: Token) -> bool:
        """Whether a noun is of a document that a sentence brings up: "You signed the certificate", "It is a message"."""
        told = noun.dep_ in ("dobj", "attr") and noun.lemma_ in self._cues.words("documents")
        return told and any(c.dep_ == "det" and c.lower_ in self._articles for c in noun.children)

    def are_several(self, latest: Mapping[str, int], place: int) -> bool:
        """Whether several unnamed voices were told of a little before a place, of whom one says more: "Insiders say … One claims"."""
        recent = (words for words, start in latest.items() if place - _RECENT <= start <= place)
        return any((head := self.head(words)) and head not in folded(words).split() for words in recent)

    def is_epithet(self, head: Token) -> bool:
        """Whether a definite noun is one by which writers name again whom they are telling of: "the tycoon", "the 61-year-old", "the
        mother of two"."""
        lower = head.lower_
        if lower in self._cues.words("children_of") and any(d.tag_ == "CD" for c in head.children for d in c.children):
            return True
        if head.tag_ == "NNS" or any(c.dep_ in ("prep", "relcl", "acl", "poss") for c in head.children):
            return False
        phrase = head.doc[max(head.left_edge.i, head.i - 6) : head.i + 1].text.casefold().split()
        return lower in self._epithets or any(_AGED.search(word) for word in phrase[-2:])

    @staticmethod
    def told_of(weights: Mapping[str, float]) -> str:
        """Who comes to mind far before all others; empty where nobody does."""
        ranked = sorted(weights, key=lambda name: -weights[name])
        if not ranked or (len(ranked) > 1 and weights[ranked[0]] < _CLEARLY * weights[ranked[1]]):
            return ""
        return ranked[0]
