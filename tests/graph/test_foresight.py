"""What a load would do is told in the figures that the load comes to, and nothing is written for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.archive import checksum
from graph.errors import RecordError, StoreAccessError
from graph.load import LoadReport, foresee, foresee_imports, load, load_imports
from graph.load.mark import Mark, mark_case
from graph.model import AnyRecord, Import
from graph.store import GraphStore
from tests.graph.made_records import bulk_case, changed, random_case, replaced, small_case, without
from tests.graph.test_corrections import CORRECTED, review
from tests.graph.test_load_imports import NOW, note
from tests.graph.test_merges import judge, two_spellings


def found(report: LoadReport) -> LoadReport:
    """A report without what only a load has: how long it took, and what it computed."""
    return replace(report, took=0.0, derived=0)


def agree(store: GraphStore, records: list[AnyRecord], *, name: str, owner: str = "") -> LoadReport:
    """The report of a load, which was foreseen without a trace."""
    before = checksum(store)
    told = foresee(store, records, name=name, owner=owner)
    assert checksum(store) == before
    done = load(store, records, name=name, owner=owner)
    assert found(told) == found(done)
    return done


def test_a_case_is_foreseen_new_again_and_changed(store: GraphStore) -> None:
    assert agree(store, small_case(), name="small").new == len(small_case())
    assert store.read("MATCH (c:Case) RETURN count(c)").rows == ((1,),)
    assert agree(store, small_case(), name="small").unchanged == len(small_case())
    newer = without(replaced(small_case(), "person:dong", name="Dong J."), "c5", "knows")
    report = agree(store, newer, name="small")
    assert (report.new, report.changed, report.removed) == (0, 1, 2)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_changes_is_foreseen(store: GraphStore, seed: int) -> None:
    records = random_case(seed)
    load(store, records, name="made")
    for step in range(3):
        records = changed(records, seed * 10 + step)
        agree(store, records, name="made")


def test_rows_are_foreseen(store: GraphStore) -> None:
    agree(store, list(bulk_case(rows=40)), name="bulk")
    report = agree(store, list(bulk_case(rows=30)), name="bulk")
    assert (report.by_kind["Row"].unchanged, report.by_kind["Row"].removed) == (30, 10)


def test_an_import_counts_alike_each_time_also_where_it_begins_its_case(store: GraphStore) -> None:
    first, register = small_case()[1:], [Import(case="small", name="all", format="csv", loaded_at=NOW)]
    assert agree(store, [*first, *register], name="all", owner="all").new == len(first) + 2
    assert agree(store, [*first, *register], name="all", owner="all").unchanged == len(first) + 2
    beside = agree(store, note(), name="note", owner="note")
    again = agree(store, note(), name="note", owner="note")
    assert beside.new + beside.changed + beside.unchanged == again.unchanged
    load(store, small_case(), name="small")
    owned = agree(store, note(), name="note", owner="note")
    assert owned.unchanged == again.unchanged - 1, "a case with a load of its own is no import's"


def test_several_imports_at_once_are_foreseen_each(store: GraphStore) -> None:
    both = {"a": note("a"), "b": note("b", "person:bo")}
    for imports in (both, both, {"a": note("a", day="2021-07-02")}):
        told, before = foresee_imports(store, imports), checksum(store)
        assert checksum(store) == before
        assert found(told) == found(load_imports(store, imports))


@pytest.mark.parametrize("change", [lambda records: records, lambda records: replaced(records, "person:a-quill", name="A. B. Quill")])
def test_what_is_merged_is_foreseen_as_it_was_loaded(store: GraphStore, change: Callable[[list[AnyRecord]], list[AnyRecord]]) -> None:
    load(store, two_spellings(), name="two")
    judge(store, "person:a-quill", "person:ada")
    agree(store, change(two_spellings()), name="two")


def test_what_was_corrected_is_foreseen_as_it_was_found(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    load(store, note(), name="note", owner="note")
    review(store, 1, **CORRECTED)
    assert agree(store, note(), name="note", owner="note").new == 0
    assert agree(store, without(note(), "note-2"), name="note", owner="note").by_kind["Claim"].removed == 1


def test_a_load_that_is_on_its_way_or_broke_off_is_left_alone(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    mark_case(store, "small", Mark("small", {}, frozenset({""})))
    marked = store.read("MATCH (c:Case) RETURN properties(c)").rows
    assert foresee(store, small_case(), name="small").unchanged == len(small_case())
    assert store.read("MATCH (c:Case) RETURN properties(c)").rows == marked
    assert load(store, small_case(), name="small").unchanged == len(small_case())


def test_what_a_load_would_refuse_is_refused(store: GraphStore) -> None:
    with pytest.raises(RecordError, match="name what is not there"):
        foresee(store, without(small_case(), "person:li"), name="small")
    store.execute("CREATE (:Stranger)")
    with pytest.raises(StoreAccessError, match="holds other data"):
        foresee(store, small_case(), name="small")
