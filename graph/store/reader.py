"""Threads that read: each with a driver of its own and one read at a time, so that a read can be ended from outside.

The asynchronous driver can end a read too, but takes three times as long over the rows, for it waits for each under the limit of time that
Neo4j asks for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYetError
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

from graph.errors import QueryCancelledError
from graph.store.driver import faults, neo4j
from graph.store.failure import timed_out
from graph.store.wire import Wire

T = TypeVar("T")
GLANCE = 0.02
"""Seconds between two looks at the cancel event."""
IDLE = 8
"""Readers that wait for their next read at most; one more that becomes free is closed."""


def awaited(future: Future[T], deadline: float | None, cancel: threading.Event | None, end: Callable[[], None], timeout: float | None) -> T:
    """What a reader's work comes to; when the deadline (of `time.monotonic()`) has passed or `cancel` is set, `end` is called first.

    Raises what the work raised, QueryTimeoutError, which names the `timeout` (seconds), or QueryCancelledError.
    """
    while True:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        glance = left if cancel is None else min(GLANCE, GLANCE if left is None else left)
        try:
            return future.result(glance)
        except NotYetError:
            # it may have ended between the last look and this one, well or not
            if future.done():
                return future.result()
        if cancel is not None and cancel.is_set():
            end()
            raise QueryCancelledError("The query was stopped.")
        if left is not None and left <= 0:
            end()
            raise timed_out(timeout)


class Reader:
    """One such thread and its driver, which nobody else touches."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self.driver = driver
        self.ended = False
        """Whether it was closed: nothing more may be sent by it."""
        self.wire: Wire | None = None
        """What its read waits on, until it is given back; whoever sets it looks at `ended` next."""
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._run, daemon=True, name="redstring-reader")
        self._thread.start()

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Do it on this thread, after what was given to it before; once it is closed nothing is done any more."""
        future: Future[T] = Future()

        def do() -> None:
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
                future.set_exception(error)

        with self._guard:
            if self.ended:
                future.set_exception(faults.ServiceUnavailable("the connection was closed"))
            else:
                self._work.put(do)
        return future

    def go_on(self, wire: Wire) -> None:
        """From here on `wire` is what closing cuts. Raises ServiceUnavailable if it was closed before there was one."""
        self.wire = wire
        if self.ended:
            raise faults.ServiceUnavailable("the connection was closed while it was made")

    def close(self) -> threading.Thread:
        """End what runs on it, and it, without waiting; gives back its thread, which takes leave of the server."""
        with self._guard:
            if not self.ended:
                self.ended = True
                self._work.put(None)
        if (wire := self.wire) is not None:
            wire.cut()
        return self._thread

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()
        # what goes wrong with a connection that is given up is of no interest
        with suppress(Exception):
            self.driver.close()


class Readers:
    """The readers of one endpoint; `connect` makes a driver. They are made when they are needed and kept for the next read."""

    def __init__(self, connect: Callable[[], neo4j.Driver]) -> None:
        self._connect = connect
        self._guard = threading.Lock()
        self._idle: list[Reader] = []
        self._busy: set[Reader] = set()
        self._closed = False

    def take(self) -> Reader:
        """A reader for one read; whoever takes it gives it back or drops it."""
        with self._guard:
            reader = self._idle.pop() if self._idle else Reader(self._connect())
            self._busy.add(reader)
            return reader

    def give_back(self, reader: Reader) -> None:
        """It is free for another read, unless it was ended."""
        # nothing waits on it any more
        reader.wire = None
        with self._guard:
            self._busy.discard(reader)
            if not self._closed and not reader.ended and len(self._idle) < IDLE:
                self._idle.append(reader)
                return
        reader.close()

    def drop(self, reader: Reader) -> None:
        """End what runs on it, and it."""
        with self._guard:
            self._busy.discard(reader)
        reader.close()

    def close(self) -> list[threading.Thread]:
        """Close all of them; gives back what `Reader.close` does."""
        with self._guard:
            self._closed = True
            all_, self._idle, self._busy = [*self._idle, *self._busy], [], set()
        return [reader.close() for reader in all_]
