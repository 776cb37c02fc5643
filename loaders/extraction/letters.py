"""Who wrote to whom by the head of a mail or letter: "From: X" with "To: Y" in the lines below, quoted ones too; a copy is no contact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes, Row
from loaders.extraction.proposals import BODIES

_NEAR = 6
_LABEL = 3
_MARKS = frozenset({">", "|", "-"})


class Letters:
    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon

    def find(self, rows: Sequence[Row]) -> Iterator[Found]:
        sender, since = "", 0
        for number, row in enumerate(rows):
            label, behind = self._labelled(row)
            if self.lexicon.among("letter_from", label):
                sender, since = next(iter(self._named(behind)), ("", 0))[0], number
            elif sender and number - since <= _NEAR and self.lexicon.among("letter_to", label):
                for id_, node in self._named(behind):
                    if id_ != sender:
                        yield Found(sender, "contacted", id_, node, "letter")

    def _labelled(self, row: Row) -> tuple[str, Row]:
        """The word before the colon that a line begins with, and what stands behind it."""
        words = [node for node in row[:_LABEL] if self.nodes.word[node] not in _MARKS]
        if len(words) < 2 or self.nodes.word[words[1]] != ":":
            return "", []
        return self.nodes.word[words[0]], row[row.index(words[1]) + 1 :]

    def _named(self, row: Row) -> list[tuple[str, int]]:
        """Persons of a line, or a body that stands there alone."""
        found = [(self.nodes.name[node], node) for node in row if node in self.nodes.name]
        people = [each for each in found if self.nodes.kind[each[0]] == "person"]
        return people or [each for each in found[:1] if self.nodes.kind[each[0]] in BODIES]
