"""The rows of a query as a graph, on the same canvas as Explore. What a person does there stays with this result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from graph.caption import caption
from graph.filters import Filters
from graph.found import Found, Thing, drawn_node, drawn_relationship, id_of, is_entity
from graph.history import History
from graph.queries.elements import between, stored
from graph.render import payload
from graph.scene import compose
from graph.store import Node, Relationship
from graph.style import Theme
from graph.view import EdgeView, NodeView, View
from ui.canvas import Action
from ui.drawing import Drawing
from ui.reading import Reading
from ui.run import Run

MOST = 1_000
"""Nodes that are drawn at most, those that come first."""
RELATIONSHIPS = 10_000
"""Relationships that are added at most when all are wanted."""
FILTERS = Filters(statuses_off=frozenset())
"""A result shows all that was asked for, also what no claim supports."""


@dataclass
class ResultGraph:
    """A result drawn. `whole` says that every relationship between its nodes is drawn, not only those of the rows."""

    run: Run
    known: Reading
    nodes: dict[str, NodeView]
    edges: dict[str, EdgeView]
    things: dict[str, Thing]
    history: History
    left_out: int = 0
    whole: bool = False
    drawing: Drawing | None = None
    added: frozenset[str] = field(default_factory=frozenset)
    """Relationships that are drawn only because all of them are wanted."""

    @classmethod
    def of(cls, run: Run, known: Reading, selected: str | None) -> ResultGraph:
        """Lay a result out. Nodes that only a relationship names are read from the store. Raises the store's errors."""
        held = run.found
        nodes = [*held.nodes.values(), *(node for node, _ in stored(known.store, held.open_ends).values())]
        left_out = max(0, len(nodes) - MOST)
        kept = Found({id_of(node): node for node in nodes[:MOST]}, held.relationships)
        ids = kept.ids
        edges = {id_: edge for id_, edge in held.relationships.items() if all(end in ids for end in edge.ends)}
        others = stored(known.store, (node.element for node in kept.nodes.values() if not is_entity(node)))
        drawn_nodes = {id_: drawn_node(node, others[node.element][1] if node.element in others else 0) for id_, node in kept.nodes.items()}
        drawn_edges = {id_: drawn_relationship(edge, ids) for id_, edge in edges.items()}
        # half a second to import, which a page without a graph need not wait for
        from graph import layout

        positions = layout.initial(tuple(drawn_nodes.values()), tuple(drawn_edges.values()))
        view = View(tuple(drawn_nodes), positions, filters=FILTERS, selection=selected)
        return cls(run, known, drawn_nodes, drawn_edges, {**kept.nodes, **edges}, History(view), left_out)

    @property
    def view(self) -> View:
        return self.history.now

    def show_all(self, on: bool) -> None:
        """With every relationship between these nodes, or those of the rows alone. Raises the store's errors."""
        if on and not self.whole:
            nodes = {id_: thing for id_, thing in self.things.items() if isinstance(thing, Node)}
            ids = Found(nodes, {}).ids
            for edge in between(self.known.store, ids, limit=RELATIONSHIPS):
                if (id_ := id_of(edge)) not in self.edges:
                    self.edges[id_], self.things[id_] = drawn_relationship(edge, ids), edge
                    self.added |= {id_}
        elif not on:
            for id_ in self.added:
                self.edges.pop(id_, None)
            self.added = frozenset()
        self.whole, self.drawing = on, None

    def draw(self, theme: Theme) -> Drawing:
        """What goes to the canvas, made again only if something changed."""
        last, view = self.drawing, self.view
        if last is not None and last.theme == theme and last.view is view:
            return last
        scene = compose(view, self.nodes.values(), self.edges.values())
        self.drawing = Drawing(view, self.known, theme, self.nodes, self.edges, scene, payload(scene, theme))
        return self.drawing

    def perform(self, action: Action, choose: Callable[[str | None], None]) -> None:
        """Do what a person did on the canvas; what needs the store is for Explore."""
        act = _ACTS.get(action.type)
        if action.type == "select":
            self.history = self.history.put(self.view.select(action.node or action.edge))
            choose(action.node or action.edge)
        elif action.type == "undo":
            self.history = self.history.undo()
        elif action.type == "redo":
            self.history = self.history.redo()
        elif act is not None:
            self.history = self.history.do(act(self, action), action.type)

    def select(self, chosen: str | None) -> None:
        """Show something as selected that was chosen elsewhere."""
        if self.view.selection != chosen:
            self.history = self.history.put(self.view.select(chosen))


def _members(graph: ResultGraph, ids: tuple[str, ...]) -> list[str]:
    """The ids, those of closed groups as those of their relationships."""
    lines = {line.id: line for line in graph.drawing.scene.edges} if graph.drawing else {}
    return [edge.id for id_ in ids for edge in (lines[id_].edges if id_.startswith("group:") and id_ in lines else ())] + [
        id_ for id_ in ids if not id_.startswith("group:")
    ]


def _collapse(graph: ResultGraph, action: Action) -> View:
    node = str(action.node)
    return graph.view.uncollapse(node) if node in graph.view.collapsed else graph.view.collapse(node, graph.edges.values())


_ACTS: dict[str, Callable[[ResultGraph, Action], View]] = {
    "hide": lambda graph, action: graph.view.hide(_members(graph, action.ids)),
    "pin": lambda graph, action: graph.view.pin(action.ids, action.on),
    "moved": lambda graph, action: graph.view.move(action.positions),
    "open": lambda graph, action: graph.view.open_group(str(action.group)),
    "close": lambda graph, action: graph.view.close_group(str(action.group)),
    "filter": lambda graph, action: graph.view.filter(str(action.facet), str(action.value), action.shown),
    "collapse": _collapse,
}


def is_drawable(run: Run) -> bool:
    """Whether the rows hold a node or a relationship."""
    held = run.found
    return bool(held.nodes or held.relationships)


def entities(run: Run, known: Reading) -> tuple[str, list[str]]:
    """The case that most entities of the rows are of, and their ids; of a database without cases all nodes."""
    if known.guest:
        return known.cases[0].case.case, list(run.found.nodes)
    drawn = [drawn_node(node) for node in run.found.nodes.values()]
    cases = Counter(node.case for node in drawn if node.case)
    case = cases.most_common(1)[0][0] if cases else ""
    return case, [node.id for node in drawn if case and node.case == case]


def thing(run: Run, id_: str, graph: ResultGraph | None) -> Thing | None:
    """The node or relationship that is drawn under this id, of the rows or of what is drawn beside them."""
    if graph is not None and graph.run is run and id_ in graph.things:
        return graph.things[id_]
    held = run.found
    return held.relationships.get(id_) or held.nodes.get(id_)


def names_of_ends(run: Run, edge: Relationship, graph: ResultGraph | None) -> tuple[str, str]:
    """What the nodes at both ends are called, as far as the rows or the graph hold them."""
    names = {node.element: caption(node.properties, node.id, node.labels) for node in run.found.nodes.values()}
    if graph is not None and graph.run is run:
        names |= {one.element: caption(one.properties, one.id, one.labels) for one in graph.things.values() if isinstance(one, Node)}
    source, target = (names.get(element, own) for element, own in zip(edge.ends, (edge.start, edge.end), strict=True))
    return source, target


def alone(thing: Thing, known: Reading, theme: Theme) -> Drawing:
    """A drawing that knows nothing but one thing, for its card."""
    id_ = id_of(thing)
    nodes = {id_: drawn_node(thing)} if isinstance(thing, Node) else {}
    edges = {id_: drawn_relationship(thing, {})} if isinstance(thing, Relationship) else {}
    # nothing is drawn of it: the card offers to show it
    view = View(filters=FILTERS, selection=id_)
    return Drawing(view, known, theme, nodes, edges, compose(view, nodes.values(), edges.values()), b"")
