"""Bulk data sets: a relationship for each row that carries its claim itself, in bounded memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from typing import Any

import pytest

from graph import derivation
from graph.load import Counts, load
from graph.load.crowd import Crowd
from graph.load.intake import Intake
from graph.load.ledger import Ledger
from graph.model import OWN, AnyRecord, Row
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


def test_figures_are_written_where_they_differ_alone(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, bulk_case(), name="bulk")
    whole = graph(store)
    written: list[int] = []

    def noted(self: GraphStore, cypher: str, rows: Iterable[Any], **more: Any) -> None:
        given = list(rows)
        written.append(len(given))
        write_rows(self, cypher, given, **more)

    write_rows = GraphStore.write_rows
    monkeypatch.setattr(GraphStore, "write_rows", noted)
    derivation.refresh_rows(store, "bulk")
    assert sum(written) == 0
    store.execute("MATCH (:Entity)-[r {row: 1}]->(:Entity) SET r.claims = 7, r.first_published_to = null")
    store.execute("MATCH (:Entity)-[r {row: 2}]->(:Entity) SET r.first_published_from = date('1999-01-01')")
    derivation.refresh_rows(store, "bulk")
    assert sum(written) == 2
    assert graph(store) == whole


def hub(when: str | None = "2021-06") -> Iterable[AnyRecord]:
    """A data set in which most rows begin or end at one entity."""
    yield from bulk_case(rows=0)
    for number in range(1, 61):
        ends = ("person:0", f"person:{number % 20}") if number % 2 else (f"person:{number % 20}", "person:0")
        yield Row(case="bulk", subject=ends[0], predicate="paid", object=ends[1], source="src:x", row=number, when=when)


def test_rows_about_one_entity_keep_their_direction_and_are_written_once(store: GraphStore) -> None:
    load(store, hub(), name="bulk")
    count = "MATCH (a:Entity)-[r:PAID]->(b:Entity) RETURN count(*), sum(CASE WHEN a.key = 'person:0' THEN 1 ELSE 0 END)"
    # 30 begin there, and of the 30 that end there, 3 begin there too
    assert store.read(count).rows == ((60, 33),)
    before = graph(store)
    assert load(store, hub(), name="bulk").by_kind["Row"] == Counts(unchanged=60)
    assert load(store, hub(None), name="bulk").by_kind["Row"] == Counts(changed=60)
    assert store.read(f"{count}, count(r.when), count(r.when_from)").rows == ((60, 33, 0, 0),)
    load(store, hub(), name="bulk")
    assert graph(store) == before


def test_the_busier_end_is_known_in_bounded_memory() -> None:
    crowd = Crowd()
    assert not crowd.begins_busier("a", "b")
    assert [crowd.begins_busier("hub", f"one:{number}") for number in range(60_000)][1:] == [True] * 59_999
    assert not crowd.begins_busier("new", "hub")
    tracemalloc.start()
    for number in range(100_000):
        crowd.begins_busier(f"two:{number}", f"three:{number}")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15_000_000


class Nothing:
    """A store without content, to measure what a load itself needs."""

    def stream(self, *_: Any, **__: Any) -> Iterable[Any]:
        return iter(())

    def read(self, *_: Any) -> Any:
        return Result((), ())


def taken(rows: int) -> int:
    """The largest amount of memory, in bytes, while so many rows are read, checked and given out again."""
    tracemalloc.start()
    own = frozenset({OWN})
    with Ledger() as ledger:
        intake = Intake(Nothing(), ledger, "bulk", "bulk", owners=lambda _: own, leaving=own, progress=lambda _: None)  # type: ignore[arg-type]
        intake.read(bulk_case(entities=200, rows=rows))
        intake.check()
        assert sum(1 for kind in ledger.kinds("new row") for _ in ledger.planned("new row", kind)) == rows
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_number_of_rows() -> None:
    # 10,000 rows kept in memory would be 5 MB and more
    assert taken(12_000) < taken(2_000) + 1_000_000
