"""What a read promises on both engines: its form, its limit, its end in time or when a person stops it, and that it never writes."""

from __future__ import annotations

import threading
import time
from inspect import signature
from itertools import islice

import psutil
import pytest

from graph.errors import QueryCancelledError, QueryError, QueryTimeoutError, RedstringError, StoreAccessError
from graph.store import GraphStore, Node, Relationship
from graph.store.store import TIMEOUT

PAIR = "MERGE (a:Person {id: 'a', name: 'Ada'}) MERGE (b:Place {id: 'b'}) MERGE (a)-[:WENT_TO {id: 'r', when: '2021-02'}]->(b)"
CARTESIAN = "MATCH (a), (b), (c), (d) WHERE a.id + b.id = c.id + d.id + 'x' RETURN count(*) AS n"
ENDLESS = "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS n"
RUNAWAYS = pytest.mark.parametrize("cypher", [CARTESIAN, ENDLESS], ids=["cartesian", "endless"])


@pytest.fixture
def pair(store: GraphStore) -> GraphStore:
    store.execute(PAIR)
    return store


@pytest.fixture
def crowd(store: GraphStore) -> GraphStore:
    store.write_rows("UNWIND $rows AS row CREATE (:Person {id: row.id})", ({"id": f"p{number:05}"} for number in range(500)))
    return store


def test_a_result_has_columns_rows_and_time(store: GraphStore) -> None:
    result = store.read("RETURN 1 AS one, 'x' AS text")
    assert (result.columns, result.rows, result.truncated) == (("one", "text"), ((1, "x"),), False)
    assert result.records() == [{"one": 1, "text": "x"}]
    assert 0 < result.took < 30_000


def test_a_result_may_have_no_rows(store: GraphStore) -> None:
    result = store.read("MATCH (n:Nobody) RETURN n.id AS id")
    # the embedded engine learns its columns from the first row
    assert (result.columns, result.rows) == (("id",) if store.engine == "neo4j" else (), ())


def test_nodes_and_relationships_are_our_own_types(pair: GraphStore) -> None:
    result = pair.read("MATCH (a:Person)-[r]->(b) RETURN a, r, b")
    ada = Node("a", ("Person",), {"id": "a", "name": "Ada"})
    went = Relationship("r", "WENT_TO", "a", "b", {"id": "r", "when": "2021-02"})
    assert result.rows == ((ada, went, Node("b", ("Place",), {"id": "b"})),)
    assert result.nodes == (ada, Node("b", ("Place",), {"id": "b"}))
    assert result.relationships == (went,)


def test_nodes_inside_lists_maps_and_paths_are_found_once(pair: GraphStore) -> None:
    result = pair.read("MATCH p = (a:Person)-[r]->(b) RETURN p, [a, b] AS both, {who: a} AS map")
    assert [node.id for node in result.nodes] == ["a", "b"]
    assert [edge.id for edge in result.relationships] == ["r"]
    path, both, mapped = result.rows[0]
    assert [step.id for step in path] == ["a", "r", "b"]
    assert [node.id for node in both] == ["a", "b"]
    assert mapped["who"].id == "a"


def test_a_node_without_our_id_goes_by_the_engine_s(store: GraphStore) -> None:
    store.execute("CREATE (:Foreign {name: 'x'})")
    (node,) = store.read("MATCH (n:Foreign) RETURN n").nodes
    assert node.id
    assert "id" not in node.properties


def test_parameters_are_values_and_never_text(pair: GraphStore) -> None:
    hostile = "a'}) DETACH DELETE n //"
    assert pair.read("MATCH (n {id: $id}) RETURN n", {"id": hostile}).rows == ()
    assert pair.read("MATCH (n) RETURN count(n)").rows == ((2,),)


def test_the_limit_cuts_and_says_so(crowd: GraphStore) -> None:
    result = crowd.read("MATCH (n:Person) RETURN n.id AS id ORDER BY id", limit=10)
    assert (len(result.rows), result.rows[-1], result.truncated) == (10, ("p00009",), True)


def test_as_many_rows_as_the_limit_are_not_truncated(crowd: GraphStore) -> None:
    result = crowd.read("MATCH (n:Person) RETURN n.id AS id", limit=500)
    assert (len(result.rows), result.truncated) == (500, False)


def test_a_cut_result_leaves_the_store_usable(crowd: GraphStore) -> None:
    for _ in range(5):
        assert crowd.read("MATCH (n:Person) RETURN n", limit=1).truncated
    assert crowd.read("RETURN 1 AS one").rows == ((1,),)


def test_a_stream_has_every_row_in_order(store: GraphStore) -> None:
    store.write_rows("UNWIND $rows AS row CREATE (:Person {id: row.id})", ({"id": f"p{number:05}"} for number in range(12_345)))
    rows = list(store.stream("MATCH (n:Person) RETURN n.id AS id ORDER BY id"))
    assert rows == [{"id": f"p{number:05}"} for number in range(12_345)]


def test_a_stream_may_be_left_early(crowd: GraphStore) -> None:
    stream = crowd.stream("MATCH (n:Person) RETURN n.id AS id ORDER BY id")
    assert [row["id"] for row in islice(stream, 2)] == ["p00000", "p00001"]
    stream.close()  # type: ignore[attr-defined]
    assert crowd.read("RETURN 1 AS one").rows == ((1,),)


@RUNAWAYS
def test_a_query_ends_when_its_time_is_up_and_the_store_goes_on(crowd: GraphStore, cypher: str) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"1 s"):
        crowd.read(cypher, timeout=1)
    assert time.monotonic() - started < 4
    assert crowd.read("MATCH (n:Person) RETURN count(n)").rows == ((500,),)


@RUNAWAYS
def test_a_query_ends_when_a_person_stops_it_and_the_store_goes_on(crowd: GraphStore, cypher: str) -> None:
    cancel = threading.Event()
    threading.Timer(0.5, cancel.set).start()
    started = time.monotonic()
    with pytest.raises(QueryCancelledError):
        crowd.read(cypher, timeout=60, cancel=cancel)
    assert time.monotonic() - started < 3
    assert crowd.read("MATCH (n:Person) RETURN count(n)").rows == ((500,),)


def test_a_stopped_query_does_not_go_on(crowd: GraphStore, engine_pid: int) -> None:
    with pytest.raises(QueryTimeoutError):
        crowd.read(ENDLESS, timeout=0.5)
    if crowd.engine == "embedded":
        assert not psutil.pid_exists(engine_pid), "only its end stops it"
        return
    # the server may take a moment to notice that the connection is gone
    running = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND range(1, 10000000)' RETURN currentQuery"
    until = time.monotonic() + 3
    while (left := crowd.read(running).rows) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == ()


def test_an_event_that_is_set_too_late_changes_nothing(store: GraphStore) -> None:
    cancel = threading.Event()
    assert store.read("RETURN 1 AS one", cancel=cancel).rows == ((1,),)
    cancel.set()
    assert store.read("RETURN 2 AS two").rows == ((2,),)


@RUNAWAYS
def test_a_stream_ends_when_its_time_is_up_and_the_store_goes_on(crowd: GraphStore, cypher: str) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"0\.5 s"):
        list(crowd.stream(cypher, timeout=0.5))
    assert time.monotonic() - started < 4
    assert list(crowd.stream("MATCH (n:Person) RETURN count(n) AS number")) == [{"number": 500}]


@RUNAWAYS
def test_a_stream_ends_when_a_person_stops_it_and_the_store_goes_on(crowd: GraphStore, cypher: str) -> None:
    cancel = threading.Event()
    threading.Timer(0.5, cancel.set).start()
    started = time.monotonic()
    with pytest.raises(QueryCancelledError):
        list(crowd.stream(cypher, cancel=cancel))
    assert time.monotonic() - started < 3
    assert list(crowd.stream("MATCH (n:Person) RETURN count(n) AS number")) == [{"number": 500}]


def test_a_stream_has_a_limit_of_time_where_nobody_gives_one(crowd: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert signature(GraphStore.stream).parameters["timeout"].default == TIMEOUT == 30
    # the queries of the page rest on it
    monkeypatch.setitem(GraphStore.stream.__kwdefaults__, "timeout", 0.5)
    with pytest.raises(QueryTimeoutError):
        list(crowd.stream(ENDLESS))


def test_whoever_takes_long_over_the_rows_of_a_stream_gets_all_of_them(store: GraphStore) -> None:
    """The time counts for the store, not for its reader."""
    store.write_rows("UNWIND $rows AS row CREATE (:Person {id: row.id})", ({"id": f"p{number:05}"} for number in range(3_000)))
    rows = []
    # a busy machine may take a second to the first row
    for row in store.stream("MATCH (n:Person) RETURN n.id AS id", timeout=3):
        if len(rows) % 1_000 == 0:
            time.sleep(3.5)
        rows.append(row)
    assert len(rows) == 3_000


def test_other_readers_survive_the_end_of_a_runaway(crowd: GraphStore) -> None:
    seen: list[int] = []
    failed: list[RedstringError] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.append(crowd.read("MATCH (n:Person) RETURN count(n)").rows[0][0])
            except RedstringError as error:
                failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    with pytest.raises(QueryTimeoutError):
        crowd.read(ENDLESS, timeout=1)
    before = len(seen)
    deadline = time.monotonic() + 60
    while len(seen) < before + 3 and time.monotonic() < deadline:
        stop.wait(0.05)
    stop.set()
    for reader in readers:
        reader.join(20)
    assert failed == []
    assert len(seen) >= before + 3
    assert set(seen) == {500}


WRITES = [
    "CREATE (n:Person {id: 'new'}) RETURN n",
    "CREATE (n:NewLabel {id: 'new'}) RETURN n",
    "MERGE (n:Person {id: 'new'}) RETURN n",
    "MATCH (n:Person) SET n.name = 'other' RETURN n",
    "MATCH (n:Person) SET n.name = 'other'",
    "MATCH (n:Person) REMOVE n.name RETURN n",
    "MATCH (n:Person) SET n:Other RETURN n",
    "MATCH (n) DETACH DELETE n",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (a:Person), (b:Place) CREATE (a)-[:LEFT]->(b)",
    "CREATE INDEX by_reading FOR (n:Person) ON (n.name)",
]


@pytest.mark.parametrize("cypher", WRITES)
def test_a_read_refuses_to_write(pair: GraphStore, cypher: str) -> None:
    everything = "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN n, r, m ORDER BY n.id"
    before = pair.read(everything).rows
    with pytest.raises(StoreAccessError, match=r"Reading may not change"):
        pair.read(cypher)
    assert pair.read(everything).rows == before


@pytest.mark.parametrize("cypher", WRITES[:3])
def test_a_stream_refuses_to_write(pair: GraphStore, cypher: str) -> None:
    with pytest.raises(StoreAccessError, match=r"Reading may not change"):
        list(pair.stream(cypher))


def test_a_wrong_query_is_told_with_the_server_s_words(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"^The query is wrong: .*RETURN") as wrong:
        store.read("MATCH (n RETURN n")
    assert "\n" not in str(wrong.value)


def test_a_parameter_that_is_not_given_is_told_by_name(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"wanted"):
        store.read("RETURN $wanted")


def test_a_value_that_cannot_be_sent_is_told(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"could not be sent"):
        store.read("RETURN $x", {"x": object()})
