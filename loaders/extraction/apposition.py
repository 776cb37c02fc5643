"""Who somebody is by somebody else: "X, deputy head of Y,", "Y's chairman X", "his wife, X". By the order of the words.

A noun of such a bond is found with its modifiers; its holder stands before a comma or follows it; the other end stands in its places.
Trees may tell holders that the order does not (copula, "appointed head of"); they are handed over as `told`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.extraction.frames import Frame, Lexicon
from loaders.extraction.nodes import Nodes

_FAR = 8
_BREAKS = frozenset(',;:.()!?"\n-–—')
_CLOSING = frozenset(',.;:)!?"\n-')


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun of a bond with the places (in the order of nodes) of its first word, its last, and the noun itself."""

    first: int
    noun: int
    last: int


@dataclass(frozen=True, slots=True)
class Bond:
    """A holder and another by a frame; `noun` is the node that tells it, `words` those of the role."""

    frame: Frame
    holder: str
    other: str
    noun: int
    words: str
    indirect: bool


class Bonds:
    """The bonds of a page. `meant` leads from a node of a pronoun or noun to the id of whom it means."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, meant: Mapping[int, str]) -> None:
        self.nodes, self.lexicon, self.meant = nodes, lexicon, meant
        self.holders: dict[int, list[str]] = {}

    def find(self, told: Mapping[int, list[str]]) -> Iterator[Bond]:
        """Every bond. `told` leads from the node of a noun to ids of those that trees say it denotes."""
        phrases = list(self._phrases())
        for phrase in phrases:
            noun = self.nodes.order[phrase.noun]
            found = self._holders(phrase) or told.get(noun, [])
            if found:
                self.holders[noun] = found
        self._share(phrases)
        for phrase in phrases:
            yield from self._bonds(phrase)

    def _word(self, place: int) -> str:
        order = self.nodes.order
        return self.nodes.word[order[place]] if 0 <= place < len(order) else "\n"

    def _name(self, place: int) -> str:
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
        for word in (n.word[node], n.lemma[node]):
            if word in self.lexicon.bonds and (not n.trees or n.pos[node] in ("NOUN", "PROPN", "ADJ", "X")):
                return word
        return ""

    def _phrases(self) -> Iterator[Phrase]:
        order = self.nodes.order
        for place in range(len(order)):
            word = self._is_noun(place)
            if not word:
                continue
            if self._is_noun(place + 1) and self._word(place + 1) not in ("in",):
                continue  # "officer general": the last noun of the row counts
            yield Phrase(self._left(place), place, self._right(place))

    def _left(self, place: int) -> int:
        """The place of the first modifier of a noun, articles left out."""
        n, order = self.nodes, self.nodes.order
        first = place
        for back in range(place - 1, max(place - _FAR, -1), -1):
            word = self._word(back)
            if first < place + 1 and self._hyphened(back):
                first = back
                continue
            if self._name(back) or word in _BREAKS - {"-"} or not self._modifies(back):
                break
            first = back
        while first < place and (self._word(first) == "-" or not n.word[order[first]][0].isalnum()):
            first += 1
        return first

    def _hyphened(self, place: int) -> bool:
        """Whether a word or hyphen is one with what follows: "would-be"."""
        n, order = self.nodes, self.nodes.order
        for one, other in ((place, place + 1), (place - 1, place)):
            if "-" in (self._word(one), self._word(other)) and not self._name(one) and not self._name(other):
                return n.end[order[one]] == n.start[order[other]]
        return False

    def _modifies(self, place: int) -> bool:
        n, node = self.nodes, self.nodes.order[place]
        word = n.word[node]
        if self.lexicon.among("neutral", word) and word not in ("the", "a", "an"):
            return True
        if n.trees:
            return (
                n.pos[node] in ("ADJ", "NOUN", "PROPN", "NUM")
                and n.dep[node] in ("amod", "compound", "nmod", "nummod", "punct", "npadvmod")
            ) or word == "-"
        return word.isalpha() and not self._small(word) and n.text[n.start[node]].islower()

    def _small(self, word: str) -> bool:
        """Words that no noun phrase goes over, for texts without trees."""
        return len(word) < 4 or self.lexicon.among("modal", word) or word.endswith(("ed", "ly"))

    def _right(self, place: int) -> int:
        """The place of the last word of "head of procurement", "attaché for transport"; the noun itself where a name follows."""
        if self._word(place + 1) not in ("of", "for") or self._name(place + 2):
            return place
        n, order = self.nodes, self.nodes.order
        last = place
        for on in range(place + 2, min(place + 6, len(order))):
            node = order[on]
            if self._name(on) or n.word[node] in _BREAKS or (n.trees and n.pos[node] not in ("NOUN", "PROPN", "ADJ", "CCONJ")):
                break
            if self._is_noun(on) or self.lexicon.among("neutral", n.word[node]):
                return place
            last = on
        return last if last > place + 1 else place

    # holders

    def _holders(self, phrase: Phrase) -> list[str]:
        """Ids of whom the noun denotes: the name before the comma, or the one that follows."""
        return self._before(phrase) or self._after(phrase)

    def _before(self, phrase: Phrase) -> list[str]:
        """The name of "X, 44, then the deputy head": in apposition, never the subject of another verb."""
        place = self._article(phrase.first - 1)
        place = self._owner(place)
        if self._word(place) not in (",", "(", "-"):
            return []
        place -= 1
        if self._word(place).isdigit() and self._word(place - 1) == ",":
            place -= 2
        if self._word(place) == ")":
            place = self._opening(place)
        id_ = self._name(place)
        return [id_] if id_ and self._in_apposition(phrase, place) else []

    def _opening(self, place: int) -> int:
        """The place before the bracket that closes here."""
        for back in range(place - 1, max(place - _FAR, -1), -1):
            if self._word(back) == "(":
                return back - 1
        return place

    def _article(self, place: int) -> int:
        for _ in range(3):
            if not self.lexicon.among("neutral", self._word(place)):
                break
            place -= 1
        return place

    def _owner(self, place: int) -> int:
        """The place before "the Y's" or "its", if one of them stands here."""
        if self.lexicon.among("own_pronouns", self._word(place)):
            return self._article(place - 1)
        if self.lexicon.among("own", self._word(place)):
            place -= 1
        if self._name(place):
            return self._article(place - 1)
        return place

    def _in_apposition(self, phrase: Phrase, name: int) -> bool:
        n, order = self.nodes, self.nodes.order
        if not n.trees:
            return True
        noun, node = order[phrase.noun], order[name]
        if n.dep[noun] in ("nsubj", "nsubjpass", "dobj", "poss", "agent"):
            return n.head[noun] == node
        if n.dep[noun] == "pobj":
            return False
        return n.dep[noun] != "compound" or n.head[noun] == node

    def _after(self, phrase: Phrase) -> list[str]:
        """The name of "Y's chairman X", "the head of the Y, X,"."""
        place = phrase.last + 1
        place = self._past_other(place)
        comma = self._word(place) in (",", "(", ":") or self._word(place) == '"'
        if comma:
            place += 1
        while self._titled(place):
            place += 1
        id_ = self._name(place)
        if (
            not id_
            or (comma and not self._closed(phrase, place))
            or (self.lexicon.among("own", self._word(place + 1)) and self._kind(id_) != "person")
        ):
            return []
        if not comma and place > phrase.last + 1 and not self._titled(place - 1):
            return []  # "head of the Y X": no
        found = [id_]
        if self._word(place + 1) == "and" and self._plural(phrase) and self._name(place + 2):
            found.append(self._name(place + 2))
        return found

    def _plural(self, phrase: Phrase) -> bool:
        node = self.nodes.order[phrase.noun]
        return self.nodes.trees and self.nodes.tag[node] in ("NNS", "NNPS")

    def _past_other(self, place: int) -> int:
        """The place behind "of the Y" (and "of the Y's Z"), if that stands here."""
        if self._word(place) not in ("of", "for", "at", "in", "to"):
            return place
        on = place + 1
        for _ in range(_FAR):
            if self._name(on):
                if self.lexicon.among("own", self._word(on + 1)):
                    on += 2
                    continue
                on += 1
                if self._word(on) in ("in", "of") and self._name(on + 1) and self._kind(self._name(on + 1)) == "place":
                    on += 2
                if self._word(on) == "(" and self._word(on + 2) == ")":
                    on += 3
                return on
            if self._word(on) in _BREAKS:
                return place
            on += 1
        return place

    def _titled(self, place: int) -> bool:
        """A title before a name ("Col", "Senator", "Mr."): no name itself, and a name or another title follows."""
        n, order = self.nodes, self.nodes.order
        if not 0 <= place < len(order) - 1 or order[place] in n.name:
            return False
        node = order[place]
        if n.word[node] == ".":
            return bool(self._name(place + 1))
        return (
            n.text[n.start[node]].isupper()
            and (not n.trees or n.dep[node] in ("compound", "nmod", "amod", "appos"))
            and n.word[node] not in _BREAKS
        )

    def _closed(self, phrase: Phrase, name: int) -> bool:
        """Whether an apposition behind a comma ends as one does; else the name may begin something else."""
        n, order = self.nodes, self.nodes.order
        if n.trees and n.dep[order[name]] == "appos" and self._word(name + 1) in _CLOSING:
            return True
        if self._word(name + 1) not in _CLOSING:
            return False
        if not n.trees:
            return True
        node, noun = order[name], order[phrase.noun]
        return (
            n.dep[noun] in ("nsubj", "nsubjpass", "dobj", "attr", "agent")
            or n.head[node] == noun
            or (n.dep[node] == "conj" and n.head[node] == noun)
        )

    def _share(self, phrases: list[Phrase]) -> None:
        """Nouns joined by "and" have one holder: "founder and chairman of Y"."""
        order = self.nodes.order
        for one, other in itertools.pairwise(phrases):
            gap = other.first - one.last
            if gap in (2, 3) and self.lexicon.among("joining", self._word(one.last + 1)):
                a, b = order[one.noun], order[other.noun]
                if a in self.holders and b not in self.holders:
                    self.holders[b] = self.holders[a]
                elif b in self.holders and a not in self.holders:
                    self.holders[a] = self.holders[b]

    # the other end

    def _bonds(self, phrase: Phrase) -> Iterator[Bond]:
        noun = self.nodes.order[phrase.noun]
        word = self._is_noun(phrase.noun)
        frames = self.lexicon.bonds[word]
        for holder in self.holders.get(noun, ()):
            done: set[tuple[str, str]] = set()
            for frame in frames:
                if self._kind(holder) not in frame.kinds[0]:
                    continue
                for other, indirect in self._others(phrase, frame):
                    if other != holder and (frame.predicate, "") not in done:
                        done.add((frame.predicate, ""))
                        yield Bond(frame, holder, other, noun, self.words(phrase), indirect)

    def _others(self, phrase: Phrase, frame: Frame) -> Iterator[tuple[str, bool]]:
        """Ids that stand in the places of a bond, and whether only a pronoun or noun means them."""
        for place in frame.ends[0]:
            if place == "own":
                found = self._owned_by(phrase)
            elif place == "compound":
                found = (self._name(phrase.first - 1), False)
            else:
                found = self._behind(phrase, place)
            if found[0] and self._kind(found[0]) in frame.kinds[1]:
                yield found

    def _owned_by(self, phrase: Phrase) -> tuple[str, bool]:
        place = phrase.first - 1
        word = self._word(place)
        if self.lexicon.among("own_pronouns", word):
            if self.lexicon.among("relative", word):
                return self._someone(place - 2 if self._word(place - 1) == "," else place - 1)
            return self.meant.get(self.nodes.order[place], ""), True
        if self.lexicon.among("own", word):
            return self._someone(place - 1)
        return "", False

    def _someone(self, place: int) -> tuple[str, bool]:
        """Who stands at a place: by name, or by a noun that means or denotes somebody."""
        if self._name(place):
            return self._name(place), False
        order = self.nodes.order
        if not 0 <= place < len(order):
            return "", False
        held = self.holders.get(order[place])
        if held:
            return held[0], False
        return self.meant.get(order[place], ""), True

    def _behind(self, phrase: Phrase, preposition: str) -> tuple[str, bool]:
        start = phrase.last + 1
        nodes = self.nodes
        if self.lexicon.among("joining", self._word(start)):  # founder and chairman of Y
            on = next((p for p in range(start + 1, start + 5) if self._is_noun(p)), 0)
            start = on + 1 if on else start
        if self._word(start) != preposition:
            return "", False
        last = ("", False)
        for on in range(start + 1, min(start + 1 + _FAR, len(nodes.order))):
            word = self._word(on)
            if word in _BREAKS:
                break
            found = self._someone(on)
            if found[0]:
                if not self.lexicon.among("own", self._word(on + 1)):
                    return found
                last = found
            elif (
                nodes.trees
                and nodes.pos[nodes.order[on]] in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON")
                and not self.lexicon.among("own_pronouns", word)
            ):
                break
        return ("", False) if last[0] else last

    def words(self, phrase: Phrase) -> str:
        """The words of a role as they stand in the text: "former deputy head of procurement"."""
        n = self.nodes
        return " ".join(n.text[n.start[n.order[phrase.first]] : n.span(n.order[phrase.last]).end].split())[:80]
