"""Nouns that tell who somebody is, with their modifiers: "former deputy head of procurement". By the order of the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.small_words import in_order

_ENDINGS = in_order("no_nouns")
FAR = 8
BREAKS = frozenset(',;:.()!?"\n-–—') | {"--"}
_NO_HYPHENS = BREAKS - {"-"}
_PART = 24
_HYPHENED = re.compile(r"(?:\w+-)*$")
_TAIL = re.compile(r"(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun of a bond with the places (in the order of nodes) of its first word, its last, and the noun itself."""

    first: int
    noun: int
    last: int


class Phrases:
    """The words of a page in a row, by place, and the nouns of bonds among them."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon
        self._bond_ends = lexicon.bond_ends

    def word(self, place: int) -> str:
        order = self.nodes.order
        return self.nodes.word[order[place]] if 0 <= place < len(order) else "\n"

    def id_at(self, place: int) -> str:
        """The id of the name at a place, empty if none stands there."""
        order = self.nodes.order
        return self.nodes.name.get(order[place], "") if 0 <= place < len(order) else ""

    def _kind(self, id_: str) -> str:
        return self.nodes.kind.get(id_, "")

    def _is_noun(self, place: int) -> str:
        """The word of a bond at a place, as it stands in the lexicon; empty if it is none."""
        order, n = self.nodes.order, self.nodes
        if not 0 <= place < len(order) or order[place] in n.name:
            return ""
        node = order[place]
        if n.word[node] not in self._bond_ends and n.lemma[node] not in self._bond_ends:
            return ""
        if n.trees and n.pos[node] not in ("NOUN", "PROPN", "ADJ", "X"):
            return ""
        whole = self._whole(node)
        if whole and not whole.endswith(n.word[node]):
            return ""  # the last part of "vice-president" counts
        return next((word for word in (whole, n.word[node], n.lemma[node]) if word in self.lexicon.bonds), "")

    def _whole(self, node: int) -> str:
        """The word with hyphens that a node is part of, empty if it is none."""
        n = self.nodes
        start, end = n.start[node], n.end[node]
        if n.text[start - 1 : start] != "-" and n.text[end : end + 1] != "-":
            return ""
        before = _HYPHENED.search(n.text[max(start - _PART, 0) : start])
        behind = _TAIL.match(n.text[end : end + _PART])
        return f"{before[0].lower() if before else ''}{n.word[node]}{behind[0].lower() if behind else ''}"

    def _phrases(self) -> Iterator[Phrase]:
        n, ends = self.nodes, self._bond_ends
        for place in [place for place, node in enumerate(n.order) if n.word[node] in ends or n.lemma[node] in ends]:
            if self._is_noun(place) and not self._is_noun(place + 1):  # "officer general": the last noun of the row counts
                yield Phrase(self._left(place), place, self._right(place))

    def _left(self, place: int) -> int:
        """The place of the first modifier of a noun, articles left out."""
        n, order = self.nodes, self.nodes.order
        first = place
        for back in range(place - 1, max(place - FAR, -1), -1):
            word = self.word(back)
            if first < place + 1 and self._hyphened(back):
                first = back
                continue
            if self.id_at(back) or word in _NO_HYPHENS or not self._modifies(back):
                break
            first = back
        while first < place and (self.word(first) == "-" or not n.word[order[first]][0].isalnum()):
            first += 1
        return first

    def _hyphened(self, place: int) -> bool:
        """Whether a word or hyphen is one with what follows: "would-be"."""
        n, order = self.nodes, self.nodes.order
        for one, other in ((place, place + 1), (place - 1, place)):
            if "-" in (self.word(one), self.word(other)) and not self.id_at(one) and not self.id_at(other):
                return n.end[order[one]] == n.start[order[other]]
        return False

    def _modifies(self, place: int) -> bool:
        n, node = self.nodes, self.nodes.order[place]
        word = n.word[node]
        if self.lexicon.among("neutral", word) and not self.lexicon.among("article", word):
            return True
        if n.trees and n.dep[node] == "nummod" and n.start[n.head[node]] < n.start[node]:
            return False  # the year of "until 30 June 2019 Secretary of Y"
        if n.trees:
            return n.dep[node] in ("amod", "compound", "nmod", "nummod", "punct", "npadvmod") and n.word[node][0].isalnum()
        return word.isalpha() and not self._small(word) and n.text[n.start[node]].islower()

    def _small(self, word: str) -> bool:
        """Words that no noun phrase goes over, for texts without trees."""
        return len(word) < 4 or self.lexicon.among("modal", word) or word.endswith(_ENDINGS)

    def _right(self, place: int) -> int:
        """The place of the last word of "head of procurement", "attaché for transport"; the noun itself where a name follows."""
        if self.lexicon.among("ranked", self.word(place)) and self._rank(place + 1):
            return place + 1  # "number two at Y"
        if not self.lexicon.among("subject_of_post", self.word(place + 1)) or self.id_at(place + 2) or self._is_kin(place):
            return place
        n, order = self.nodes, self.nodes.order
        last = place
        for on in range(place + 2, min(place + 6, len(order))):
            node = order[on]
            if self.id_at(on) or n.word[node] in BREAKS or (n.trees and n.pos[node] not in ("NOUN", "PROPN", "ADJ", "CCONJ")):
                break
            if self._is_noun(on) or self.lexicon.among("neutral", n.word[node]):
                return place
            last = on
        return last if last > place + 1 else place

    def _is_kin(self, place: int) -> bool:
        """Whether a noun is of persons alone: "cousin of tennis ace X"."""
        return all(frame.kinds[1] == {"person"} for frame in self.lexicon.bonds[self._is_noun(place)])

    def _rank(self, place: int) -> bool:
        order = self.nodes.order
        return place < len(order) and (self.word(place).isdigit() or (self.nodes.trees and self.nodes.tag[order[place]] == "CD"))

    def _is_part(self, place: int) -> bool:
        """Whether a noun tells a part of a body: "department", "press office"."""
        order = self.nodes.order
        return (
            0 <= place < len(order)
            and order[place] not in self.nodes.name
            and self.lexicon.among("inner_parts", self.nodes.lemma[order[place]])
        )

    def words(self, phrase: Phrase) -> str:
        """The words of a role as they stand in the text: "former deputy head of procurement"."""
        n = self.nodes
        return " ".join(n.text[n.start[n.order[phrase.first]] : n.span(n.order[phrase.last]).end].split())[:80]
