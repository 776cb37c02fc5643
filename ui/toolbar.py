"""The line above the graph: what case this is, search, undo, graph or table, the date that the evidence is taken at, filters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from graph.predicates import words
from graph.style import Theme
from ui.markdown import plain
from ui.reading import Reading
from ui.search import search_box
from ui.state import Explorer

Act = Callable[[dict[str, Any]], None]
SHOWN, GRAPH, TABLE = "shown", "Graph", "Table"
FIRST_DAY = date(1900, 1, 1)


def toolbar(tab: Explorer, known: Reading, theme: Theme, act: Act) -> None:
    """Draw the line; everything in it acts before the page is drawn again."""
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        _title(tab, known)
        with st.container(key="search-frame", width=290):
            search_box(lambda text: known.find(text, tab.case), lambda ids: act({"type": "bring", "nodes": ids}), theme)
        _undo(tab, act)
        if st.session_state.get(SHOWN) is None:
            st.session_state[SHOWN] = GRAPH
        st.segmented_control("Shown as", [GRAPH, TABLE], key=SHOWN, label_visibility="collapsed")
        _as_of(tab, act)
        _filters(tab, act)
        _unfilter(tab, act)
        _more(tab, known, act)


def _title(tab: Explorer, known: Reading) -> None:
    summary = known.case(tab.case)
    if summary is None:
        return
    counts = [
        (summary.entities, "entities"),
        (summary.statements, "statements"),
        (summary.claims, "claims"),
        (summary.sources, "sources"),
    ]
    with st.container(key="title", gap=None):
        st.markdown(f"**{plain(summary.case.title, 120)}**")
        st.caption(" · ".join(f"{count:,} {noun}" for count, noun in counts))


def _undo(tab: Explorer, act: Act) -> None:
    for kind, label, key in (("undo", tab.history.undo_label, "Ctrl+Z"), ("redo", tab.history.redo_label, "Ctrl+Shift+Z")):
        st.button(
            "",
            icon=f":material/{kind}:",
            key=kind,
            disabled=label is None,
            help=f"{plain(label, 80)} ({key})" if label else f"Nothing to {kind} ({key})",
            on_click=act,
            args=({"type": kind},),
        )


def _as_of(tab: Explorer, act: Act) -> None:
    def changed() -> None:
        chosen = st.session_state["as-of"]
        act({"type": "as-of", "date": chosen.isoformat() if chosen else None})

    st.session_state["as-of"] = tab.as_of
    with st.popover(f"As of: {tab.as_of.isoformat() if tab.as_of else 'today'}", key="as-of-frame"):
        st.date_input(
            "Only what was published by", key="as-of", min_value=FIRST_DAY, max_value=date.max, on_change=changed, format="YYYY-MM-DD"
        )
        st.caption("Statuses are computed as of that day. A date that is not exact counts from the latest day it can mean.")
        st.button("Today", key="as-of-today", disabled=tab.as_of is None, on_click=act, args=({"type": "as-of", "date": None},))


def _filters(tab: Explorer, act: Act) -> None:
    filters, scene = tab.view.filters, tab.drawing.scene if tab.drawing else None
    known = sorted({facet.value for facet in scene.predicates} | filters.predicates_off) if scene else []

    def changed() -> None:
        state = st.session_state
        act({"type": "filters", "hidden": state["predicates-off"], "origins": state["origins"], "connected": state["connected"]})

    st.session_state["predicates-off"] = sorted(filters.predicates_off)
    st.session_state["origins"] = filters.origins
    st.session_state["connected"] = filters.only_connected
    with st.popover("Filters", key="filters-frame", type="primary" if filters.active else "secondary"):
        st.multiselect("Leave out relationships that say", known, key="predicates-off", format_func=words, on_change=changed)
        st.slider("Independent origins, at least", 0, 10, key="origins", on_change=changed)
        st.toggle("Only entities with a drawn relationship", key="connected", on_change=changed)
        st.caption("Kinds and statuses are switched on the graph: the chips above it and the legend in it.")
        st.button("Clear all filters", key="unfilter", disabled=not filters.active, on_click=act, args=({"type": "unfilter"},))


def _unfilter(tab: Explorer, act: Act) -> None:
    """One click from "hidden by filters" to everything; there only while filters hold something back."""
    figures = tab.drawing.scene.figures if tab.drawing else None
    held = figures.entities.filtered + figures.relationships.filtered if figures else 0
    if tab.view.filters.active and held:
        label = f"Clear all filters: they hide {held:,}"
        st.button("", icon=":material/filter_alt_off:", key="unfilter-now", help=label, on_click=act, args=({"type": "unfilter"},))


def _more(tab: Explorer, known: Reading, act: Act) -> None:
    def changed() -> None:
        act({"type": "case", "case": st.session_state["case"]})

    hidden = len(tab.view.hidden) + sum(map(len, tab.view.collapsed.values()))
    with st.popover("", icon=":material/more_vert:", key="more-frame"):
        if len(known.cases) > 1:
            titles = {summary.case.case: summary.case.title for summary in known.cases}
            st.session_state["case"] = tab.case
            st.selectbox("Case", list(titles), key="case", format_func=lambda key: titles[key], on_change=changed)
        for kind, label in (("reset", "Back to the start view"), ("tidy", "Lay out anew"), ("unhide", f"Show all {hidden} hidden")):
            disabled = kind == "unhide" and not hidden
            st.button(label, key=kind, disabled=disabled, width="stretch", on_click=act, args=({"type": kind},))
        st.caption("Press ? on the graph for all keys.")
