"""The rows of a query as JSON, to read and to copy."""

from __future__ import annotations

import json

import streamlit as st

from graph.values_json import jsonable
from ui.run import Run

ROWS = 100
LONGEST = 200_000
"""Characters that are shown; a browser draws many more only slowly."""


def result_json(run: Run) -> None:
    """Draw the first rows as JSON, each with its columns' names."""
    lines: list[str] = []
    size = 0
    for row in run.rows[:ROWS]:
        told = json.dumps(dict(zip(run.columns, jsonable(row), strict=True)), ensure_ascii=False, indent=2)
        size += len(told)
        if size > LONGEST and lines:
            break
        lines.append(told[:LONGEST])
    if len(lines) < len(run.rows):
        st.caption(f"The first {len(lines):,} rows; the file has all.")
    with st.container(key="result-json", height="stretch"):
        st.code("[\n" + ",\n".join(lines) + "\n]", language="json", wrap_lines=True)
