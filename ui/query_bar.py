"""The line above the editor (run, save, limits) and the fields below it for the parameters of the statement."""

from __future__ import annotations

import json
import os

import streamlit as st

from graph.errors import RedstringError
from graph.values_json import jsonable
from ui.desk import Desk
from ui.markdown import plain
from ui.own_queries import save
from ui.parameter import HINTS, KINDS, Parameter
from ui.reading import Reading
from ui.words import number

WIDE = 300
WRITES = "REDSTRING_ALLOW_WRITES"
"""Set by `redstring run --allow-writes`."""
SCREEN = (100, 250, 500, 1_000)
LONGEST_SECONDS = 300.0


def query_bar(tab: Desk, known: Reading) -> None:
    """Draw the line."""
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="title", gap=None):
            st.markdown("**Query**")
            st.caption(f"{plain(known.store.address, 80)} · {'may write' if tab.writing else 'read only'}")
        st.button(
            "Run",
            key="run-query",
            type="primary",
            icon=":material/play_arrow:",
            help="The statement at the cursor (Ctrl+Enter)",
            on_click=lambda: begin(tab, known),
        )
        _writing(tab, known)
        _save(tab)
        _limits(tab)


def begin(tab: Desk, known: Reading) -> None:
    """Run the statement at the cursor with what stands in the fields now: they are drawn after this, and may have changed with the key."""
    for name in tab.wanted:
        kind, text = (st.session_state.get(f"{part}-{tab.stamp}-{name}") for part in ("kind", "value"))
        if kind is not None and text is not None:
            tab.parameters[name] = Parameter(kind, text)
    tab.begin(known.store)


def _writing(tab: Desk, known: Reading) -> None:
    """The switch that lets a query write: there only if the app was started so, on a store that is Redstring's; off at first."""
    if not os.environ.get(WRITES) or known.guest:
        tab.writing = False
        return

    def take() -> None:
        tab.writing = bool(st.session_state["allow-writing"])

    st.toggle(
        "Write",
        value=tab.writing,
        key="allow-writing",
        on_change=take,
        help="What it changes is counted first, and kept only if you say so",
    )


def _save(tab: Desk) -> None:
    with st.popover("Save", icon=":material/bookmark_add:", key="save-frame"), st.container(width=WIDE):
        found = tab.statement
        if found is None:
            st.caption("Write a query first.")
            return
        title = st.text_input("What does it answer?", key="save-title", placeholder="Who repeats whom", max_chars=200)

        def keep() -> None:
            examples = {}
            for name in found.parameters:
                try:
                    examples[name] = json.dumps(jsonable(tab.parameters.get(name, Parameter()).value), ensure_ascii=False)
                except ValueError:
                    continue
            try:
                saved = save(st.session_state["save-title"], found.cypher, examples)
                st.toast(f"Saved as {saved.file_name}", icon=":material/bookmark_added:")
            except RedstringError as error:
                st.toast(str(error), icon=":material/error:")

        st.button("Save it", key="save-now", type="primary", disabled=not (title or "").strip(), on_click=keep)
        st.caption(
            "It is kept as a file in `.redstring/queries`, to be passed on like any other. "
            "In the `queries` folder of a case it is loaded with the case."
        )


def _limits(tab: Desk) -> None:
    def take() -> None:
        tab.rows, tab.seconds = int(st.session_state["limit-rows"]), float(st.session_state["limit-seconds"])

    label = f"{number(tab.rows, 'row')}, {tab.seconds:g} s"
    with st.popover(label, icon=":material/speed:", key="limits-frame"), st.container(width=WIDE):
        st.select_slider("Rows on screen at most", SCREEN, value=tab.rows, key="limit-rows", on_change=take)
        st.number_input("Seconds at most", 1.0, LONGEST_SECONDS, tab.seconds, 5.0, "%.0f", key="limit-seconds", on_change=take)
        st.caption("A file holds up to 100,000 rows. An answer of more than 32 MB at once is refused; so much of it is shown.")


def parameters(tab: Desk) -> None:
    """A field for each parameter of the statement at the cursor."""
    wanted = tab.wanted
    if not wanted:
        return
    with st.container(key="parameters", horizontal=True, gap="small"):
        for name in wanted:
            _field(tab, name)


def _field(tab: Desk, name: str) -> None:
    given = tab.parameters.setdefault(name, Parameter())
    # a value that the page gave is shown by another field, for a field keeps what a person typed
    mark = f"{tab.stamp}-{name}"
    with st.container(key=f"parameter-{mark}", width=WIDE, horizontal=True, gap=None, vertical_alignment="bottom"):
        kind = st.selectbox(f"${name}", KINDS, index=KINDS.index(given.kind), key=f"kind-{mark}", width=104)
        text = st.text_input(
            f"Value of ${name}",
            given.text,
            key=f"value-{mark}",
            placeholder=HINTS[kind],
            disabled=kind == "nothing",
            label_visibility="hidden",
        )
    tab.parameters[name] = Parameter(kind, text or "")
