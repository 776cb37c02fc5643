"""A read from the caller's thread: waits for rows, and ends the query when its time is up or a person stops it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, TypeVar

from graph.store.bolt import Link, Reading
from graph.store.reader import awaited
from graph.store.server import Server

T = TypeVar("T")
REST = 2.0
"""Seconds that a server may take to let go of rows that nobody wants."""


class Watched:
    """One read under watch, as a context manager.

    Its time is up `timeout` seconds from its start, for all its rows together; with `each`, that long may pass until the first rows come
    and again between any that are asked for, however long their reader takes over them. What a person `asked` may not be too large;
    one that only `explains` a query has no rows.
    """

    def __init__(
        self,
        link: Link,
        server: Server,
        cypher: str,
        parameters: Mapping[str, Any] | None,
        timeout: float | None,
        cancel: threading.Event | None,
        *,
        each: bool = False,
        asked: bool = False,
        explains: bool = False,
    ) -> None:
        self._server = server
        self._endpoint, self._readers = link.endpoint, link.readers
        self._reader = link.readers.take()
        # the server can only time the whole
        self._reading = Reading(link, self._reader, cypher, parameters, None if each else timeout, asked=asked, explains=explains)
        self._timeout = timeout
        self._each = each
        self._cancel = cancel
        self._began = time.time()
        self._deadline = self._from_now()
        self._ended = False

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._ended:
            return
        try:
            if kind is None:
                self._wait(self._reading.finish)
        finally:
            if not self._ended:
                self._leave()

    def _leave(self) -> None:
        """Give back the reader; one whose connection does not come to rest is closed, which nobody who has the rows wants to hear of."""
        try:
            self._reader.submit(self._reading.close).result(REST)
        except Exception:  # noqa: BLE001
            self._readers.drop(self._reader)
        else:
            self._readers.give_back(self._reader)

    @property
    def served(self) -> tuple[int, int] | None:
        """What the server says of its own time, once the read has ended well: milliseconds to the first row, and from there to the last."""
        return self._reading.served

    def start(self) -> tuple[str, ...]:
        """Send the query; gives back its columns."""
        return self._wait(self._reading.start)

    def next(self, count: int) -> list[tuple[Any, ...]]:
        """Up to `count` more rows; none means that there are no more."""
        return self._wait(lambda: self._reading.next(count))

    def _from_now(self) -> float | None:
        return None if self._timeout is None else time.monotonic() + self._timeout

    def plan(self) -> Mapping[str, Any] | None:
        """What the server would do, where the query was an EXPLAIN."""
        return self._wait(self._reading.plan)

    def _wait(self, work: Callable[[], T]) -> T:
        if self._each:
            self._deadline = self._from_now()
        return awaited(self._reader.submit(work), self._deadline, self._cancel, self._end, self._timeout)

    def _end(self) -> None:
        """Cut the connection, which ends the query on Neo4j; an engine that has not begun to answer has to be ended itself."""
        self._ended = True
        self._readers.drop(self._reader)
        if not self._reading.answered:
            self._server.interrupt(self._endpoint, self._began)
