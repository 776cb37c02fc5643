"""Who somebody is by somebody else: "X, deputy head of Y,", "Y's chairman X", "his wife, X". By the order of the words.

A noun of such a bond is found with its modifiers; its holder stands before a comma or follows it; the other end stands in its places.
Trees may tell holders that the order does not (copula, "appointed head of"); they are handed over as `told`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.extraction.frames import Frame, Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.posts import BREAKS, FAR, Phrase, Phrases

_SHORT = 3
_LEAD = 20
_CLOSING = frozenset(',.;:)!?"\n-') | {"--"}


@dataclass(frozen=True, slots=True)
class Bond:
    """A holder and another by a frame; `noun` is the node that tells it, `words` those of the role."""

    frame: Frame
    holder: str
    other: str
    noun: int
    word: str
    words: str
    indirect: bool


class Bonds(Phrases):
    """The bonds of a page. `meant` leads from a node of a pronoun or noun to the id of whom it means."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, meant: Mapping[int, str]) -> None:
        super().__init__(nodes, lexicon)
        self.meant = meant
        self.holders: dict[int, list[str]] = {}

    def find(self, told: Mapping[int, list[str]]) -> Iterator[Bond]:
        """Every bond. `told` leads from the node of a noun to ids of those that trees say it denotes."""
        phrases = list(self._phrases())
        for phrase in phrases:
            noun = self.nodes.order[phrase.noun]
            found = self._holders(phrase) or told.get(noun, [])
            if found:
                for node in (noun, *self._parts(phrase)):
                    self.holders[node] = found
        self._share(phrases)
        for phrase in phrases:
            yield from self._bonds(phrase)

    # holders

    def _holders(self, phrase: Phrase) -> list[str]:
        """Ids of whom the noun denotes: the name right behind it, the one before the comma, or the one behind a comma."""
        if self._name(phrase.last + 1) or self._titled(phrase.last + 1):
            return self._after(phrase) or self._before(phrase)
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
        for back in range(place - 1, max(place - FAR, -1), -1):
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
        place = self._described(place) if comma else place
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
        if self.lexicon.among("and", self._word(place + 1)) and self._plural(phrase) and self._name(place + 2):
            found.append(self._name(place + 2))
        return found

    def _described(self, place: int) -> int:
        """The place behind "the former pilot" in "a director, the former pilot X"."""
        n, order = self.nodes, self.nodes.order
        for on in range(place, place + 5):
            if self._name(on):
                return on
            if (
                not n.trees
                or on >= len(order)
                or not (self.lexicon.among("neutral", self._word(on)) or n.dep[order[on]] in ("compound", "amod", "nmod", "det"))
            ):
                return place
        return place

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

    def _past_other(self, place: int) -> int:
        """The place behind "of the Y" (and "of the Y's Z"), if that stands here."""
        if not self.lexicon.among("post_at", self._word(place)):
            return place
        on = place + 1
        for _ in range(FAR):
            if self._name(on):
                if self.lexicon.among("own", self._word(on + 1)):
                    on += 2
                    continue
                on += 1
                if self.lexicon.among("at_or_of", self._word(on)) and self._name(on + 1) and self._kind(self._name(on + 1)) == "place":
                    on += 2
                if self._word(on) == "(" and self._word(on + 2) == ")":
                    on += 3
                return on
            if self._word(on) in BREAKS:
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
            and n.word[node] not in BREAKS
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
        if n.dep[noun] in ("nsubj", "nsubjpass", "dobj", "attr", "agent") or n.head[node] == noun:
            return True
        return self._owned(phrase) and not self._leading(phrase)

    def _owned(self, phrase: Phrase) -> bool:
        """Whether the noun is told from others by an owner: "her lawyer", "the bank's lawyer"."""
        before = self._word(phrase.first - 1)
        return self.lexicon.among("own_pronouns", before) or self.lexicon.among("own", before)

    def _leading(self, phrase: Phrase) -> bool:
        """Whether a preposition leads the sentence up to the noun: "According to her lawyer, X …", where X begins what follows."""
        n, order = self.nodes, self.nodes.order
        place = phrase.first
        while place > 0 and n.sentence[order[place - 1]] == n.sentence[order[phrase.noun]]:
            place -= 1
            verb = n.pos[order[place]] in ("VERB", "AUX") and not self.lexicon.among("leading", self._word(place))
            if verb or phrase.first - place > _LEAD:
                return False
        return n.pos[order[place]] in ("ADP", "SCONJ") or self.lexicon.among("leading", self._word(place))

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
                others = list(self._others(phrase, frame))
                if not others and "compound" in frame.ends[0] and (implied := self._implied(phrase, frame)):
                    others = [(implied, True)]
                if not others and frame.together:
                    others = [(each, False) for each in self.holders[noun] if each != holder and holder < each]
                for other, indirect in others:
                    if other != holder and (frame.predicate, "") not in done:
                        done.add((frame.predicate, ""))
                        yield Bond(frame, holder, other, noun, word, self.words(phrase), indirect)

    def _others(self, phrase: Phrase, frame: Frame) -> Iterator[tuple[str, bool]]:
        """Ids that stand in the places of a bond, and whether only a pronoun or noun means them."""
        for place in frame.ends[0]:
            if place == "own":
                found = self._owned_by(phrase)
            elif place == "compound":
                found = self._modifier(phrase)
            else:
                found = self._behind(phrase, place)
            if found[0] and self._kind(found[0]) in frame.kinds[1]:
                yield found

    def _modifier(self, phrase: Phrase) -> tuple[str, bool]:
        """The body of "Reuters photographer", "ministry spokesman"."""
        if self._name(phrase.first - 1):
            return self._name(phrase.first - 1), False
        inside = self.nodes.order[phrase.first : phrase.noun]
        return next(((self.meant[each], True) for each in inside if each in self.meant), ("", False))

    def _implied(self, phrase: Phrase, frame: Frame) -> str:
        """The body of a post that goes without saying: the one ministry of a "Minister of Foreign Affairs", the one Senate of a Senator."""
        word = self.lexicon.implied.get(self._is_noun(phrase.noun), "")
        if not word:
            return ""
        n = self.nodes
        wanted = {
            each
            for each in re.findall(r"\w+", self.words(phrase).lower())
            if len(each) > _SHORT and not self.lexicon.among("neutral", each)
        }
        wanted -= {n.word[n.order[phrase.noun]], *self.lexicon.bonds}
        bodies = {
            id_
            for node, id_ in n.name.items()
            if n.kind[id_] in frame.kinds[1]
            and word in (words := set(re.findall(r"\w+", n.text[n.span(node).start : n.span(node).end].lower())))
            and wanted <= words
        }
        return bodies.pop() if len(bodies) == 1 else ""

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
        if self.nodes.trees and self.nodes.dep[order[place]] in ("compound", "amod", "nmod"):
            return "", False  # a modifier of the noun that counts: "the Deputy Minister, X"
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
        for on in range(start + 1, min(start + 1 + FAR, len(nodes.order))):
            word = self._word(on)
            if word in BREAKS:
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
