"""Who stands at a node: by name, pronoun or noun, by apposition, through "agents of X" or "X's offices"; with all that "and" joins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loaders.extraction.excluded import Excluded
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import BODIES

_DEEP = 6
_FAR = 7


@dataclass(frozen=True, slots=True)
class Referent:
    """An entity at a node; `indirect` if only a pronoun or noun means it."""

    id: str
    node: int
    indirect: bool = False


class Referents:
    """Leads from nodes to entities. `meant`: pronouns and nouns by coreference; `held`: nouns by whom they denote in apposition."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, meant: Mapping[int, str], held: Mapping[int, list[str]]) -> None:
        self.nodes, self.lexicon, self.meant, self.held = nodes, lexicon, meant, held
        self.excluded = Excluded(nodes, lexicon)

    def at(self, node: int, kinds: frozenset[str], *, through: bool = False, part: bool = False, personal: bool = False) -> list[Referent]:
        """The entities of these kinds at a node and at what is joined to it. `through`: things that stand for their owner count,
        `part`: parts of a body count, `personal`: what a firm's people do is no deed of the firm."""
        found = [each for each in self._joined(node, _DEEP) if self.nodes.kind.get(each.id) in kinds]
        if found or (found := self._beyond(node, kinds)):
            return found
        return self._standing_in(node, kinds & frozenset(("agency",)) if personal else kinds, through, part)

    def _beyond(self, node: int, kinds: frozenset[str]) -> list[Referent]:
        """Of "the X of Y, which …" X, where Y is of a kind that cannot be meant."""
        n = self.nodes
        if n.tag[node] not in ("WP", "WDT"):
            return []
        clause = next((up for up in n.above(node) if n.dep[up] == "relcl"), None)
        if clause is None or n.dep[n.head[clause]] != "pobj":
            return []
        over = n.head[n.head[n.head[clause]]]
        return [Referent(n.name[over], over)] if over in n.name and n.kind[n.name[over]] in kinds else []

    def _joined(self, node: int, deep: int) -> list[Referent]:
        found = self._one(node, deep)
        if deep > 0:
            for each in self.nodes.all_kids(node, "conj"):
                found += self._joined(each, deep - 1) if not self.excluded.excepted(each) else []
            for each in self.nodes.all_kids(node, "appos"):
                found += self._joined(each, deep - 1) if self._listed(node, each) else []
        return found

    def _listed(self, name: int, noun: int) -> bool:
        """Whether what the tree hangs on a name is the next of a list: "X, her partner, Y, and Z"; nobody is a partner of her own."""
        n = self.nodes
        own = any(self.lexicon.among("own_pronouns", n.word[each]) for each in n.all_kids(noun, "poss"))
        return own and name in n.name and bool(n.all_kids(noun, "conj"))

    def _one(self, node: int, deep: int) -> list[Referent]:
        n = self.nodes
        if node in n.name:
            return [] if self._vessel(node) or self.excluded.aside(node) else [Referent(n.name[node], node)]
        if n.tag[node] in ("WP", "WDT", "WP$") and deep > 0:
            return self._antecedent(node, deep)
        if node in self.held:
            return [Referent(id_, node) for id_ in self.held[node]]
        firm = self.lexicon.among("firms", n.lemma[node])
        named = [each for each in n.all_kids(node, "appos") if each in n.name and not (firm and n.kind[n.name[each]] == "person")]
        named = [each for each in named if not self.excluded.ruled_out(each)] or self._called(node)
        if not named and n.dep[node] == "appos" and n.head[node] in n.name and not self.lexicon.among("told_of_clause", n.lemma[node]):
            named = [n.head[node]]
        if not named and firm:
            named = self._body_before(node)
        if named:
            return [Referent(n.name[each], each) for each in (*named, *self._several(node, named))]
        if node in self.meant:
            return [Referent(self.meant[node], node, indirect=True)]
        return self._said_of(node, deep)

    def _several(self, node: int, named: list[int]) -> list[int]:
        """The others whom the apposition of a noun that means two or more names: "a couple, X and Y", "two officers, X and Y"."""
        n = self.nodes
        if not (n.tag[node] == "NNS" or self.lexicon.among("two_or_more", n.lemma[node])):
            return []
        return [other for each in named for other in n.all_kids(each, "conj") if other in n.name and other not in named]

    def _said_of(self, node: int, deep: int) -> list[Referent]:
        """Of whom "X became the first woman to …" speaks."""
        n = self.nodes
        up = n.head[node]
        if n.dep[node] != "attr" or deep <= 0 or not self.lexicon.among("becoming", n.lemma[up]):
            return []
        return [each for low in n.all_kids(up, "nsubj") for each in self._one(low, deep - 1)]

    def _body_before(self, noun: int) -> list[int]:
        """The name of "X, a company …" by the order of words, where the tree missed it."""
        n = self.nodes
        for back in range(-1, -_FAR, -1):
            node = n.step(noun, back)
            if node is None or n.pos[node] not in ("ADJ", "NOUN", "PROPN", "DET", "VERB", "PUNCT"):
                return []
            if n.dep[node] == "det":
                comma, name = n.step(noun, back - 1), n.step(noun, back - 2)
                apposed = comma is not None and n.word[comma] == "," and name in n.name
                return [name] if apposed and name is not None and n.kind[n.name[name]] in BODIES else []
        return []

    def _called(self, node: int) -> list[int]:
        """The name of "a man called X", "something named X"."""
        n = self.nodes
        found = []
        for each in n.all_kids(node, "acl"):
            if self.lexicon.among("called", n.lemma[each]):
                found += n.all_kids(each, "oprd", "dobj", "attr")
                found += [low for by in n.all_kids(each, "prep") if self.lexicon.among("as", n.word[by]) for low in n.all_kids(by, "pobj")]
        return [each for each in found if each in n.name]

    def _antecedent(self, node: int, deep: int) -> list[Referent]:
        """Whom "who", "which" or "that" means: what its clause hangs on, alone (not what is joined to that)."""
        n = self.nodes
        clause = next((up for up in n.above(node) if n.dep[up] == "relcl"), None)
        if clause is None or self._namesake(n.head[clause]) or self.excluded.ruled_out(n.head[clause]) or self._asked(n.head[clause]):
            return []
        told = self._narrowed(n.head[clause], node)
        return self._one(told, deep - 1) if told is not None else []

    def _asked(self, name: int) -> bool:
        """Whether a name is who is asked, so that "who" behind it may be the question: "I asked the director, X, who was behind Y"."""
        n = self.nodes
        top = n.head[name] if n.dep[name] == "appos" else name
        return n.dep[top] == "dobj" and self.lexicon.among("questioning", n.lemma[n.head[top]])

    def _narrowed(self, name: int, relative: int) -> int | None:
        """What a clause without a comma narrows down, as no name needs it: of "a friend of X who worked for Y" the friend. None where
        either can be meant: "the lawyer of X, who worked for Y"."""
        n = self.nodes
        held = n.head[name] if n.dep[name] == "appos" and n.head[name] not in n.name else name
        by = n.head[held]
        told = name if name in n.name else next((each for each in n.all_kids(name, "appos") if each in n.name), name)  # "the singer X"
        if n.kind_of(told) != "person" or n.dep[held] != "pobj" or not self.lexicon.among("belonging", n.word[by]):
            return name
        noun, before = n.head[by], n.step(relative, -1)
        person = n.lemma[noun] in self.lexicon.bonds or self.lexicon.among("persons", n.lemma[noun])
        if not person or noun in n.name:
            return name
        return noun if before == told else None if n.word_of(before) == "," and n.step(relative, -2) == told else name

    def _vessel(self, name: int) -> bool:
        """Whether a ship bears the name of a person: "the trawler X was seized"."""
        n = self.nodes
        return n.kind_of(name) == "person" and self.lexicon.among("vessels", n.word_of(n.step(name, -1)))

    def _namesake(self, node: int) -> bool:
        """Whether an article tells one of a name from another: "the Wen who was arrested", who may not be the Wen that the page names."""
        n = self.nodes
        if n.kind_of(node) != "person":
            return False
        told = any(self.lexicon.among("article", n.word[each]) for each in n.all_kids(node, "det"))
        return told and not n.all_kids(node, "amod", "compound", "nmod")

    def _standing_in(self, node: int, kinds: frozenset[str], through: bool, part: bool) -> list[Referent]:
        n, lemma = self.nodes, self.nodes.lemma[node]
        member = self.lexicon.among("members", lemma) and "agency" in kinds
        thing = through and self.lexicon.among("property", lemma)
        if not member and not thing and not (part and self.lexicon.among("part", lemma)):
            return []
        places = [each for each in n.kids[node] if n.dep[each] in ("poss", "compound", "nmod", "amod")]
        places += [
            low for each in n.all_kids(node, "prep") if self.lexicon.among("membership", n.word[each]) for low in n.all_kids(each, "pobj")
        ]
        if thing:  # a warehouse rented by X
            places += [low for each in n.all_kids(node, "acl") for by in n.all_kids(each, "agent") for low in n.all_kids(by, "pobj")]
        wanted = kinds - {"person", "place"} if member else kinds
        return [each for place in places for each in self._one(place, _DEEP) if n.kind.get(each.id) in wanted][:1]
