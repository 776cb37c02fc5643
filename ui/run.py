"""A query on its way: it runs in a thread of its own, so that the page goes on, can stop it, and shows what has come."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from graph.errors import QueryCancelledError, RedstringError
from graph.found import Found, found
from graph.store import GraphStore, Node, Relationship
from graph.store.draft import Draft

ROWS = 1_000
"""Rows that are shown on screen at most."""
SECONDS = 30.0
HEAVY = 32_000_000
"""About as many characters are kept at most for the screen."""


class Run:
    """One query of a person. It begins when it is made; what has come of it may be looked at all the time."""

    def __init__(
        self, store: GraphStore, cypher: str, parameters: Mapping[str, Any], *, rows: int = ROWS, seconds: float = SECONDS
    ) -> None:
        self.cypher, self.parameters, self.most, self.seconds = cypher, dict(parameters), rows, seconds
        self.at = datetime.now(UTC)
        self.columns: tuple[str, ...] = ()
        self.rows: list[tuple[Any, ...]] = []
        self.first = self.took = 0.0
        """Milliseconds to the first rows and to the last."""
        self.served: tuple[int, int] | None = None
        """The same by the server's own account, if it gives one."""
        self.cut = ""
        """Why there are more rows than these: nothing, `rows` or `size`."""
        self.error: Exception | None = None
        self._store = store
        self._began = time.perf_counter()
        self._cancel, self._ended = threading.Event(), threading.Event()
        threading.Thread(target=self._work, daemon=True, name="redstring-query").start()

    @cached_property
    def found(self) -> Found:
        """What its rows hold that can be drawn; to be asked once it has ended."""
        return found(self.rows)

    @property
    def running(self) -> bool:
        return not self._ended.is_set()

    @property
    def stopped(self) -> bool:
        """Whether a person stopped it."""
        return isinstance(self.error, QueryCancelledError)

    @property
    def age(self) -> float:
        """Seconds since it began."""
        return time.perf_counter() - self._began

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; whether it has ended."""
        return self._ended.wait(seconds)

    def stop(self) -> None:
        """End it soon."""
        self._cancel.set()

    def _work(self) -> None:
        try:
            self._take()
        except Exception as error:  # noqa: BLE001 - told where the answer would be
            self.error = error
        finally:
            self.took = self.took or self.age * 1_000
            self._ended.set()

    def _take(self) -> None:
        with self._store.ask(self.cypher, self.parameters, limit=self.most, timeout=self.seconds, cancel=self._cancel) as answer:
            self.columns, self.first = answer.columns, answer.first
            size = 0
            for row in answer:
                self.rows.append(row)
                size += heft(row)
                if size > HEAVY:
                    self.cut = "size"
                    break
            self.took = answer.took
            if answer.truncated:
                self.cut = "rows"
        self.served = answer.served


class Trial(Run):
    """A query that may write, of a person who was allowed to: run and rolled back, counted, and kept only if that person says so."""

    draft: Draft | None = None
    kept = ""
    """What became of it: nothing yet, `kept`, or why it was not."""

    def keep(self) -> None:
        """Run it again, and keep it if it changes what was counted."""
        assert self.draft is not None
        try:
            self._store.draft(self.cypher, self.parameters, timeout=self.seconds, keep=self.draft.counters)
            self.kept = "kept"
        except RedstringError as error:
            self.kept = str(error)

    def discard(self) -> None:
        """Leave it at that."""
        self.kept = "Nothing was kept."

    def _take(self) -> None:
        self.draft = self._store.draft(self.cypher, self.parameters, timeout=self.seconds, cancel=self._cancel)
        self.columns, self.rows = self.draft.columns, list(self.draft.rows[: self.most])
        self.first = self.took = self.age * 1_000


def heft(value: Any) -> int:
    """About how many characters a value holds."""
    match value:
        case str() | bytes():
            return len(value)
        case list() | tuple():
            return 8 + sum(heft(each) for each in value)
        case dict():
            return 8 + sum(len(str(key)) + heft(each) for key, each in value.items())
        case Node() | Relationship():
            return 64 + heft(value.properties)
        case _:
            return 8
