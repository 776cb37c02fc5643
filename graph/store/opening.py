"""Opening a store by its address."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.errors import StoreUnavailableError
from graph.store.address import Address, parse
from graph.store.engine import is_store
from graph.store.server import open_server

if TYPE_CHECKING:
    from graph.store.store import GraphStore


def open_store(uri: str, *, user: str | None = None, password: str | None = None, create: bool = True) -> GraphStore:
    """Open `embedded:FOLDER` (starts the engine) or a Neo4j server, and check that it answers and that what it holds is of our version.

    User and password are by default those of REDSTRING_USER (else neo4j) and REDSTRING_PASSWORD. A folder that holds no store becomes
    one; without `create`, for whoever only reads, that is a StoreUnavailableError. Raises also StoreAddressError,
    StoreUnavailableError (no server, or no embedded engine on this machine), StoreAccessError (wrong user or password),
    StoreVersionError (written by another version) or StoreBusyError (the folder is held by a process that does not answer).
    """
    address = parse(uri, user, password)
    if not create and address.folder is not None and not is_store(address.folder):
        raise StoreUnavailableError(
            f"There is no store at {address.text}, so nothing is loaded there yet. `redstring load FOLDER` or `redstring run` makes one; "
            "--store gives the address of another."
        )
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


def is_there(uri: str) -> bool:
    """Whether an address has a store; a server is taken to have one. Raises StoreAddressError."""
    folder = parse(uri).folder
    return folder is None or is_store(folder)


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
