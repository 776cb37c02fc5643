"""The one place that talks to the official driver: drivers for one endpoint, reads that can be ended, writes in transactions."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any, TypeVar

from graph.store.driver import faults, neo4j
from graph.store.endpoint import Endpoint, Login
from graph.store.failure import LOST
from graph.store.reader import Reader, Readers
from graph.store.result import Counters
from graph.store.wire import BYTES, connect, wire_of

T = TypeVar("T")
GOODBYE = 5.0
"""Seconds that a server may take to hear that the readers leave."""
FETCH = 1_000
"""Rows per message from the server."""
# a missing label is no news to us; the driver would print a warning for each
logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
# whatever goes wrong with a connection comes as an exception too
logging.getLogger("neo4j.io").setLevel(logging.CRITICAL)


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

        def connect(login: Login) -> neo4j.Driver:
            return neo4j.GraphDatabase.driver(endpoint.uri, auth=login.pair, **settings)

        self._writer = connect(endpoint.writer)
        self.readers = Readers(lambda: connect(endpoint.reader))
        self.drafters = Readers(lambda: connect(endpoint.writer))
        """The same, for writes that a person may end."""

    def close(self) -> None:
        """Close every connection; failures to say goodbye are of no interest, those of a server that has stopped answering least of all."""
        leaving, until = [*self.readers.close(), *self.drafters.close()], time.monotonic() + GOODBYE
        with suppress(*LOST, faults.DriverError):
            self._writer.close()
        for each in leaving:
            each.join(max(0.0, until - time.monotonic()))

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run `work` in one transaction that the driver commits, and tries again where that may help: it must be idempotent."""
        with self.writing() as session:
            return session.execute_write(work)

    def writing(self, drafter: Reader | None = None) -> neo4j.Session:
        """A session that may write; whoever takes it closes it."""
        return (drafter.driver if drafter else self._writer).session(database=self.endpoint.database, bookmark_manager=self._bookmarks)

    def reading(self, reader: Reader) -> neo4j.Session:
        """A session that reads, and sees all that this link has written; whoever takes it closes it."""
        return reader.driver.session(
            database=self.endpoint.database,
            default_access_mode=neo4j.READ_ACCESS,
            bookmarks=neo4j.Bookmarks.from_raw_values(self._bookmarks.get_bookmarks()),
            fetch_size=FETCH,
        )


class Reading:
    """One read, whose rows come in batches. Used on its reader's thread; closing the reader ends it at any moment.

    What a person `asked` may not be too large; a query that only `explains` has no rows.
    """

    def __init__(
        self,
        link: Link,
        reader: Reader,
        cypher: str,
        parameters: Mapping[str, Any] | None,
        timeout: float | None,
        *,
        asked: bool,
        explains: bool,
    ) -> None:
        self._link, self._reader = link, reader
        self._query = cypher, dict(parameters or {})
        self._timeout, self._asked, self._explains = timeout, asked, explains
        self._session: neo4j.Session | None = None
        self._transaction: neo4j.Transaction | None = None
        self._result: neo4j.Result | None = None
        self._rows: Iterator[neo4j.Record] | None = None
        self.answered = False
        """Whether the server has begun to answer: until then only it can say when it will stop."""
        self.served: tuple[int, int] | None = None
        """Milliseconds that the server says it took to the first row and from there to the last, once the read went well."""

    def start(self) -> tuple[str, ...]:
        """Send the query; gives back its columns."""
        self._session = session = self._link.reading(self._reader)
        # the embedded engine refuses some writes only when a transaction ends; without one it is two messages less
        if self._explains or self._link.endpoint.engine is None:
            connect(session)
        else:
            self._transaction = session.begin_transaction(timeout=self._timeout)
        wire = wire_of(self._transaction or session)
        wire.limit = BYTES if self._asked else math.inf
        try:
            self._reader.go_on(wire)
        except faults.ServiceUnavailable:
            session.close()
            raise
        cypher, parameters = self._query
        if self._transaction is None:
            self._result = session.run(neo4j.Query(cypher, timeout=self._timeout), parameters)
        else:
            self._result = self._transaction.run(cypher, parameters)
        self._rows = iter(self._result)
        return tuple(self._result.keys())

    def next(self, count: int) -> list[tuple[Any, ...]]:
        """Up to `count` more rows; none means that there are no more."""
        assert self._rows is not None
        rows = [tuple(record) for record in islice(self._rows, count)]
        self.answered = True
        return rows

    def plan(self) -> Mapping[str, Any] | None:
        """What the server would do, where the query was an EXPLAIN; what is left of the rows is let go."""
        assert self._result is not None
        plan: Mapping[str, Any] | None = self._result.consume().plan
        return plan

    def finish(self) -> None:
        """End a read that went well."""
        assert self._result is not None
        summary = self._result.consume()
        available, consumed = summary.result_available_after, summary.result_consumed_after
        # what the embedded engine says of it is not its time
        if self._link.endpoint.engine is None and available is not None and consumed is not None:
            self.served = available, consumed
        if self._transaction is not None:
            self._transaction.commit()

    def close(self) -> None:
        """Give the connection back; what has not been read is discarded by the server."""
        if self._session is not None:
            self._session.close()


def run(transaction: neo4j.ManagedTransaction, cypher: str, parameters: Mapping[str, Any]) -> Counters:
    """Run one query in a transaction, to its end."""
    return counters(transaction.run(cypher, dict(parameters)).consume())


def counters(summary: neo4j.ResultSummary) -> Counters:
    """What a query changed, by the driver's account of it."""
    counted = summary.counters
    return Counters(**{name: getattr(counted, name) for name in Counters.__dataclass_fields__})
