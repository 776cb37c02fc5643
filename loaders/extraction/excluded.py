"""Names that a sentence sets aside: "X, not Y, owns it", "paid not by Y but by X", "all of them but Y", "another Y"; and "respectively"."""

from __future__ import annotations

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes


class Excluded:
    """Asked of the nodes of names."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon
        in_turn = lexicon.lists["one_by_one"]
        some = nodes.trees and not in_turn.isdisjoint(nodes.word)
        self._turns = {nodes.sentence[each] for each in nodes.order if nodes.word[each] in in_turn} if some else set[int]()

    def aside(self, name: int) -> bool:
        """Whether the clause around a name tells nothing of who bears it."""
        n = self.nodes
        return self._other(name) or (n.trees and n.dep[name] != "attr" and (self.ruled_out(name) or self._by_preposition(name)))

    def ruled_out(self, name: int) -> bool:
        """Whether "not" stands right before a name: "her husband, not X, owned it"."""
        return self.lexicon.among("ruling_out", self.nodes.word_of(self.nodes.step(name, -1)))

    def _by_preposition(self, name: int) -> bool:
        """Whether "not" stands before its preposition: "works for X, not for Y"."""
        n, up = self.nodes, self.nodes.head[name]
        return n.dep[name] == "pobj" and any(n.step(up, -1) == each for each in n.all_kids(up, "neg"))

    def excepted(self, name: int) -> bool:
        """Whether "but" joins a name to what it is no part of: "all of them but X"; not "not Y but X"."""
        n, up = self.nodes, self.nodes.head[name]
        but = n.step(name, -1)
        joined = n.dep[name] == "conj" and but is not None and self.lexicon.among("excepting", n.word[but])
        return joined and self.lexicon.among("everybody", n.word[up])

    def _other(self, name: int) -> bool:
        """Whether a word tells a namesake from whoever the page names: "another X"."""
        n = self.nodes
        before = n.step(name, -1)
        return n.kind_of(name) == "person" and before is not None and self.lexicon.among("namesakes", n.word[before])

    def in_turn(self, node: int) -> bool:
        """Whether the sentence of a node tells of several one by one: "X and Y work for A and B respectively"."""
        return self.nodes.sentence[node] in self._turns if self._turns else False
