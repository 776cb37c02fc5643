"""The tables tab: the view's entities, what is said of them, and the claims behind that, each to sort, to pick from and to download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import words
from ui.csv_file import csv_bytes
from ui.drawing import Drawing
from ui.listing import Table, claims, entities, relationships
from ui.reading import Reading
from ui.state import Explorer

Act = Callable[[dict[str, Any]], None]
WIDTHS = {"from": 130, "relationship": 130, "to": 150, "when": 195, "status": 105}
"""Widths in pixels: who did what to whom, when, and how well that is supported stand side by side on a screen of 1,300 pixels."""
WHICH = ("Entities", "Relationships", "Claims")


def tables(tab: Explorer, known: Reading, drawing: Drawing, act: Act) -> None:
    """The three tables, one at a time. A row that is picked is selected, as on the canvas."""
    with st.container(key="tables", gap="small", height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center", key="tables-bar"):
            offered = WHICH[:2] if known.guest else WHICH
            which = st.segmented_control("Table", offered, default=WHICH[1], key="which-table", label_visibility="collapsed") or WHICH[1]
            table = _table(which, tab, known, drawing)
            st.caption(f"{table.counted} of the view. {words.UNCLAIMED if known.guest else words.DISCLAIMER}")
            st.download_button(
                "Download CSV",
                lambda: csv_bytes(table.columns, table.rows),
                file_name=f"{tab.case}-{table.name}.csv",
                mime="text/csv",
                key="download",
                icon=":material/download:",
                on_click="ignore",
            )
        if not table.rows:
            st.info("Nothing is drawn, so there is nothing to list. Bring somebody in by the search, or clear the filters.")
            return
        _grid(table, act)


def _table(which: str, tab: Explorer, known: Reading, drawing: Drawing) -> Table:
    if which == WHICH[0]:
        return entities(drawing)
    return relationships(tab, known, drawing) if which == WHICH[1] else claims(tab, known, drawing)


def _grid(table: Table, act: Act) -> None:
    key = f"grid-{table.name}"

    def picked() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows:
            chosen = table.ids[rows[0]]
            act({"type": "select", "node" if table.name == "entities" else "edge": chosen})

    # pandas takes half a second to import, which a start without tables need not wait for
    import pandas as pd

    st.dataframe(
        pd.DataFrame(list(table.rows), columns=list(table.columns)),
        key=key,
        hide_index=True,
        height="stretch",
        on_select=picked,
        selection_mode="single-row",
        column_config={
            "address": st.column_config.LinkColumn("address"),
            **{name: st.column_config.TextColumn(name, width=width) for name, width in WIDTHS.items() if name in table.columns},
        },
    )
