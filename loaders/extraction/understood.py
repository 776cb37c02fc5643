"""Whom a sentence does not name because the page tells it: the publisher that asked, the one court before which somebody testified."""

from __future__ import annotations

from functools import cached_property

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes


class Understood:
    """`publisher` is the id of the entity that publishes the page, empty if it is none."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, publisher: str) -> None:
        self.nodes, self.lexicon, self._publisher = nodes, lexicon, publisher

    def publisher(self, node: int) -> str:
        """The publisher, if it is an outlet, no other outlet is named in the sentence, and nobody asks there but it can be."""
        n, sentence = self.nodes, self.nodes.sentence[node]
        if n.kind.get(self._publisher) != "outlet" or n.quoted(node) or self._heard(sentence):
            return ""
        others = {n.name[each] for each in self._of_sentence(sentence) if each in n.name and n.kind_of(each) == "outlet"}
        return self._publisher if others <= {self._publisher} else ""

    @cached_property
    def tribunal(self) -> str:
        """The only court, committee or inquiry that the page names, else its publisher, if it is one; empty if there are several."""
        n = self.nodes
        found = {id_ for node, id_ in n.name.items() if n.kind[id_] == "agency" and self._is_tribunal(node)}
        if self._publisher in found:
            return self._publisher
        return found.pop() if len(found) == 1 else ""

    def _is_tribunal(self, node: int) -> bool:
        n = self.nodes
        words = [n.word[each] for each in range(n.first.get(node, node), n.last.get(node, node) + 1)]
        hears = any(self.lexicon.among("tribunals", each) for each in words)
        return hears and not any(self.lexicon.among("appeals", each) for each in words)  # the witnesses were heard before

    def _heard(self, sentence: int) -> bool:
        return any(
            self.lexicon.any_among("hearings", (self.nodes.word[each], self.nodes.lemma[each])) for each in self._of_sentence(sentence)
        )

    def _of_sentence(self, sentence: int) -> list[int]:
        return self._sentences.get(sentence, [])

    @cached_property
    def _sentences(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for node in self.nodes.order:
            found.setdefault(self.nodes.sentence[node], []).append(node)
        return found
