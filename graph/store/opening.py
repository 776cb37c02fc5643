"""Opening a store by its address."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from graph.store.address import parse
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
