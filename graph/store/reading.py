"""A read from the caller's thread: waits for rows, and ends the query when its time is up or a person stops it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import TimeoutError as NotYetError
from types import TracebackType
from typing import Any, TypeVar

from graph.errors import QueryCancelledError
from graph.store.bolt import Link, Loop, Reading
from graph.store.failure import timed_out
from graph.store.server import Server

T = TypeVar("T")
GLANCE = 0.02
"""Seconds between two looks at the cancel event."""


class Watched:
    """One read under watch, as a context manager. Its deadline is `timeout` seconds from its start, for all its rows together."""

    def __init__(
        self,
        link: Link,
        server: Server,
        cypher: str,
        parameters: Mapping[str, Any] | None,
        timeout: float | None,
        cancel: threading.Event | None,
    ) -> None:
        self._server = server
        self._endpoint = link.endpoint
        self._reading = Reading(link, cypher, parameters, timeout)
        self._timeout = timeout
        self._cancel = cancel
        self._began = time.time()
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._ended = False

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._ended:
            return
        try:
            if kind is None:
                self._wait(self._reading.finish())
        finally:
            if not self._ended:
                Loop.submit(self._reading.close()).result()

    def start(self) -> tuple[str, ...]:
        """Send the query; gives back its columns."""
        return self._wait(self._reading.start())

    def next(self, count: int) -> list[tuple[Any, ...]]:
        """Up to `count` more rows; none means that there are no more."""
        return self._wait(self._reading.next(count))

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        future = Loop.submit(work)
        while True:
            left = None if self._deadline is None else max(0.0, self._deadline - time.monotonic())
            glance = left if self._cancel is None else min(GLANCE, GLANCE if left is None else left)
            try:
                return future.result(glance)
            except NotYetError:
                if future.done():
                    raise
            if self._cancel is not None and self._cancel.is_set():
                self._end(future.cancel)
                raise QueryCancelledError("The query was stopped.")
            if left is not None and left <= 0:
                self._end(future.cancel)
                raise timed_out(self._timeout)

    def _end(self, cut: Callable[[], bool]) -> None:
        """Cut the connection, which ends the query on Neo4j; an engine that has not begun to answer has to be ended itself."""
        self._ended = True
        cut()
        if not self._reading.answered:
            self._server.interrupt(self._endpoint, self._began)
