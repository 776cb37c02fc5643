"""What a record of labelled lines tells of the one whom its first line names: "Name: X", "Position: director, Y", "Seat: Riga"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import BODIES

_LABEL = 4
_LONGEST = 24
_BETWEEN = 12
_LABELS = ("record_post", "record_birth", "record_seat", "record_owner", "record_other")


class Records:
    """The records among the rows of a page; a row is the nodes of a line."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon

    def find(self, rows: Sequence[list[int]]) -> Iterator[Found]:
        n = self.nodes
        whose, since = -1, 0
        for number, row in enumerate(rows):
            yield from self._inline(row)
            colon = next((place for place, node in enumerate(row[: _LABEL + 1]) if n.word[node] == ":"), 0)
            label = [n.word[node] for node in row[:colon]]
            if not label or any(node in n.name for node in row[:colon]):
                continue
            behind = row[colon + 1 :]
            if self.lexicon.any_among("record_of", label):
                whose = next((node for node in behind if n.kind_of(node) in ("person", *BODIES)), -1)
                since = number
            elif whose >= 0 and number - since <= _BETWEEN and len(behind) <= _LONGEST:
                yield from self._of_row(whose, label, behind)

    def _inline(self, row: list[int]) -> Iterator[Found]:
        """What labels within a line say of the one whom it begins with: "(1) X. DOB: 3.2.1970. Position: director, Y. Address: Z."."""
        n = self.nodes
        colons = [place for place, node in enumerate(row) if n.word[node] == ":" and place and self._label(row[place - 1])]
        whose = next((node for node in row[: colons[0]] if n.kind_of(node) in ("person", *BODIES)), -1) if len(colons) > 1 else -1
        if whose < 0:
            return
        for colon, behind in itertools.pairwise([*colons, len(row) + 1]):
            yield from self._of_row(whose, [n.word[row[colon - 1]]], row[colon + 1 : behind - 1])

    def _label(self, node: int) -> bool:
        return any(self.lexicon.among(name, self.nodes.word[node]) for name in _LABELS)

    def _of_row(self, whose: int, label: list[str], behind: list[int]) -> Iterator[Found]:
        """What one line says of the record's own: a post at a body, a place of birth, a place to live or sit in, an owner."""
        n, any_among = self.nodes, self.lexicon.any_among
        id_ = n.name[whose]
        person = n.kind[id_] == "person"
        named = [node for node in behind if node in n.name and n.name[node] != id_]
        body = next((node for node in named if n.kind[n.name[node]] in BODIES), None)
        place = next((node for node in named if n.kind[n.name[node]] == "place"), None)
        if person and body is not None and any_among("record_post", label):
            words = [n.text[n.start[each] : n.end[each]] for each in behind if each not in n.name and n.word[each].isalpha()]
            yield Found(id_, "role", n.name[body], whose, "record: post", " ".join(words[:6]))
        elif place is not None and person and any_among("record_birth", label):
            yield Found(id_, "born_in", n.name[place], whose, "record: birth")
        elif place is not None and any_among("record_seat", label):
            yield Found(id_, "lived_in" if person else "located_in", n.name[place], whose, "record: seat")
        elif not person and named and any_among("record_owner", label):
            owner = named[0]
            if n.kind[n.name[owner]] in ("person", *BODIES):
                yield Found(id_, "owned_by", n.name[owner], owner, "record: owner")
