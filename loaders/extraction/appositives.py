"""Whether a name and the noun of a post are set beside each other, in apposition, and where that ends."""

from __future__ import annotations

from loaders.extraction.between import Between
from loaders.extraction.posts import Phrase

_LEAD = 20
_CLOSING = frozenset(',.;:)!?"\n-') | {"--"}


class Appositives(Between):
    """Asked of the names and nouns of a page."""

    def _in_apposition(self, phrase: Phrase, name: int) -> bool:
        n, order = self.nodes, self.nodes.order
        if not n.trees:
            return True
        noun, node = order[phrase.noun], order[name]
        if n.dep[noun] in ("nsubj", "nsubjpass", "dobj", "poss", "agent"):
            return n.head[noun] == node
        if n.dep[noun] == "pobj":  # "X, at the time head of Y"
            return self.lexicon.among("aside_time", n.word[n.head[noun]]) and self.word(name + 1) == ","
        up = n.head[noun]  # "X, Head Fraud Office": the tree takes the post for a part of the name
        return n.dep[noun] != "compound" or up == node or (n.dep[up] == "appos" and n.head[up] == node)

    def _is_of_kin(self, phrase: Phrase) -> bool:
        """Whether a name behind a comma may be of either noun: "the ex-wife of X's brother, Y, said"."""
        n, order, of = self.nodes, self.nodes.order, phrase.first - 3
        if not (n.trees and of > 0 and self.lexicon.among("own", self.word(of + 2)) and self.id_at(of + 1)):
            return False
        kin = self.lexicon.among("belonging", self.word(of)) and bool(self._is_noun(of - 1))
        return kin and n.dep[order[of - 1]] not in ("attr", "appos", "oprd")

    def _is_listed(self, place: int, name: int) -> bool:
        """Whether a name behind a comma goes on with the list that the one before it begins: "investors in Latvia, Estonia and Finland"."""
        n, order = self.nodes, self.nodes.order
        if not n.trees or place >= len(order) or not self.id_at(place) or not self.id_at(name):
            return False
        return (
            n.dep[order[place]] == "conj"
            and n.head[order[place]] == order[name]
            and self._kind(self.id_at(place)) == self._kind(self.id_at(name))
        )

    def _closed(self, phrase: Phrase, name: int) -> bool:
        """Whether an apposition behind a comma ends as one does; else the name may begin something else."""
        n, order = self.nodes, self.nodes.order
        if n.trees and self._opens(phrase, name):
            return True
        end = name + 1
        while self.lexicon.among("letters_behind", self.word(end)):
            end += 1  # "her barrister, X KC, said"
        if n.trees and n.dep[order[name]] in ("appos", "conj") and self.word(end) in _CLOSING:
            return True
        if self.word(end) not in _CLOSING:
            return False
        if not n.trees or self.word(name - 1) == ".":  # "the spokesman, Lt. Cdr. X,": the tree may break off at the title
            return True
        node, noun = order[name], order[phrase.noun]
        doer = n.dep[noun] == "pobj" and n.dep[n.head[noun]] == "agent"  # "praised by the envoy in Y, Brigadier X."
        if doer or n.dep[noun] in ("nsubj", "nsubjpass", "dobj", "attr", "agent") or n.head[node] == noun:
            return True
        return self._owned(phrase) and (not self._leading(phrase) or self._begun(name + 2))

    def _opens(self, phrase: Phrase, name: int) -> bool:
        """Whether a post opens a sentence, with the name that it is told of as subject behind the comma: "A citizen of Y, X flew"."""
        n, order = self.nodes, self.nodes.order
        noun, node = order[phrase.noun], order[name]
        first = self._article(phrase.first - 1)
        opens = first < 0 or n.sentence[order[first]] != n.sentence[noun]
        alike = n.head[noun] == n.head[node] and n.dep[node] in ("nsubj", "nsubjpass")
        return opens and alike and n.dep[noun] in ("nsubj", "nsubjpass", "dep", "npadvmod", "advcl")

    def _begun(self, place: int) -> bool:
        """Whether a clause begins here with its own subject: "Through his lawyer, X, he …"."""
        n, order = self.nodes, self.nodes.order
        if place + 1 >= len(order) or self.word(place - 1) != ",":
            return False
        joined = n.dep[order[place]] == "conj" and n.head[order[place]] == order[place - 2]  # the tree takes both for its subjects
        return n.dep[order[place]] in ("nsubj", "nsubjpass") or (joined and n.pos[order[place + 1]] in ("VERB", "AUX"))

    def _owned(self, phrase: Phrase) -> bool:
        """Whether the noun is told from others by an owner: "her lawyer", "the bank's lawyer"."""
        before = self.word(phrase.first - 1)
        return self.lexicon.among("own_pronouns", before) or self.lexicon.among("own", before)

    def _leading(self, phrase: Phrase) -> bool:
        """Whether a preposition leads the sentence up to the noun: "According to her lawyer, X …", where X begins what follows."""
        n, order = self.nodes, self.nodes.order
        place = phrase.first
        while place > 0 and n.sentence[order[place - 1]] == n.sentence[order[phrase.noun]]:
            place -= 1
            verb = n.pos[order[place]] in ("VERB", "AUX") and not self.lexicon.among("leading", self.word(place))
            if verb or phrase.first - place > _LEAD:
                return False
        return n.pos[order[place]] in ("ADP", "SCONJ") or self.lexicon.among("leading", self.word(place))
