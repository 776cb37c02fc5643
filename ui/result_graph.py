"""The rows of a query as a graph, on the same canvas as Explore. What a person does there stays with this result."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graph.caption import caption
from graph.filters import EVERYTHING
from graph.found import Found, Thing, drawn_node, drawn_relationship, id_of, is_entity
from graph.history import History
from graph.queries.elements import between, neighbours, stored
from graph.render import BANNER
from graph.scene import compose
from graph.store import Node, Relationship
from graph.style import Theme
from graph.view import View
from ui.canvas import Action
from ui.drawing import Drawing
from ui.moves import STEP
from ui.reading import Reading
from ui.run import Run
from ui.sketch import Sketch
from ui.words import UNCLAIMED

MOST = 1_000
"""Nodes that are drawn at most, those that come first."""
RELATIONSHIPS = 10_000
"""Relationships that are added at most when all are wanted."""


@dataclass(kw_only=True)
class ResultGraph(Sketch):
    """A result drawn. `whole` says that every relationship between its nodes is drawn, not only those of the rows."""

    run: Run
    known: Reading
    things: dict[str, Thing]
    left_out: int = 0
    whole: bool = False
    added: frozenset[str] = frozenset()
    """Relationships that are drawn only because all of them are wanted."""
    notice: str = ""
    """Said on the canvas until the next action."""

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
        # a result shows all that was asked for, also what no claim supports
        view = View(tuple(drawn_nodes), positions, filters=EVERYTHING, selection=selected)
        return cls(
            nodes=drawn_nodes,
            edges=drawn_edges,
            history=History(view),
            banner=UNCLAIMED if known.guest else BANNER,
            run=run,
            known=known,
            things={**kept.nodes, **edges},
            left_out=left_out,
        )

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
        self.whole, self.sheet = on, None

    def perform(self, action: Action) -> None:
        self.notice = ""
        if action.type == "expand":
            self._expand(str(action.node))
        else:
            super().perform(action)

    def _expand(self, id_: str) -> None:
        """Draw the most connected neighbours of a node that are not drawn, of whatever label, and what connects them with it."""
        node = self.things.get(id_)
        if not isinstance(node, Node):
            return
        drawn = {thing.element: one for one, thing in self.things.items() if isinstance(thing, Node) and one in self.view.positions}
        folded = self.view.collapsed.get(id_, ())
        new, total = neighbours(self.known.store, node.element, exclude=drawn, limit=STEP)
        if not new and not folded:
            self.notice = "All its neighbours are drawn, or were hidden."
            return
        ids = drawn | {one.element: id_of(one) for one, _ in new}
        self.things |= {id_of(one): one for one, _ in new}
        self.nodes |= {id_of(one): drawn_node(one, degree) for one, degree in new}
        for edge in between(self.known.store, (node.element, *(one.element for one, _ in new)), limit=RELATIONSHIPS):
            self.things[id_of(edge)], self.edges[id_of(edge)] = edge, drawn_relationship(edge, ids)
        from graph import layout

        fresh = [self.nodes[id_of(one)] for one, _ in new]
        there = [self.nodes[one] for one in self.view.nodes]
        places = layout.place(fresh, tuple(self.edges.values()), self.view.positions, parent=id_, drawn=there)
        view = self.view.with_nodes((*(one.id for one in fresh), *folded), places).select(id_)
        self.history = self.history.do(view, f"expand {self.nodes[id_].name}")
        if self.whole:
            self.whole = False
            self.show_all(True)
        if total > len(new):
            self.notice = f"The {len(new)} most connected of {total:,} came in; expand again for the next."


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
    view = View(filters=EVERYTHING, selection=id_)
    return Drawing(view, known, theme, nodes, edges, compose(view, nodes.values(), edges.values()), b"")
