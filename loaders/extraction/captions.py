"""Who is shown together by the line below a picture: "X and Y (left) with the banker Z at the races". A line without a verb of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes, Row

_LONGEST = 30
_LABEL = 8
_TITLE = 6
_MOST = 4


class Captions:
    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon

    def find(self, rows: Sequence[Row]) -> Iterator[Found]:
        with_ = self.lexicon.lists["with"]
        for row in rows if self.nodes.trees else ():
            at = next((place for place, node in enumerate(row[:_LONGEST]) if self.nodes.word[node] in with_), 0)
            if at and not self._told(row):
                yield from self._together(row, at)

    def _told(self, row: Row) -> bool:
        """Whether the first sentence of a line has a verb that says something."""
        n = self.nodes
        return any(
            n.tag[node] in ("VBD", "VBZ", "VBP", "MD") and node not in n.name for node in row if n.sentence[node] == n.sentence[row[0]]
        )

    def _together(self, row: Row, at: int) -> Iterator[Found]:
        n = self.nodes
        one, other = self._people(row[:at]), self._behind(row[at + 1 : at + 1 + _TITLE])
        for each in one[:_MOST] if other is not None else ():
            if other is not None and n.name[each] != n.name[other]:
                yield Found(n.name[each], "met", n.name[other], other, "caption: with")

    def _people(self, row: Row) -> Row:
        """The persons that a line begins with, joined by "and"; what stands in brackets and labels before a colon are passed over."""
        n, found, depth = self.nodes, list[int](), 0
        colon = max((place for place, node in enumerate(row[:_LABEL]) if n.word[node] == ":"), default=-1)
        for node in row[colon + 1 :]:
            word = n.word[node]
            depth += word == "("
            if n.kind_of(node) == "person":
                found.append(node)
            elif depth == 0 and word not in (",", "*", "_", "[") and not self.lexicon.among("and", word) and not self._aside(word):
                return []
            depth -= word == ")"
        return found

    def _aside(self, word: str) -> bool:
        return self.lexicon.among("sides_of_picture", word)

    def _behind(self, row: Row) -> int | None:
        """The person behind "with", past what tells who that is."""
        n = self.nodes
        for node in row:
            if n.kind_of(node) == "person":
                return node
            if node in n.name or n.pos[node] not in ("NOUN", "PROPN", "ADJ", "DET", "PART", "PUNCT") or n.word[node] in (",", ".", ";"):
                return None
        return None
