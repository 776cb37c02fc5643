"""What goes with a clause: whether it tells a fact, when that was, and who says so."""

from __future__ import annotations

from collections.abc import Container, Iterable

from loaders.extraction.factuality import Factuality
from loaders.extraction.frames import Lexicon
from loaders.extraction.node_sentences import Sentences
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Saying, Span

_VOICES = 3


class Circumstances(Factuality):
    """The circumstances of the verbs and nouns of a page."""

    def __init__(
        self,
        page: Page,
        nodes: Nodes,
        lexicon: Lexicon,
        sayings: Iterable[Saying],
        dates: Iterable[Dated],
        nouns: Container[str] = frozenset(),
    ) -> None:
        """`nouns`: those that a date may date, beside the nouns of the lexicon that tell of an act."""
        super().__init__(nodes, lexicon, Sentences(page, nodes))
        self.page = page
        self.sayings = sorted(sayings, key=lambda each: each.span)
        self.when = self._dates(dates, nouns)

    def sentence(self, node: int) -> Span:
        """The sentence that a node stands in."""
        return self.sentences.of(node)

    def voices(self, node: int) -> list[Saying]:
        """The sayings that cover a node: those of the shortest span."""
        span = self.nodes.span(node)
        covering = [each for each in self.sayings if each.tells(span)]
        if not covering:
            return []
        least = min(each.size for each in covering)
        return [each for each in covering if each.size == least][:_VOICES]

    def date(self, *nodes: int) -> str:
        """The date in the clause of the first of these nodes that has one, as EDTF."""
        return next((self.when[each] for each in nodes if each in self.when), "")

    def _dates(self, dates: Iterable[Dated], nouns: Container[str]) -> dict[int, str]:
        """Each dated expression under the nearest verb or noun that it may date."""
        n = self.nodes
        found: dict[int, str] = {}
        if not n.trees:
            return found
        for each in dates:
            node = n.at(each.span.start)
            if node is None or not each.edtf:
                continue
            inside, dated = {node}, False
            for up in n.above(node):
                if n.start[up] < each.span.end and n.start[up] >= each.span.start:
                    inside.add(up)
                    continue
                if n.pos[up] in ("VERB", "AUX") or n.lemma[up] in self.lexicon.deeds or n.lemma[up] in nouns or self._gathering(up):
                    found.setdefault(up, each.edtf)
                    dated = True
                    break
            if not dated and (verb := self._behind(node)) is not None:
                found.setdefault(verb, each.edtf)
        return found

    def _behind(self, node: int) -> int | None:
        """The verb of a sentence that a date leads, where the tree breaks off between them."""
        n, end = self.nodes, self.sentence(node).end
        top = next((up for up in n.above(node) if n.head[up] == up), node)
        if top in n.name:  # "In an interview with X in May he admitted it", where X was taken for the head of it all
            return next((each for each in n.all_kids(top, "ccomp") if n.pos[each] == "VERB" and n.place[each] > n.place[node]), None)
        if n.pos[top] != "ADP":
            return None
        for place in range(n.place[node], len(n.order)):
            each = n.order[place]
            if n.start[each] >= end:
                return None
            if n.pos[each] == "VERB" and n.head[each] == each:
                return each
        return None

    def _gathering(self, node: int) -> bool:
        return self.nodes.kind_of(node) == "event"
