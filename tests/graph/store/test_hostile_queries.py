"""What a stranger may send: on both engines nothing changes, no file is read, nobody is called, and everybody else goes on."""

from __future__ import annotations

import resource
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
import yaml

from graph import archive
from graph.errors import QueryError, RedstringError
from graph.store import GraphStore
from graph.store.nesting import DEEPEST

ALL: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("hostile_queries.yml").read_text("utf-8"))
CASES = [(kind, cypher) for kind, queries in ALL.items() for cypher in queries]
SECONDS, ROWS, MEGABYTES = 2.0, 1_000, 200
"""The limits that they run under, and how much our process may grow by."""
DEEP = 3_000
REST = 15.0
"""Seconds after which a server has come to rest that compiled, collected or tidied up; what Neo4j parses on at takes minutes."""
BRACKETS = [("[", "]"), ("(", ")"), ("{a: ", "}"), ("NOT (", ")"), ("abs(", ")")]


@pytest.fixture(scope="module")
def listening() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and everybody who called there."""
    callers: list[object] = []
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, caller = server.accept()
                    callers.append(caller)
                    connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], callers


def peak() -> float:
    """The most memory that this process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_024 if sys.platform != "darwin" else 1_048_576)


def state(store: GraphStore) -> tuple[object, ...]:
    """What must stay as it is: records, indexes and, where they can be asked for, settings and users."""
    indexes = store.read("SHOW INDEXES YIELD name RETURN name ORDER BY name").rows
    if store.engine == "embedded":
        return archive.info(store), indexes
    users = store.read("SHOW CURRENT USER").rows if store.engine == "neo4j" else ()
    return archive.info(store), indexes, store.read("SHOW SETTINGS YIELD name, value RETURN name, value ORDER BY name").rows, users


@pytest.fixture(scope="module")
def before() -> dict[str, tuple[object, ...]]:
    """The state of each engine before the first of these queries."""
    return {}


def attack(store: GraphStore, cypher: str) -> int | None:
    """How many rows it gave within the limits; None if it was refused."""
    try:
        with store.ask(cypher, limit=ROWS, timeout=SECONDS) as answer:
            return len(list(answer))
    except RedstringError as error:
        assert str(error)
        assert "\n" not in str(error)
        return None


def busy(pid: int) -> float:
    """How many processors a process keeps busy."""
    process = psutil.Process(pid)
    before = process.cpu_times()
    time.sleep(0.2)
    return (process.cpu_times().user - before.user) / 0.2


@pytest.mark.parametrize(("kind", "cypher"), CASES, ids=[f"{kind}-{place}" for place, (kind, _) in enumerate(CASES)])
def test_nothing_happens(
    case_store: GraphStore, listening: tuple[int, list[object]], before: dict[str, tuple[object, ...]], kind: str, cypher: str
) -> None:
    port, callers = listening
    if case_store.engine not in before:
        before[case_store.engine] = state(case_store)
    memory, began = peak(), time.monotonic()
    rows = attack(case_store, cypher.replace("PORT", str(port)).replace("LONG", "x" * 1_000_000))
    took = time.monotonic() - began
    assert took < SECONDS + 3
    assert peak() - memory < MEGABYTES
    assert callers == []
    if kind in ("reaches", "administers"):
        assert not rows
    # others go on at once
    began = time.monotonic()
    assert case_store.read("MATCH (n:Entity) RETURN count(n)").rows == ((77,),)
    assert time.monotonic() - began < 2
    assert case_store.read("MATCH (n:Hostile) RETURN count(n)").rows == ((0,),)


@pytest.mark.parametrize(("left", "right"), BRACKETS)
def test_deep_nesting_ends_in_an_error_or_an_answer(case_store: GraphStore, left: str, right: str) -> None:
    attack(case_store, f"RETURN {left * DEEP}1{right * DEEP} AS deep")
    assert case_store.read("RETURN 1 AS one").rows == ((1,),)


@pytest.mark.parametrize("depth", [DEEPEST + 1, DEEP])
@pytest.mark.parametrize(("left", "right"), BRACKETS)
def test_a_server_is_soon_at_rest_after_deep_nesting(case_store: GraphStore, engine_pid: int, left: str, right: str, depth: int) -> None:
    attack(case_store, f"RETURN {left * depth}1{right * depth} AS deep")
    until = time.monotonic() + REST
    while busy(engine_pid) > 0.5:
        assert time.monotonic() < until


def test_hostile_parameters_are_values_and_nothing_else(case_store: GraphStore) -> None:
    value = "'}) DETACH DELETE n //"
    with case_store.ask("MATCH (n {name: $value}) RETURN n", {"value": value}) as answer:
        assert list(answer) == []
    with pytest.raises(QueryError), case_store.ask("MATCH (n:$value) CREATE ($value)", {"value": value}):
        pass


def test_all_is_as_it_was(case_store: GraphStore, before: dict[str, tuple[object, ...]]) -> None:
    assert state(case_store) == before[case_store.engine]
