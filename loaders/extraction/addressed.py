"""Whom "you" and "your" mean: the one whom the writer or speaker calls by name, "Mr X, you …", "you, Ms Y, …", "Dear X". Else open."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import LABEL, Nodes

_TITLES = 3
_FAR = 30
_SENTENCE = 60


@dataclass(slots=True)
class _Called:
    id: str
    sentence: int


@dataclass(slots=True)
class Addressed:
    """Reads the nodes in order and keeps whom the writer or speaker calls; `found` leads from "you" to ids."""

    nodes: Nodes
    lexicon: Lexicon
    found: dict[int, str] = field(default_factory=dict)

    def read(self) -> dict[int, str]:
        n = self.nodes
        whom: _Called | None = None
        for node in n.order:
            if node in n.name and n.kind[n.name[node]] == "person":
                if n.dep[node] == LABEL or self._takes_turn(node):
                    whom = None  # somebody else has the turn
                elif self._calls(node):
                    whom = _Called(n.name[node], n.sentence[node])
                    self._before(node)
            elif whom is not None and self.lexicon.among("second", n.word[node]) and not n.quoted(node):
                if n.sentence[node] - whom.sentence > _FAR:
                    whom = None
                    continue
                whom.sentence = n.sentence[node]
                self.found[node] = whom.id
        return self.found

    def _takes_turn(self, name: int) -> bool:
        """Whether a name in capitals stands before a full stop or colon: "SEN. X. Have you …"."""
        n = self.nodes
        behind, span = n.step(name, 1), n.span(name)
        return n.text[span.start : span.end].isupper() and behind is not None and n.word[behind] in (".", ":")

    def _before(self, name: int) -> None:
        """ "you, Mr X," means X already."""
        you = self._you(name)
        if you is not None:
            self.found[you] = self.nodes.name[name]

    def _you(self, name: int) -> int | None:
        """The "you" of "you, Mr X,"; not of "Thank you, Mr X", with which one turns to somebody else."""
        n = self.nodes
        comma = self._past_titles(name)
        you = n.step(comma, -1) if comma is not None and n.word[comma] == "," else None
        if you is None or not self.lexicon.among("second", n.word[you]):
            return None
        before = n.step(you, -1)
        return None if before is not None and self.lexicon.among("thanking", n.word[before]) else you

    def _calls(self, name: int) -> bool:
        """Whether somebody is called by name here, outside of quotations."""
        n = self.nodes
        if n.quoted(name):
            return False
        behind = n.step(name, 1)
        closed = behind is None or n.word[behind] in (",", ":", "?", ".", ";")
        if closed and self._you(name) is not None:
            return True
        before = self._past_titles(name)
        if before is not None and self.lexicon.among("salutation", n.word[before]):
            return True
        if (
            behind is None
            or n.word[behind] != ","
            or not (before is None or n.sentence[before] != n.sentence[name] or self._number(before))
        ):
            return False
        return self._to_you(behind)

    def _to_you(self, comma: int) -> bool:
        """Whether what follows a comma speaks to "you" at once: "X, you …", "X, did you …", "X, in May your firm …"."""
        n = self.nodes
        first, second = n.step(comma, 1), n.step(comma, 2)
        if first is None or second is None:
            return False
        if self.lexicon.among("second", n.word[first]):
            return True
        if n.pos[first] == "AUX" or n.tag[first] == "MD":
            return self.lexicon.among("second", n.word[second])
        if n.pos[first] != "ADP":
            return False
        on: int | None = second
        for _ in range(_SENTENCE):
            if on is None or n.sentence[on] != n.sentence[comma] or n.word[on] == '"':
                return False
            if self.lexicon.among("second", n.word[on]):
                return True
            on = n.step(on, 1)
        return False

    def _past_titles(self, name: int) -> int | None:
        """The node before a name and its titles."""
        n = self.nodes
        node = n.step(name, -1)
        for _ in range(_TITLES):
            if node is None or n.pos[node] != "PROPN" or node in n.name or self._number(node):
                break
            if self.lexicon.among("salutation", n.word[node]):
                break
            node = n.step(node, -1)
        return node

    def _number(self, node: int) -> bool:
        """Whether a node is the number or sign of a paragraph: "3.", "-"."""
        word = self.nodes.word[node].strip()
        return not word or word.rstrip(".)").isdigit() or not word[0].isalnum()
