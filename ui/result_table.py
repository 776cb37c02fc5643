"""The rows of a query as a table: numbers, dates and truths as such, everything else as one readable line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import streamlit as st

from graph.caption import chip
from graph.found import first_thing, id_of
from ui.markup import clip
from ui.run import Run

EXACT = 2**53
"""Whole numbers beyond this are no numbers in a browser, so they are shown as text."""
FEW = 8
"""So many rows get no more room than they need."""
LONGEST = 2_000
"""Characters of one cell that are shown."""


def result_table(run: Run, choose: Callable[[str], None]) -> None:
    """Draw the rows; a click on a cell chooses the relationship or node in it, or else in its row."""

    def picked() -> None:
        cells = st.session_state[key]["selection"]["cells"]
        if not cells:
            return
        row, name = int(cells[0][0]), str(cells[0][1])
        if row < len(run.rows):
            value = run.rows[row][run.columns.index(name)] if name in run.columns else None
            thing = first_thing(value) or first_thing(run.rows[row])
            if thing is not None:
                choose(id_of(thing))

    # pandas takes half a second to import, which a page without rows need not wait for
    import pandas as pd

    key = _key(run)
    columns = {name: column([row[place] for row in run.rows]) for place, name in enumerate(run.columns)}
    st.dataframe(
        pd.DataFrame({name: pd.Series(values, dtype=kind) for name, (values, kind) in columns.items()}),
        key=key,
        hide_index=True,
        height="stretch" if len(run.rows) > FEW else "auto",
        on_select=picked,
        selection_mode="single-cell",
        placeholder="",
    )


def _key(run: Run) -> str:
    """The grid's key: the same for every run, for a new grid takes the browser longer than new rows in the old one; but another one after
    a cell was picked, which would else stay picked, and could not be picked again."""
    state = st.session_state
    number, last = state.get("result-grid", (0, run))
    if last is not run and (state.get(f"result-rows-{number}") or {}).get("selection", {}).get("cells"):
        number += 1
    state["result-grid"] = number, run
    return f"result-rows-{number}"


def column(values: Sequence[Any]) -> tuple[list[Any], Any]:
    """One column's values for the table and the type that pandas is to keep them in."""
    held = [value for value in values if value is not None]
    if held and all(isinstance(value, bool) for value in held):
        return list(values), "boolean"
    if held and all(isinstance(value, int) and not isinstance(value, bool) and abs(value) <= EXACT for value in held):
        return list(values), "Int64"
    if held and all(isinstance(value, int | float) and not isinstance(value, bool) for value in held):
        if all(isinstance(value, float) or abs(value) <= EXACT for value in held):
            return [None if value is None else float(value) for value in values], "Float64"
        return [line(value) for value in values], object
    if held and all(isinstance(value, date) and not isinstance(value, datetime) for value in held):
        return list(values), object
    if held and all(isinstance(value, list) and all(isinstance(each, str) for each in value) for value in held):
        return [None if value is None else [clip(each, LONGEST) for each in value[:100]] for value in values], object
    return [line(value) for value in values], object


def line(value: Any) -> str | None:
    return None if value is None else clip(chip(value), LONGEST)
