"""What every page stands in: guarded, waiting for the store, in one fragment; and the ways from one page to another."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from threading import Thread

import streamlit as st

from graph.style import Theme
from ui import states
from ui.reading import Reading
from ui.state import reading

LEADS = "leads-to"
"""The page that the next run of the script is to show."""
SIDE = 396
"""Pixels."""


def lead(page: str) -> None:
    """Go to that page as soon as this run has ended: a callback and a fragment cannot go there themselves."""
    st.session_state[LEADS] = page


def framed(draw: Callable[[Reading], None]) -> None:
    """Draw a page. Everything after the first run happens inside one fragment, so that a click runs no more than that."""
    if other := st.session_state.pop(LEADS, None):
        st.switch_page(st.session_state["pages"][other])
    with states.guarded():
        states.opening()
        _inside(draw)


@st.fragment
def _inside(draw: Callable[[Reading], None]) -> None:
    with states.guarded():
        draw(reading(fresh=True))
    if st.session_state.get(LEADS):
        st.rerun()


@cache
def read_on() -> None:
    """Import what the next steps need, once: the layout and the tables, a second that no first page waits for."""
    for module in ("graph.layout", "pandas"):
        Thread(target=import_module, args=(module,), daemon=True).start()


def theme() -> Theme:
    """Light or dark, as the page is now."""
    return "dark" if st.context.theme.type == "dark" else "light"
