"""Who somebody is by somebody else: "X, deputy head of Y,", "Y's chairman X", "his wife, X". By the order of the words.

A noun of such a bond is found with its modifiers; its holder stands before a comma or follows it; the other end stands in its places.
Trees may tell holders that the order does not (copula, "appointed head of"); they are handed over as `told`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.extraction.frames import Frame
from loaders.extraction.implied import Implied
from loaders.extraction.named_as import NamedAs
from loaders.extraction.posts import BREAKS, FAR, Phrase

_UP = 4


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


class Bonds(Implied):
    """The bonds of a page. `meant` leads from a node of a pronoun or noun to the id of whom it means."""

    def find(self, told: Mapping[int, list[str]]) -> Iterator[Bond]:
        """Every bond. `told` leads from the node of a noun to ids of those that trees say it denotes."""
        phrases, named = list(self._phrases()), NamedAs(self)
        for phrase in phrases:
            noun = self.nodes.order[phrase.noun]
            found = self._fitting(phrase, self._holders(phrase)) or told.get(noun) or named.of(phrase)
            if found:
                for node in (noun, *self._parts(phrase)):
                    self.holders[node] = found
        self._share(phrases)
        posted: set[str] = set()
        for phrase in phrases:
            for bond in self._bonds(phrase):
                posted.add(bond.holder)
                yield bond
        for phrase in phrases:
            yield from self._unsaid(phrase, posted)

    def _fitting(self, phrase: Phrase, ids: list[str]) -> list[str]:
        """Those of whom a noun can be said: a department is no person."""
        kinds = {kind for frame in self.lexicon.bonds[self._is_noun(phrase.noun)] for kind in frame.kinds[0]}
        return [each for each in ids if self._kind(each) in kinds]

    # a post without its body

    def _unsaid(self, phrase: Phrase, posted: set[str]) -> Iterator[Bond]:
        """ "Deputy director X" in a passage about one body, where no other words tell of a post of X."""
        noun, word = self.nodes.order[phrase.noun], self._is_noun(phrase.noun)
        frame = next((each for each in self.lexicon.bonds[word] if "at" in each.ends[0]), None)
        if frame is None or not (body := self._unsaid_body(phrase)):
            return
        for holder in self.holders.get(noun, ()):
            if holder not in posted and holder != body and self._kind(holder) in frame.kinds[0]:
                yield Bond(frame, holder, body, noun, word, self.words(phrase), True)

    # the other end

    def _bonds(self, phrase: Phrase) -> Iterator[Bond]:
        noun = self.nodes.order[phrase.noun]
        word = self._is_noun(phrase.noun)
        frames = self.lexicon.bonds[word]
        for holder in self.holders.get(noun, ()):
            done: set[str] = set()
            for frame in frames:
                if self._kind(holder) not in frame.kinds[0]:
                    continue
                others = list(self._others(phrase, frame))
                if not others and "compound" in frame.ends[0] and (implied := self._implied(phrase, frame)):
                    others = [(implied, True)]
                if not others and (aside := self._aside(phrase, frame)):
                    others = [(aside, False)]
                if not others and "at" in frame.ends[0] and (bare := self._bare(phrase, frame)):
                    others = [(bare, False)]
                if not others and frame.together:
                    others = [(each, False) for each in self.holders[noun] if each != holder and holder < each]
                fitting = [each for each in others if each[0] != holder]
                if not fitting or frame.predicate in done:
                    continue
                done.add(frame.predicate)
                for other, indirect in fitting if self._their(phrase) else fitting[:1]:
                    yield Bond(frame, holder, other, noun, word, self.words(phrase), indirect)
            if not done:
                yield from self._personal(phrase, holder, word)

    def _personal(self, phrase: Phrase, holder: str, word: str) -> Iterator[Bond]:
        """Of "her accountant, X", "the minister's gardener X", who works for a person: by any post that can be somebody's."""
        if (
            self.lexicon.among("unowned", word)
            or not self._owned(phrase)
            or not any("own" in frame.ends[0] and frame.predicate == "role" for frame in self.lexicon.bonds[word])
        ):
            return
        for frame in self.lexicon.bonds["*"]:
            for other, indirect in self._others(phrase, frame):
                if other != holder and self._kind(holder) in frame.kinds[0]:
                    yield Bond(frame, holder, other, self.nodes.order[phrase.noun], word, self.words(phrase), indirect)

    def _others(self, phrase: Phrase, frame: Frame) -> Iterator[tuple[str, bool]]:
        """Ids that stand in the places of a bond, and whether only a pronoun or noun means them."""
        for place in frame.ends[0]:
            if place == "own" and (both := self._their(phrase)):
                yield from ((each, True) for each in both if self._kind(each) in frame.kinds[1])
                continue
            if place == "own":
                found = self._owned_by(phrase)
            elif place == "compound":
                found = self._modifier(phrase)
            else:
                found = self._behind(phrase, place)
                if not found[0] and frame.kinds[1] == {"place"}:
                    found = self._further(phrase, place)
                if not found[0] and (which := self._which(self.nodes.order[phrase.noun], place)):
                    found = (which, False)
            if found[0] and self._kind(found[0]) in frame.kinds[1]:
                yield found

    def _their(self, phrase: Phrase) -> list[str]:
        """Whom "their" in front of a noun means, if two."""
        place = phrase.first - 1
        if place < 0 or not self.lexicon.among("own_pronouns", self.word(place)):
            return []
        if self.lexicon.among("plural_pronouns", self.word(place)) and self.lexicon.among("and", self.word(place - 1)):
            left = self._survived(self.nodes.order[phrase.noun])[0]  # "survived by his wife, X, and their son"
            other = self.id_at(place - 3 if self.word(place - 2) == "," else place - 2)
            return [left, other] if left and left != other and self._kind(other) == "person" else []
        return self.holders.get(self.nodes.order[place], [])

    def _which(self, noun: int, preposition: str) -> str:
        """X of "X, of which he is a director"."""
        n = self.nodes
        verb = n.head[noun] if n.trees and n.dep[noun] == "attr" else None
        if verb is None or n.dep[verb] != "relcl":
            return ""
        leads = any(
            n.word[each] == preposition and any(n.tag[low] == "WDT" for low in n.all_kids(each, "pobj"))
            for each in (*n.all_kids(verb, "prep"), *n.all_kids(noun, "prep"))
        )
        return n.name.get(n.head[verb], "") if leads else ""

    def _modifier(self, phrase: Phrase) -> tuple[str, bool]:
        """The body of "Reuters photographer", "ministry spokesman"."""
        if self.id_at(phrase.first - 1):
            return self.id_at(phrase.first - 1), False
        inside = self.nodes.order[phrase.first : phrase.noun]
        return next(((self.meant[each], True) for each in inside if each in self.meant), ("", False))

    def _bare(self, phrase: Phrase, frame: Frame) -> str:
        """The body right behind a post, "X, Head Fraud Office", or behind a comma that ends it: "X, former director, Fraud Office"."""
        place = phrase.last + 1
        if self.word(place) == "," and self._closes(place + 2):
            place += 1
        id_ = self.id_at(place)
        return id_ if id_ and self._kind(id_) in frame.kinds[1] and self._before(phrase) else ""

    def _aside(self, phrase: Phrase, frame: Frame) -> str:
        """The body of "X Ltd, sole shareholder Y", where a post in small letters follows its name and a comma."""
        n, place = self.nodes, phrase.first - 1
        id_ = self.id_at(place - 1) if self.word(place) == "," else ""
        small = n.text[n.start[n.order[phrase.first]]].islower() and self.id_at(phrase.last + 1)
        inner = self.lexicon.among("inner_posts", self._is_noun(phrase.noun)) or frame.turned
        return (
            id_ if id_ and small and inner and self._kind(id_) in ("organisation", "outlet") and self._kind(id_) in frame.kinds[1] else ""
        )

    def _closes(self, place: int) -> bool:
        """Whether a line, bracket or item ends before this place."""
        n, order = self.nodes, self.nodes.order
        if not 0 < place < len(order):
            return True
        if self.word(place) == "," and self._kind(self.id_at(place + 1)) == "place":
            return True  # "X, press officer, Ocean Aid, Nairobi"
        return self.word(place) in ("(", ")", ";") or "\n" in n.text[n.span(order[place - 1]).end : n.end[order[place]]]

    def _owned_by(self, phrase: Phrase) -> tuple[str, bool]:
        place = phrase.first - 1
        word = self.word(place)
        if self.lexicon.among("own_pronouns", word):
            if self.lexicon.among("relative", word):
                return self._someone(place - 2 if self.word(place - 1) == "," else place - 1)
            if self.lexicon.among("and", self.word(place - 1)) and self._kind(self.id_at(place - 2)) == "person":
                return self.id_at(place - 2), False  # "X and his brother"
            found = self.meant.get(self.nodes.order[place], "")
            return (found, True) if found else self._survived(self.nodes.order[phrase.noun])
        if self.lexicon.among("own", word):
            return self._someone(place - 1)
        return self._survived(self.nodes.order[phrase.noun])

    def _survived(self, noun: int) -> tuple[str, bool]:
        """Whose kin "survived by two daughters" tells of."""
        n = self.nodes
        if not n.trees:
            return "", False
        if n.dep[noun] == "dobj" and self.lexicon.among("having", n.lemma[n.head[noun]]):
            return next(
                ((n.name.get(each) or self.meant.get(each, ""), each not in n.name) for each in n.all_kids(n.head[noun], "nsubj")),
                ("", False),
            )
        for up in itertools.islice(n.above(noun), _UP):
            if n.pos[up] in ("VERB", "AUX"):
                subjects = n.all_kids(up, "nsubjpass") if self.lexicon.among("leaving", n.lemma[up]) else []
                subjects = subjects or (n.all_kids(up, "nsubj") if self.lexicon.among("leaving_kin", n.lemma[up]) else [])
                found = [n.name.get(each) or self.meant.get(each, "") for each in subjects]
                return (found[0], subjects[0] not in n.name) if found else ("", False)
        return "", False

    def _someone(self, place: int) -> tuple[str, bool]:
        """Who stands at a place: by name, or by a noun that means or denotes somebody."""
        if self.id_at(place):
            return self.id_at(place), False
        order = self.nodes.order
        if not 0 <= place < len(order):
            return "", False
        if self.nodes.trees and self.nodes.dep[order[place]] in ("compound", "amod", "nmod"):
            return "", False  # a modifier of the noun that counts: "the Deputy Minister, X"
        held = self.holders.get(order[place])
        if held:
            return held[0], False
        return self.meant.get(order[place], ""), True

    def _further(self, phrase: Phrase, preposition: str) -> tuple[str, bool]:
        """The place of "attaché of X in Y", "consul for X at Y", behind the one whose post it is."""
        place = self.past_other(phrase.last + 1)
        if place == phrase.last + 1:
            return "", False
        if self.word(place) != preposition and self.word(place - 2) == preposition:
            place -= 2  # the post's own name takes a place along
        return (self.id_at(place + 1), False) if self.word(place) == preposition else ("", False)

    def _behind(self, phrase: Phrase, preposition: str) -> tuple[str, bool]:
        start = phrase.last + 1
        nodes = self.nodes
        if self.lexicon.among("joining", self.word(start)):  # founder and chairman of Y
            on = next((p for p in range(start + 1, start + 5) if self._is_noun(p)), 0)
            start = on + 1 if on else start
        if self.word(start) != preposition:
            return "", False
        last = ("", False)
        for on in range(start + 1, min(start + 1 + FAR, len(nodes.order))):
            word = self.word(on)
            if word in BREAKS:
                break
            found = self._someone(on)
            if found[0]:
                if not self.lexicon.among("own", self.word(on + 1)):
                    return found
                last = found
            elif (
                nodes.trees
                and nodes.pos[nodes.order[on]] in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON")
                and nodes.dep[nodes.order[on]] not in ("amod", "compound", "nmod")
                and not self.lexicon.among("own_pronouns", word)
                and not (self._is_part(on - 1) and self.lexicon.among("post_at", word))  # "head of the press office at Y"
            ):
                break
        return ("", False) if last[0] and not self._is_part(on - 1) else last
