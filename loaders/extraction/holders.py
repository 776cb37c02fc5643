"""Whom the noun of a post or kinship denotes: the name before the comma, behind it, or behind another comma. By the order of the words."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from loaders.extraction.appositives import Appositives
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.posts import Phrase

_LIST = 40
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Holders(Appositives):
    """The holders of the nouns of a page. `meant` leads from a node of a pronoun or noun to the id of whom it means."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, meant: Mapping[int, str]) -> None:
        super().__init__(nodes, lexicon, meant)
        self.holders: dict[int, list[str]] = {}

    def _holders(self, phrase: Phrase) -> list[str]:
        """Ids of whom the noun denotes: the name right behind it, the one before the comma, or the one behind a comma."""
        if self.id_at(phrase.last + 1) or self.is_title(phrase.last + 1):
            after = self._after(phrase)
            if after and self._kind(after[0]) == "person":
                return after
            return self._before(phrase) or after
        before = self._before(phrase)
        if before and not any(self._kind(before[0]) in frame.kinds[0] for frame in self.lexicon.bonds[self._is_noun(phrase.noun)]):
            return self._after(phrase) or before  # "… to the fund, its chairman, X, said"
        return before or self._after(phrase)

    def _before(self, phrase: Phrase) -> list[str]:
        """The name of "X, 44, then the deputy head": in apposition, never the subject of another verb."""
        place = self._article(phrase.first - 1)
        if self.lexicon.among("relative", self.word(place)):
            return []  # "X, whose husband, Y, …"
        place = self._owner(place)
        if self.word(place) == '"' and self.word(place - 1) == ",":
            place -= 1  # "X," a former clerk
        if self.lexicon.among("joining", self.word(place)):
            place = self._joined_comma(place)
        if self.word(phrase.first - 1) == ".":
            return self._entry(phrase.first - 1)
        if self.word(place) not in (",", "(", "-"):
            return []
        place -= 1
        if self.word(place) == '"':
            place -= 1
        if self.word(place).isdigit() and self.word(place - 1) == ",":
            place -= 2
        if self.word(place) == ")":
            place = self._opening(place)
        if self._kind(self.id_at(place)) != "person":
            place = self._past_others(place) if not self.id_at(place) or self._word_is_entry(phrase) else place
            if self._kind(self.id_at(place)) == "place" and self._is_noun(place - 2):
                place = self._past_others(place - 2)  # "X, citizen of Y, owner of Z"
        id_ = self.id_at(place)
        if not id_ or not self._in_apposition(phrase, place) or self._speaks(phrase):
            return []
        return [*self._with(place), id_] if self._plural(phrase) else [id_]

    def _speaks(self, phrase: Phrase) -> bool:
        """Whether a noun is who speaks in between: "X, Y's lawyer said, had left"."""
        n, place = self.nodes, phrase.noun + 1
        return n.trees and place < len(n.order) - 1 and n.dep[n.order[place]] == "parataxis" and self.word(place + 1) == ","

    def _with(self, place: int) -> list[str]:
        """The ids of those whom "and" joins to a name before it: "X and Y, directors of Z"."""
        found: list[str] = []
        kind = self._kind(self.id_at(place))
        while self._kind(self.id_at(place - 2)) == kind and (
            self.word(place - 1) == "," or self.lexicon.among("and", self.word(place - 1))
        ):
            place -= 2
            found.insert(0, self.id_at(place))
        return found

    def _entry(self, stop: int) -> list[str]:
        """The name that an entry begins with: "(2) X, born in Riga. Wife of Y. Owner of Z"; none where a sentence stands between."""
        n, order = self.nodes, self.nodes.order
        name = -1
        for back in range(stop - 1, max(stop - _LIST, -1), -1):
            if not n.trees or n.tag[order[back]] in _FINITE:
                break
            if self._kind(self.id_at(back)) in ("person", "organisation"):
                name = back
            if back == 0 or "\n" in self.word(back - 1) or "\n" in n.text[n.end[order[back - 1]] : n.span(order[back]).start]:
                marks = [self.word(on) for on in range(back, name)]
                numbered = any(each.isdigit() for each in marks) and not any(each.isalpha() and len(each) > 1 for each in marks)
                return [self.id_at(name)] if numbered else []
        return []

    def _owner(self, place: int) -> int:
        """The place before "the Y's" or "its", if one of them stands here."""
        if self.lexicon.among("own_pronouns", self.word(place)):
            return self._article(place - 1)
        if self.lexicon.among("own", self.word(place)):
            place -= 1
            if self.nodes.trees and 0 <= place < len(self.nodes.order) and self.nodes.order[place] in self.meant:
                return self._article(self._modified(place) - 1)  # "X, the firm's bookkeeper"
        if self.id_at(place):
            return self._article(place - 1)
        return place

    def _after(self, phrase: Phrase) -> list[str]:
        """The name of "Y's chairman X", "the head of the Y, X,"."""
        place = phrase.last + 1
        place = self.past_time(self.past_other(place))
        before = place - 1
        comma = self.word(place) in (",", "(", ":", '"') or self._dash(place)
        if comma:
            place += 1
        place = self._described(place) if comma else place
        while self.is_title(place):
            place += 1
        id_ = self.id_at(place)
        if comma and (self._is_listed(place, before) or self._is_of_kin(phrase)):
            return []
        second = self.lexicon.among("and", self.word(place + 1)) and self._plural(phrase) and self.id_at(place + 2)
        if (
            not id_
            or (comma and not self._closed(phrase, place + 2 if second else place))
            or (self.lexicon.among("own", self.word(place + 1)) and self._kind(id_) != "person")
        ):
            return []
        if not comma and place > phrase.last + 1 and not self.is_title(place - 1):
            return []  # "head of the Y X": no
        if second or not self._plural(phrase):
            return [id_, second] if second else [id_]
        return [id_, *self._listed(place)]

    def _listed(self, place: int) -> list[str]:
        """The others of "the sons: X, who …, and Y, a vet": joined to the name by "and"."""
        n, order = self.nodes, self.nodes.order
        found: list[str] = []
        joined, kind = [order[place]], self._kind(self.id_at(place))
        for on in range(place + 1, min(place + _LIST, len(order))):
            node = order[on]
            if n.sentence[node] != n.sentence[order[place]] or self.word(on) == ";":
                break
            up = n.head[n.head[node]] if n.dep[n.head[node]] == "appos" else n.head[node]  # the tree joins Y to the trade of X
            if n.dep[node] == "conj" and {up, n.head[node]} & set(joined) and self._kind(self.id_at(on)) == kind:
                joined.append(node)
                found.append(self.id_at(on))
        return found

    def _parts(self, phrase: Phrase) -> list[int]:
        """The nodes of "brother" and "in" in "brother-in-law"."""
        found = []
        for place in range(phrase.noun - 1, phrase.first - 1, -1):
            if not self._hyphened(place):
                break
            found.append(self.nodes.order[place])
        return found

    def _plural(self, phrase: Phrase) -> bool:
        node = self.nodes.order[phrase.noun]
        return self.nodes.trees and self.nodes.tag[node] in ("NNS", "NNPS")

    def _share(self, phrases: list[Phrase]) -> None:
        """Nouns joined by "and" have one holder: "founder and chairman of Y"."""
        order = self.nodes.order
        for one, other in itertools.pairwise(phrases):
            gap = other.first - one.last
            if gap in (2, 3) and self.lexicon.among("joining", self.word(one.last + 1)):
                a, b = order[one.noun], order[other.noun]
                if a in self.holders and b not in self.holders:
                    self.holders[b] = self.holders[a]
                elif b in self.holders and a not in self.holders:
                    self.holders[a] = self.holders[b]
        for phrase in phrases if self.nodes.trees else ():
            noun = order[phrase.noun]
            if noun not in self.holders and (held := self._joined_to(noun)):
                self.holders[noun] = held

    def _joined_to(self, noun: int) -> list[str]:
        """The holder of the post that a post is joined to: "X, wife of Y and at that time a member of Z"."""
        n = self.nodes
        up = n.head[noun]
        if n.dep[noun] != "conj" or n.tag[noun] in ("NNS", "NNPS"):
            return []
        if (up in n.name or self.lexicon.among("times", n.word[up])) and n.dep[up] == "pobj":  # the tree joins it to Y, or to "until May"
            up = n.head[n.head[up]]
        return self.holders.get(up, []) if n.dep[up] == "appos" else []
