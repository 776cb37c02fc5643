"""Where those sit whom a credit names: "Reporting by X and Y in Riga and Z in Oslo; editing by W", "Written by X, in Riga"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes, Row

_JOINING = frozenset({",", "&", "/"})


class Reporters:
    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon

    def find(self, rows: Sequence[Row]) -> Iterator[Found]:
        word, credits = self.nodes.word, self.lexicon.lists["credits"]
        for row in rows:
            for place in range(1, len(row)):
                if word[row[place - 1]] in credits and self._leads(row[place]):
                    yield from self._of_credit(row[place + 1 :])

    def _leads(self, node: int) -> bool:
        """Whether names follow here behind the noun of a credit: "additional reporting by", "Reporting:"."""
        return self.nodes.word[node] == ":" or self.lexicon.among("byline", self.nodes.word[node])

    def _of_credit(self, row: Row) -> Iterator[Found]:
        n = self.nodes
        people: Row = []
        placed = False
        for place, node in enumerate(row):
            word, kind = n.word[node], n.kind_of(node)
            if kind == "person":
                people = [node] if placed else [*people, node]
                placed = False
            elif people and self.lexicon.among("inside", word) and place + 1 < len(row):
                there = row[place + 2] if self.lexicon.among("article", n.word[row[place + 1]]) and place + 2 < len(row) else row[place + 1]
                if n.kind_of(there) == "place":
                    for each in people:
                        yield Found(n.name[each], "located_in", n.name[there], each, "credit: place")
            elif kind == "place":
                placed = True
            elif not (word in _JOINING or self.lexicon.among("article", word) or self.lexicon.among("and", word)):
                return
