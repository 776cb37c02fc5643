"""What all tests share: a store on each engine, empty or with the bundled case. Every test of `store` or `case_store` runs on both."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import GraphStore, open_store
from tests.browsing import browser, open_page, playwright
from tests.neo4j.server import Neo4jServer, missing

__all__ = ["browser", "open_page", "playwright"]
ROOT = Path(__file__).parents[1]
ENGINES = ["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)]
Reopen = Callable[[], GraphStore]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell that runs the tests in the background leaves Ctrl+C ignored, and every process that they start would inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _started(home: Path) -> Neo4jServer:
    lack = missing()
    if lack is not None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"Neo4j cannot be tested: {lack}")
        pytest.skip(f"Neo4j is not tested: {lack}")
    return Neo4jServer(home).start()


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """The Neo4j that tests may write to; it is emptied before each test of `store`."""
    server = _started(tmp_path_factory.mktemp("neo4j") / "home")
    yield server
    server.kill()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine of a test: "embedded" or "neo4j"."""
    return str(request.param)


@pytest.fixture(scope="session")
def reopen(engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reopen:
    """Opens the store of the tests once more; the caller closes it."""
    if engine == "neo4j":
        server: Neo4jServer = request.getfixturevalue("neo4j_server")
        return lambda: open_store(server.uri, user=server.user, password=server.password)
    folder = tmp_path_factory.mktemp("embedded")
    return lambda: open_store(f"embedded:{folder}")


@pytest.fixture(scope="session")
def _store(reopen: Reopen) -> Iterator[GraphStore]:
    with reopen() as store:
        yield store


@pytest.fixture
def store(_store: GraphStore) -> GraphStore:
    """An empty store; indexes and constraints of an earlier test may be there."""
    _store.execute("MATCH (n) DETACH DELETE n")
    return _store


@pytest.fixture(scope="session")
def case_store(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The bundled case, loaded once for each engine. Tests only read it."""
    import loaders
    from graph.load import load

    folder = tmp_path_factory.mktemp("case")
    server = _started(folder / "home") if engine == "neo4j" else None
    address = (server.uri, server.user, server.password) if server else (f"embedded:{folder / 'store'}", None, None)
    with open_store(address[0], user=address[1], password=address[2]) as store:
        load(store, loaders.load(ROOT / "data" / "dong-jingwei"), name="dong-jingwei")
        yield store
    if server:
        server.kill()
