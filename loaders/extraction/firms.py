"""What belongs to whom a possessive tells: "his firm X", "the senator's newspaper, X", "her villa near X", "its parent company X"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import BODIES

_WORDS = 4


class Possessions:
    """Reads each possessive by the order of words. `meant` leads from pronouns and nouns to ids."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, meant: Mapping[int, str]) -> None:
        self.nodes, self.lexicon, self.meant = nodes, lexicon, meant

    def find(self) -> Iterator[Found]:
        n = self.nodes
        for node in [each for each in n.order if each in n.name or each in self.meant]:
            owner, first = self._owner(node)
            if owner:
                works = node not in n.name and (
                    self.lexicon.among("own_pronouns", n.word[node]) or self.lexicon.among("members", n.lemma[node])
                )
                yield from self._owned(owner, first, works)

    def _owner(self, node: int) -> tuple[str, int | None]:
        """Who owns what begins at a node, where a possessive stands before it."""
        n = self.nodes
        id_ = n.name.get(node) or self.meant.get(node, "")
        behind = n.step(node, 1) if id_ else None
        if behind is None:
            return "", None
        if self.lexicon.among("own", n.word[behind]):
            return id_, n.step(behind, 1)
        own = self.lexicon.among("own_pronouns", n.word[node]) and (not n.trees or n.dep[node] == "poss")
        return (id_, behind) if own else ("", None)

    def _owned(self, owner: str, first: int | None, works: bool) -> Iterator[Found]:
        """`works`: whether a newspaper or bank that is somebody's may be where that one works."""
        n, node, before = self.nodes, first, set[str]()
        for _ in range(_WORDS):
            if node is None or node in n.name or not (n.word[node].isalnum() or n.word[node] == "-"):
                return
            behind = n.step(node, 1)
            if n.trees and n.pos[node] in ("ADP", "DET", "VERB", "AUX", "SCONJ", "CCONJ"):
                return
            if self.lexicon.among("owned_firms", n.lemma[node]):
                yield from self._firm(owner, self._named(behind), before, works=False)
                return
            if self.lexicon.among("workplaces", n.lemma[node]):
                yield from self._firm(owner, self._named(behind), before, works)
                return
            if self.lexicon.among("homes", n.lemma[node]):
                yield from self._home(owner, node, behind)
                return
            before.add(n.word[node])
            node = behind

    def _named(self, node: int | None) -> int | None:
        """The name right behind a noun, or behind a comma and a description: "his company, the bankrupt ferry line X"."""
        n = self.nodes
        if node is not None and n.word[node] == ",":
            node = n.step(node, 1)
            for _ in range(_WORDS):
                if node is None or node in n.name or not n.trees or n.dep[node] not in ("det", "amod", "compound", "nmod", "appos"):
                    break
                node = n.step(node, 1)
        return node if node in n.name else None

    def _firm(self, owner: str, name: int | None, before: set[str], works: bool) -> Iterator[Found]:
        n = self.nodes
        if name is None or n.kind[n.name[name]] not in ("organisation", "outlet") or n.name[name] == owner:
            return
        parent = self.lexicon.any_among("parents", before)
        if n.kind[owner] == "person" and works:
            yield Found(owner, "role", n.name[name], name, "person's workplace")
        elif n.kind[owner] == "person" and not parent:
            yield Found(n.name[name], "owned_by", owner, name, "person's firm")
        elif parent and n.kind[owner] in ("organisation", "outlet"):
            yield Found(owner, "owned_by", n.name[name], name, "parent company")

    def _home(self, owner: str, noun: int, preposition: int | None) -> Iterator[Found]:
        n = self.nodes
        place = n.step(preposition, 1) if preposition is not None and self.lexicon.among("home_in", n.word[preposition]) else None
        if place is None or n.kind_of(place) != "place":
            return
        if n.kind[owner] == "person" and not self.lexicon.among("seats", n.lemma[noun]):
            yield Found(owner, "lived_in", n.name[place], noun, "person's home")
        elif n.kind[owner] in BODIES and self.lexicon.among("seats", n.lemma[noun]):
            yield Found(owner, "located_in", n.name[place], noun, "seat of body")
