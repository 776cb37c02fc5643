"""What stands right behind a name: "X, now in Z", "X, on behalf of Y", "X, alias Y"."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes

_CLIENTS = frozenset({"person", "agency", "organisation"})


class Beside:
    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon

    def _gone(self, node: int, preposition: int | None, target: int | None) -> Iterator[Found]:
        """Where "X, now in Z," and "X, originally from Z," was."""
        n, word = self.nodes, self.nodes.word_of(preposition)
        if target is None or n.kind_of(node) != "person" or n.kind_of(target) != "place":
            return
        if self.lexicon.among("inside", word) or self.lexicon.among("origin", word):
            predicate = "lived_in" if self.lexicon.among("origin", word) else "located_in"
            yield Found(n.name[node], predicate, n.name[target], node, "person, now in place")

    def _behalf(self, node: int, on: int | None) -> Iterator[Found]:
        """ "X, on behalf of Y", and of counsel "X, for Y, said"."""
        n = self.nodes
        comma = self.nodes.word_of(on) == ","
        on = n.step(node, 2) if comma else on
        if on is None:
            return
        acts = self.lexicon.among("behalf", n.word_of(n.step(on, 1)))
        if acts and self.lexicon.among("belonging", n.word_of(n.step(on, 2))):
            client = n.step(on, 3)
        elif comma and self.nodes.kind_of(node) == "person" and self.lexicon.among("acting_for", self.nodes.word_of(on)):
            client = n.step(on, 1)
        else:
            return
        if client is not None and self.lexicon.among("neutral", self.nodes.word_of(client)):
            client = n.step(client, 1)
        if client is None or self.nodes.kind_of(client) not in _CLIENTS or n.name[client] == n.name[node]:
            return
        told = n.trees and n.dep[node] == "nsubj" and n.start[n.head[node]] < n.start[node]  # "said X, for Y."
        if acts or n.word_of(n.step(client, 1)) == "," or (told and n.word_of(n.step(client, 1)) == "."):
            yield Found(n.name[node], "represents", n.name[client], node, "on behalf of")

    def _alias(self, node: int, word: int | None) -> Iterator[Found]:
        """ "X, alias Y", "X (née Y)"."""
        n = self.nodes
        if word is None or not self.lexicon.among("alias", n.word[word]):
            return
        for on in range(1, 4):
            other = n.step(word, on)
            if self.nodes.kind_of(other) == "person" and other is not None and n.name[other] != n.name[node]:
                yield Found(n.name[node], "alias_of", n.name[other], node, "alias")
                return
            if other is None or (n.word[other].isalnum() and not self.lexicon.among("article", n.word[other])):
                return
