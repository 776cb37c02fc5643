"""What all tests share: a store on each engine, empty or with the bundled case. Every test of `store` or `case_store` runs on both."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import GraphStore, open_store
from tests.browsing import browser, context_for, open_page, playwright
from tests.neo4j.server import LASTING, OFTEN_EMPTY, Neo4jServer, missing

__all__ = ["browser", "context_for", "open_page", "playwright"]
ROOT = Path(__file__).parents[1]
ENGINES = ["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)]
Reopen = Callable[[], GraphStore]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell that runs the tests in the background leaves Ctrl+C ignored, and every process that they start would inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Side by side (pytest -n), one worker has all tests of Neo4j and one all of the browser; every other file stays whole."""
    alone = next((name for name in ("neo4j", "browser") if item.get_closest_marker(name)), item.path.stem)
    item.add_marker(pytest.mark.xdist_group(alone))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Neo4j last; of its tests first those of the bundled case, which is loaded once, and last those after which it starts cold."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> tuple[bool, int]:
    on_server = item.get_closest_marker("neo4j") is not None
    reads_case = "case_store" in getattr(item, "fixturenames", ())
    return on_server, 0 if on_server and reads_case else 2 if item.get_closest_marker("restarts") else 1


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """The Neo4j that tests may write to; it is emptied before each test of `store`."""
    lack = missing()
    if lack is not None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"Neo4j cannot be tested: {lack}")
        pytest.skip(f"Neo4j is not tested: {lack}")
    server = Neo4jServer(tmp_path_factory.mktemp("neo4j") / "home", LASTING, OFTEN_EMPTY).start()
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


@pytest.fixture(scope="session")
def holding_case() -> set[str]:
    """The engines whose store holds the bundled case at this moment. Whoever empties a store takes its engine out."""
    return set()


@pytest.fixture
def store(_store: GraphStore, holding_case: set[str]) -> GraphStore:
    """An empty store; indexes and constraints of an earlier test may be there."""
    holding_case.discard(_store.engine)
    _store.execute("MATCH (n) DETACH DELETE n")
    return _store


@pytest.fixture
def case_store(_store: GraphStore, holding_case: set[str]) -> GraphStore:
    """The bundled case, loaded where it is not there yet. Tests only read it."""
    import loaders
    from graph.load import load

    if _store.engine not in holding_case:
        _store.execute("MATCH (n) DETACH DELETE n")
        load(_store, loaders.load(ROOT / "data" / "dong-jingwei"), name="dong-jingwei")
        holding_case.add(_store.engine)
    return _store
