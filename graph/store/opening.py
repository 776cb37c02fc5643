"""Opening a store by its address."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.store.address import Address, parse
from graph.store.server import open_server

if TYPE_CHECKING:
    from graph.store.store import GraphStore


def open_store(uri: str, *, user: str | None = None, password: str | None = None) -> GraphStore:
    """Open `embedded:FOLDER` (starts the engine) or a Neo4j server, and check that it answers.

    User and password are by default those of REDSTRING_USER (else neo4j) and REDSTRING_PASSWORD. Raises StoreAddressError,
    StoreUnavailableError (no server, or no embedded engine on this machine), StoreAccessError (wrong user or password) or
    StoreBusyError (the folder is held by a process that does not answer).
    """
    address = parse(uri, user, password)
    server = open_server(address)
    try:
        with ThreadPoolExecutor(1) as pool:
            starting = pool.submit(server.endpoint)
            # the driver takes longer to import than the engine to start: both at once
            from graph.store.store import GraphStore

            starting.result()
        store = GraphStore(server, address.text, "embedded" if address.folder else "neo4j")
    except BaseException:
        server.close()
        raise
    try:
        store.check()
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def started(address: Address) -> Iterator[None]:
    """Keep the engine of an embedded store, whose start takes its time in another process: one that is opened meanwhile finds it there."""
    server = open_server(address)
    pool = ThreadPoolExecutor(1)
    # what goes wrong goes wrong once more, and is told, when the store is opened
    pool.submit(server.endpoint)
    try:
        yield
    finally:
        pool.shutdown()
        server.close()
