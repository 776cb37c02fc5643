"""Explore: the graph, what is selected in it, and the same as tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import streamlit as st

from graph.predicates import words
from ui import evidence_panel, paths, states, tables, toolbar, visiting
from ui.actions import perform
from ui.address_line import arrived, show
from ui.arrival import arrive, leaving
from ui.canvas import Action, Notice, canvas, is_drawn
from ui.drawing import draw
from ui.frame import SIDE, framed, read_on, theme
from ui.markup import clip
from ui.moves import STEP, keep_up, name, start, take_over
from ui.panel import panel
from ui.reading import Reading
from ui.state import OPENED, SENT, Explorer, explorer, reading


def page() -> None:
    """Draw the page."""
    framed(_draw)


def _draw(known: Reading) -> None:
    tab = explorer()
    if not known.cases:
        states.nothing(known)
        return
    params = None if known.guest else arrived()
    if params and params != leaving(tab):
        arrive(tab, known, params)
    keep_up(tab, known)
    if (opened := st.session_state.pop(OPENED, None)) and known.case(opened):
        start(tab, known, opened)
    if sent := st.session_state.pop(SENT, None):
        case, ids, alone = sent
        take_over(tab, known, case, ids, alone=alone)
    _work(tab, known)
    if not known.guest:
        show(leaving(tab))
    if is_drawn("canvas"):
        read_on()


def _work(tab: Explorer, known: Reading) -> None:
    def act(what: dict[str, Any]) -> None:
        try:
            perform(tab, reading(fresh=True), what)
        except Exception as error:  # noqa: BLE001 - a callback's fault is told where the action was, not in a box of Streamlit's
            tab.notice = states.said(error)

    look = theme()
    tab.drawing = draw(tab.view, known, tab.case, tab.as_of, look, tab.drawing)
    with st.container(key="explore", gap=None):
        toolbar.toolbar(tab, known, look, act)
        visiting.banner(known, tab.case)
        if known.unfinished:
            states.unfinished(known)
        with st.container(key="work", gap=None, horizontal=True, height="stretch"):
            with st.container(key="stage", gap=None, height="stretch"):
                if st.session_state.get(toolbar.SHOWN) == toolbar.TABLE:
                    tables.tables(tab, known, tab.drawing, act)
                else:
                    _canvas(tab, known, act)
            with st.container(key="side", gap=None, width=SIDE, height="stretch"):
                card, piece = evidence_panel.card(tab, known, tab.drawing)
                panel(card, piece, act)


def _canvas(tab: Explorer, known: Reading, act: Any) -> None:
    def acted(action: Action) -> None:
        act(asdict(action))

    assert tab.drawing is not None
    scene = tab.drawing.scene
    canvas(
        tab.drawing.payload,
        key="canvas",
        height="stretch",
        selected=scene.selection,
        on_action=acted,
        notice=_notice(tab, known),
        search="Find",
    )


def _notice(tab: Explorer, known: Reading) -> Notice | None:
    """What is said on the canvas: a choice to make before a very connected entity is expanded, or what the last action came to."""
    if tab.choosing is None:
        said = clip(tab.notice, 400)
        return paths.question(tab, known) or (Notice(said, focus=tab.focus) if said else None)
    found = known.choices(tab.choosing, tab.view.nodes)
    choices = [(f"The {number} most connected", f"most:{number}") for number in (STEP, 2 * STEP) if number < found.total]
    choices += [(f"{kind} ({number:,})", f"kind:{kind}") for kind, number in list(found.kinds.items())[:4]]
    choices += [(f"{words(predicate)} ({number:,})", f"predicate:{predicate}") for predicate, number in list(found.predicates.items())[:4]]
    return Notice(f"{name(tab.choosing, known)} has {found.total:,} neighbours that are not in view. Bring in:", tuple(choices))
