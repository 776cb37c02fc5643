"""What a preposition right behind a name tells without a noun of a post: "X at the Y", "the Y under X", "X and Z, both of Y", "X, ex-Y"."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import BODIES
from loaders.extraction.small_words import among

_GENITIVES = among("genitives")
_ACTING = ("nsubj", "nsubjpass")
_PUBLIC = frozenset({"agency", "organisation"})
_CLOSING = frozenset({",", ".", ";", ")", "-", "\n"})
_FAR = 9
_MOST = 6


class Attached:
    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon

    def find(self) -> Iterator[Found]:
        n = self.nodes
        for node in n.order if n.trees else ():
            kind = n.kind_of(node)
            if kind == "person":
                yield from self._of_person(node)
            elif kind in BODIES:
                yield from self._under(node, kind)
                yield from self._seated(node)

    def _of_person(self, node: int) -> Iterator[Found]:
        n = self.nodes
        behind = n.step(node, 1)
        if behind is None:
            return
        if n.word[behind] != ",":
            yield from self._right_behind(node, behind)
            return
        first = n.step(node, 2)
        word = n.word_of(first)
        if first is None:
            return
        if self.lexicon.among("in_charge", word):
            yield from self._in_charge(node, first)
        elif self.lexicon.among("all_of", word):
            yield from self._all_of(node, first)
        elif self.lexicon.among("ex", word):
            yield from self._ex(node, first)
        elif self.lexicon.among("inside", word) or self.lexicon.among("origin", word):
            yield from self._between_commas(node, first)

    def _right_behind(self, node: int, preposition: int) -> Iterator[Found]:
        """ "X at the Y said", "X from the Y", "X in the Y's Riga office", of who acts."""
        n = self.nodes
        if n.dep[node] not in _ACTING or n.head[preposition] != node or n.dep[preposition] != "prep":
            return
        word = n.word[preposition]
        origin = self.lexicon.among("origin", word)
        if not origin and not self.lexicon.among("in_place", word):
            return
        for held in n.all_kids(preposition, "pobj"):
            kind = n.kind_of(held)
            if kind in BODIES and not self.lexicon.among("inside", word) and self.lexicon.among("post_place", word):
                yield Found(n.name[node], "role", n.name[held], node, "person at body")
            elif kind == "place" and origin:
                yield Found(n.name[node], "lived_in", n.name[held], node, "person from place")
            elif held not in n.name and self.lexicon.among("inner_parts", n.lemma[held]):
                yield from self._of_part(node, held)

    def _of_part(self, node: int, part: int) -> Iterator[Found]:
        n = self.nodes
        bodies = [each for each in n.all_kids(part, "poss") if n.kind_of(each) in BODIES]
        places = [each for each in n.all_kids(part, "compound", "nmod") if n.kind_of(each) == "place"]
        for body in bodies:
            yield Found(n.name[node], "role", n.name[body], node, "person in part of body")
            for place in places:
                yield Found(n.name[body], "located_in", n.name[place], part, "body's part in place")
        for place in places if bodies else ():
            yield Found(n.name[node], "located_in", n.name[place], node, "person in part in place")

    def _in_charge(self, node: int, first: int) -> Iterator[Found]:
        """ "X, in charge of sales at Y", "X, responsible for sales at Y"."""
        n = self.nodes
        told = [n.word_of(n.step(first, by)) for by in range(3)]
        if not (self.lexicon.among("charge", told[1]) or self.lexicon.among("responsible", told[0])):
            return
        for by in range(2, _FAR):
            word = n.word_of(n.step(first, by))
            if word in _CLOSING:
                return
            body = self._named(n.step(first, by + 1))
            if self.lexicon.among("membership", word) and n.kind_of(body) in BODIES and body is not None:
                yield Found(n.name[node], "role", n.name[body], node, "person in charge at body")
                return

    def _all_of(self, node: int, first: int) -> Iterator[Found]:
        """ "X and Z, both of Y"."""
        n = self.nodes
        at = n.step(first, 1)
        if at is not None and self.lexicon.among("formerly", n.word[at]):
            at = n.step(at, 1)
        if at is None or not (self.lexicon.among("membership", n.word[at]) or self.lexicon.among("origin", n.word[at])):
            return
        other = self._named(n.step(at, 1))
        kind = n.kind_of(other)
        if other is None or kind not in (*BODIES, "place"):
            return
        for each in self._row(node):
            lived = "lived_in" if not self.lexicon.among("inside", n.word[at]) else "located_in"
            yield Found(n.name[each], "role" if kind in BODIES else lived, n.name[other], each, "both of body")

    def _row(self, last: int) -> list[int]:
        """The persons joined to a name before it."""
        n, found = self.nodes, [last]
        for _ in range(_MOST):
            joint, other = n.step(found[0], -1), n.step(found[0], -2)
            if joint is None or other is None or n.kind_of(other) != "person":
                break
            if n.word[joint] != "," and not self.lexicon.among("and", n.word[joint]):
                break
            found.insert(0, other)
        return found if len(found) > 1 else []

    def _ex(self, node: int, first: int) -> Iterator[Found]:
        """ "X, ex-Y,"."""
        n = self.nodes
        body = n.step(first, 2)
        if n.word_of(n.step(first, 1)) == "-" and body is not None and n.kind_of(body) in BODIES:
            yield Found(n.name[node], "role", n.name[body], node, "person, ex-body")

    def _between_commas(self, node: int, preposition: int) -> Iterator[Found]:
        """ "X, in Riga, denied it", "X, in the Evening Star, wrote", "X, from Riga, sold"."""
        n = self.nodes
        other = self._named(n.step(preposition, 1))
        verb = n.step(other, 2) if other is not None else None
        acts = n.dep[node] in _ACTING or (verb is not None and n.tag[verb] in ("VBZ", "VBD"))
        if other is None or n.word_of(n.step(other, 1)) != "," or not acts:
            return
        kind = n.kind_of(other)
        if kind == "place":
            told = "located_in" if self.lexicon.among("inside", n.word[preposition]) else "lived_in"
            yield Found(n.name[node], told, n.name[other], node, "person, in place")
        elif kind == "outlet" and self.lexicon.among("inside", n.word[preposition]):
            yield Found(n.name[node], "role", n.name[other], node, "person, in outlet")

    def _seated(self, node: int) -> Iterator[Found]:
        """ "the Y, in Riga, denied it"."""
        n = self.nodes
        preposition, place = n.step(node, 2), self._named(n.step(node, 3))
        inside = n.word_of(n.step(node, 1)) == "," and self.lexicon.among("inside", n.word_of(preposition)) and n.dep[node] in _ACTING
        if inside and place is not None and n.kind_of(place) == "place" and n.word_of(n.step(place, 1)) == ",":
            yield Found(n.name[node], "located_in", n.name[place], node, "body, in place")

    def _under(self, node: int, kind: str) -> Iterator[Found]:
        """ "the Y under X", "the Y, under the Ministry,"."""
        n = self.nodes
        under = n.step(node, 1)
        comma = n.word_of(under) == ","
        under = n.step(node, 2) if comma else under
        if under is None or not self.lexicon.among("beneath", n.word[under]):
            return
        other = self._named(n.step(under, 1))
        if other is None or n.name[other] == n.name[node]:
            return
        if n.kind_of(other) == "person" and not comma and n.head[under] == node and n.word_of(n.step(other, 1)) not in _GENITIVES:
            yield Found(n.name[other], "role", n.name[node], node, "body under person")
        elif {kind, n.kind_of(other)} <= _PUBLIC and comma and n.word_of(n.step(other, 1)) in (",", "."):
            yield Found(n.name[node], "part_of", n.name[other], node, "body under body")

    def _named(self, node: int | None) -> int | None:
        """The name at a place, behind an article or title."""
        n = self.nodes
        for _ in range(3):
            if node is None or node in n.name:
                return node
            title = n.text[n.start[node]].isupper()
            if not (self.lexicon.among("neutral", n.word[node]) or title or n.word[node] == "."):
                return None
            node = n.step(node, 1)
        return node if node in n.name else None
