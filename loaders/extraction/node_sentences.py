"""The sentence that a node stands in, and whether it asks."""

from __future__ import annotations

from bisect import bisect_right

from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span


class Sentences:
    """The sentences of a page, those of the trees where nobody split it before."""

    def __init__(self, page: Page, nodes: Nodes) -> None:
        self._text, self._nodes = page.text, nodes
        self.spans = list(page.sentences) or _of_trees(page)
        self._starts = [span.start for span in self.spans]

    def of(self, node: int) -> Span:
        """The sentence of a node."""
        place = self._nodes.start[node]
        found = bisect_right(self._starts, place) - 1
        if found >= 0 and place < self.spans[found].end:
            return self.spans[found]
        return self._nodes.span(node)

    def asked(self, node: int) -> bool:
        """Whether the sentence of a node asks a question."""
        span = self.of(node)
        return self._text[span.start : span.end].rstrip("\"')» ”*_").endswith("?")


def _of_trees(page: Page) -> list[Span]:
    return (
        [Span(each.start_char, each.end_char) for each in page.doc.sents if each.end_char > each.start_char] if page.doc is not None else []
    )
