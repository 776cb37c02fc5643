"""Two loads of one case at once, each with a store of its own as two processes have: the graph is that of one load."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import loaders
from graph.load import load
from graph.model import AnyRecord, Case
from graph.store import GraphStore, open_store, schema
from tests.conftest import Reopen
from tests.graph.made_records import bulk_case, random_case
from tests.graph.whole_graph import graph

BUNDLED = Path(__file__).parents[2] / "data" / "dong-jingwei"


def mixed() -> list[AnyRecord]:
    rows = [record for record in bulk_case("made", entities=30, rows=300) if not isinstance(record, Case)]
    return [*random_case(3, statements=40), *rows]


@pytest.mark.parametrize("records", [mixed, lambda: loaders.load(BUNDLED)], ids=["mixed", "bundled"])
def test_two_loads_at_once_end_in_the_graph_of_one(store: GraphStore, reopen: Reopen, records: Callable[[], Iterable[AnyRecord]]) -> None:
    said = list(records())
    load(store, said, name="made")
    right = graph(store)
    failed: list[Exception] = []

    def once(handle: GraphStore, start: threading.Barrier) -> None:
        start.wait()
        try:
            load(handle, said, name="made")
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
            failed.append(error)

    for _ in range(3):
        store.execute("MATCH (n) DETACH DELETE n")
        start = threading.Barrier(2)
        with reopen() as other:
            threads = [threading.Thread(target=once, args=(handle, start)) for handle in (store, other)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(120)
        assert failed == []
        assert schema.loading(store) is None
        assert graph(store) == right


def test_the_second_load_waits_and_says_so(tmp_path: Path) -> None:
    """On the embedded engine, which does not keep two writers apart that merge the same."""
    begun, go, told = threading.Event(), threading.Event(), []

    def slowly() -> Iterator[AnyRecord]:
        for number, record in enumerate(mixed()):
            if number == 1:
                begun.set()
                go.wait(60)
            yield record

    with open_store(f"embedded:{tmp_path}") as one, open_store(f"embedded:{tmp_path}") as other:
        first = threading.Thread(target=lambda: load(one, slowly(), name="made"))
        second = threading.Thread(target=lambda: load(other, mixed(), name="made", progress=lambda now: told.append(now.stage)))
        first.start()
        assert begun.wait(60)
        second.start()
        second.join(0.5)
        assert set(told) == {"waiting for another load"}
        assert one.read("MATCH (n:Entity) RETURN count(n)").rows == ((0,),)
        go.set()
        for thread in (first, second):
            thread.join(60)
        again = load(other, mixed(), name="made")
        assert (again.new, again.changed, again.removed, again.derived) == (0, 0, 0, 0)
