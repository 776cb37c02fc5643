"""What is on the canvas: nodes, edges, filters, positions. Pure: no store, no engine, no Streamlit.

A `View` holds ids only; what they look like comes from the store as NodeView and EdgeView, and `graph.scene.compose` puts both together.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.errors import ViewError
from graph.filters import FacetName, Filters
from graph.model import Status, Unclaimed

Position = tuple[float, float]
LIMIT_NODES = 5_000


@dataclass(frozen=True, slots=True)
class NodeView:
    """An entity as drawn. `degree` counts its relationships in the store, drawn or not. `proposed`: documents alone name it, and nothing
    that was found there about it counts yet."""

    id: str
    key: str
    case: str
    name: str
    kind: str
    degree: int = 0
    aliases: tuple[str, ...] = ()
    country: str | None = None
    when: str | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A derived relationship as drawn; figures as stored on it (design: relationship properties)."""

    id: str
    slug: str
    case: str
    source: str
    target: str
    predicate: str
    status: Status | Unclaimed
    rank: int = 0
    origins_min: int = 0
    origins_max: int = 0
    claims: int = 0
    denials: int = 0
    sources: int = 0
    proposed: int = 0
    role: str | None = None
    when: str | None = None
    when_from: str | None = None
    when_to: str | None = None
    first_published: str | None = None
    properties: dict[str, object] = field(default_factory=dict, hash=False, compare=False)

    @property
    def is_row(self) -> bool:
        """Whether its only evidence is one row of one data set."""
        return "row" in self.properties


@dataclass(frozen=True, slots=True)
class View:
    """The state on the canvas. Never changed: every operation returns a new View (or the same one if there was nothing to do).

    `nodes`: ids in the view, in the order they came in, each with a position (x to the right, y down, in pixels at zoom 1).
    `hidden`: ids of nodes or relationships that a person hid. `collapsed`: node -> its neighbours folded into it.
    `opened`: ids of groups of relationships that are drawn apart. `selection`: a node's, relationship's or group's id.
    Raises ViewError for more than LIMIT_NODES nodes, and for a node without a finite position.
    """

    nodes: tuple[str, ...] = ()
    positions: Mapping[str, Position] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    collapsed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opened: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    filters: Filters = field(default_factory=Filters)
    selection: str | None = None
    as_of: str | None = None

    def __post_init__(self) -> None:
        if len(self.nodes) > LIMIT_NODES:
            raise ViewError(f"a view holds at most {LIMIT_NODES:,} entities, this would be {len(self.nodes):,}: bring in fewer")
        for node in self.nodes:
            x, y = self.positions.get(node, (math.nan, math.nan))
            if not (math.isfinite(x) and math.isfinite(y)):
                raise ViewError(f"{node} has no position to be drawn at")

    @property
    def away(self) -> frozenset[str]:
        """Nodes and relationships taken off the canvas by hand: hidden ones and those folded into a collapsed node."""
        return self.hidden.union(*self.collapsed.values())

    def with_nodes(self, added: Iterable[str], positions: Mapping[str, Position]) -> View:
        """With more nodes at `positions`; those already drawn stay where they are, hidden or folded ones among `added` come back."""
        added = tuple(dict.fromkeys(added))
        new = tuple(node for node in added if node not in self.positions)
        back = frozenset(added)
        folded = {node: left for node, leaves in self.collapsed.items() if (left := tuple(leaf for leaf in leaves if leaf not in back))}
        if not new and not back & self.away:
            return self
        placed = {**self.positions, **{node: positions[node] for node in new if node in positions}}
        return replace(self, nodes=self.nodes + new, positions=placed, hidden=self.hidden - back, collapsed=folded)

    def without(self, gone: Iterable[str]) -> View:
        """Without nodes that are to leave the view altogether, for example because the store has them no more."""
        out = frozenset(gone) & frozenset(self.nodes)
        if not out:
            return self
        kept = tuple(node for node in self.nodes if node not in out)
        folded = {n: tuple(leaf for leaf in leaves if leaf not in out) for n, leaves in self.collapsed.items() if n not in out}
        return replace(
            self,
            nodes=kept,
            positions={node: self.positions[node] for node in kept},
            hidden=self.hidden - out,
            collapsed={node: leaves for node, leaves in folded.items() if leaves},
            pinned=self.pinned - out,
            selection=None if self.selection in out else self.selection,
        )

    def joined(self, shown: Mapping[str, str]) -> View:
        """With nodes that are merged since replaced by what is shown for them, which stands where the first of them stood."""
        if not shown.keys() & frozenset(self.nodes):
            return self

        def now(id_: str) -> str:
            return shown.get(id_, id_)

        nodes = tuple(dict.fromkeys(map(now, self.nodes)))
        places = {node: self.positions[node] for node in nodes if node in self.positions}
        places |= {now(node): place for node, place in self.positions.items() if now(node) not in places}
        folded = {
            now(node): tuple(dict.fromkeys(leaf for leaf in map(now, leaves) if leaf != now(node)))
            for node, leaves in self.collapsed.items()
        }
        return replace(
            self,
            nodes=nodes,
            positions=places,
            # one that was hidden does not hide what was drawn
            hidden=frozenset(now(id_) for id_ in self.hidden if id_ not in shown or shown[id_] not in self.positions),
            collapsed={node: leaves for node, leaves in folded.items() if leaves},
            pinned=frozenset(map(now, self.pinned)),
            selection=now(self.selection) if self.selection is not None else None,
        )

    def hide(self, ids: Iterable[str]) -> View:
        """With nodes or relationships hidden by hand; what is hidden is no longer selected."""
        hidden = self.hidden | frozenset(ids)
        if hidden == self.hidden:
            return self
        return replace(self, hidden=hidden, selection=None if self.selection in hidden else self.selection)

    def show(self, ids: Iterable[str]) -> View:
        """With nodes or relationships that were hidden by hand drawn again."""
        hidden = self.hidden - frozenset(ids)
        return self if hidden == self.hidden else replace(self, hidden=hidden)

    def collapse(self, node: str, edges: Iterable[EdgeView]) -> View:
        """With those neighbours folded into `node` that hang on it alone, going by `edges`; without any, the same view."""
        if node not in self.positions or node in self.away:
            return self
        leaves = tuple(leaf for leaf in self._leaves(node, edges) if leaf not in self.collapsed)
        if not leaves:
            return self
        folded = {**self.collapsed, node: self.collapsed.get(node, ()) + leaves}
        return replace(self, collapsed=folded, selection=None if self.selection in leaves else self.selection)

    def uncollapse(self, node: str) -> View:
        """With what was folded into `node` drawn again, where it was."""
        if node not in self.collapsed:
            return self
        return replace(self, collapsed={other: leaves for other, leaves in self.collapsed.items() if other != node})

    def pin(self, ids: Iterable[str], on: bool = True) -> View:
        """With nodes pinned (or not): a pinned node cannot be dragged, and `layout.tidy` leaves it where it is."""
        chosen = frozenset(ids) & frozenset(self.nodes)
        pinned = self.pinned | chosen if on else self.pinned - chosen
        return self if pinned == self.pinned else replace(self, pinned=pinned)

    def move(self, positions: Mapping[str, Position]) -> View:
        """With nodes of the view at new positions; ids that are not in the view are left out."""
        moved = {node: (float(x), float(y)) for node, (x, y) in positions.items() if node in self.positions}
        if all(self.positions[node] == place for node, place in moved.items()):
            return self
        return replace(self, positions={**self.positions, **moved})

    def select(self, chosen: str | None) -> View:
        """With a node, relationship or group selected, or nothing."""
        return self if chosen == self.selection else replace(self, selection=chosen)

    def filter(self, facet: FacetName | str, value: str, shown: bool) -> View:
        """With one value of a facet (kind, status, predicate) drawn or not. Raises ViewError for an unknown facet or status."""
        return self.with_filters(self.filters.switch(facet, value, shown))

    def with_filters(self, filters: Filters) -> View:
        return self if filters == self.filters else replace(self, filters=filters)

    def open_group(self, group: str) -> View:
        """With the relationships of a group drawn apart."""
        return self if group in self.opened else replace(self, opened=self.opened | {group})

    def close_group(self, group: str) -> View:
        """With the relationships of a group drawn as one again."""
        return replace(self, opened=self.opened - {group}) if group in self.opened else self

    def at(self, as_of: str | None) -> View:
        """As of another date (EDTF), or of today."""
        return self if as_of == self.as_of else replace(self, as_of=as_of)

    def reset(self, nodes: Collection[str], positions: Mapping[str, Position]) -> View:
        """A fresh view of `nodes`: nothing hidden, folded, pinned, filtered or selected; only the as-of date stays."""
        return View(tuple(dict.fromkeys(nodes)), {node: positions[node] for node in nodes if node in positions}, as_of=self.as_of)

    def _leaves(self, node: str, edges: Iterable[EdgeView]) -> tuple[str, ...]:
        around: dict[str, set[str]] = {}
        away = self.away
        for edge in edges:
            if edge.source != edge.target and not {edge.source, edge.target} & away:
                around.setdefault(edge.source, set()).add(edge.target)
                around.setdefault(edge.target, set()).add(edge.source)
        return tuple(other for other in self.nodes if around.get(other) == {node})
