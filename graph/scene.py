"""What is drawn: a view and the store's nodes and edges, composed. Everything in the view is counted, drawn or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Status, Unclaimed
from graph.view import EdgeView, NodeView, Position, View

LIMIT_APART = 3
WEIGHT: tuple[Status | Unclaimed, ...] = (
    # a dispute must never hide behind a number; after it the firmest speaks for the group; what nothing supports comes last
    Status.contested,
    Status.confirmed,
    Status.corroborated,
    Status.unconfirmed,
    Status.single_source,
    Status.rumour,
    Status.denied,
    Unclaimed.proposed,
    Status.unsourced,
    Unclaimed.unclaimed,
)


@dataclass(frozen=True, slots=True)
class SceneEdge:
    """One line on the canvas: one relationship, or a closed group of more than LIMIT_APART of one direction between the same two nodes.

    `status` of a group is its weightiest, in the order of WEIGHT. `bend` is the curve slot, in steps to one side of the way from
    `source` to `target` (0 is straight): the lines between two nodes, of both directions, lie one step apart, and A→B at +0.5 lies on
    the other side than B→A at +0.5. For a self loop it is its number from 0. `group` is the group's id, closed or drawn apart, else None.
    """

    id: str
    source: str
    target: str
    status: Status | Unclaimed
    edges: tuple[EdgeView, ...]
    bend: float = 0.0
    group: str | None = None

    @property
    def number(self) -> int:
        """How many relationships it stands for."""
        return len(self.edges)

    @property
    def closed_group(self) -> bool:
        return len(self.edges) > 1


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a filter: `count` is all in view, `shown` what is drawn of it, `on` whether the filter lets it through."""

    value: str
    count: int
    shown: int
    on: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """`shown` are drawn, `filtered` are in view but held back by filters, `away` hidden or folded by hand, `total` in the case."""

    shown: int
    filtered: int
    away: int
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How much is drawn; `waiting` are those among the filtered that are not drawn because they wait for review."""

    entities: Tally
    relationships: Tally
    waiting: int = 0

    @property
    def text(self) -> str:
        """The footer: "45 of 77 entities, 58 of 93 relationships shown, 4 hidden by filters, 12 wait for review"."""
        nodes, edges = self.entities, self.relationships
        shown = f"{nodes.shown:,} of {nodes.total:,} entities, {edges.shown:,} of {edges.total:,} relationships shown"
        filtered = nodes.filtered + edges.filtered - self.waiting
        shown += f", {filtered:,} hidden by filters" if filtered else ""
        return f"{shown}, {self.waiting:,} {'waits' if self.waiting == 1 else 'wait'} for review" if self.waiting else shown


@dataclass(frozen=True, slots=True)
class Scene:
    """What the renderer draws. `more`: node -> relationships it has in the store beyond those in view ("+n"), only where above 0.
    `selection`: the id of a drawn node or line (a closed group's for a relationship inside it), else None.
    `missing`: ids of the view that the store did not give."""

    nodes: tuple[NodeView, ...] = ()
    edges: tuple[SceneEdge, ...] = ()
    positions: Mapping[str, Position] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    collapsed: Mapping[str, int] = field(default_factory=dict)
    more: Mapping[str, int] = field(default_factory=dict)
    kinds: tuple[Facet, ...] = ()
    statuses: tuple[Facet, ...] = ()
    predicates: tuple[Facet, ...] = ()
    figures: Figures = Figures(Tally(0, 0, 0, 0), Tally(0, 0, 0, 0))
    selection: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def relationships(self) -> tuple[EdgeView, ...]:
        """Every relationship that is drawn, those within groups too."""
        return tuple(edge for line in self.edges for edge in line.edges)

    def line(self, edge: str) -> SceneEdge | None:
        """The line that draws a relationship or group, if any does."""
        return next((line for line in self.edges if line.id == edge or any(one.id == edge for one in line.edges)), None)


def group_id(source: str, target: str) -> str:
    """The id of the group of relationships from one node to another; `|` is in no node's id."""
    return f"group:{source}|{target}"


def weightiest(edges: Sequence[EdgeView]) -> Status | Unclaimed:
    """The status that a group is drawn in: the first in the order of WEIGHT."""
    return min((edge.status for edge in edges), key=WEIGHT.index)


def compose(
    view: View, nodes: Iterable[NodeView], edges: Iterable[EdgeView], *, entities: int | None = None, relationships: int | None = None
) -> Scene:
    """Put a view and what the store says of its ids together. `edges` may hold more than those between nodes of the view.

    `entities` and `relationships` are the totals of the case; left out, those of the view.
    """
    known = {node.id: node for node in nodes}
    away = view.away
    here = [known[node] for node in view.nodes if node in known and node not in away]
    inside = {node.id for node in here}
    all_between = {edge.id: edge for edge in edges if edge.source in view.positions and edge.target in view.positions}
    between = [edge for edge in all_between.values() if edge.source in inside and edge.target in inside and edge.id not in away]
    drawn_nodes, drawn_edges = _filtered(view, here, between)
    lines = _lines(view, drawn_edges)
    by_hand = sum(node in away for node in view.nodes)
    return Scene(
        nodes=tuple(drawn_nodes),
        edges=lines,
        positions={node.id: view.positions[node.id] for node in drawn_nodes},
        pinned=frozenset(node.id for node in drawn_nodes if node.id in view.pinned),
        collapsed={node.id: len(view.collapsed[node.id]) for node in drawn_nodes if node.id in view.collapsed},
        more=_more(drawn_nodes, between),
        kinds=_facets((n.kind for n in here), (n.kind for n in drawn_nodes), view.filters.kinds_off),
        statuses=_statuses(view, between, drawn_edges, any(node.proposed for node in here)),
        predicates=_facets((e.predicate for e in between), (e.predicate for e in drawn_edges), view.filters.predicates_off),
        figures=Figures(
            _tally(len(drawn_nodes), len(here), by_hand, len(view.nodes), entities),
            _tally(len(drawn_edges), len(between), len(all_between) - len(between), len(all_between), relationships),
            _waiting(view, here, between, drawn_nodes),
        ),
        selection=_selection(view, drawn_nodes, lines),
        missing=tuple(node for node in view.nodes if node not in known),
    )


def _filtered(view: View, nodes: list[NodeView], edges: list[EdgeView]) -> tuple[list[NodeView], list[EdgeView]]:
    filters = view.filters
    kept = [node for node in nodes if filters.shows_kind(node.kind)]
    ids = {node.id for node in kept}
    drawn = [e for e in edges if e.source in ids and e.target in ids and filters.shows_relationship(e.predicate, e.status, e.origins_min)]
    touched = {end for edge in drawn for end in (edge.source, edge.target)}
    if filters.only_connected:
        return [node for node in kept if node.id in touched], drawn
    # what was rejected can be drawn where somebody asks for it, with its ends
    return [node for node in kept if filters.proposed or not node.proposed or node.id in touched], drawn


def _waiting(view: View, here: list[NodeView], between: list[EdgeView], drawn: Iterable[NodeView]) -> int:
    """How many nodes and relationships would be drawn if what waits for review were."""
    wait = any(node.proposed for node in here) or any(edge.status is Unclaimed.proposed for edge in between)
    if view.filters.proposed or not wait:
        return 0
    shown = {node.id for node in drawn}
    then_nodes, then_edges = _filtered(view.filter("status", Unclaimed.proposed.value, True), here, between)
    return sum(node.id not in shown for node in then_nodes) + sum(edge.status is Unclaimed.proposed for edge in then_edges)


def _lines(view: View, edges: Sequence[EdgeView]) -> tuple[SceneEdge, ...]:
    """Parallel relationships get slots; above LIMIT_APART of one direction they are one line, unless that group is opened."""
    one_way: dict[tuple[str, str], list[EdgeView]] = {}
    for edge in edges:
        one_way.setdefault((edge.source, edge.target), []).append(edge)
    pairs: dict[tuple[str, str], list[SceneEdge]] = {}
    for (source, target), members in one_way.items():
        group = group_id(source, target) if len(members) > LIMIT_APART else None
        ordered = tuple(sorted(members, key=lambda edge: (WEIGHT.index(edge.status), edge.slug, edge.id)))
        if group is not None and group not in view.opened:
            lines = [SceneEdge(group, source, target, weightiest(ordered), ordered, group=group)]
        else:
            lines = [SceneEdge(edge.id, source, target, edge.status, (edge,), group=group) for edge in ordered]
        pairs.setdefault((min(source, target), max(source, target)), []).extend(lines)
    return tuple(line for lines in pairs.values() for line in _bent(lines))


def _bent(lines: list[SceneEdge]) -> Iterable[SceneEdge]:
    """The lines between two nodes, each in its slot."""
    for number, line in enumerate(lines):
        if line.source == line.target:
            bend = float(number)
        else:
            # one step apart, symmetric around the straight line, seen from the lesser id; the other direction sees it mirrored
            slot = number - (len(lines) - 1) / 2
            bend = slot if line.source < line.target else -slot
        yield SceneEdge(line.id, line.source, line.target, line.status, line.edges, bend, line.group)


def _more(nodes: Iterable[NodeView], between: Iterable[EdgeView]) -> dict[str, int]:
    in_view: Counter[str] = Counter()
    for edge in between:
        in_view.update({edge.source, edge.target})
    return {node.id: node.degree - in_view[node.id] for node in nodes if node.degree > in_view[node.id]}


def _facets(all_values: Iterable[str], drawn: Iterable[str], off: frozenset[str]) -> tuple[Facet, ...]:
    counts, shown = Counter(all_values), Counter(drawn)
    # a value that is switched off stays listed when nothing in view has it, so that it can be switched on again
    counts.update(dict.fromkeys(off, 0))
    return tuple(Facet(value, counts[value], shown[value], value not in off) for value in sorted(counts, key=lambda v: (-counts[v], v)))


def _statuses(view: View, between: Iterable[EdgeView], drawn: Iterable[EdgeView], waiting: bool) -> tuple[Facet, ...]:
    """All statuses in the order of the legend, those with none too; where nothing carries claims, that alone. `waiting`: an entity does."""
    counts, shown = Counter(edge.status for edge in between), Counter(edge.status for edge in drawn)
    bare = Unclaimed.unclaimed
    listed: list[Status | Unclaimed] = [] if counts[bare] and len(counts) == 1 else list(Status)
    filters, found = view.filters, Unclaimed.proposed
    listed += [found] if counts[found] or waiting or filters.proposed else []
    listed += [bare] if counts[bare] else []
    return tuple(
        Facet(status.value, counts[status], shown[status], filters.proposed if status is found else status not in filters.statuses_off)
        for status in listed
    )


def _tally(shown: int, here: int, away: int, in_view: int, total: int | None) -> Tally:
    return Tally(shown, here - shown, away, in_view if total is None else total)


def _selection(view: View, nodes: Iterable[NodeView], lines: Iterable[SceneEdge]) -> str | None:
    if view.selection is None:
        return None
    if any(node.id == view.selection for node in nodes):
        return view.selection
    return next((line.id for line in lines if line.id == view.selection or any(edge.id == view.selection for edge in line.edges)), None)
