"""Where somebody sits by a place beside the noun that tells who they are: "the Lagos daily X", "X, a Lagos daily", "a firm in Lagos, X".

By the order of the words, so that no tree is needed that holds over names and quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.juxtaposed import CLOSING, Juxtaposed
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import BODIES

_PERSON = frozenset({"person"})
_NOUNS = 4
_MODIFIERS = 4
_MARKS = 4
_DRESS = frozenset({'"', "<", ">", "*", "'", "_", "“", "‘", "«"})


class Seats(Juxtaposed):
    """`held` leads from nouns to ids of whom they denote."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, held: Mapping[int, list[str]]) -> None:
        super().__init__(nodes, lexicon)
        self.held = held

    def find(self) -> Iterator[Found]:
        n = self.nodes
        for node in [each for each in n.order if each in n.name]:
            if self.nodes.kind_of(node) == "place":
                yield from self._attributive(node)
                yield from self._behind_noun(node)
                yield from self._of_country(node)
            elif self.nodes.kind_of(node) in BODIES:
                yield from self._in_brackets(node)
                yield from self._of_firm(node)
        yield from self._letterheads()

    # "the Lagos daily X", "X, a Lagos daily", "a Lagos daily, X"

    def _attributive(self, place: int) -> Iterator[Found]:
        n = self.nodes
        if self.nodes.word_of(n.step(place, -1)) == "-" or (self.nodes.word_of(n.step(place, 1)) == "-"):
            return
        head = self._head(place)
        if head is None:
            return
        kinds = self._kinds(head)
        first = self._article(place)
        name = self._named_behind(head) or self._called(head)
        if name is None and first is not None:
            name = self._before(first, head, kinds) or self._behind_comma(first, head)
        found = [n.name[name]] if name is not None else self.held.get(head, [])
        for id_ in found:
            if n.kind[id_] in kinds and not (n.kind[id_] == "person" and self._country(place)):
                yield Found(id_, "located_in", n.name[place], head, "local")

    def _head(self, place: int) -> int | None:
        """The last noun of those right behind a place that stands before them like an adjective."""
        n, found = self.nodes, None
        node = n.step(place, 1)
        if self.lexicon.among("own", self.nodes.word_of(node)):
            return None
        for _ in range(_NOUNS):
            if node is None or node in n.name or n.sentence[node] != n.sentence[place]:
                break
            firm = self._firm(node)
            joined = not n.trees or firm or self.nodes.word_of(n.step(node, 1)) == "-"
            if not (joined or n.pos[node] in ("NOUN", "ADJ", "PROPN", "PUNCT") or (found is None and n.tag[node] in ("VBG", "VBN"))):
                break
            if n.word[node] not in ("-", "/") and not n.word[node].isalpha():
                break
            if found is not None and (n.lemma[found] in self.lexicon.deeds or self.lexicon.among("occasions", n.lemma[found])):
                return None  # "the Lagos trial witness"
            if n.word[node].isalpha() and (firm or not n.trees or n.pos[node] in ("NOUN", "PROPN")):
                found = node
            node = n.step(node, 1)
        return found

    def _article(self, place: int) -> int | None:
        """The article before a place and its adjectives; None where there is none."""
        node = self.nodes.step(place, -1)
        for _ in range(_MODIFIERS):
            if node is None or node in self.nodes.name:
                return None
            word = self.nodes.word[node]
            if self.lexicon.among("article", word) or self.lexicon.among("indefinite", word):
                return node
            if word in (",", ".") or (self.nodes.trees and self.nodes.pos[node] not in ("ADJ", "ADV", "NOUN", "PUNCT", "VERB", "NUM")):
                return None
            node = self.nodes.step(node, -1)
        return None

    def _named_behind(self, noun: int | None) -> int | None:
        """The name right behind a noun, in quotation marks or tags, or behind another title: "the Lagos lawyer Dr X"."""
        n, first = self.nodes, self._on(noun, 1)
        node = first
        for _ in range(_MARKS):
            if node is None or node in n.name:
                break
            word = n.word[node]
            title = n.text[n.start[node]].isupper() and len(word) < _MARKS + 1
            if not (word in _DRESS or self.nodes.word_of(n.step(node, 1)) == ">" or title or (word == "." and first != node)):
                return None
            node = n.step(node, 1)
        return node if node is not None and node in n.name else None

    def _called(self, noun: int) -> int | None:
        """X of "a Lagos firm called X"."""
        n, node = self.nodes, self.nodes.step(noun, 1)
        if self.nodes.word_of(node) == ",":
            node = n.step(noun, 2)
        if node is None or not self.lexicon.among("called_so", n.word[node]):
            return None
        behind = n.step(node, 1)
        return self._named_behind(behind if self.lexicon.among("as", self.nodes.word_of(behind)) else node)

    def _before(self, article: int, head: int, kinds: frozenset[str]) -> int | None:
        """X of "X, a Lagos daily", where the description ends or goes on with what the thing is or does."""
        n = self.nodes
        comma = n.step(article, -1)
        for _ in range(_MARKS):
            comma = self._on(comma, -1) if self.nodes.word_of(comma) in _DRESS else comma
        name = self._on(comma, -1)
        while self.nodes.word_of(name) in _DRESS:
            name = self._on(name, -1)
        if self.nodes.word_of(comma) not in (",", "(", "-") or name is None:
            return None
        if n.word[name] == ")":
            name = self._opening(name)
        elif n.word[name].isdigit() and self.nodes.word_of(n.step(name, -1)) == ",":
            name = n.step(name, -2)
        if name is None or name not in n.name or n.kind[n.name[name]] not in kinds:
            return None
        behind = n.step(head, 1)
        return name if behind is None or behind not in n.name else None

    def _opening(self, node: int) -> int | None:
        """The node before the bracket that closes here."""
        for back in range(-1, -_MODIFIERS - 2, -1):
            other = self.nodes.step(node, back)
            if other is not None and self.nodes.word[other] == "(":
                return self.nodes.step(other, -1)
        return None

    def _behind_comma(self, article: int, head: int) -> int | None:
        """X of "a Lagos bank, X, lent": behind an indefinite article, where what follows closes."""
        n = self.nodes
        comma = n.step(head, 1)
        if not self.lexicon.among("indefinite", n.word[article]) or self.nodes.word_of(comma) != ",":
            return None
        return self._closed(self._named_behind(comma))

    def _closed(self, name: int | None) -> int | None:
        """The name, where what follows it ends an apposition."""
        if name is None:
            return None
        behind = self.nodes.step(name, 1)
        return name if behind is None or self.nodes.word[behind] in CLOSING or self.nodes.word[behind].isspace() else None

    # "a firm in Lagos, X", "X, with offices in Lagos"

    def _behind_noun(self, place: int) -> Iterator[Found]:
        n = self.nodes
        preposition = n.step(place, -1)
        noun = n.step(place, -2)
        origin = self.lexicon.among("origin", self.nodes.word_of(preposition))
        if noun is None or noun in n.name or not (origin or self.lexicon.among("home_in", self.nodes.word_of(preposition))):
            return
        if n.trees and n.pos[noun] not in ("NOUN", "PROPN"):
            return
        article = self._article(noun)
        kinds = self._kinds(noun) & (_PERSON if origin else frozenset(n.kind.values()))
        if article is not None and self.lexicon.among("indefinite", n.word[article]) and kinds:
            comma = n.step(place, 1)
            called = self._called(place)
            names = self._row(comma) if comma is not None and n.word[comma] == "," else []
            for name in names or ([called] if called is not None else []):
                if self.nodes.kind_of(name) in kinds:
                    yield Found(n.name[name], "lived_in" if origin else "located_in", n.name[place], name, "noun in place, name")
        if self.lexicon.among("seats", n.lemma[noun]) and (owner := self._with(noun)) is not None:
            yield Found(n.name[owner], "located_in", n.name[place], owner, "with seat in place")

    def _row(self, comma: int) -> list[int]:
        """The names of "two brothers from Lagos, X and Y," behind the comma, where they close."""
        n, found = self.nodes, list[int]()
        name = self._named_behind(comma)
        while name is not None:
            found.append(name)
            behind = n.step(name, 1)
            joined = self.lexicon.among("and", self.nodes.word_of(behind)) or self.nodes.word_of(behind) == ","
            other = self._on(behind, 1) if joined else None
            name = other if other in n.name and self.nodes.kind_of(other) == self.nodes.kind_of(found[0]) else None
        return found if found and self._closed(found[-1]) is not None else []

    def _with(self, noun: int) -> int | None:
        """X of "X, with offices"."""
        n = self.nodes
        node = n.step(noun, -1)
        for _ in range(_MODIFIERS):
            if node is None or node in n.name or n.sentence[node] != n.sentence[noun]:
                return None
            if self.lexicon.among("with", n.word[node]):
                before = n.step(node, -2) if self.nodes.word_of(n.step(node, -1)) == "," else n.step(node, -1)
                return before if before is not None and self.nodes.kind_of(before) in BODIES else None
            if n.trees and n.pos[node] not in ("ADJ", "DET", "NOUN", "PRON", "NUM", "ADV"):
                return None
            node = n.step(node, -1)
        return None

    # words

    def _kinds(self, noun: int) -> frozenset[str]:
        """Of which kinds those may be whom a noun denotes."""
        return (frozenset(BODIES) if self._firm(noun) else frozenset()) | (_PERSON if self._is_human(noun) else frozenset())

    def _firm(self, noun: int) -> bool:
        words = self.nodes.lemma[noun], self.nodes.word[noun], self._hyphened(noun)
        return self.lexicon.any_among("firms", words) or self.lexicon.any_among("local_bodies", words)

    def _hyphened(self, noun: int) -> str:
        """The word of which a noun is the last part: "start-up"."""
        first = self._on(noun, -2)
        return f"{self.nodes.word_of(first)}-{self.nodes.word[noun]}" if self.nodes.word_of(self._on(noun, -1)) == "-" else ""

    def _is_human(self, noun: int) -> bool:
        """Whether a noun tells a person that a town may stand before; none that studies the place or has a post of it."""
        lemma = self.nodes.lemma[noun]
        if self.lexicon.among("topical", lemma):
            return False
        frames = self.lexicon.bonds.get(lemma, ())
        if any(frame.kinds[1] == {"place"} and "compound" in frame.ends[0] for frame in frames):
            return False
        return (
            self.lexicon.among("persons", lemma)
            or self.lexicon.among("humans", lemma)
            or any(frame.predicate == "role" and "person" in frame.kinds[0] for frame in frames)
        )
