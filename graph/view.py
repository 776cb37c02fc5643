"""What is on the canvas: nodes, edges, filters, positions. Pure: no store, no engine, no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Status

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class NodeView:
    """An entity as drawn. `degree` counts its relationships in the store, drawn or not."""

    id: str
    key: str
    case: str
    name: str
    kind: str
    degree: int = 0
    aliases: tuple[str, ...] = ()
    country: str | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A derived relationship as drawn; figures as stored on it (design: relationship properties)."""

    id: str
    slug: str
    case: str
    source: str
    target: str
    predicate: str
    status: Status
    rank: int = 0
    origins_min: int = 0
    origins_max: int = 0
    claims: int = 0
    denials: int = 0
    sources: int = 0
    role: str | None = None
    when: str | None = None
    when_from: str | None = None
    when_to: str | None = None
    first_published: str | None = None
    properties: dict[str, object] = field(default_factory=dict, hash=False, compare=False)
