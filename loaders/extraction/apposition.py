"""Who somebody is by somebody else: "X, deputy head of Y,", "Y's chairman X", "his wife, X". By the order of the words.

A noun of such a bond is found with its modifiers; its holder stands before a comma or follows it; the other end stands in its places.
Trees may tell holders that the order does not (copula, "appointed head of"); they are handed over as `told`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from loaders.extraction.frames import Frame
from loaders.extraction.incumbents import Incumbents, Post
from loaders.extraction.named_as import NamedAs
from loaders.extraction.posts import Phrase
from loaders.extraction.proposals import BODIES
from loaders.extraction.whose import Whose


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


class Bonds(Whose):
    """The bonds of a page. `meant` leads from a node of a pronoun or noun to the id of whom it means."""

    def find(self, told: Mapping[int, list[str]], aside: Set[int] = frozenset()) -> Iterator[Bond]:
        """Every bond. `told` leads from the node of a noun to ids of those that trees say it denotes; those in `aside` stand behind a
        name that they do not denote."""
        phrases = self.denote(told, aside)
        found = [bond for phrase in phrases for bond in self._bonds(phrase)]
        posted = {bond.holder for bond in found}
        found += [bond for phrase in phrases for bond in self._unsaid(phrase, posted)]
        if self.nodes.trees:
            self.holders |= self._met_again(phrases, found)
        return iter(found)

    def denote(self, told: Mapping[int, list[str]], aside: Set[int] = frozenset()) -> list[Phrase]:
        """Find whom the noun of each phrase denotes (`holders`), of the same things as `find`."""
        phrases, named = list(self._phrases()), NamedAs(self)
        for phrase in phrases:
            noun = self.nodes.order[phrase.noun]
            found = [] if noun in aside else self._fitting(phrase, self._holders(phrase))
            found = found or told.get(noun) or named.of(phrase)
            if found:
                for node in (noun, *self._parts(phrase)):
                    self.holders[node] = found
        self._share(phrases)
        return phrases

    def _met_again(self, phrases: list[Phrase], found: list[Bond]) -> dict[int, list[str]]:
        """Whom a noun means that names nobody, by what the bonds of others tell."""
        order = self.nodes.order
        raw = {order[phrase.noun]: self._raw(phrase) for phrase in phrases}
        named = [(bond.noun, Post(bond.frame.predicate, raw[bond.noun], bond.other), bond.holder) for bond in found]
        known = {post.words for _, post, _ in named}
        unnamed = {
            noun: (phrase, self._posts(phrase, raw[noun]))
            for phrase in phrases
            if (noun := order[phrase.noun]) not in self.holders and raw[noun] in known
        }
        return Incumbents(self.nodes, self.lexicon).meant(named, unnamed)

    def _raw(self, phrase: Phrase) -> str:
        """All words of a role as they stand, "former" and the like too."""
        return " ".join(self.word(place) for place in range(phrase.first, phrase.last + 1))

    def _posts(self, phrase: Phrase, words: str) -> set[Post]:
        frames = self.lexicon.bonds[self._is_noun(phrase.noun)]
        firsts = [(frame, next(self._others(phrase, frame), ("", False))) for frame in frames]
        return {Post(frame.predicate, words, other) for frame, (other, indirect) in firsts if not indirect and self._kind(other) in BODIES}

    def _fitting(self, phrase: Phrase, ids: list[str]) -> list[str]:
        """Those of whom a noun can be said: a department is no person."""
        kinds = {kind for frame in self.lexicon.bonds[self._is_noun(phrase.noun)] for kind in frame.kinds[0]}
        return [each for each in ids if self._kind(each) in kinds]

    # a post without its body

    def _unsaid(self, phrase: Phrase, posted: set[str]) -> Iterator[Bond]:
        """ "Deputy director X" in a passage about one body, "Minister X" in a page about one country, with no other post of X."""
        noun, word = self.nodes.order[phrase.noun], self._is_noun(phrase.noun)
        frame = next((each for each in self.lexicon.bonds[word] if "at" in each.ends[0]), None)
        body = self._unsaid_body(phrase) if frame is not None else ""
        if not body and (body := self._national(phrase)):
            frame = next((each for each in self.lexicon.bonds[word] if each.kinds[1] == {"place"}), None)
        if frame is None or not body:
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
            fit = [frame for frame in frames if self._kind(holder) in frame.kinds[0] and self._counts(phrase, frame)]
            stated = {id(frame): list(self._others(phrase, frame)) for frame in fit}
            told = {frame.predicate for frame in fit if stated[id(frame)]}
            for frame in fit:
                others = stated[id(frame)]
                if not others and frame.predicate in told:
                    continue  # "the ambassador of Y" has no need of an embassy
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
                for other, indirect in fitting if frame.parents or self._their(phrase) else fitting[:1]:
                    yield Bond(frame, holder, other, noun, word, self.words(phrase), indirect)
            if not done:
                yield from self._personal(phrase, holder, word)

    def _counts(self, phrase: Phrase, frame: Frame) -> bool:
        """Whether neither the page nor a place beside the noun speaks against a frame: "his agent in Prague" is nobody's representative."""
        if frame.absent and not frame.absent.isdisjoint(self._page_words):
            return False
        behind = self.id_at(phrase.last + 2) if self.lexicon.among("in_place", self.word(phrase.last + 1)) else ""
        return not frame.placeless or "place" not in (self._kind(behind), self._kind(self.id_at(phrase.first - 1)))

    @cached_property
    def _page_words(self) -> frozenset[str]:
        return frozenset(self.nodes.word)

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
