"""Who signs a page or a letter of it: a name alone in its line with a post or a body below it, or "X, Registrar, 4 May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.extraction.found import Found
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes, Row
from loaders.extraction.proposals import BODIES

_PUBLIC = frozenset({"agency", "organisation"})
_SHORT = 14
_CLOSING = 4


class Signatures:
    """The signatures among the rows of a page. `publisher` is the id of the entity that publishes it, empty if it is none."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, publisher: str) -> None:
        self.nodes, self.lexicon, self.publisher = nodes, lexicon, publisher

    def find(self, rows: Sequence[Row]) -> Iterator[Found]:
        for number, row in enumerate(rows):
            if len(row) > _SHORT:
                continue
            people = [node for node in row if self.nodes.kind_of(node) == "person"]
            if len(people) != 1:
                continue
            if self._alone(row, people[0]):
                above = rows[number - 1] if number else []
                yield from self._below(people[0], above, rows[number + 1 : number + 3])
            else:
                yield from self._beside(people[0], row)

    def _alone(self, row: Row, person: int) -> bool:
        n, at = self.nodes, row.index(person)
        return at == len(row) - 1 and all(not n.word[each].isalnum() or n.text[n.start[each]].isupper() for each in row[:at])

    def _below(self, person: int, above: Row, lines: Sequence[Row]) -> Iterator[Found]:
        """A post in the next line, with its body there or in the line after; behind "Yours," the body may stand alone."""
        first, second = (*lines, [], [])[:2]
        if not first or len(first) > _SHORT:
            return
        if self._post(first[:5]):
            body = self._body(first) or (self._body(second) if self._bare(second) else "") or self._for(above) or self._own(first)
            if body:
                yield Found(self._id(person), "role", body, person, "signature", self._words(first))
        elif self._closes(above) and self._bare(first):
            yield Found(self._id(person), "role", self._body(first), person, "signature")

    def _beside(self, person: int, row: Row) -> Iterator[Found]:
        n = self.nodes
        line = row[row.index(person) + 1 :]
        if not line or n.word[line[0]] != "," or not self._post(line[1:4]) or any(node in n.name for node in line):
            return
        if n.word[line[-1]] in (".", ";", ",") or any(n.pos[each] in ("VERB", "AUX") for each in line if n.trees):
            return
        if body := self._own(line):
            yield Found(self._id(person), "role", body, person, "signature", self._words(line))

    def _for(self, above: Row) -> str:
        """The body of "For the Directorate:" above a name."""
        words = [self.nodes.word[node] for node in above[:2]]
        bodies = [self._id(node) for node in above if self.nodes.kind_of(node) in BODIES]
        return bodies[0] if words and self.lexicon.among("acting_for", words[0]) and len(bodies) == 1 and len(above) <= _SHORT else ""

    def _own(self, line: Row) -> str:
        """The publisher, where it is a body and the line has no letters that may name another."""
        n = self.nodes
        unknown = any(len(word) > 1 and word.isupper() for word in (n.text[n.start[each] : n.end[each]] for each in line))
        return self.publisher if not unknown and n.kind.get(self.publisher, "") in _PUBLIC else ""

    def _bare(self, row: Row) -> bool:
        """Whether a line holds a body, its town and nothing else."""
        bodies = [node for node in row if self.nodes.kind_of(node) in BODIES]
        rest = [node for node in row if self.nodes.kind_of(node) not in ("place", *BODIES) and self.nodes.word[node].isalnum()]
        return len(bodies) == 1 and all(self.lexicon.among("article", self.nodes.word[node]) for node in rest)

    def _closes(self, row: Row) -> bool:
        words = [self.nodes.word[node] for node in row]
        return 0 < len(words) <= _CLOSING + 1 and self.lexicon.any_among("closing", words)

    def _post(self, row: Row) -> bool:
        n = self.nodes
        return any(n.lemma[each] in self.lexicon.bonds or n.word[each] in self.lexicon.bonds for each in row if each not in n.name)

    def _body(self, row: Row) -> str:
        return next((self._id(each) for each in row if self.nodes.kind_of(each) in BODIES), "")

    def _words(self, row: Row) -> str:
        n = self.nodes
        return " ".join(n.text[n.start[each] : n.end[each]] for each in row[:4] if n.word[each].isalpha() and each not in n.name)

    def _id(self, node: int) -> str:
        return self.nodes.name.get(node, "")
