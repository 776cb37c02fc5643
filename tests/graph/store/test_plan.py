"""A query that a person wrote is run if it reads the graph, and not otherwise, in whatever way it is written."""

from __future__ import annotations

from contextlib import suppress

import pytest

from graph.errors import RedstringError, StoreAccessError
from graph.store import GraphStore

READS = (
    "MATCH (n) RETURN n",
    "MATCH (a {id: 'a'})-[r]->(b) WHERE r.since > 1 RETURN a, r, b ORDER BY r.since DESC SKIP 0 LIMIT 5",
    "MATCH (a) OPTIONAL MATCH (a)-[r]->(b) RETURN a, count(r) AS n, collect(b) AS bs",
    "MATCH p = shortestPath((a {id: 'a'})-[*..4]-(b {id: 'b'})) RETURN p",
    "MATCH p = (a)-[*1..3]->(b) RETURN length(p) AS l, [n IN nodes(p) | n.id] AS ids",
    "MATCH (a) WHERE EXISTS { (a)-[:KNOWS]->() } RETURN a, COUNT { (a)--() } AS degree",
    "UNWIND [1, 2] AS x RETURN x UNION RETURN 3 AS x",
    "MATCH (n:Person) RETURN n.id AS id UNION ALL MATCH (n:Place) RETURN n.id AS id",
    "CALL { MATCH (n) RETURN n } RETURN n",
    "MATCH (n) WITH DISTINCT labels(n) AS kinds, count(*) AS n ORDER BY n RETURN kinds, n",
    "MATCH (a:Person), (b:Person) WHERE a.id < b.id RETURN a, b",
    "RETURN reduce(sum = 0, x IN range(1, 3) | sum + x) AS six",
    "CALL db.labels() YIELD label RETURN label",
    "MATCH (n) RETURN count(n)",
    "MATCH ()-[r:KNOWS]->() RETURN count(r)",
    "MATCH (n) WHERE n.id STARTS WITH 'a' OR n.id CONTAINS 'b' RETURN n",
)


@pytest.fixture
def small(store: GraphStore) -> GraphStore:
    store.execute("CREATE (:Person {id: 'a'})-[:KNOWS {id: 'k', since: 2020}]->(:Person {id: 'b'})")
    return store


@pytest.mark.parametrize("cypher", READS)
def test_what_reads_is_run(small: GraphStore, cypher: str) -> None:
    with small.ask(cypher) as answer:
        assert tuple(answer) == small.read(cypher).rows


@pytest.mark.neo4j
@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
@pytest.mark.parametrize(
    ("cypher", "says"),
    [
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "read a file or address"),
        ("CALL dbms.listConfig()", "call the procedure dbms.listConfig"),
        ("CALL dbms.killConnection('bolt-1')", "call the procedure dbms.killConnection"),
        ("CALL tx.setMetaData({a: 1})", "call the procedure tx.setMetaData"),
        ("SHOW SETTINGS", "show the server's settings"),
        ("SHOW TRANSACTIONS", "show other people's queries"),
        ("TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "end other people's queries"),
        ("SHOW USERS", "administer the server"),
        ("MATCH (n) CALL (n) { RETURN 1 AS one } IN TRANSACTIONS RETURN one", "run in transactions of its own"),
        ("MATCH (n) SET n.x = 1", "do more than read (SetProperty)"),
        ("CREATE INDEX FOR (n:X) ON (n.y)", "do more than read (CreateIndex)"),
    ],
)
def test_what_does_more_is_refused_with_what_it_would_do(store: GraphStore, cypher: str, says: str) -> None:
    with pytest.raises(StoreAccessError) as raised, store.ask(cypher):
        pass
    assert str(raised.value) == f"The query was not run: it would {says}, and only reading the graph is allowed here."


@pytest.mark.neo4j
@pytest.mark.parametrize("engine", ["neo4j"], indirect=True)
def test_a_query_is_explained_and_not_run(small: GraphStore) -> None:
    plan = small.plan("CREATE (:Person {id: 'c'})")
    assert plan is not None
    assert plan["operatorType"].startswith("ProduceResults")
    assert small.read("MATCH (n) RETURN count(n)").rows == ((2,),)


@pytest.mark.parametrize("cypher", ["PROFILE CREATE (n:X)", "EXPLAIN CREATE (n:X)", "CYPHER runtime=slotted CREATE (n:X)"])
def test_words_before_the_query_change_nothing(small: GraphStore, cypher: str) -> None:
    with suppress(RedstringError), small.ask(cypher) as answer:
        assert not list(answer)
    assert small.read("MATCH (n) RETURN count(n)").rows == ((2,),)
