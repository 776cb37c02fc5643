"""The panel of the query page: the lists of queries, or the card of what was chosen, in the rows or in another card."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph.found import Thing, id_of
from graph.history import History
from graph.saved_query import SavedQuery
from graph.store import Relationship
from graph.style import Theme
from graph.view import View
from ui import evidence_panel, moves, result_graph
from ui.desk import Desk
from ui.drawing import Drawing, draw
from ui.frame import lead
from ui.markup import Piece, button, tag
from ui.own_queries import forget
from ui.queries_card import queries_card
from ui.reading import Reading
from ui.state import SENT, Explorer
from ui.thing_card import node_card, relationship_card

GRAPHED = "result-graph"
"""Where the graph of the last result is kept."""


def query_card(tab: Desk, known: Reading, theme: Theme, own: tuple[SavedQuery, ...]) -> tuple[str, Piece]:
    """The name of the card and its tree; `own` are the queries that a person saved. Raises the store's errors."""
    if tab.chosen is None:
        return "queries", queries_card(known.saved(), own, tab.past, known.outline_so_far())
    thing = result_graph.thing(tab.run, tab.chosen, st.session_state.get(GRAPHED)) if tab.run else None
    name, piece = _stored_card(tab, known, theme, tab.chosen) if thing is None else _thing_card(tab, known, theme, thing)
    return name, tag("div", button("← Queries", {"type": "back"}, cls="plain back"), piece)


def _thing_card(tab: Desk, known: Reading, theme: Theme, thing: Thing) -> tuple[str, Piece]:
    """The evidence where there is some, else what the database says."""
    drawing = result_graph.alone(thing, known, theme)
    case = next(iter([*(edge.case for edge in drawing.edges.values()), *(node.case for node in drawing.nodes.values())]), "")
    if case and known.case(case) is not None:
        return _evidence(tab, known, drawing, case)
    if isinstance(thing, Relationship):
        assert tab.run is not None
        return f"edge {id_of(thing)}", relationship_card(thing, *result_graph.names_of_ends(tab.run, thing, st.session_state.get(GRAPHED)))
    return f"node {id_of(thing)}", node_card(thing)


def _stored_card(tab: Desk, known: Reading, theme: Theme, chosen: str) -> tuple[str, Piece]:
    """The card of an entity or statement of the case at hand that no row holds."""
    drawing = draw(View(selection=chosen), known, tab.case, None, theme, None)
    if "/" in chosen:
        nodes = {node.id: node for node in known.around((chosen,))[0]}
        drawing = Drawing(drawing.view, known, theme, nodes, {}, drawing.scene, b"")
    return _evidence(tab, known, drawing, tab.case)


def _evidence(tab: Desk, known: Reading, drawing: Drawing, case: str) -> tuple[str, Piece]:
    tab.case = case
    return evidence_panel.card(Explorer(case=case, history=History(drawing.view), drawing=drawing), known, drawing)


def perform(tab: Desk, known: Reading, own: tuple[SavedQuery, ...], what: dict[str, Any]) -> None:
    """Do what was clicked in the panel; `own` as they were drawn. Raises the store's errors, SaveError and NotFoundError."""
    kind, place = what.get("type"), what.get("place")
    lists: dict[str, tuple[SavedQuery, ...]] = {"of-case": known.saved(), "own": own}
    if kind == "open" and isinstance(place, int):
        queries = lists.get(str(what.get("kind")), ())
        if place < len(queries):
            tab.open(queries[place])
    elif kind == "again" and isinstance(place, int) and place < len(tab.past):
        tab.again(tab.past[place])
    elif kind == "forget" and isinstance(place, int) and place < len(lists["own"]):
        forget(lists["own"][place])
    elif kind == "look":
        tab.look(str(what.get("what")), str(what.get("name")))
    elif kind == "back":
        tab.chosen = None
    elif kind in ("bring", "show"):
        _follow(tab, known, what)


def _follow(tab: Desk, known: Reading, what: dict[str, Any]) -> None:
    """A name or a statement that was clicked in a card gets its own card; the entity whose card it is goes to Explore."""
    if "statement" in what:
        tab.chosen = moves.statement(known, tab.case, str(what["statement"])).id
        return
    nodes = what.get("nodes")
    wanted = str(what.get("edge") or (nodes[0] if isinstance(nodes, list) and nodes else ""))
    if wanted and wanted == tab.chosen:
        st.session_state[SENT] = (tab.case, [wanted], False)
        lead("explore")
    elif wanted:
        tab.chosen = wanted
