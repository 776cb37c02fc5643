"""A query on its way: what has come of it, why it was cut, and that it can be stopped."""

from __future__ import annotations

import time

import pytest

from graph.errors import QueryError, StoreAccessError
from graph.store import GraphStore, Node, schema
from ui import run as module
from ui.run import Run, Trial, heft

ENDLESS = "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS n"


def test_a_run_has_columns_rows_and_times(store: GraphStore) -> None:
    run = Run(store, "UNWIND range(1, $n) AS x RETURN x", {"n": 3})
    assert run.wait(20)
    assert (run.columns, run.rows, run.cut, run.error) == (("x",), [(1,), (2,), (3,)], "", None)
    assert 0 < run.first <= run.took
    assert run.served is None or (store.engine == "neo4j" and run.served[0] <= run.served[1])


def test_rows_beyond_the_limit_are_told(store: GraphStore) -> None:
    run = Run(store, "UNWIND range(1, 20) AS x RETURN x", {}, rows=10)
    assert run.wait(20)
    assert (len(run.rows), run.cut) == (10, "rows")


def test_rows_that_are_too_large_are_told(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HEAVY", 10_000)
    run = Run(store, "UNWIND range(1, 20) AS x RETURN $text AS text", {"text": "x" * 3_000})
    assert run.wait(20)
    assert (len(run.rows), run.cut, run.error) == (4, "size", None)
    assert store.read("RETURN 1 AS one").rows == ((1,),)


def test_a_run_is_stopped(store: GraphStore) -> None:
    run = Run(store, ENDLESS, {})
    assert not run.wait(0.5)
    began = time.monotonic()
    run.stop()
    assert run.wait(5)
    assert time.monotonic() - began < 2
    assert (run.stopped, run.running) == (True, False)


def test_a_trial_is_stopped_too(store: GraphStore) -> None:
    schema.prepare(store)
    run = Trial(store, ENDLESS.replace("RETURN count(*) AS n", "CREATE (:Person {id: a})"), {})
    assert not run.wait(0.5)
    run.stop()
    assert run.wait(3)
    assert run.stopped
    assert store.read("MATCH (n:Person) RETURN count(n)").rows == ((0,),)


@pytest.mark.parametrize(("cypher", "kind"), [("RETURN broken", QueryError), ("CREATE (n:Hostile)", StoreAccessError)])
def test_what_goes_wrong_is_kept(store: GraphStore, cypher: str, kind: type[Exception]) -> None:
    run = Run(store, cypher, {})
    assert run.wait(20)
    assert isinstance(run.error, kind)
    assert not run.stopped


def test_the_heft_of_a_value_is_that_of_all_in_it() -> None:
    node = Node("1", ("A",), {"text": "x" * 1_000})
    assert heft("x" * 100) == 100
    assert heft([node, {"k": ["y" * 500]}]) > 1_500
