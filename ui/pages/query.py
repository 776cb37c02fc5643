"""Query: Cypher that a person writes, its rows as table, graph and JSON, and the evidence behind a relationship in them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph.errors import QueryError, RedstringError, ViewError
from graph.saved_query import SavedQuery
from graph.style import Theme
from ui import query_bar, result_graph, states, visiting
from ui.address import Params, of_query, read_query
from ui.address_line import arrived, show
from ui.canvas import Action, canvas
from ui.desk import Desk, desk
from ui.draft_bar import draft_bar
from ui.editor import Typed, Words, editor
from ui.frame import SIDE, framed, read_on, theme
from ui.markdown import plain
from ui.markup import clip
from ui.own_queries import own_queries
from ui.panel import panel
from ui.query_panel import GRAPHED, perform, query_card
from ui.reading import Reading
from ui.result_bar import GRAPH, JSON, SHOWN, TABLE, result_bar
from ui.result_graph import ResultGraph
from ui.result_json import result_json
from ui.result_table import result_table
from ui.run import Run, Trial
from ui.words import DISCLAIMER, number

GLANCE = 0.25
"""Seconds between two looks at a query that runs; one that ends before is not said to run."""


def page() -> None:
    """Draw the page."""
    framed(_draw)


def _draw(known: Reading) -> None:
    tab, look, own = desk(), theme(), own_queries()
    if (params := arrived()) is not None:
        _arrive(tab, params)
    if tab.run is not None:
        # before the editor is drawn, which marks where an error is
        tab.run.wait(GLANCE)
    with st.container(key="query", gap=None):
        query_bar.query_bar(tab, known)
        if tab.chosen:
            # the card at the right is of it
            visiting.banner(known, tab.case)
        with st.container(key="work", gap=None, horizontal=True, height="stretch"):
            with st.container(key="stage", gap=None, height="stretch"):
                with st.container(key="ask", gap="small"):
                    _editor(tab, known, own)
                    query_bar.parameters(tab)
                with st.container(key="answer", gap="small", height="stretch"):
                    _answer(tab, known, look)
            with st.container(key="side", gap=None, width=SIDE, height="stretch"):
                _side(tab, known, look, own)
    show(of_query(tab.text, st.session_state.get(SHOWN) or TABLE))
    read_on()


def _arrive(tab: Desk, params: Params) -> None:
    """Put what an address names into the editor; a link runs nothing."""
    try:
        text, shown = read_query(params)
    except ViewError as error:
        tab.refused = f"{error}."
        return
    if shown in (TABLE, GRAPH, JSON):
        st.session_state[SHOWN] = shown
    if text.strip() and text != tab.text:
        tab.write(text)
        tab.refused = "This query came with the address. Read it, then press Run."
    elif params.get("part"):
        tab.refused = "The query that this address was made of was too long for it."


def _editor(tab: Desk, known: Reading, own: tuple[SavedQuery, ...]) -> None:
    def typed(what: Typed) -> None:
        tab.text, tab.cursor = what.text, what.cursor
        if what.run:
            query_bar.begin(tab, known)

    found = tab.statement
    labels, types = known.words()
    outline = known.outline_so_far()
    saved = [{"title": query.title, "text": query.text} for query in (*known.saved(), *own)]
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


def _answer(tab: Desk, known: Reading, look: Theme) -> None:
    run = tab.run
    if tab.refused:
        st.warning(plain(tab.refused), icon=":material/edit:")
        return
    if run is None:
        _beginning()
        return
    if run.running:
        _watch()
        return
    tab.remember(run, states.said)
    if run.error is not None:
        _failed(run)
        return
    if isinstance(run, Trial) and run.draft is not None:
        draft_bar(run)
        if not run.rows:
            return
    if not run.rows:
        result_bar(known, run, None, look)
        st.info("The query ran and found nothing: no row fits it.", icon=":material/search_off:")
        return
    graph = _graph(tab, known, run) if st.session_state.get(SHOWN) == GRAPH else None
    shown = result_bar(known, run, graph, look)
    if shown == GRAPH and graph is not None:
        _canvas(tab, graph, look)
    elif shown == GRAPH:
        st.info("These rows hold no node and no relationship, so there is nothing to draw.", icon=":material/hub:")
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
        rows = f", {number(len(run.rows), 'row')} so far" if run.rows else ""
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


def _canvas(tab: Desk, graph: ResultGraph, look: Theme) -> None:
    def acted(action: Action) -> None:
        try:
            graph.perform(action)
        except Exception as error:  # noqa: BLE001 - a callback's fault is told where the action was
            graph.notice = states.said(error)
        if action.type == "select":
            _choose(tab, action.node or action.edge)

    sheet, notice = graph.draw(look), clip(graph.notice, 400) or None
    with st.container(key="result-canvas", height="stretch", gap=None):
        canvas(sheet.payload, key="result", height="stretch", selected=sheet.scene.selection, on_action=acted, notice=notice)


def _choose(tab: Desk, id_: str | None) -> None:
    tab.chosen = id_


def _side(tab: Desk, known: Reading, look: Theme, own: tuple[SavedQuery, ...]) -> None:
    def acted(what: dict[str, Any]) -> None:
        try:
            perform(tab, known, own, what)
        except RedstringError as error:
            st.toast(plain(str(error)), icon=":material/error:")

    try:
        card, piece = query_card(tab, known, look, own)
    except RedstringError as error:
        tab.chosen = None
        st.error(plain(states.said(error)))
        return
    panel(card, piece, acted, key="query-panel")
