"""Posts that a list tells once for several: "worked at X, the Y and, later, Z", "A chairs X, B the Y and C Z". By the order of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import BODIES, Relation

_TOLD = frozenset({"verb", "bond", "deed"})
_MOST = 8
_ASIDE = 3
_OPEN = frozenset({"NOUN", "PROPN", "VERB", "AUX", "PART", "NUM"})
"""What goes on with a name and makes another thing of it: "and Y shares", "and Y sued"."""


class Joined:
    """`found` are the relations of the page that its words tell."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon
        self.named: dict[str, list[int]] = defaultdict(list)
        for node in nodes.order if nodes.trees else ():
            if node in nodes.name:
                self.named[nodes.name[node]].append(node)

    def of(self, found: Iterable[Relation]) -> Iterator[Relation]:
        """The posts that a list tells beside those that were found, where these are told by a verb or noun."""
        told = list(found)
        had = {(each.subject, each.predicate, each.object, each.span) for each in told}
        for each in told:
            how, _, word = each.rule.partition(": ")
            if each.predicate != "role" or how not in _TOLD or self.nodes.kind.get(each.object) not in BODIES:
                continue
            for who, body in self._beside(each):
                if (who, each.predicate, body, each.span) not in had:
                    had.add((who, each.predicate, body, each.span))
                    yield replace(each, subject=who, object=body, rule=f"joined: {word}")

    def _beside(self, each: Relation) -> Iterator[tuple[str, str]]:
        n = self.nodes
        for node in self.named[each.object]:
            if each.span.start <= n.start[node] < each.span.end and self._right(each, node):
                yield from ((each.subject, n.name[body]) for body in self._bodies(node))
                if each.rule.startswith("verb"):
                    yield from self._gapped(node)

    def _right(self, each: Relation, body: int) -> bool:
        """Whether somebody stands before the body that the post is at, and nobody else between."""
        n, node = self.nodes, self.nodes.step(body, -1)
        while node is not None and n.start[node] >= each.span.start:
            if node in n.name and n.kind_of(node) == "person":
                return n.name[node] == each.subject
            node = n.step(node, -1)
        return each.subject not in {n.name[other] for other in n.name if each.span.start <= n.start[other] < each.span.end}

    def _bodies(self, node: int) -> list[int]:
        """The bodies of "X, the Y and, later, Z" behind X; none where the list may be that of something else."""
        n, found, last = self.nodes, list[int](), False
        preposition = n.step(self._first(node), -1)
        while len(found) < _MOST and not last:
            mark = self._past_bracket(node)
            comma = n.word_of(mark) == ","
            at = n.step(mark, 1) if comma and mark is not None else mark
            last = self.lexicon.among("and", n.word_of(at))
            if at is None or not (comma or last):
                break
            body, again = self._body(n.step(at, 1) if last else at, n.word_of(preposition))
            if body is None or (comma and last and not found and not again):
                break  # "X, a director of Y, and Z signed"
            found.append(body)
            node = body
        return found if last and found and self._ends(node) else []

    def _body(self, node: int | None, preposition: str) -> tuple[int | None, bool]:
        """The body that stands here, behind a time, the same preposition and an article; and whether the preposition stands again."""
        n, again = self.nodes, False
        for _ in range(_ASIDE):
            if self.lexicon.among("then", n.word_of(node)) or (n.word_of(node) == "," and not again):
                node = n.step(node, 1) if node is not None else None
        if node is not None and n.word[node] == preposition and n.pos[node] == "ADP":
            node, again = n.step(node, 1), True
        if node is not None and self.lexicon.among("article", n.word[node]) and node not in n.name:
            node = n.step(node, 1)
        return (node if n.kind_of(node) in BODIES else None), again

    def _gapped(self, node: int) -> Iterator[tuple[str, str]]:
        """B with Y and C with Z of "A chairs X, B the Y and C Z"."""
        n, found = self.nodes, list[tuple[str, str]]()
        for _ in range(_MOST):
            mark = n.step(node, 1)
            if mark is None or not (n.word[mark] in (",", ";") or self.lexicon.among("and", n.word[mark])):
                break
            who = n.step(mark, 2) if self.lexicon.among("and", n.word_of(n.step(mark, 1))) else n.step(mark, 1)
            body = n.step(who, 1) if who is not None and n.kind_of(who) == "person" else None
            if body is not None and self.lexicon.among("article", n.word[body]) and body not in n.name:
                body = n.step(body, 1)
            if who is None or body is None or n.kind_of(body) not in BODIES or not self._closes(body):
                break
            found.append((n.name[who], n.name[body]))
            node = body
        yield from found

    # words

    def _first(self, node: int) -> int:
        """The article or the node itself that a name begins with."""
        before = self.nodes.step(node, -1)
        return before if before is not None and self.lexicon.among("article", self.nodes.word[before]) else node

    def _past_bracket(self, node: int) -> int | None:
        """What follows a name, behind its letters in brackets."""
        n = self.nodes
        if n.word_of(n.step(node, 1)) == "(" and n.word_of(n.step(node, 3)) == ")":
            return n.step(node, 4)
        return n.step(node, 1)

    def _closes(self, node: int) -> bool:
        behind = self.nodes.word_of(self.nodes.step(node, 1))
        return not behind[:1].isalnum() or self.lexicon.among("and", behind)

    def _ends(self, node: int) -> bool:
        """Whether a list ends behind a name, and does not go on with what this one owns or does."""
        behind = self._past_bracket(node)
        return behind is None or self.nodes.pos[behind] not in _OPEN
