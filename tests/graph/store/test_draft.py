"""A write that is held open until it is kept: on both engines, counted first, and never on a database of somebody else."""

from __future__ import annotations

import threading
import time

import pytest

from graph.errors import QueryCancelledError, QueryError, QueryTimeoutError, StoreAccessError, StoreError
from graph.store import GraphStore, schema
from tests.conftest import Reopen

MAKE = "CREATE (a:Person {id: 'a', name: $name})-[:KNOWS]->(b:Person {id: 'b'}) RETURN a.name AS name"
ENDLESS = "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b WITH a, b WHERE a + b < 0 CREATE (:Person {id: a})"
PEOPLE = "MATCH (n:Person) RETURN count(n)"


@pytest.fixture
def ours(store: GraphStore) -> GraphStore:
    schema.prepare(store)
    schema.mark_loading(store, "x")
    schema.clear_loading(store)
    return store


def people(store: GraphStore) -> int:
    return int(store.read(PEOPLE).rows[0][0])


def test_it_is_counted_and_kept_only_when_that_is_said(ours: GraphStore) -> None:
    made = ours.draft(MAKE, {"name": "Ada"})
    assert (made.counters.nodes_created, made.counters.relationships_created) == (2, 1)
    assert (made.columns, made.rows) == (("name",), (("Ada",),))
    assert people(ours) == 0
    before = schema.revision(ours)
    ours.draft(MAKE, {"name": "Ada"}, keep=made.counters)
    assert people(ours) == 2
    assert schema.revision(ours) != before, "so that open pages notice"


def test_what_would_change_something_else_by_now_is_not_kept(ours: GraphStore) -> None:
    merge = "MERGE (n:Person {id: 'a'}) ON CREATE SET n.new = true"
    made = ours.draft(merge)
    ours.execute("CREATE (:Person {id: 'a'})")
    with pytest.raises(QueryError, match="the store has changed"):
        ours.draft(merge, keep=made.counters)
    assert ours.read("MATCH (n:Person) WHERE n.new RETURN count(n)").rows == ((0,),)


def test_a_wrong_query_holds_nothing_open(ours: GraphStore) -> None:
    with pytest.raises(QueryError):
        ours.draft("CREATE (n:Person {id: missing})")
    ours.execute("CREATE (:Person {id: 'c'})")
    assert people(ours) == 1


@pytest.mark.parametrize(
    "cypher",
    ["LOAD CSV FROM 'file:///etc/passwd' AS l CREATE (:X)", "CALL dbms.listConfig()", "SHOW USERS", "CREATE USER x SET PASSWORD 'y'"],
)
def test_only_the_graph_may_be_changed(ours: GraphStore, cypher: str) -> None:
    with pytest.raises((StoreAccessError, QueryError, StoreError)):
        ours.draft(cypher)


def test_somebody_elses_database_is_never_written_to(reopen: Reopen, store: GraphStore) -> None:
    store.execute("CREATE (:Film {title: 'M'})")
    with reopen() as theirs, pytest.raises(StoreAccessError, match="is not Redstring's"):
        theirs.draft("MATCH (n) DETACH DELETE n")
    assert store.read("MATCH (n:Film) RETURN count(n)").rows == ((1,),)


def test_a_write_without_end_is_ended(ours: GraphStore) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTimeoutError):
        ours.draft(ENDLESS, timeout=1)
    assert time.monotonic() - began < 15
    assert people(ours) == 0


def test_a_person_can_stop_it_and_nothing_is_changed(ours: GraphStore) -> None:
    cancel = threading.Event()
    threading.Timer(0.5, cancel.set).start()
    began = time.monotonic()
    with pytest.raises(QueryCancelledError):
        ours.draft(ENDLESS, timeout=60, cancel=cancel)
    assert time.monotonic() - began < 3
    assert people(ours) == 0
    ours.execute("CREATE (:Person {id: 'c'})")
    assert people(ours) == 1


def test_after_one_that_was_stopped_the_next_is_tried_as_ever(ours: GraphStore) -> None:
    for _ in range(2):
        with pytest.raises(QueryTimeoutError):
            ours.draft(ENDLESS, timeout=0.2)
        began = time.monotonic()
        assert ours.draft(MAKE, {"name": "Ada"}).counters.nodes_created == 2
        assert time.monotonic() - began < 10
