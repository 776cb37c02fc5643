"""An answer may not be so large that this process cannot hold it: the connection is cut, and others go on."""

from __future__ import annotations

import pytest

from graph.errors import QueryError
from graph.store import GraphStore
from graph.store.wire import BYTES

LARGE = "RETURN [x IN range(1, $number) | $text] AS large"


def asked(store: GraphStore, megabytes: int) -> int:
    with store.ask(LARGE, {"number": megabytes * 10_000, "text": "x" * 100}) as answer:
        ((large,),) = answer
    return len(large)


def test_a_large_value_is_given(store: GraphStore) -> None:
    assert asked(store, 20) == 200_000


def test_a_value_beyond_the_bound_is_refused_and_the_store_goes_on(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="more than 32 MB"):
        asked(store, BYTES // 1_000_000 + 10)
    assert store.read("RETURN 1 AS one").rows == ((1,),)
    assert asked(store, 1) == 10_000


def test_many_rows_are_no_large_answer(store: GraphStore) -> None:
    wide = "UNWIND range(1, 90) AS x RETURN [y IN range(1, 10000) | $text] AS row"
    with pytest.raises(QueryError, match="more than 32 MB"), store.ask(wide, {"text": "x" * 100}, limit=100) as answer:
        list(answer)
    with store.ask("UNWIND range(1, 3000) AS x RETURN [y IN range(1, 300) | $text] AS row", {"text": "x" * 100}, limit=3_000) as answer:
        assert sum(len(row) for (row,) in answer) == 900_000
