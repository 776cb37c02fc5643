"""Which kinds, predicates and statuses are drawn. A filter never takes anything out of the view, it only stops it being drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from graph.errors import ViewError
from graph.model import Status, Unclaimed, status_of

_T = TypeVar("_T")
HIDDEN_AT_FIRST: frozenset[Status | Unclaimed] = frozenset({Status.unsourced})


class FacetName(StrEnum):
    """What can be switched on and off by value."""

    kind = "kind"
    status = "status"
    predicate = "predicate"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is switched off. `origins` is the least number of independent origins ("at least") that a relationship needs to be drawn;
    `proposed` shows what waits for review: what only such claims tell, and whom documents alone name. `only_connected` leaves out
    entities that have no drawn relationship."""

    kinds_off: frozenset[str] = frozenset()
    predicates_off: frozenset[str] = frozenset()
    statuses_off: frozenset[Status | Unclaimed] = HIDDEN_AT_FIRST
    origins: int = 0
    only_connected: bool = False
    proposed: bool = False

    def __post_init__(self) -> None:
        if self.origins < 0:
            raise ViewError(f"the minimum of origins must be 0 or more, not {self.origins}")

    @property
    def active(self) -> bool:
        """Whether anything differs from how a view begins."""
        return self != Filters()

    def shows_kind(self, kind: str) -> bool:
        return kind not in self.kinds_off

    def shows_relationship(self, predicate: str, status: Status | Unclaimed, origins_min: int) -> bool:
        off = not self.proposed if status is Unclaimed.proposed else status in self.statuses_off
        return predicate not in self.predicates_off and not off and origins_min >= self.origins

    def switch(self, facet: FacetName | str, value: str, shown: bool) -> Filters:
        """The same filters with one value of a facet shown or not. Raises ViewError for an unknown facet or status."""
        try:
            name = FacetName(facet)
            if name is FacetName.status and value == Unclaimed.proposed:
                return replace(self, proposed=shown)
            if name is FacetName.status:
                return replace(self, statuses_off=_switched(self.statuses_off, status_of(value), shown))
        except ValueError as error:
            raise ViewError(f"there is no filter {facet}: {value}") from error
        if name is FacetName.kind:
            return replace(self, kinds_off=_switched(self.kinds_off, value, shown))
        return replace(self, predicates_off=_switched(self.predicates_off, value, shown))


EVERYTHING = Filters(statuses_off=frozenset(), proposed=True)
"""Nothing is switched off."""


def _switched(off: frozenset[_T], value: _T, shown: bool) -> frozenset[_T]:
    return off - {value} if shown else off | {value}
