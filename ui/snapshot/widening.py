"""A view with its neighbours: what lies one step further goes along, beside what is drawn, which stays where it is."""

from __future__ import annotations

from graph import queries
from graph.store import GraphStore
from graph.view import View

MOST = 300
"""Neighbours that come in at most, the most connected first."""
LOOKED_AT = 50_000
"""Relationships that are gone through at most to find them."""


def widened(store: GraphStore, view: View) -> View:
    """The view with the neighbours of what is drawn in it; what was hidden or folded by hand brings none in. Raises the store's errors."""
    drawn = [node for node in view.nodes if node not in view.away]
    edges = queries.relationships_of(store, drawn, limit=LOOKED_AT)
    ends = {end for edge in edges if edge.id not in view.away for end in (edge.source, edge.target)}
    beside = queries.entities(store, sorted(ends - view.positions.keys()))
    fresh = sorted(beside, key=lambda node: (-node.degree, node.id))[:MOST]
    if not fresh:
        return view
    from graph import layout

    ids = tuple(node.id for node in fresh)
    between = queries.relationships_between(store, (*drawn, *ids))
    placed = layout.place(fresh, between, view.positions, parent=None, drawn=queries.entities(store, drawn))
    return view.with_nodes(ids, placed)
