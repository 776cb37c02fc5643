"""The line between the editor and the rows: how they are shown, how many there are and how long it took, and where they can go."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.store import GraphStore
from graph.style import Theme
from ui.reading import Reading
from ui.result_files import ROWS, as_csv, as_json, as_parquet
from ui.result_graph import MOST, ResultGraph, entities
from ui.result_share import share_result
from ui.run import Run
from ui.state import SENT
from ui.words import DISCLAIMER, number

SHOWN, TABLE, GRAPH, JSON = "result-shown", "Table", "Graph", "JSON"
FILES: tuple[tuple[str, Callable[[Run, GraphStore], bytes], str], ...] = (
    ("csv", as_csv, "text/csv"),
    ("json", as_json, "application/json"),
    ("parquet", as_parquet, "application/vnd.apache.parquet"),
)


def result_bar(known: Reading, run: Run, graph: ResultGraph | None, theme: Theme) -> str:
    """Draw the line; gives back how the rows are to be shown."""
    with st.container(key="result-bar", horizontal=True, vertical_alignment="center", gap="small"):
        if st.session_state.get(SHOWN) is None:
            st.session_state[SHOWN] = TABLE
        shown = st.segmented_control("Shown as", [TABLE, GRAPH, JSON], key=SHOWN, label_visibility="collapsed", required=True) or TABLE
        st.caption(summary(run))
        if shown == GRAPH and graph is not None:
            if graph.left_out:
                st.caption(f"The first {MOST:,} of {MOST + graph.left_out:,} nodes")
            _whole(graph)
        if run.rows:
            _send(known, run)
            _files(known, run)
        if shown == GRAPH and graph is not None:
            share_result(graph, known, theme)
    return shown


def summary(run: Run) -> str:
    """How many rows, why not more, and how long it took."""
    rows = number(len(run.rows), "row")
    if run.cut == "rows":
        rows = f"First {len(run.rows):,} of more rows"
    elif run.cut == "size":
        rows = f"First {len(run.rows):,} rows, which are large; there are more"
    server = f" (the server's own time: {run.served[0]:,} and {run.served[1]:,} ms)" if run.served else ""
    return f"{rows} · first after {run.first:,.0f} ms, all after {run.took:,.0f} ms{server}"


def _whole(graph: ResultGraph) -> None:
    st.toggle(
        "All between them",
        value=graph.whole,
        key=f"whole-{graph.run.at.timestamp()}",
        help="Draws the relationships between these nodes that the rows do not hold, too",
        on_change=lambda: graph.show_all(not graph.whole),
    )


def _send(known: Reading, run: Run) -> None:
    case, ids = entities(run, known)
    if not ids or known.case(case) is None:
        return
    with st.popover("Explore", icon=":material/hub:", key="send-frame"):
        st.caption(f"{number(len(ids), *(('node',) if known.guest else ('entity', 'entities')))} of these rows")
        for label, fresh in (("Open them alone", True), ("Add them to the view", False)):
            if st.button(label, key=f"send-{fresh}", width="stretch"):
                st.session_state[SENT] = (case, ids, fresh)
                st.switch_page(st.session_state["pages"]["explore"])


def _files(known: Reading, run: Run) -> None:
    with st.popover("Download", icon=":material/download:", key="files-frame"):
        if run.cut:
            st.caption(f"The query runs once more, for up to {ROWS:,} rows.")
        for kind, made, mime in FILES:
            st.download_button(
                kind.upper() if kind != "parquet" else "Parquet",
                lambda made=made: made(run, known.store),  # type: ignore[misc]
                file_name=f"query.{kind}",
                mime=mime,
                key=f"file-{kind}",
                width="stretch",
                on_click="ignore",
            )
        st.caption(DISCLAIMER)
