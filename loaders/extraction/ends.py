"""Who stands at both ends of a frame around a verb or noun."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extraction.clauses import Clauses
from loaders.extraction.frames import Frame
from loaders.extraction.nodes import Nodes
from loaders.extraction.referents import Referent, Referents
from loaders.extraction.understood import Understood

_MOST = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """Who stands at the ends of one relation."""

    subject: Referent
    object: Referent


class Ends:
    """The ends of the frames of a page; `publisher` is the id of its publisher, if it has one."""

    def __init__(self, nodes: Nodes, clauses: Clauses, referents: Referents, understood: Understood, publisher: str) -> None:
        self.nodes, self.clauses, self.referents = nodes, clauses, referents
        self.understood, self.publisher = understood, publisher

    def pairs(self, node: int, frame: Frame) -> list[Pair]:
        """Who stands at both ends; of an end with several places the first that holds somebody."""
        ends = frame.ends
        if ends[0] == ends[1]:
            together = self._end(node, ("subject",) if ends[0] == ("one",) else ends[0], frame, 0)
            adjective = self.nodes.tag[node] == "JJ"  # "X and Y are not related"
            if ends[0] == ("one",) and not adjective and (self.clauses.done(node) or self.clauses.passive(node)):
                return []
            return [Pair(a, b) for i, a in enumerate(together[:4]) for b in together[i + 1 : 4] if a.id != b.id]
        objects = self._end(node, ends[1], frame, 1)
        if not objects and frame.publisher and self.publisher:
            objects = [Referent(self.publisher, node, indirect=True)]
        if not objects or (frame.named and all(each.indirect for each in self._end(node, ends[0], frame, 0))):
            return []
        subjects = self._end(node, ends[0], frame, 0)
        if len(subjects) > 1 and len(objects) > 1 and self.referents.excluded.in_turn(node):
            return [Pair(a, b) for a, b in zip(subjects, objects, strict=True)] if len(subjects) == len(objects) else []
        return [Pair(a, b) for a in subjects for b in objects if a.id != b.id][:_MOST]

    def _end(self, node: int, places: tuple[str, ...], frame: Frame, which: int) -> list[Referent]:
        for place in places:
            if place in ("publisher", "tribunal"):
                implied = self.understood.publisher(node) if place == "publisher" else self.understood.tribunal
                return [Referent(implied, node, indirect=True)] if self.nodes.kind.get(implied) in frame.kinds[which] else []
            found: list[Referent] = []
            for low in self.clauses.at(node, place):
                kinds = frame.kinds[which]
                found += self.referents.at(low, kinds, through=frame.through, part=frame.part, personal=frame.personal)
            if found:
                return found
        return []
