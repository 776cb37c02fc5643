"""A write that a person asked for: run and rolled back, so that what it would change can be counted; and run again to be kept.

Nothing is held open in between, so nobody waits for what it locks. What is kept is what was counted: if the second run changes something
else, because the store has changed meanwhile, it is rolled back too.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from graph.errors import QueryError
from graph.store.bolt import Link, counters
from graph.store.reader import Reader, awaited
from graph.store.result import Counters, Plain
from graph.store.server import Server
from graph.store.wire import wire_of

ROWS = 1_000
"""Rows that a write may give back to be shown."""
GRACE = 1.0
"""Seconds after which a write is ended whose time is up."""
_NEWS = "MATCH (r:Redstring {id: 'redstring'}) SET r.revision = $revision"


@dataclass(frozen=True)
class Draft:
    """What a write gives back and changes."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    counters: Counters


def attempt(
    link: Link,
    server: Server,
    cypher: str,
    parameters: Mapping[str, Any],
    timeout: float,
    cancel: threading.Event | None,
    expected: Counters | None,
) -> Draft:
    """Run a write and roll it back; or keep it, if it changes what is `expected`. `timeout` is in seconds; setting `cancel` ends it.

    Raises QueryError, QueryTimeoutError, QueryCancelledError and the driver's errors.
    """
    drafter, began = link.drafters.take(), time.time()
    future = drafter.submit(lambda: _run(link, drafter, cypher, parameters, timeout, expected))

    def end() -> None:
        """Cut the connection, which ends it on Neo4j; the embedded engine has to be ended itself."""
        link.drafters.drop(drafter)
        server.interrupt(link.endpoint, began)

    try:
        # a server that minds the time itself is to say so
        return awaited(future, time.monotonic() + timeout + GRACE, cancel, end, timeout)
    finally:
        if future.done():
            link.drafters.give_back(drafter)


def _run(link: Link, drafter: Reader, cypher: str, parameters: Mapping[str, Any], timeout: float, expected: Counters | None) -> Draft:
    with link.writing(drafter) as session, session.begin_transaction(timeout=timeout) as transaction:
        drafter.go_on(wire_of(transaction))
        result = transaction.run(cypher, dict(parameters))
        rows = Plain().rows([tuple(record) for record in result.fetch(ROWS)])
        columns = tuple(result.keys())
        counted = counters(result.consume())
        if expected is None:
            # a transaction that is left in good order would be committed
            transaction.rollback()
        else:
            if counted != expected:
                raise QueryError("Nothing was kept: the store has changed, and it would change something else now. Run it again.")
            # open pages look for a new revision at their next action
            transaction.run(_NEWS, {"revision": uuid4().hex}).consume()
            if drafter.ended:
                raise QueryError("Nothing was kept: it took too long. Run it again, with more time.")
            transaction.commit()
        return Draft(columns, rows, counted)
