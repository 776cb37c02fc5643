"""The line above the graph: what case this is, search, undo, graph or table, the date that the evidence is taken at, filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st

from graph.edtf import latest
from graph.predicates import words
from graph.style import Theme
from ui.frame import lead
from ui.markdown import plain
from ui.markup import clip
from ui.reading import Reading
from ui.search import search_box
from ui.share import share
from ui.state import Explorer
from ui.visiting import titles

Act = Callable[[dict[str, Any]], None]
SHOWN, GRAPH, TABLE = "shown", "Graph", "Table"
WIDE, WIDER = 270, 330
"""Widths of what opens below a tool, in pixels: a caption must not stretch it over half of the page."""


def toolbar(tab: Explorer, known: Reading, theme: Theme, act: Act) -> None:
    """Draw the line; everything in it acts before the page is drawn again."""
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        _title(tab, known, act)
        with st.container(key="search-frame", width=290):
            search_box(lambda text: known.find(text, tab.case), lambda ids: act({"type": "bring", "nodes": ids}), theme)
        _undo(tab, act)
        if st.session_state.get(SHOWN) is None:
            st.session_state[SHOWN] = GRAPH
        st.segmented_control("Shown as", [GRAPH, TABLE], key=SHOWN, label_visibility="collapsed", required=True)
        if not known.guest:
            _as_of(tab, act)
        _filters(tab, known, act)
        _unfilter(tab, act)
        _more(tab, act)
        _views(tab, known, act)
        share(known, tab.case, lambda: tab.view, theme)


def _title(tab: Explorer, known: Reading, act: Act) -> None:
    """What case this is, to be changed where there are several, and how much it holds."""
    summary = known.case(tab.case)
    if summary is None:
        return
    counts = [
        (summary.entities, "entities"),
        (summary.statements, "statements"),
        (summary.claims, "claims"),
        (summary.sources, "sources"),
    ]
    if known.guest:
        counts = [(summary.entities, "nodes"), (summary.relationships, "relationships")]
    with st.container(key="title", gap=None):
        if len(known.cases) > 1:
            _case(tab, known, act)
        else:
            st.markdown(f"**{plain(summary.case.title, 120)}**")
        st.caption(" · ".join(f"{count:,} {noun}" for count, noun in counts))


def _case(tab: Explorer, known: Reading, act: Act) -> None:
    called = titles(known)
    key = field("case", tab.case)
    st.selectbox(
        "Case",
        list(called),
        key=key,
        format_func=lambda case: called[case],
        on_change=lambda: act({"type": "case", "case": st.session_state[key]}),
        label_visibility="collapsed",
        width=WIDE,
    )


def _undo(tab: Explorer, act: Act) -> None:
    for kind, label, key in (("undo", tab.history.undo_label, "Ctrl+Z"), ("redo", tab.history.redo_label, "Ctrl+Shift+Z")):
        # the word is the button's name for those who hear the page; page.css shows the icon alone
        st.button(
            kind.capitalize(),
            icon=f":material/{kind}:",
            key=kind,
            disabled=label is None,
            help=f"{plain(label, 80)} ({key})" if label else f"Nothing to {kind} ({key})",
            on_click=act,
            args=({"type": kind},),
            # the canvas hears the keys itself, so they are the button's only where the canvas is not
            shortcut=key if st.session_state.get(SHOWN) == TABLE else None,
        )


def field(name: str, value: object) -> str:
    """The key of a field that shows `value`.

    A field in a closed popover does not hear that its value is another one now (undo, clear, another case), and would bring the old one
    back with the next run as if a person had changed it. So such a value is shown by another field, with another key.
    """
    state = st.session_state
    number = state.get(f"{name}-number", 0)
    shown = state.get(f"{name}-{number}", value)
    if (sorted(shown) if isinstance(shown, list) else shown) != value:
        number, shown = number + 1, value
    state[f"{name}-number"], state[f"{name}-{number}"] = number, shown
    return f"{name}-{number}"


def _as_of(tab: Explorer, act: Act) -> None:
    state, day = st.session_state, tab.view.as_of

    def take(text: str) -> None:
        why = refused(text)
        state["as-of-refused"] = (day, text, why)
        if not why:
            act({"type": "as-of", "date": text or None})

    at, typed, why = state.get("as-of-refused", (None, "", ""))
    wrong = why if at == day else ""
    # what cannot be taken stays in its field, to be put right
    key = field("as-of", typed if wrong else day or "")
    label = f"As of: {plain(day or 'today')}"
    with st.popover(label, icon=":material/event:", key="as-of-frame", type="primary" if day else "secondary"), st.container(width=WIDE):
        st.text_input(
            "Only what was published by",
            key=key,
            placeholder="2021-06-25, 2021-06 or 2021",
            on_change=lambda: take(state[key].strip()),
        )
        if wrong:
            st.error(plain(wrong, 120))
        elif tab.as_of:
            st.caption(f"Nothing that came later than {tab.as_of.isoformat()} counts, in no status and no figure.")
        else:
            st.caption("Statuses and figures as they were on that day. A month or a year counts to its last day.")
        st.button("Today", key="as-of-today", disabled=day is None and not wrong, on_click=take, args=("",))


def refused(text: str) -> str:
    """Why an as-of date cannot be taken; empty if it can: a date with a last day, or no text, which is today."""
    try:
        return "" if not text or latest(text) else f"{clip(text, 30)} has no last day; write a day, a month or a year"
    except ValueError:
        return f"{clip(text, 30)} is not a date; write it like 2021-06-25, 2021-06 or 2021"


def _filters(tab: Explorer, known: Reading, act: Act) -> None:
    filters, scene = tab.view.filters, tab.drawing.scene if tab.drawing else None
    said = sorted({facet.value for facet in scene.predicates} | filters.predicates_off) if scene else []
    hidden = field("predicates-off", sorted(filters.predicates_off))
    origins, connected = field("origins", filters.origins), field("connected", filters.only_connected)

    def changed() -> None:
        state = st.session_state
        act({"type": "filters", "hidden": state[hidden], "origins": state.get(origins, 0), "connected": state[connected]})

    kind: Literal["primary", "secondary"] = "primary" if filters.active else "secondary"
    with st.popover("Filters", icon=":material/filter_alt:", key="filters-frame", type=kind), st.container(width=WIDER):
        st.multiselect("Leave out relationships that say", said, key=hidden, format_func=words, on_change=changed)
        if not known.guest:
            st.slider("Independent origins, at least", 0, 10, key=origins, on_change=changed)
        st.toggle("Only entities with a drawn relationship", key=connected, on_change=changed)
        st.caption("Kinds and statuses are switched on the graph: the chips above it and the legend in it.")
        st.button("Clear all filters", key="unfilter", disabled=not filters.active, on_click=act, args=({"type": "unfilter"},))


def _unfilter(tab: Explorer, act: Act) -> None:
    """One click from "hidden by filters" to everything; there only while filters hold something back."""
    figures = tab.drawing.scene.figures if tab.drawing else None
    held = figures.entities.filtered + figures.relationships.filtered if figures else 0
    if tab.view.filters.active and held:
        label = f"Clear all filters: they hide {held:,}"
        st.button(
            "Clear filters", icon=":material/filter_alt_off:", key="unfilter-now", help=label, on_click=act, args=({"type": "unfilter"},)
        )


def _more(tab: Explorer, act: Act) -> None:
    hidden = len(tab.view.hidden) + sum(map(len, tab.view.collapsed.values()))
    with st.popover("View", icon=":material/tune:", key="more-frame"), st.container(width=WIDE):
        if st.button("Open a snapshot …", key="open-a-snapshot", width="stretch"):
            lead("compare")
        for kind, label in (
            ("reset", "Back to the start view"),
            ("tidy", "Lay out anew"),
            ("unhide", f"Show all {hidden} hidden" if hidden else "Nothing is hidden"),
        ):
            disabled = kind == "unhide" and not hidden
            st.button(label, key=kind, disabled=disabled, width="stretch", on_click=act, args=({"type": kind},))
        st.caption("Press ? on the graph for all keys.")


def _views(tab: Explorer, known: Reading, act: Act) -> None:
    if known.guest:
        return
    with st.container(key="views-frame", width="content"):
        if st.button("Views", icon=":material/bookmarks:", key="views", help="Saved views, and a link to this one"):
            # imported when it is asked for: the first page does not wait for it
            from ui.views import views

            views(tab, known, act)
