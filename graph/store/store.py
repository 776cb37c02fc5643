"""GraphStore: the one way to read and write, on every engine."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TypeVar

from graph.errors import QueryError, QueryTimeoutError, StoreAccessError, StoreError
from graph.store import schema
from graph.store.answer import STREAMED, Answer
from graph.store.bolt import Link, run
from graph.store.bulk import Bulk, BulkError
from graph.store.connection import Connection
from graph.store.draft import Draft, attempt
from graph.store.driver import neo4j
from graph.store.failure import full, unavailable
from graph.store.nesting import require_shallow
from graph.store.plan import require_graph_alone, require_reading
from graph.store.reader import GLANCE
from graph.store.reading import Watched
from graph.store.result import Counters, Plain, Result
from graph.store.server import Server

T = TypeVar("T")
EXPLAIN = "EXPLAIN "
BATCH = 5_000
LIMIT = 10_000
TIMEOUT = 30.0
OTHER_VERSION = ", so it is not used. Install the version that Redstring asks for: pip install 'arcadedb>=26.11.1.dev2,<26.12'"
ANSWER = 10.0
"""Seconds that a server may take to answer at all."""
_STARTS_WITHIN = 30.0
"""Seconds for an engine that ended to be there again."""


class GraphStore:
    """A graph store; safe to use from several threads. Close it, or use it as a context manager. Made by `open_store`."""

    def __init__(self, server: Server, address: str, engine: str) -> None:
        self.address = address
        self.engine = engine
        self._server = server
        self._connection = Connection(server, address, engine)

    def __repr__(self) -> str:
        return f"GraphStore({self.address!r})"

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; the embedded engine ends when nobody in this process uses it any more."""
        self._connection.close()

    def check(self) -> None:
        """Raise a StoreError unless the store answers and is of our version; on the embedded engine also unless readers may not write."""
        try:
            schema.version(self, timeout=ANSWER)
        except QueryTimeoutError as error:
            raise unavailable(self.address, error) from error
        except StoreAccessError as error:
            if self.engine == "embedded":
                raise StoreError(f"This version of the embedded engine refuses the users that Redstring makes{OTHER_VERSION}") from error
            raise
        if self.engine == "embedded":
            try:
                self.read("CREATE (n:RedstringMayNotWrite) RETURN n", timeout=ANSWER)
            except StoreAccessError:
                return
            raise StoreError(f"This version of the embedded engine lets readers write{OTHER_VERSION}")

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = LIMIT,
        timeout: float | None = TIMEOUT,
        cancel: threading.Event | None = None,
    ) -> Result:
        """Up to `limit` rows of a query that may not write. `timeout` is in seconds; setting `cancel` ends the query.

        Raises QueryError, QueryTimeoutError, QueryCancelledError, StoreAccessError (it tried to write) or StoreUnavailableError.
        """
        started = time.perf_counter()

        def attempt(link: Link) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
            with Watched(link, self._server, cypher, parameters, timeout, cancel) as reading:
                return reading.start(), reading.next(limit + 1)

        columns, rows = self._connection.again(attempt, reading=True, timeout=timeout)
        plain = Plain()
        values = plain.rows(rows[:limit])
        took = (time.perf_counter() - started) * 1_000
        return Result(columns, values, tuple(plain.nodes.values()), tuple(plain.relationships.values()), len(rows) > limit, took)

    @contextmanager
    def ask(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = LIMIT,
        timeout: float | None = TIMEOUT,
        cancel: threading.Event | None = None,
    ) -> Iterator[Answer]:
        """The answer to a query that a person wrote, who may be anybody: it is not run unless it does nothing but read the graph.

        Its plan is held against what reading needs, since READ access lets it do more. Raises as `read` does, also while rows are
        taken, and StoreAccessError for what is refused.
        """
        require_reading(self.plan(cypher, parameters, timeout=timeout, cancel=cancel), embedded=self.engine == "embedded")
        began = time.perf_counter()
        reading, columns, rows = self._begin(cypher, parameters, min(limit + 1, STREAMED), timeout, cancel, asked=True)
        try:
            answer = Answer(reading, columns, rows, limit, began)
            with reading:
                yield answer
            answer.end()
        except Exception as error:
            raise self._connection.explained(error, True, timeout) from error

    def plan(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        cancel: threading.Event | None = None,
    ) -> Mapping[str, Any] | None:
        """What the engine would do for a query, as the driver gives it (`operatorType`, `args`, `children`); None if it does not say.

        Raises as `read` does.
        """
        require_shallow(cypher)

        def attempt(link: Link) -> Mapping[str, Any] | None:
            with Watched(link, self._server, f"{EXPLAIN}{cypher}", parameters, timeout, cancel, explains=True) as reading:
                reading.start()
                return reading.plan()

        try:
            return self._connection.again(attempt, reading=True, timeout=timeout)
        except QueryError as error:
            # Neo4j counts the word before the query too
            if self.engine != "embedded" and error.line == 1 and error.column is not None:
                error.column = max(1, error.column - len(EXPLAIN))
            raise

    def stream(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = TIMEOUT,
        cancel: threading.Event | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Every row of a query that may not write, one at a time, in bounded memory. Raises as `read` does.

        `timeout` is how long (seconds) the store may take to the first rows and between any two batches of them; None, for what goes
        through all of a store and may take long, waits as long as it takes.
        """
        reading, columns, rows = self._begin(cypher, parameters, STREAMED, timeout, cancel, each=True)
        try:
            with reading:
                while rows:
                    for row in Plain().rows(rows):
                        yield dict(zip(columns, row, strict=True))
                    rows = reading.next(STREAMED)
        except Exception as error:
            raise self._connection.explained(error, True, timeout) from error

    def draft(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = TIMEOUT,
        cancel: threading.Event | None = None,
        keep: Counters | None = None,
    ) -> Draft:
        """Run a query that a person wrote and that may write, and roll it back; with `keep`, keep it if that is what it changes.

        `timeout` and `cancel` as in `read`. Raises as that does, and StoreAccessError for a database that Redstring did not write: it is
        never written to.
        """
        if schema.version(self) is None:
            raise StoreAccessError(f"The database at {self.address} is not Redstring's, so nothing is written to it.")
        require_graph_alone(self.plan(cypher, parameters, timeout=timeout, cancel=cancel), embedded=self.engine == "embedded")
        try:
            return attempt(self._connection.link(), self._server, cypher, parameters or {}, timeout, cancel, keep)
        except Exception as error:
            raise self._connection.explained(error, False, timeout) from error

    def execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Counters:
        """One query that may write, in a transaction of its own. It is run again if the connection breaks: it must be idempotent.

        Raises QueryError, StoreAccessError or StoreUnavailableError.
        """
        given = dict(parameters or {})
        return self._write(lambda transaction: run(transaction, cypher, given))

    def write_rows(
        self,
        cypher: str,
        rows: Iterable[Mapping[str, Any]],
        *,
        parameters: Mapping[str, Any] | None = None,
        size: int = BATCH,
        progress: Callable[[int], None] | None = None,
    ) -> int:
        """Run `UNWIND $rows AS row …` over all rows, `size` a transaction; gives back how many there were.

        Each transaction is run again if the connection breaks: the query must be idempotent (MERGE). `progress` is told the number
        of rows written so far. Memory holds one batch. Raises as `execute` does; what was committed before stays.
        """
        if "$rows" not in cypher:
            raise QueryError("A query that writes rows begins with UNWIND $rows AS row.")
        given, written, feed = dict(parameters or {}), 0, iter(rows)
        while batch := list(itertools.islice(feed, size)):
            given["rows"] = batch
            self._write(lambda transaction: run(transaction, cypher, given))
            written += len(batch)
            if progress is not None:
                progress(written)
        return written

    def bulk(self) -> Bulk | None:
        """The way in for what is known to be new, quicker than MERGE; None where the engine has none. Raises StoreError."""
        endpoint = self._server.endpoint()
        return None if endpoint.bulk is None else Bulk(endpoint)

    def mend(self, waiting: Callable[[], None] = lambda: None) -> None:
        """Wait for what a killed load had sent by the bulk way, and put right what a crash in it left. Raises StoreError."""
        deadline = time.monotonic() + _STARTS_WITHIN
        while True:
            try:
                if (bulk := self.bulk()) is None:
                    return
                with bulk:
                    bulk.wait(waiting)
                    if self._server.broken():
                        bulk.mend()
                return
            except BulkError as error:
                if self._server.full():
                    raise full(self.address) from error
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
                # an engine that has just ended is started again: what answers here has told its new port, or is about to
                self.read("RETURN 1 AS one")

    def _begin(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None,
        count: int,
        timeout: float | None,
        cancel: threading.Event | None,
        *,
        each: bool = False,
        asked: bool = False,
    ) -> tuple[Watched, tuple[str, ...], list[tuple[Any, ...]]]:
        """A read that has begun to answer, its columns and up to `count` rows; whoever gets it ends it."""

        def attempt(link: Link) -> tuple[Watched, tuple[str, ...], list[tuple[Any, ...]]]:
            reading = Watched(link, self._server, cypher, parameters, timeout, cancel, each=each, asked=asked)
            try:
                return reading, reading.start(), reading.next(count)
            except BaseException as error:
                reading.__exit__(type(error), error, None)
                raise

        return self._connection.again(attempt, reading=True, timeout=timeout)

    @contextmanager
    def alone(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Load within, once another load of the folder is through, and what a killed one had sent; `waiting` is called meanwhile."""
        turn = self._server.turn()
        while turn is not None and not turn.take():
            waiting()
            time.sleep(GLANCE)
        try:
            self.mend(waiting)
            yield
        finally:
            if turn is not None:
                turn.free()

    def _write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        return self._connection.again(lambda link: link.write(work), reading=False)
