"""Sharing the graph of a query: its entities of one case where they stand, and between them the relationships that are drawn."""

from __future__ import annotations

from collections import Counter

from graph import queries
from graph.found import is_entity
from graph.store import Node
from graph.style import Theme
from graph.view import View
from ui.reading import Reading
from ui.result_graph import ResultGraph
from ui.share import share
from ui.words import number


def share_result(graph: ResultGraph, known: Reading, theme: Theme) -> None:
    """The button, where the graph holds entities of a case."""
    case, ids = _entities(graph)
    left = sum(node not in graph.view.away for node in graph.view.nodes) - len(ids)
    rest = f" {number(left, 'node')} of the graph {'is' if left == 1 else 'are'} no entity of this case." if left else ""
    said = f"Relationships that are not drawn stay out.{rest}"
    share(known, case, lambda: _view(graph, ids), theme, key="share-result", said=said)


def _entities(graph: ResultGraph) -> tuple[str, tuple[str, ...]]:
    """The case that most entities of the graph are of, and those of them that are not hidden."""
    held = [
        graph.nodes[id_]
        for id_ in graph.view.nodes
        if id_ not in graph.view.away and isinstance(thing := graph.things[id_], Node) and is_entity(thing)
    ]
    cases = Counter(node.case for node in held)
    case = cases.most_common(1)[0][0] if cases else ""
    return case, tuple(node.id for node in held if node.case == case)


def _view(graph: ResultGraph, ids: tuple[str, ...]) -> View:
    drawn, view = graph.edges.keys() - graph.view.away, graph.view
    others = [edge.id for edge in queries.relationships_between(graph.known.store, ids) if edge.id not in drawn]
    return View(ids, {id_: view.positions[id_] for id_ in ids}, filters=view.filters, opened=view.opened, selection=view.selection).hide(
        others
    )
