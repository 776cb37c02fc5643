"""The answer to a query as it comes: batch after batch, never held as a whole."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from graph.store.reading import Watched
from graph.store.result import Plain

STREAMED = 1_000
"""Rows that are held at a time."""


class Answer:
    """Columns, and the rows to be taken once, up to a limit. Without rows the embedded engine names no columns.

    `first` and `took` are milliseconds from sending the query to the first rows, and to the last that was taken; `truncated` says, once all
    were taken, that there were more than the limit. `served` is the server's own account of its time, to the first row and in all, once
    the answer has ended; None if it gives none. Relationships name their ends by our own ids where a row up to theirs holds the node.
    """

    def __init__(self, reading: Watched, columns: tuple[str, ...], rows: list[tuple[Any, ...]], limit: int, began: float) -> None:
        """`rows` is the first batch, `began` the moment of sending (`time.perf_counter()`)."""
        self.columns = columns
        self.truncated = False
        self.served: tuple[int, int] | None = None
        self._reading, self._waiting, self._limit, self._began = reading, rows, limit, began
        self.first = self.took = self._since()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        plain, left = Plain(), self._limit
        while self._waiting:
            yield from plain.rows(self._waiting[:left])
            plain.forget()
            self.truncated = len(self._waiting) > left
            left -= min(left, len(self._waiting))
            self._waiting = [] if self.truncated else self._reading.next(min(STREAMED, left + 1))
            self.took = self._since()

    def end(self) -> None:
        """Take the server's account of its time."""
        if self._reading.served is not None:
            first, rest = self._reading.served
            self.served = first, first + rest

    def _since(self) -> float:
        return (time.perf_counter() - self._began) * 1_000
