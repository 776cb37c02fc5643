"""The connection of a store to its server: opened where that is now, let go when it breaks, and work on it done again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from graph.errors import RedstringError, StoreError
from graph.store.bolt import Link
from graph.store.failure import explain, full, passing
from graph.store.server import Server

T = TypeVar("T")
ATTEMPTS = 6
"""Work whose connection breaks is done so often: an engine that it brings down each time is not restarted for ever."""
PAUSE = 0.05
"""Seconds before the second attempt; doubled each time."""
RETRY = 10.0
"""Seconds that the driver itself tries a write again on a server or cluster."""


class Connection:
    """Safe to use from several threads. `address` and `engine` are told in errors."""

    def __init__(self, server: Server, address: str, engine: str) -> None:
        self.server, self.address, self.engine = server, address, engine
        self._guard = threading.Lock()
        self._current: Link | None = None
        self._closed = False

    def close(self) -> None:
        """Close all connections; the embedded engine ends when nobody in this process uses it any more."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
            link, self._current = self._current, None
        try:
            if link is not None:
                link.close()
        finally:
            self.server.close()

    def again(self, work: Callable[[Link], T], *, reading: bool, timeout: float | None = None) -> T:
        """Do it, and do it again when the connection breaks: the server may have moved, or have been started again."""
        pause = PAUSE
        for left in range(ATTEMPTS, 0, -1):
            link = self.link()
            try:
                return work(link)
            except Exception as error:
                # with a driver that tries writes again itself there is nothing to add
                passes = passing(error, embedded=self.engine == "embedded", reading=reading)
                hopeless = not passes or left == 1 or (self.server.lasting() and not reading)
                if hopeless:
                    raise self.explained(error, reading, timeout) from error
            time.sleep(pause)
            pause *= 2
            self._lost(link)
        raise AssertionError("the last attempt returns or raises")

    def explained(self, error: Exception, reading: bool, timeout: float | None) -> RedstringError:
        """The error as a person is told it."""
        if not reading and self.server.full():
            return full(self.address)
        return explain(error, address=self.address, reading=reading, timeout=timeout)

    def link(self) -> Link:
        """The drivers for where the server is now."""
        with self._guard:
            if self._closed:
                raise StoreError("The store is closed.")
            if self._current is not None:
                return self._current
        endpoint = self.server.endpoint()
        link = Link(endpoint, RETRY if self.server.lasting() else 0.0)
        with self._guard:
            if self._current is None and not self._closed:
                self._current = link
                return link
        link.close()
        return self.link()

    def _lost(self, link: Link) -> None:
        """After a failed connection: keep the drivers when the server is where it was, else let go of them."""
        if self._closed:
            raise StoreError("The store is closed.")
        if self.server.lasting() or self.server.endpoint() == link.endpoint:
            return
        with self._guard:
            if self._current is link:
                self._current = None
        link.close()
