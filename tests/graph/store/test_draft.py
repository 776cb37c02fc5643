"""A write that is held open until it is kept: on both engines, counted first, and never on a database of somebody else."""

from __future__ import annotations

import time

import pytest

from graph.errors import QueryError, QueryTimeoutError, StoreAccessError, StoreError
from graph.store import GraphStore, draft, schema
from tests.conftest import Reopen

MAKE = "CREATE (a:Person {id: 'a', name: $name})-[:KNOWS]->(b:Person {id: 'b'}) RETURN a.name AS name"
PEOPLE = "MATCH (n:Person) RETURN count(n)"


@pytest.fixture
def ours(store: GraphStore) -> GraphStore:
    schema.prepare(store)
    schema.mark_loading(store, "x")
    schema.clear_loading(store)
    return store


def people(store: GraphStore) -> int:
    return int(store.read(PEOPLE).rows[0][0])


def test_it_is_counted_and_nothing_is_kept_before_it_is_committed(ours: GraphStore) -> None:
    made = ours.draft(MAKE, {"name": "Ada"})
    assert (made.counters.nodes_created, made.counters.relationships_created) == (2, 1)
    assert (made.columns, made.rows) == (("name",), (("Ada",),))
    assert people(ours) == 0
    before = schema.revision(ours)
    made.commit()
    assert (people(ours), made.ended) == (2, "committed")
    assert schema.revision(ours) != before, "so that open pages notice"


def test_what_is_discarded_leaves_nothing(ours: GraphStore) -> None:
    made = ours.draft(MAKE, {"name": "Ada"})
    made.discard()
    made.discard()
    assert (people(ours), made.ended) == (0, "discarded")
    with pytest.raises(QueryError, match="discarded already"):
        made.commit()


def test_what_nobody_decides_on_is_discarded(ours: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "PATIENCE", 0.3)
    made = ours.draft(MAKE, {"name": "Ada"})
    until = time.monotonic() + 5
    while not made.ended and time.monotonic() < until:
        time.sleep(0.05)
    assert (made.ended, people(ours)) == ("discarded", 0)


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
    with pytest.raises((QueryTimeoutError, StoreError, QueryError)):
        ours.draft(
            "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b WITH a, b WHERE a + b < 0 CREATE (:Person {id: a})", timeout=1
        )
    assert time.monotonic() - began < 15
    assert people(ours) == 0
