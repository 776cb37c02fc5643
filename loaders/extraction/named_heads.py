"""The entity that a noun phrase names: by its head, by a name in apposition, or by what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.proposals import Named
from loaders.extraction.salience import Salience

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset((",", ";", ":", "(", ")", "[", "]", "-", '"'))
_TICKER = 4
_CLOSING = frozenset((",", ".", ";", ":", ")"))


class NamedHeads(Salience):
    """The noun phrases of one page."""

    def _before(self, pronoun: Token) -> Named | None:
        """The entity that is named right before a relative pronoun."""
        for token in reversed(pronoun.doc[max(0, pronoun.i - 3) : pronoun.i]):
            if token.text not in _MARKS and not token.is_space:
                return self.at(token.idx)
        return None

    def named(self, head: Token) -> Named | None:
        """The entity that a noun phrase names by its head, or by the name in apposition to it."""
        found = self.at(head.idx)
        if found is None and head.i and head.lower_ in self._cues.words("postnominals"):
            found = self.at(head.nbor(-1).idx)  # "X SC"
        found = found or self._in_brackets(head)
        if found is not None:
            return found
        for child in head.children:
            if child.i > head.i and child.dep_ in ("appos", "flat"):
                beside = [child, *(c for c in child.children if c.i > child.i and c.dep_ == "appos")]
                if (found := next((each for t in beside if (each := self.at(t.idx)) is not None), None)) is not None:
                    return found
        return self._called_so(head) or self._titled_by(head) or self._beside(head)

    def _in_brackets(self, head: Token) -> Named | None:
        """The firm whose letters on an exchange are taken for the head: "X (NASDAQ: HLVX) said"."""
        if not head.is_upper or head.i + 1 >= len(head.doc) or head.nbor(1).text != ")":
            return None
        opening = next((t for t in reversed(head.doc[max(0, head.i - _TICKER) : head.i]) if t.text == "("), None)
        return self.at(opening.nbor(-1).idx) if opening is not None and opening.i else None

    def _titled_by(self, head: Token) -> Named | None:
        """The outlet whose name stands before what it is: "Malta's X newspaper", "the semi-official X news agency"."""
        if head.lower_ not in self._cues.words("publication", "nouns"):
            return None
        parts = (self.at(c.idx) for c in head.children if c.dep_ in ("compound", "nmod", "amod") and c.i < head.i)
        return next((each for each in parts if each is not None and each.kind == "outlet"), None)

    def _called_so(self, head: Token) -> Named | None:
        """The name that somebody or something goes by: "a weekly called X", "its editor, who goes by the name X"."""
        if head.dep_ not in ("nsubj", "nsubjpass") and head.head.dep_ != "agent" and head.head.lower_ not in self._cues.words("accounted"):
            return None
        for child in head.children:
            if child.i > head.i and child.dep_ in ("acl", "relcl") and child.lemma_ in self._cues.words("by_name", "verbs"):
                known_as = self._cues.words("by_name", "as")
                behind = next((t for t in child.doc[child.i + 1 : child.right_edge.i + 1] if t.lower_ not in known_as), None)
                if behind is not None and (behind.i > child.i + 1 or child.tag_ == "VBN"):
                    return self.at(behind.idx)
        return None

    def _beside(self, head: Token) -> Named | None:
        """The name that stands right behind a noun, "the weekly X", or between commas behind its phrase, "a spokeswoman for Y, X,"."""
        doc, last = head.doc, min(head.i + 14, len(head.doc) - 1)
        if head.pos_ != "NOUN" and not (head.pos_ == "PROPN" and head.lower_ in self._roles):  # "Counsel for Y, X, wrote"
            return None
        if head.i < last and (found := self.at(doc[head.i + 1].idx)) is not None:
            return found
        for token in doc[head.i + 1 : last]:
            if token.text == ",":
                titled = doc[token.i + 1].lower_.rstrip(".") in self._cues.words("labels", "titles") and token.i + 2 < len(doc)
                following = doc[token.i + (2 if titled else 1)]
                found = self.at(following.idx)
                if found is None or found.kind == "place" or (titled and (found.kind != "person" or head.lemma_ not in self._roles)):
                    return None
                letters = self._cues.words("postnominals")
                part = doc[following.i : following.i + 8]
                after = next((t for t in part if self.at(t.idx) is not found and t.lower_ not in letters), None)
                return found if after is not None and after.text in _CLOSING else None
            # "the expert appointed by the court, X,"
            clause = token.tag_ == "VBN" and token.head.i == head.i and head.lemma_ in self._roles
            verb = token.tag_[:2] == "VB" and token.dep_ not in ("amod", "compound")  # "of the collapsed group Y, X,"
            if (verb and not clause) or token.text in _MARKS or token.text == ".":
                return None
        return None
