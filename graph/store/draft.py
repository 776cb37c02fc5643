"""A write that a person asked for: run and rolled back, so that what it would change can be counted; and run again to be kept.

Nothing is held open in between, so nobody waits for what it locks. What is kept is what was counted: if the second run changes something
else, because the store has changed meanwhile, it is rolled back too.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from graph.errors import QueryError
from graph.store.bolt import Link
from graph.store.result import Counters, Plain

ROWS = 1_000
"""Rows that a write may give back to be shown."""
_NEWS = "MATCH (r:Redstring {id: 'redstring'}) SET r.revision = $revision"


@dataclass(frozen=True)
class Draft:
    """What a write gives back and changes."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    counters: Counters


def attempt(
    link: Link,
    cypher: str,
    parameters: Mapping[str, Any],
    timeout: float,
    interrupt: Callable[[], None],
    expected: Counters | None = None,
) -> Draft:
    """Run a write and roll it back; or keep it, if it changes what is `expected`. Raises QueryError and the driver's errors.

    `interrupt` ends an engine that heeds no timeout.
    """
    limit = threading.Timer(timeout + 1, interrupt)
    limit.daemon = True
    limit.start()
    try:
        with link.writing() as session, session.begin_transaction(timeout=timeout) as transaction:
            result = transaction.run(cypher, dict(parameters))
            rows = Plain().rows([tuple(record.values()) for record in result.fetch(ROWS)])
            columns = tuple(result.keys())
            counted = result.consume().counters
            counters = Counters(**{name: getattr(counted, name) for name in Counters.__dataclass_fields__})
            if expected is None:
                # a transaction that is left in good order would be committed
                transaction.rollback()
            else:
                if counters != expected:
                    raise QueryError("Nothing was kept: the store has changed, and it would change something else now. Run it again.")
                # open pages look for a new revision at their next action
                transaction.run(_NEWS, {"revision": uuid4().hex}).consume()
                transaction.commit()
            return Draft(columns, rows, counters)
    finally:
        limit.cancel()
