"""What became of something between two snapshots, and how a line of the canvas that stands for several is marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Status
from graph.scene import Facet, Scene, SceneEdge


class Change(StrEnum):
    """What became of something; in the order of the legend."""

    new = "new"
    gone = "gone"
    changed = "changed"
    same = "same"


@dataclass(frozen=True)
class Mark:
    """What became of an entity, a statement or a row; `before` and `after` are the statuses, None for an entity or where there is none."""

    change: Change
    before: Status | None = None
    after: Status | None = None


@dataclass(frozen=True)
class Changes:
    """The marks of what is drawn, by id, and how many of each there are for the legend."""

    marks: Mapping[str, Mark]
    facets: tuple[Facet, ...] = ()

    def of(self, line: SceneEdge) -> Mark:
        """The mark of a line: of a closed group that of all in it, or that something in it is another."""
        found = {self.marks.get(edge.id, Mark(Change.same)) for edge in line.edges}
        if len(found) == 1:
            return found.pop()
        kinds = {mark.change for mark in found}
        return Mark(kinds.pop() if len(kinds) == 1 else Change.changed)


def facets(marks: Mapping[str, Mark], scene: Scene, known: Iterable[str], off: frozenset[str]) -> tuple[Facet, ...]:
    """How many of the things of these ids became what, and how many of them a scene shows."""
    drawn = {*scene.positions, *(edge.id for edge in scene.relationships)}
    kinds = [(id_, marks[id_].change) for id_ in known if id_ in marks]
    return tuple(
        Facet(
            change.value,
            sum(kind is change for _, kind in kinds),
            sum(kind is change and id_ in drawn for id_, kind in kinds),
            change.value not in off,
        )
        for change in Change
    )
