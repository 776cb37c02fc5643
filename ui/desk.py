"""The query page of one browser tab: the text, its parameters, what runs, what came of it, and what was asked before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import streamlit as st

from graph.cypher import Written, quoted, statement_at, statements
from graph.saved_query import SavedQuery
from graph.store import GraphStore
from ui.parameter import Parameter
from ui.run import ROWS, SECONDS, Run, Trial

KEY = "desk"
REMEMBERED = 50
"""Queries in the history of a tab."""


@dataclass(frozen=True)
class Past:
    """A query that was run; `rows` and `took` (milliseconds) as they were then, `fault` what went wrong."""

    cypher: str
    parameters: Mapping[str, Any]
    at: datetime
    rows: int
    took: float
    fault: str = ""


@dataclass
class Desk:
    """One tab. A text with a new `stamp` is the page's own and goes to the editor; any other came from there."""

    text: str = ""
    stamp: int = 0
    cursor: int = 0
    parameters: dict[str, Parameter] = field(default_factory=dict)
    rows: int = ROWS
    seconds: float = SECONDS
    run: Run | None = None
    start: int = 0
    """Where in the text the statement begins that was run."""
    writing: bool = False
    """Whether what runs may write; only where the app was started so."""
    refused: str = ""
    """Why the last attempt to run did not begin."""
    past: list[Past] = field(default_factory=list)
    case: str = ""
    """The case of the card that is shown."""
    chosen: str | None = None
    """The id of the node or relationship whose card is shown."""

    @property
    def statement(self) -> Written | None:
        """The statement at the cursor."""
        return statement_at(self.text, self.cursor)

    @property
    def several(self) -> bool:
        return len(statements(self.text)) > 1

    @property
    def wanted(self) -> tuple[str, ...]:
        """The parameters of the statement at the cursor."""
        found = self.statement
        return found.parameters if found else ()

    def write(self, text: str) -> None:
        """Put another text into the editor."""
        self.text, self.cursor = text, 0
        self.stamp += 1

    def open(self, saved: SavedQuery) -> None:
        """Put a saved query into the editor, its examples into the fields."""
        self.write(saved.text)
        self.cursor = saved.statement.start
        self.parameters |= {name: Parameter.of(value) for name, value in saved.examples.items()}

    def again(self, past: Past) -> None:
        """Put a query of the history into the editor, with its parameters."""
        self.write(past.cypher)
        self.parameters |= {name: Parameter.of(value) for name, value in past.parameters.items()}

    def look(self, what: str, name: str) -> None:
        """Put a query into the editor that gives some nodes of a "label", or relationships of a "type"."""
        named = name if re.fullmatch(r"[A-Za-z_]\w*", name) else quoted(name)
        found = f"MATCH (n:{named})\nRETURN n" if what == "label" else f"MATCH (a)-[r:{named}]->(b)\nRETURN a, r, b"
        self.write(f"{found}\nLIMIT 25")

    def begin(self, store: GraphStore) -> None:
        """Run the statement at the cursor, in place of one that still runs; `refused` says why it does not."""
        self.refused = ""
        found = self.statement
        if found is None:
            self.refused = "There is no statement to run. Write one, or choose one at the right."
            return
        values: dict[str, Any] = {}
        for name in found.parameters:
            try:
                values[name] = self.parameters.get(name, Parameter()).value
            except ValueError as error:
                self.refused = f"${name} {error}"
                return
        if self.run is not None:
            self.run.stop()
        self.chosen, self.start = None, found.start
        kind = Trial if self.writing else Run
        self.run = kind(store, found.cypher, values, rows=self.rows, seconds=self.seconds)

    def remember(self, run: Run, said: Callable[[Exception], str]) -> None:
        """Keep a run that has ended in the history, once."""
        fault = said(run.error) if run.error else ""
        if not any(past.at == run.at for past in self.past):
            self.past.insert(0, Past(run.cypher, run.parameters, run.at, len(run.rows), run.took, fault))
            del self.past[REMEMBERED:]


def desk() -> Desk:
    """The state of this tab; made at its first run."""
    found = st.session_state.setdefault(KEY, Desk())
    assert isinstance(found, Desk)
    return found
