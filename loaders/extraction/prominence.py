"""Who of those named stands out at a place of the text: by role, how long ago, how often, and whom the page is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from loaders.extraction.nodes import LABEL, Nodes
from loaders.extraction.pronouns import words

_BACK = 2
MARGIN = 0.45
_NEAR = 0.7
_TOPIC = 0.12
_FADING = 0.9
_ABOUT = 0.6
_LEAST = 0.8
_PASSED = 1.2
_OFTEN, _OFTENER = 6, 1.6
_LONGER, _LIFELONG = 3, 25
_APART, _FAR_APART = 0.4, 1.6
_OFTEN_MEANT, _THRICE = 10, 3
_HEAD = 150
_BREAK = re.compile(r"\n[ \t]*\n")
_MOST = 6.0
_ROLES = {
    "nsubj": 1.5,
    "nsubjpass": 1.5,
    "dobj": 0.7,
    "poss": 0.5,
    "agent": 0.5,
    "appos": 0.6,
    "conj": 0.4,
    "attr": 0.4,
    "pobj": 0.2,
    "ROOT": 0.8,
}


@dataclass(slots=True)
class Seen:
    """An entity's latest appearance: sentence, place, and weight of its role there."""

    sentence: int
    place: int
    weight: float
    often: float = 1.0
    quoted: bool = False
    paragraph: int = 0
    first: int = 0


@dataclass(slots=True)
class Prominence:
    """Keeps who appeared where, as the nodes are read in order."""

    nodes: Nodes
    seen: dict[str, Seen] = field(default_factory=dict)
    speaker: str = ""
    quoted: frozenset[int] = frozenset()
    topic: str = ""
    life: bool = False
    """Whether the page tells of hardly anybody but its topic, as an obituary does: a new paragraph goes on with that one."""
    breaks: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.quoted = _quoted(self.nodes)
        self.breaks = [each.start() for each in _BREAK.finditer(self.nodes.text)]
        self.life = bool(self.topic)
        self.topic = self.topic or self._about()

    def _about(self) -> str:
        """The person whom the page is about: named far oftener than anybody else; empty if there is none."""
        n = self.nodes
        most = Counter(id_ for node, id_ in n.name.items() if n.kind[id_] == "person" and n.dep[node] != LABEL).most_common(2)
        if not most or most[0][1] < _OFTEN or (len(most) > 1 and most[0][1] < _OFTENER * most[1][1]):
            return ""
        return most[0][0]

    def told_of(self, meant: Mapping[int, str]) -> str:
        """The person of whose life the page tells: named and meant far oftener than anybody else, outside of quotations."""
        n = self.nodes
        named = Counter(id_ for node, id_ in n.name.items() if n.dep[node] != LABEL and n.kind[id_] == "person")
        counts = Counter(id_ for node, id_ in (*n.name.items(), *meant.items()) if n.kind[id_] == "person" and node not in self.quoted)
        most = counts.most_common(2)
        if (dead := self._dead()) and named[dead] >= max(_THRICE, *named.values()):
            return dead
        if not most or most[0][1] < _OFTEN_MEANT or named[most[0][0]] < _THRICE:
            return ""
        return "" if len(most) > 1 and most[0][1] < _OFTENER * most[1][1] else most[0][0]

    def _dead(self) -> str:
        """Who died by the head of a page that tells a whole life, an obituary; news of a death tells of others. Empty if several did."""
        n, told = self.nodes, words()
        verbs = [node for node in n.order[:_HEAD] if n.lemma[node] in told.deaths and n.pos[node] == "VERB" and node not in self.quoted]
        ids = {n.name.get(each, "") for verb in verbs for each in n.all_kids(verb, "nsubj")}
        dead = [id_ for id_ in ids if n.kind.get(id_) == "person"]
        return dead[0] if len(dead) == 1 and all(self._tells(stage) for stage in told.stages) else ""

    def _tells(self, stage: Set[str]) -> bool:
        """Whether the page has a word of a stage of life, outside of quotations."""
        return any(self.nodes.word[node] in stage and node not in self.quoted for node in self.nodes.order)

    def appears(self, id_: str, node: int, place: int) -> None:
        n = self.nodes
        if n.dep[node] == LABEL:
            self.speaker = id_
            return
        weight = _ROLES.get(n.dep[node], 0.1)
        if n.dep[node] == "conj" and n.head[node] in n.name:
            weight = max(weight, _ROLES.get(n.dep[n.head[node]], 0.1))  # what "and" joins stands in one place
        last = self.seen.get(id_)
        if last is not None and last.sentence == n.sentence[node]:
            weight = max(weight, last.weight)
        often = 1.0
        if last is not None:
            often += last.often * _FADING ** (n.sentence[node] - last.sentence)
        quoted = node in self.quoted and (last is None or last.quoted or last.sentence != n.sentence[node])
        first = n.sentence[node] if last is None else last.first
        self.seen[id_] = Seen(n.sentence[node], place, weight, often, quoted, self.paragraph(node), first)

    def best(self, ids: Iterable[str], node: int, back: int, margin: float = MARGIN, near: Set[str] = frozenset()) -> str | None:
        """The one that stands out by a margin; None if nobody does. Those in `near` come first."""
        sentence = self.nodes.sentence[node]
        ranked = sorted(
            (
                (self._rank(id_, node) + _NEAR * (id_ in near), id_)
                for id_ in ids
                if sentence - self.seen[id_].sentence <= back + (_LIFELONG if self.life else _LONGER) * (id_ == self.topic)
            ),
            reverse=True,
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin):
            return None
        return ranked[0][1]

    def brought_up(self, id_: str, node: int) -> bool:
        """Whether somebody appeared first in the sentence before, in the same paragraph."""
        seen = self.seen[id_]
        return seen.first == self.nodes.sentence[node] - 1 and seen.paragraph == self.paragraph(node)

    def _rank(self, id_: str, node: int) -> float:
        """By its role and how long ago it appeared; and, of two alike, by how often it did and whether the page is about it. Who is named
        in a quotation is not whom the words around it mean first."""
        seen, passed = self.seen[id_], self.nodes.sentence[node] - self.seen[id_].sentence
        often = _TOPIC * min(seen.often, _MOST)
        if id_ == self.topic:
            return max(seen.weight, _LEAST) - _PASSED * min(passed, _BACK) + often + _ABOUT
        quoted = seen.quoted and node not in self.quoted
        apart = _FAR_APART if self.life and node not in self.quoted else _APART
        return seen.weight - _PASSED * passed + often - _NEAR * quoted - apart * (seen.paragraph != self.paragraph(node))

    def paragraph(self, node: int) -> int:
        return bisect_left(self.breaks, self.nodes.start[node])


def _quoted(n: Nodes) -> frozenset[int]:
    """The nodes between quotation marks of their line."""
    inside, end, found = False, 0, set()
    for node in n.order:
        inside = inside and "\n" not in n.text[end : n.start[node]] and "\n" not in n.word[node]
        end = n.end[node]
        if n.word[node] == '"':
            inside = not inside
        elif inside:
            found.add(node)
    return frozenset(found)
