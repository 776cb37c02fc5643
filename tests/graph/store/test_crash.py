"""After a crash in the middle of a load, of the engine or of the process that loads, loading again gives the same graph."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.archive import info
from graph.errors import StoreUnavailableError
from graph.load import Progress, load
from graph.store import GraphStore, open_store, schema
from tests.graph.store.conftest import embedded_pid
from tests.graph.store.loading import NAME, records
from tests.neo4j.server import Neo4jServer

pytestmark = pytest.mark.restarts
SCRIPT = Path(__file__).with_name("loading.py")


def checksum(store: GraphStore) -> object:
    return info(store)["checksum"]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> object:
    """The checksum of the made case, loaded in peace; it is the same on every engine."""
    with open_store(f"embedded:{tmp_path_factory.mktemp('expected')}") as store:
        load(store, records(), name=NAME)
        return checksum(store)


def at(stage: str, act: Callable[[], None]) -> Callable[[Progress], None]:
    """Acts once, when the load reports this stage."""
    waiting = [act]

    def told(progress: Progress) -> None:
        if progress.stage.startswith(stage) and waiting:
            waiting.pop()()

    return told


@pytest.mark.parametrize("stage", ["writing PAID", "computing statuses"])
def test_the_loading_process_is_killed(store: GraphStore, expected: object, stage: str, request: pytest.FixtureRequest) -> None:
    environment = dict(os.environ)
    if store.engine == "neo4j":
        server: Neo4jServer = request.getfixturevalue("neo4j_server")
        environment |= {"REDSTRING_USER": server.user, "REDSTRING_PASSWORD": server.password}
    process = subprocess.Popen([sys.executable, str(SCRIPT), store.address], stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    reached = next((line for line in process.stdout if stage in line), None)
    process.kill()
    process.wait()
    assert reached is not None
    assert schema.loading(store) == NAME
    load(store, records(), name=NAME)
    assert schema.loading(store) is None
    assert checksum(store) == expected


def test_the_engine_is_killed(store: GraphStore, expected: object, request: pytest.FixtureRequest) -> None:
    if store.engine == "embedded":
        # it is started again at once, and the load goes on
        load(store, records(), name=NAME, progress=at("writing PAID", lambda: os.kill(embedded_pid(store), signal.SIGKILL)))
    else:
        server: Neo4jServer = request.getfixturevalue("neo4j_server")
        with pytest.raises(StoreUnavailableError, match=r"No store answers"):
            load(store, records(), name=NAME, progress=at("writing PAID", server.kill))
        server.start()
        assert schema.loading(store) == NAME
        load(store, records(), name=NAME)
    assert schema.loading(store) is None
    assert checksum(store) == expected


def test_a_server_that_comes_back_is_used_again(store: GraphStore, request: pytest.FixtureRequest) -> None:
    store.execute("CREATE (:Person {id: 'a'})")
    if store.engine == "embedded":
        os.kill(embedded_pid(store), signal.SIGKILL)
    else:
        server: Neo4jServer = request.getfixturevalue("neo4j_server")
        server.kill()
        with pytest.raises(StoreUnavailableError, match=r"No store answers at bolt://127\.0\.0\.1"):
            store.read("RETURN 1")
        server.start()
    assert store.read("MATCH (n:Person) RETURN n.id").rows == (("a",),)
    store.execute("CREATE (:Person {id: 'b'})")
    assert store.read("MATCH (n:Person) RETURN count(n)").rows == ((2,),)
