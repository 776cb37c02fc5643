"""Rows of cells: "X | Senior Editor | Evening Star", and tables of posts with who held them before and who does now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes, Row
from loaders.extraction.proposals import BODIES

_GAP = re.compile(r"\t|[ ]{3,}")
_PARTING = ("\t", "   ", "|")
_FAR = 40
_LONG = 10
Cells = list[Row]


class Tables:
    """The rows of a page as cells, parted by a bar, a tab or a wide gap."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon

    def find(self, rows: Sequence[Row]) -> Iterator[Found]:
        head: Cells = []
        since = 0
        for number, row in enumerate(rows):
            cells = self._cells(row)
            if len(cells) < 2 or any(len(cell) > _LONG for cell in cells):
                head = head if row and not any(self.nodes.word[node].isalnum() for node in row) else []
                continue
            people = [self._only(cell, "person") for cell in cells]
            if not any(people):
                head, since = cells, number
                continue
            yield from self._across(cells, people)
            if head and number - since < _FAR:
                yield from self._down(head, cells, people)

    def _cells(self, row: Row) -> Cells:
        n = self.nodes
        text = n.text[n.start[row[0]] : n.end[row[-1]]]
        if not any(sign in text for sign in _PARTING):
            return [row]
        cells: Cells = [[]]
        end = -1
        for node in row:
            span = n.span(node)
            if n.word[node] == "|":
                cells.append([])
            else:
                if end >= 0 and cells[-1] and _GAP.search(n.text, end, span.start):
                    cells.append([])
                cells[-1].append(node)
            end = span.end
        return [cell for cell in cells if cell]

    def _across(self, cells: Cells, people: list[int]) -> Iterator[Found]:
        """One person, a post and a body in cells of their own."""
        held = [node for node in people if node]
        if len(held) != 1:
            return
        posts = [cell for cell in cells if self._post(cell)]
        bodies = [(cell, node) for cell in cells for node in cell if self.nodes.kind_of(node) in BODIES]
        if len(posts) == 1 and len(bodies) == 1 and len(bodies[0][0]) <= 3:
            yield Found(self._id(held[0]), "role", self._id(bodies[0][1]), held[0], "table: post", self._words(posts[0]))

    def _down(self, head: Cells, cells: Cells, people: list[int]) -> Iterator[Found]:
        """A table of the posts at a body that its head names: "Post at the X | Until May | Now"."""
        n = self.nodes
        bodies = [node for node in head[0] if self.nodes.kind_of(node) in BODIES]
        if len(bodies) != 1 or not self.lexicon.any_among("record_post", (n.word[node] for node in head[0])) or people[0]:
            return
        for node in people if self._post(cells[0]) else ():
            if node:
                yield Found(self._id(node), "role", self._id(bodies[0]), node, "table: posts", self._words(cells[0]))
        columns = dict(zip(map(self._when, head), people, strict=False)) if len(head) == len(cells) else {}
        one, other = columns.get("before", 0), columns.get("after", 0)
        if one and other and self._id(one) != self._id(other):
            yield Found(self._id(other), "succeeded", self._id(one), other, "table: successor")

    def _when(self, cell: Row) -> str:
        words = [self.nodes.word[node] for node in cell]
        return next((when for when in ("before", "after") if self.lexicon.any_among(f"column_{when}", words)), "")

    def _only(self, cell: Row, kind: str) -> int:
        """The one name of a cell that holds nothing else; 0 if there is none."""
        named = [node for node in cell if self.nodes.kind_of(node) == kind]
        rest = [node for node in cell if node not in named and self.nodes.word[node].isalpha() and not self._title(node)]
        return named[0] if len(named) == 1 and not rest else 0

    def _title(self, node: int) -> bool:
        return self.nodes.text[self.nodes.start[node]].isupper() and node not in self.nodes.name

    def _post(self, cell: Row) -> bool:
        """Whether a cell holds the noun of a post, outside of brackets."""
        n = self.nodes
        for node in cell:
            if n.word[node] == "(":
                return False
            words = () if node in n.name else (n.word[node], n.lemma[node])
            if any(frame.predicate == "role" for word in words for frame in self.lexicon.bonds.get(word, ())):
                return True
        return False

    def _words(self, cell: Row) -> str:
        n = self.nodes
        return " ".join(n.text[n.start[node] : n.end[node]] for node in cell if node not in n.name and n.word[node].isalpha())

    def _id(self, node: int) -> str:
        return self.nodes.name.get(node, "")
