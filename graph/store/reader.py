"""Threads that read: each with a driver of its own and one read at a time, so that a read can be ended from outside.

Of what the driver documents, only closing the whole of it ends what waits for its answer; the asynchronous driver can end a single read,
but takes three times as long over the rows.
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
from graph.store.driver import neo4j
from graph.store.failure import timed_out

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
            if future.done():
                raise
        if cancel is not None and cancel.is_set():
            end()
            raise QueryCancelledError("The query was stopped.")
        if left is not None and left <= 0:
            end()
            raise timed_out(timeout)


class Reader:
    """One such thread and its driver."""

    def __init__(self, driver: neo4j.Driver) -> None:
        self.driver = driver
        self.ended = False
        """Whether it was closed: nothing more may be sent by it."""
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        threading.Thread(target=self._run, daemon=True, name="redstring-reader").start()

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Do it on this thread, after what was given to it before."""
        future: Future[T] = Future()

        def do() -> None:
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
                future.set_exception(error)

        self._work.put(do)
        return future

    def close(self) -> threading.Thread:
        """End what runs on it, and it, without waiting; gives back the thread that takes leave of the server."""
        self.ended = True
        self._work.put(None)
        leaving = threading.Thread(target=self._leave, daemon=True, name="redstring-leaving")
        leaving.start()
        return leaving

    def _leave(self) -> None:
        # what goes wrong with a connection that is given up is of no interest
        with suppress(Exception):
            self.driver.close()

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()


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
        """It is free for another read."""
        with self._guard:
            self._busy.discard(reader)
            if not self._closed and len(self._idle) < IDLE:
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
