"""A write that a person asked for, held open: what it would change is counted, and nothing is kept unless it is committed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from graph.errors import QueryError, RedstringError
from graph.store.bolt import Link
from graph.store.driver import faults
from graph.store.failure import explain
from graph.store.result import Counters, Plain

ROWS = 1_000
"""Rows that a write may give back to be shown."""
PATIENCE = 120.0
"""Seconds that it is held open; then it is discarded, for what it has locked waits for it."""
_NEWS = "MATCH (r:Redstring {id: 'redstring'}) SET r.revision = $revision"


class Draft:
    """A write in a transaction that is still open. Made by `GraphStore.draft`; safe to be ended from any thread, once.

    `interrupt` ends what has not answered after `timeout` seconds.
    """

    def __init__(
        self, link: Link, address: str, cypher: str, parameters: Mapping[str, Any], timeout: float, interrupt: Callable[[], None]
    ) -> None:
        self._address = address
        self._guard = threading.Lock()
        self._session = link.writing()
        self.ended = ""
        """`committed` or `discarded`, once it is."""
        # an engine that heeds no timeout is ended
        limit = threading.Timer(timeout, interrupt)
        limit.daemon = True
        limit.start()
        try:
            self._transaction = self._session.begin_transaction(timeout=PATIENCE + timeout)
            result = self._transaction.run(cypher, dict(parameters))
            rows = result.fetch(ROWS)
            self.columns: tuple[str, ...] = tuple(result.keys())
            self.rows = Plain().rows([tuple(record.values()) for record in rows])
            counted = result.consume().counters
            self.counters = Counters(**{name: getattr(counted, name) for name in Counters.__dataclass_fields__})
        except Exception as error:
            self._session.close()
            raise self._explained(error) from error
        finally:
            limit.cancel()
        self._timer = threading.Timer(PATIENCE, self.discard)
        self._timer.daemon = True
        self._timer.start()

    def commit(self) -> None:
        """Keep what it changed. Raises QueryError if it was discarded meanwhile, else the store's errors; then nothing was kept."""
        with self._guard:
            if self.ended:
                raise QueryError(f"It is {self.ended} already. Run it again to change something.")
            try:
                # open pages look for a new revision at their next action
                self._transaction.run(_NEWS, {"revision": uuid4().hex}).consume()
                self._transaction.commit()
                self.ended = "committed"
            except Exception as error:
                self.ended = "discarded"
                raise self._explained(error) from error
            finally:
                self._end()

    def discard(self) -> None:
        """Keep nothing of it."""
        with self._guard:
            if not self.ended:
                self.ended = "discarded"
                self._end()

    def _end(self) -> None:
        self._timer.cancel()
        try:
            # what was not committed goes with its session
            self._session.close()
        except (faults.DriverError, faults.Neo4jError, OSError):
            # the server is away, and with it the transaction
            return

    def _explained(self, error: Exception) -> RedstringError:
        return explain(error, address=self._address, reading=False)
