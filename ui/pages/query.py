"""Query: Cypher that a person writes, its rows as table, graph and JSON, and the evidence behind a relationship in them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from threading import Thread
from typing import Any

import streamlit as st

from graph.errors import QueryError, RedstringError
from graph.found import Thing, id_of
from graph.history import History
from graph.saved_query import SavedQuery
from graph.store import Relationship
from graph.style import Theme
from ui import evidence_panel, query_bar, result_graph, states
from ui.canvas import Action, canvas
from ui.desk import Desk, desk
from ui.draft_bar import draft_bar
from ui.editor import Typed, Words, editor
from ui.markdown import plain
from ui.markup import Piece, button, tag
from ui.own_queries import forget, own_queries
from ui.panel import panel
from ui.queries_card import queries_card
from ui.reading import Reading
from ui.result_bar import GRAPH, JSON, result_bar
from ui.result_graph import ResultGraph
from ui.result_json import result_json
from ui.result_table import result_table
from ui.run import Run, Trial
from ui.state import Explorer, reading
from ui.thing_card import node_card, relationship_card
from ui.words import DISCLAIMER

GLANCE = 0.25
"""Seconds between two looks at a query that runs; one that ends before is not said to run."""
GRAPHED = "result-graph"


@cache
def _read_on() -> None:
    """Import what the first answer needs, once: the table and the layout, a second that the page does not wait for."""
    for module in ("pandas", "graph.layout"):
        Thread(target=import_module, args=(module,), daemon=True).start()


def page() -> None:
    """Draw the page. Everything after the first run happens inside one fragment."""
    with states.guarded():
        states.opening()
        _workspace()


@st.fragment
def _workspace() -> None:
    with states.guarded():
        known = reading(fresh=True)
        _draw(desk(), known)
        _read_on()


def _draw(tab: Desk, known: Reading) -> None:
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    with st.container(key="query", gap=None):
        query_bar.query_bar(tab, known)
        with st.container(key="work", gap=None, horizontal=True, height="stretch"):
            with st.container(key="stage", gap=None, height="stretch"):
                with st.container(key="ask", gap="small"):
                    _editor(tab, known)
                    query_bar.parameters(tab)
                with st.container(key="answer", gap="small", height="stretch"):
                    _answer(tab, known, theme)
            with st.container(key="side", gap=None, width=396, height="stretch"):
                _side(tab, known, theme)


def _editor(tab: Desk, known: Reading) -> None:
    def typed(what: Typed) -> None:
        tab.text, tab.cursor = what.text, what.cursor
        if what.run:
            tab.begin(known.store)

    found = tab.statement
    labels, types = known.words()
    outline = known.outline_so_far()
    saved = [{"title": query.title, "text": query.text} for query in (*known.saved(), *own_queries())]
    words = Words(labels, types, outline.properties if outline else (), found.parameters if found else (), saved)
    editor(tab.text, tab.stamp, words, typed, marked=(found.start, found.end) if found and tab.several else None, fault=_fault(tab))


def _fault(tab: Desk) -> int | None:
    """Where in the text the error of the last run is, if the text is still the one that was run."""
    run = tab.run
    error = run.error if run else None
    if run is None or not isinstance(error, QueryError) or error.line is None or error.column is None:
        return None
    lines = run.cypher.splitlines(keepends=True)
    place = tab.start + sum(len(line) for line in lines[: error.line - 1]) + error.column - 1
    return place if tab.text[tab.start : tab.start + len(run.cypher)] == run.cypher else None


def _answer(tab: Desk, known: Reading, theme: Theme) -> None:
    run = tab.run
    if tab.refused:
        st.warning(plain(tab.refused), icon=":material/edit:")
        return
    if run is None:
        _beginning()
        return
    if not run.wait(GLANCE):
        _watch()
        return
    tab.remember(run, states.said)
    if run.error is not None:
        _failed(run)
        return
    if isinstance(run, Trial) and run.draft is not None:
        draft_bar(run.draft)
        if not run.rows:
            return
    if not run.rows:
        result_bar(known, run, None)
        st.info("The query ran and found nothing: no row fits it.", icon=":material/search_off:")
        return
    graph = _graph(tab, known, run) if st.session_state.get("result-shown") == GRAPH else None
    shown = result_bar(known, run, graph)
    if shown == GRAPH and graph is not None:
        _canvas(tab, graph, theme)
    elif shown == JSON:
        result_json(run)
    else:
        result_table(run, lambda id_: _choose(tab, id_))


def _beginning() -> None:
    with st.container(key="beginning"):
        st.markdown("**Write Cypher, or choose a query at the right.**")
        st.caption(f"Ctrl+Enter runs the statement at the cursor. Nothing that it says can change the store. {DISCLAIMER}")


@st.fragment(run_every=GLANCE)
def _watch() -> None:
    """How long the query has run, with a button that stops it. A fragment of its own: a longer one would not hear the button."""
    run = desk().run
    if run is None or not run.running:
        st.rerun()
    with st.container(key="running", horizontal=True, vertical_alignment="center"):
        st.button("Stop", key="stop-query", icon=":material/stop_circle:", type="primary", on_click=_stop, args=(run,))
        rows = f", {len(run.rows):,} rows so far" if run.rows else ""
        st.markdown(f"Running for {run.age:.1f} s of {run.seconds:g} s at most{rows}")


def _stop(run: Run) -> None:
    run.stop()
    run.wait(1.0)


def _failed(run: Run) -> None:
    error = run.error
    assert error is not None
    if run.stopped:
        st.info(f"Stopped after {run.took / 1_000:.1f} s.", icon=":material/stop_circle:")
        return
    place = f"Line {error.line}, column {error.column}. " if isinstance(error, QueryError) and error.line and error.column else ""
    st.error(f"{place}{plain(states.said(error), 1_500)}", icon=":material/error:")


def _graph(tab: Desk, known: Reading, run: Run) -> ResultGraph | None:
    """The graph of this run; made when it is first looked at."""
    held = st.session_state.get(GRAPHED)
    if isinstance(held, ResultGraph) and held.run is run:
        held.select(tab.chosen)
        return held
    if not result_graph.is_drawable(run):
        return None
    made = st.session_state[GRAPHED] = ResultGraph.of(run, known, tab.chosen)
    return made


def _canvas(tab: Desk, graph: ResultGraph, theme: Theme) -> None:
    def acted(action: Action) -> None:
        graph.perform(action, lambda id_: _choose(tab, id_))

    drawing = graph.draw(theme)
    with st.container(key="result-canvas", height="stretch", gap=None):
        canvas(drawing.payload, key="result", height="stretch", selected=drawing.scene.selection, on_action=acted)


def _choose(tab: Desk, id_: str | None) -> None:
    tab.chosen = id_


def _side(tab: Desk, known: Reading, theme: Theme) -> None:
    def acted(what: dict[str, Any]) -> None:
        _perform(tab, known, what)

    try:
        card, piece = _card(tab, known, theme)
    except RedstringError as error:
        tab.chosen = None
        st.error(plain(states.said(error)))
        return
    panel(card, piece, acted, key="query-panel")


def _card(tab: Desk, known: Reading, theme: Theme) -> tuple[str, Piece]:
    thing = _thing(tab)
    if thing is not None:
        name, piece = _thing_card(tab, known, theme, thing)
        return name, tag("div", button("← Queries", {"type": "back"}, cls="plain back"), piece)
    return "queries", queries_card(known.saved(), own_queries(), tab.past, known.outline_so_far())


def _thing_card(tab: Desk, known: Reading, theme: Theme, thing: Thing) -> tuple[str, Piece]:
    """The evidence where there is some, else what the database says."""
    drawing = result_graph.alone(thing, known, theme)
    case = next(iter([*(edge.case for edge in drawing.edges.values()), *(node.case for node in drawing.nodes.values())]), "")
    if case and known.case(case) is not None:
        return evidence_panel.card(Explorer(case=case, history=History(drawing.view), drawing=drawing), known, drawing)
    if isinstance(thing, Relationship):
        assert tab.run is not None
        return f"edge {id_of(thing)}", relationship_card(thing, *result_graph.names_of_ends(tab.run, thing, st.session_state.get(GRAPHED)))
    return f"node {id_of(thing)}", node_card(thing)


def _thing(tab: Desk) -> Thing | None:
    if tab.chosen is None or tab.run is None:
        return None
    return result_graph.thing(tab.run, tab.chosen, st.session_state.get(GRAPHED))


def _perform(tab: Desk, known: Reading, what: dict[str, Any]) -> None:
    """Do what was clicked in the panel."""
    kind, place = what.get("type"), what.get("place")
    lists: dict[str, tuple[SavedQuery, ...]] = {"of-case": known.saved(), "own": own_queries()}
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
        _follow(tab, what)


def _follow(tab: Desk, what: dict[str, Any]) -> None:
    """A name or a relationship that was clicked in a card: shown here if the result holds it."""
    nodes = what.get("nodes")
    wanted = str(what.get("edge") or (nodes[0] if isinstance(nodes, list) and nodes else ""))
    if tab.run is not None and wanted and result_graph.thing(tab.run, wanted, st.session_state.get(GRAPHED)) is not None:
        tab.chosen = wanted
