"""Draws a tab as the page does between two actions, without Streamlit."""

from __future__ import annotations

from ui.actions import perform
from ui.drawing import Drawing, draw
from ui.reading import Reading
from ui.state import Explorer


def redraw(tab: Explorer, known: Reading) -> Drawing:
    tab.drawing = draw(tab.view, known, tab.case, tab.as_of, "light", tab.drawing)
    return tab.drawing


def do(tab: Explorer, known: Reading, type_: str, **what: object) -> Drawing:
    """One action, and the drawing after it."""
    perform(tab, known, {"type": type_, **what})
    return redraw(tab, known)
