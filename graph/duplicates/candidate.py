"""What is compared, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.duplicates.names import Name
from graph.merges.pairs import sort_of

LIKELY, POSSIBLE = 0.75, 0.45


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity as it is compared. `born` are dates by what they are of; `brought` the imports and sources that tell it from others."""

    id: str
    kind: str
    names: tuple[Name, ...]
    ids: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    imports: frozenset[str] = frozenset()

    @property
    def sort(self) -> str:
        return sort_of(self.kind)


@dataclass(frozen=True, slots=True)
class Around:
    """What a pair shares in the graph: names of entities that both are related to, relations between the two, sources that name both."""

    shared: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against, in words, with what it is worth (positive or negative; 1 is certain)."""

    text: str
    worth: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities (ids) that may be the same: how likely from 0 to 1, why, and why not."""

    a: str
    b: str
    score: float
    why: tuple[Reason, ...]
    why_not: tuple[Reason, ...]

    @property
    def word(self) -> str:
        """likely, possible or unlikely."""
        return "likely" if self.score >= LIKELY else "possible" if self.score >= POSSIBLE else "unlikely"
