"""The answer to a query a person wrote, as it comes, on both engines."""

from __future__ import annotations

import threading
import time

import pytest

from graph.errors import QueryCancelledError, QueryTimeoutError
from graph.store import GraphStore, Relationship

ENDLESS = "UNWIND range(1, 70000000) AS x UNWIND range(1, 70000000) AS y WITH x, y WHERE x < 0 RETURN x"
PRODUCT = "UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1000) AS c UNWIND range(1, 1000) AS d RETURN count(*) AS n"


@pytest.mark.parametrize(
    ("rows", "limit", "truncated"),
    [(0, 5, False), (5, 5, False), (6, 5, True), (1_000, 1_000, False), (1_001, 1_000, True), (2_500, 2_400, True)],
)
def test_as_many_rows_as_the_limit_allows(store: GraphStore, rows: int, limit: int, truncated: bool) -> None:
    with store.ask("UNWIND range(1, $rows) AS x RETURN x", {"rows": rows}, limit=limit) as answer:
        assert [x for (x,) in answer] == list(range(1, min(rows, limit) + 1))
    assert answer.truncated == truncated
    assert 0 < answer.first <= answer.took


def test_relationships_name_the_ends_that_an_earlier_row_held(store: GraphStore) -> None:
    store.execute("CREATE (:Person {id: 'a'})-[:KNOWS {id: 'k'}]->(:Person {id: 'b'})")
    people = "MATCH (n:Person) WITH collect(n) AS people UNWIND people + range(1, 1200) AS x RETURN x"
    with store.ask(f"{people} UNION ALL MATCH ()-[x:KNOWS]->() RETURN x") as answer:
        *_, (last,) = answer
    assert last == Relationship("k", "KNOWS", "a", "b", {"id": "k"})


@pytest.mark.parametrize("cypher", [ENDLESS, PRODUCT], ids=["endless range", "product"])
def test_a_query_without_end_stops_within_a_second_of_being_told_and_others_go_on(store: GraphStore, cypher: str) -> None:
    cancel = threading.Event()
    threading.Timer(0.5, cancel.set).start()
    began = time.monotonic()
    with pytest.raises(QueryCancelledError), store.ask(cypher, timeout=60, cancel=cancel) as answer:
        list(answer)
    assert time.monotonic() - began < 1.5
    began = time.monotonic()
    assert store.read("RETURN 1 AS one").rows == ((1,),)
    assert time.monotonic() - began < 2


def test_a_query_that_takes_too_long_is_ended(store: GraphStore) -> None:
    with pytest.raises(QueryTimeoutError, match=r"after 0\.5 s"), store.ask(PRODUCT, timeout=0.5) as answer:
        list(answer)
