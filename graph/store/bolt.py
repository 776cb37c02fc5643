"""The one place that talks to the official driver: drivers for one endpoint, reads that can be ended, writes in transactions.

Reads use the asynchronous driver on a thread of its own, because only that one can end a query from outside; writes use the
plain one, which is faster.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from graph.store.bounded import BoundedLoop
from graph.store.driver import faults, neo4j
from graph.store.endpoint import Endpoint
from graph.store.failure import LOST
from graph.store.result import Counters

T = TypeVar("T")
GOODBYE = 5.0
"""Seconds that a server may take to hear that the readers leave."""
FETCH = 1_000
"""Rows per message from the server."""
# a missing label is no news to us; the driver would print a warning for each
logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
# whatever goes wrong with a connection comes as an exception too
logging.getLogger("neo4j.io").setLevel(logging.CRITICAL)


class Loop:
    """A thread on which reads run; it starts with the first one."""

    def __init__(self, name: str, make: Callable[[], asyncio.AbstractEventLoop]) -> None:
        self._name, self._make = name, make
        self._started: asyncio.AbstractEventLoop | None = None
        self._guard = threading.Lock()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine there; cancelling the future cancels it."""
        with self._guard:
            if self._started is None:
                self._started = self._make()
                threading.Thread(target=self._started.run_forever, daemon=True, name=self._name).start()
            loop = self._started
        return asyncio.run_coroutine_threadsafe(work, loop)


OWN = Loop("redstring-reads", asyncio.new_event_loop)
"""Where our own queries run, whose rows are never large."""
ASKED = Loop("redstring-questions", BoundedLoop)
"""Where queries run that a person wrote, who may be anybody."""


class Link:
    """The drivers for one endpoint. `retry` is how long (seconds) the driver itself tries a write again."""

    def __init__(self, endpoint: Endpoint, retry: float) -> None:
        self.endpoint = endpoint
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        settings: dict[str, Any] = {
            "connection_timeout": 5.0,
            "connection_acquisition_timeout": 15.0,
            "max_transaction_retry_time": retry,
            "telemetry_disabled": True,
            "user_agent": "redstring",
        }
        self._settings = settings
        self._writer = neo4j.GraphDatabase.driver(endpoint.uri, auth=endpoint.writer.pair, **settings)
        self._readers: dict[Loop, neo4j.AsyncDriver] = {}

    def close(self) -> None:
        """Close every connection; failures to say goodbye are of no interest, those of a server that has stopped answering least of all."""
        leaving = [loop.submit(reader.close()) for loop, reader in list(self._readers.items())]
        with suppress(*LOST, faults.DriverError):
            self._writer.close()
        for each in leaving:
            # TimeoutError is an OSError
            with suppress(*LOST, faults.DriverError):
                each.result(timeout=GOODBYE)

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run `work` in one transaction that the driver commits, and tries again where that may help: it must be idempotent."""
        with self.writing() as session:
            return session.execute_write(work)

    def writing(self) -> neo4j.Session:
        """A session that may write; whoever takes it closes it."""
        return self._writer.session(database=self.endpoint.database, bookmark_manager=self._bookmarks)

    def session(self, loop: Loop) -> neo4j.AsyncSession:
        """A session that reads, and sees all that this link has written; called on that loop's thread."""
        if loop not in self._readers:
            self._readers[loop] = neo4j.AsyncGraphDatabase.driver(self.endpoint.uri, auth=self.endpoint.reader.pair, **self._settings)
        return self._readers[loop].session(
            database=self.endpoint.database,
            default_access_mode=neo4j.READ_ACCESS,
            bookmarks=neo4j.Bookmarks.from_raw_values(self._bookmarks.get_bookmarks()),
            fetch_size=FETCH,
        )


class Reading:
    """One read: a transaction whose rows come in batches. Used on its loop's thread, one call at a time."""

    def __init__(self, link: Link, loop: Loop, cypher: str, parameters: Mapping[str, Any] | None, timeout: float | None) -> None:
        self._link = link
        self.loop = loop
        self._query = cypher, dict(parameters or {})
        self._timeout = timeout
        self._session: neo4j.AsyncSession | None = None
        self._transaction: neo4j.AsyncTransaction | None = None
        self._result: neo4j.AsyncResult | None = None
        self.answered = False
        """Whether the server has begun to answer: until then only it can say when it will stop."""
        self.served: tuple[int, int] | None = None
        """Milliseconds that the server says it took to the first row and from there to the last, once the read went well."""

    async def start(self) -> tuple[str, ...]:
        """Send the query; gives back its columns. Cancelling it cuts the connection, and that ends the query on Neo4j."""
        self._session = self._link.session(self.loop)
        try:
            self._transaction = await self._session.begin_transaction(timeout=self._timeout)
            self._result = await self._transaction.run(*self._query)
            return tuple(self._result.keys())
        except asyncio.CancelledError:
            self._session.cancel()
            raise

    async def next(self, count: int) -> list[tuple[Any, ...]]:
        """Up to `count` more rows; none means that there are no more. Cancelling it cuts the connection."""
        assert self._result is not None and self._session is not None
        try:
            rows = [tuple(record.values()) for record in await self._result.fetch(count)]
        except asyncio.CancelledError:
            self._session.cancel()
            raise
        self.answered = True
        return rows

    async def plan(self) -> Mapping[str, Any] | None:
        """What the server would do, where the query was an EXPLAIN; what is left of the rows is let go."""
        assert self._result is not None
        plan: Mapping[str, Any] | None = (await self._result.consume()).plan
        return plan

    async def finish(self) -> None:
        """End a read that went well. The embedded engine refuses some writes only now: nothing was changed, but it must be told."""
        assert self._transaction is not None and self._result is not None
        summary = await self._result.consume()
        available, consumed = summary.result_available_after, summary.result_consumed_after
        # what the embedded engine says of it is not its time
        if self._link.endpoint.engine is None and available is not None and consumed is not None:
            self.served = available, consumed
        await self._transaction.commit()

    async def close(self) -> None:
        """Give the connection back; what has not been read is discarded by the server."""
        if self._session is not None:
            await self._session.close()


def run(transaction: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]) -> Counters:
    """Run one query in a transaction, to its end."""
    counted = transaction.run(cypher, dict(parameters)).consume().counters
    return Counters(**{name: getattr(counted, name) for name in Counters.__dataclass_fields__})
