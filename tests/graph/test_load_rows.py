"""Bulk data sets: a relationship for each row that carries its claim itself, in bounded memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from typing import Any

from graph.load import Counts, load
from graph.load.intake import Intake
from graph.load.ledger import Ledger
from graph.store import GraphStore, Result
from tests.graph.made_records import bulk_case
from tests.graph.whole_graph import fresh, graph


def test_a_row_carries_its_claim_and_its_status(store: GraphStore) -> None:
    report = load(store, bulk_case(), name="bulk")
    assert (report.by_kind["Row"], report.derived) == (Counts(new=60), 0)
    figures = "r.status, r.rank, r.origins_min, r.origins_max, r.claims, r.denials, r.sources, r.source, r.first_published"
    rows = store.read(f"MATCH (:Entity)-[r]->(:Entity) RETURN DISTINCT {figures}").rows
    assert rows == (("single-source", 2, 1, 1, 1, 0, 1, "src:x", "2020"),)
    assert store.read("MATCH (n) WHERE n:Claim OR n:Statement RETURN count(n)").rows == ((0,),)
    graph(store)


def test_loading_a_data_set_again_writes_only_what_is_new(store: GraphStore) -> None:
    load(store, bulk_case(rows=40), name="bulk")
    report = load(store, bulk_case(rows=60), name="bulk")
    assert report.by_kind["Row"] == Counts(new=20, unchanged=40)
    fewer = load(store, bulk_case(rows=30), name="bulk")
    assert fewer.by_kind["Row"] == Counts(unchanged=30, removed=30)
    found = graph(store)
    assert found == fresh(store, bulk_case(rows=30))


def test_a_retracted_data_set_supports_nothing(store: GraphStore) -> None:
    load(store, bulk_case(), name="bulk")
    load(store, bulk_case(retracted=True), name="bulk")
    rows = store.read("MATCH (:Entity)-[r]->(:Entity) RETURN DISTINCT r.status, r.rank, r.claims, r.origins_max").rows
    assert rows == (("unsourced", 0, 0, 0),)
    found = graph(store)
    assert found == fresh(store, bulk_case(retracted=True))


class Nothing:
    """A store without content, to measure what a load itself needs."""

    def stream(self, *_: Any) -> Iterable[Any]:
        return iter(())

    def read(self, *_: Any) -> Any:
        return Result((), ())


def taken(rows: int) -> int:
    """The largest amount of memory, in bytes, while so many rows are read, checked and given out again."""
    tracemalloc.start()
    with Ledger() as ledger:
        intake = Intake(Nothing(), ledger, "bulk", "bulk", replace=True, progress=lambda _: None)  # type: ignore[arg-type]
        intake.read(bulk_case(entities=200, rows=rows))
        intake.check()
        assert sum(1 for kind in ledger.kinds("row") for _ in ledger.planned("row", kind)) == rows
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_number_of_rows() -> None:
    # 10,000 rows kept in memory would be 5 MB and more
    assert taken(12_000) < taken(2_000) + 1_000_000
