"""The bulk way into the embedded engine: nodes and relationships that are known to be new, some five times faster than by MERGE.

The other end is `bulk_child.py`, in the engine's own process, whoever started that. While one batch is written there the next is made here.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import islice
from types import TracebackType
from typing import Any

from pydantic_core import to_json

from graph.errors import StoreError
from graph.store.endpoint import Endpoint
from graph.store.reader import GLANCE

BATCH = 5_000
NODES = 1_000
"""Of a batch of nodes, which is one transaction: with more, the engine's memory is tidied more often."""
CLOSED_AFTER = 250_000
"""Relationships after which the engine's batch is closed: a crash or Ctrl+C costs so many at most."""
_CONNECT_SECONDS = 5.0


Edge = tuple[str, str, str, Mapping[str, Any]]
"""A relationship: its id, those of its start and end, and its properties, the id among them."""


class BulkError(StoreError):
    """The bulk way failed: what was not brought to its place is as if it had not been; MERGE is the other way."""


class Bulk:
    """One loader's way in, as a context manager; only one at a time is served. Leaving it closes what is open."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Raises BulkError if nobody answers."""
        assert endpoint.bulk is not None
        try:
            self._socket = socket.create_connection(("127.0.0.1", endpoint.bulk), _CONNECT_SECONDS)
            self._socket.settimeout(None)
            self._stream = self._socket.makefile("rwb")
            self._stream.write(endpoint.writer.password.encode() + b"\n")
            # whoever does not say it within seconds is let go, and the first rows may come much later
            self._stream.flush()
        except OSError as error:
            raise BulkError(f"The embedded engine does not answer: {error}") from error
        self._waiting = self._open = 0
        self._whole = True

    def __enter__(self) -> Bulk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            # Ctrl+C too: it takes a second, and spares the next load the mending
            with suppress(StoreError):
                if self._whole:
                    self.close()
        finally:
            # a second Ctrl+C as well: nobody else is served before this end is closed
            with suppress(OSError):
                self._stream.close()
            self._socket.close()

    def nodes(self, like: tuple[str, str], rows: Iterable[Mapping[str, Any]], told: Callable[[int], None]) -> None:
        """Make a node of each row, with the labels of the one that has this label and id. Raises BulkError."""
        for batch in _batches(rows, NODES):
            ids = json.dumps([row["id"] for row in batch])
            self._send({"op": "nodes", "like": like}, ids, _texts(batch))
            told(len(batch))

    def edges(self, name: str, label: str, rows: Iterable[Edge], shared: Mapping[str, Any], told: Callable[[int], None]) -> None:
        """Make a relationship of this type for each row, between nodes of this label; `shared` are properties of all. Raises BulkError."""
        more = _text(shared)[1:]
        for batch in _batches(rows):
            ids = (json.dumps(list(side)) for side in list(zip(*batch, strict=True))[:3])
            self._send({"op": "edges", "type": name, "label": label}, *ids, _texts((row[3] for row in batch), more))
            self._open += len(batch)
            if self._open >= CLOSED_AFTER:
                self.close()
            told(len(batch))

    def close(self) -> None:
        """Wait until all of it lies at its place. Raises BulkError."""
        self._send({"op": "close"})
        self._settle()
        self._open = 0

    def wait(self, waiting: Callable[[], None]) -> None:
        """Wait until everybody who came before is through, calling `waiting` meanwhile. Raises BulkError.

        What a loader has sent is still written after it was killed.
        """
        self._send({"op": "close"})
        # whoever gives up waiting leaves at once
        self._whole = False
        while not self._told():
            waiting()
        self._whole = True
        self._settle()

    def _told(self) -> bool:
        """Whether there is an answer; waits for it no longer than a glance."""
        try:
            self._socket.settimeout(GLANCE)
            self._socket.recv(1, socket.MSG_PEEK)
            self._socket.settimeout(None)
        except TimeoutError:
            return False
        except OSError as error:
            raise BulkError(f"The embedded engine went away: {error}") from error
        return True

    def mend(self) -> int:
        """Put right what a crash left; gives back how many relationships had to go. Raises BulkError."""
        self._send({"op": "mend"})
        return self._settle()

    def _send(self, asked: dict[str, Any], *texts: str) -> None:
        """Ask, once what was asked before is done."""
        parts = [text.encode() for text in texts]
        self._settle()
        # what is sent by half when Ctrl+C comes cannot be followed by anything
        self._whole = False
        try:
            self._stream.write(json.dumps({**asked, "sizes": [len(part) for part in parts]}).encode() + b"\n")
            for part in parts:
                self._stream.write(part)
            self._stream.flush()
        except OSError as error:
            raise BulkError(f"The embedded engine went away: {error}") from error
        self._waiting, self._whole = 1, True

    def _settle(self) -> int:
        if not self._waiting:
            return 0
        self._waiting = 0
        try:
            line = self._stream.readline()
        except OSError as error:
            raise BulkError(f"The embedded engine went away: {error}") from error
        if not line:
            raise BulkError("The embedded engine went away")
        told = json.loads(line)
        if "error" in told:
            raise BulkError(f"The embedded engine failed: {told['error']}")
        return int(told["done"])


def _batches(rows: Iterable[Any], size: int = BATCH) -> Iterable[list[Any]]:
    feed = iter(rows)
    while batch := list(islice(feed, size)):
        yield batch


def _texts(rows: Iterable[Mapping[str, Any]], more: str = "}") -> str:
    """The properties of each, and more that all of them have, as the engine takes them."""
    end = f",{more}" if len(more) > 1 else more
    return f"[{','.join([f'{_text(row)[:-1]}{end}' for row in rows])}]"


def _text(row: Mapping[str, Any]) -> str:
    """Those properties that have a value: the engine would keep the others too."""
    given = {name: _day(value) if isinstance(value, date) else value for name, value in row.items() if value is not None}
    return to_json(given).decode()


@lru_cache(maxsize=4096)
def _day(value: date) -> dict[str, list[str]]:
    """As the engine's own wrapper writes it."""
    return {"\x01": ["D", value.isoformat()]}
