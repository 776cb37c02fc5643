"""An addition looks at no more of the store than it must, and comes to what one comes to that looks at all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.load import load, load_imports, unload
from graph.load.intake import Intake
from graph.load.ledger import Ledger
from graph.model import AnyRecord, Claim, Entity, Import, Row, Source, Statement, Voice
from graph.store import GraphStore
from tests.graph.made_records import small_case
from tests.graph.test_load_imports import NOW, OWNERS, note
from tests.graph.whole_graph import graph

Step = Callable[[GraphStore, Callable[[list[AnyRecord]], Any]], object]
CROWD = 120
"""People of the case of whom no addition tells."""


def wide_case() -> list[AnyRecord]:
    return [*small_case(), *(Entity(case="small", key=f"person:n{at}", name=f"N {at}", kind="person") for at in range(CROWD))]


def register(rows: int, **told: Any) -> list[AnyRecord]:
    """A data set with so many rows; `told` is more of its source."""
    given = {"case": "small"}
    return [
        Voice(**given, key="data:a", name="A register", kind="outlet"),
        Source(**given, key="set:a", kind="dataset", title="A register", publisher="data:a", **told),
        *(Row(**given, subject="person:li", predicate="paid", object="person:n3", source="set:a", row=at) for at in range(1, rows + 1)),
        Import(**given, name="register", format="csv", loaded_at=NOW),
    ]


def renamed(records: list[AnyRecord]) -> list[AnyRecord]:
    """The same statements, one of them under another slug."""
    found: list[AnyRecord] = []
    for record in records:
        if isinstance(record, Statement) and record.slug == "note-met":
            record = record.model_copy(update={"slug": "note-saw"})
        elif isinstance(record, Claim) and record.statement == "note-met":
            record = record.model_copy(update={"statement": "note-saw"})
        found.append(record)
    return found


def without(records: list[AnyRecord], *keys: str) -> list[AnyRecord]:
    return [record for record in records if getattr(record, "key", "") not in keys]


def second() -> list[AnyRecord]:
    """A claim about a statement that only another import brought."""
    place = {"by": "rules", "extractor": "test", "confidence": 0.5}
    given = {"case": "small"}
    return [
        Source(**given, key="src:second", title="Second", publisher="outlet:post", published="2021-08-01"),
        Claim(**given, key="second-1", statement="note-met", source="src:second", chain=("outlet:post", "person:li"), **place),
        Import(**given, name="second", format="document", loaded_at=NOW),
    ]


def steps() -> list[tuple[str, list[AnyRecord]]]:
    """Additions one after the other: new, beside another, rows, less than before, renamed, again."""
    return [
        ("note", note()),
        ("second", second()),
        ("third", note("third", "person:ole")),
        ("register", register(3)),
        ("register", register(2)),
        ("register", register(2, published="2020-05")),
        ("register", register(2, published="2020-05", retracted=True)),
        ("note", without(note(), "note-1")),
        ("note", renamed(note())),
        ("third", note("third", "person:n5", "2021-09-01")),
        ("note", renamed(note())),
    ]


def after_each(store: GraphStore, given: Callable[[list[AnyRecord]], Any]) -> list[tuple[Any, ...]]:
    """What lies in the store, and what was told, after each step and after each import is taken out."""
    store.execute("MATCH (n) DETACH DELETE n")
    load(store, wide_case(), name="small")
    found = []
    for name, records in steps():
        report = load(store, given(records), name=name, owner=name)
        found.append((graph(store), store.read(OWNERS).rows, report.by_kind, report.kept))
    for name in ("note", "register", "second", "third"):
        unload(store, "small", name)
        found.append((graph(store), store.read(OWNERS).rows))
    return found


def test_it_comes_to_the_same(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    in_part = after_each(store, list)
    with monkeypatch.context() as patched:
        patched.setattr("graph.load.memory._FEW", 1)
        assert in_part == after_each(store, iter)
    assert in_part[-1][0] == _alone(store)


def _alone(store: GraphStore) -> tuple[Any, ...]:
    store.execute("MATCH (n) DETACH DELETE n")
    load(store, wide_case(), name="small")
    return graph(store)


def test_it_looks_at_what_the_addition_names(store: GraphStore) -> None:
    load(store, wide_case(), name="small")
    assert _known(store, note(), "note") < CROWD / 2
    load(store, note(), name="note", owner="note")
    assert _known(store, note(), "note") < CROWD / 2
    # where the records name more than the store has, all of it is told at once
    assert _known(store, [*note(), *wide_case()], "note") > CROWD


def _known(store: GraphStore, records: list[AnyRecord], owner: str) -> int:
    """How many records of the store a load is told of."""
    owners = frozenset({owner})
    with Ledger() as ledger:
        Intake(store, ledger, "small", owner, owners=lambda _: owners, leaving=owners, progress=lambda _: None, all_of_it=records)
        return sum(1 for label in ("Entity", "Voice", "Source", "Statement", "Claim") for _ in ledger.ids(label))


def test_several_at_once_come_to_the_same(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = {"note": note(), "third": note("third", "person:ole")}
    load(store, wide_case(), name="small")
    load_imports(store, notes)
    at_once = graph(store)
    store.execute("MATCH (n) DETACH DELETE n")
    load(store, wide_case(), name="small")
    monkeypatch.setattr("graph.load.memory._FEW", 1)
    for name, records in notes.items():
        load(store, iter(records), name=name, owner=name)
    assert graph(store) == at_once


def test_after_a_crash_it_looks_at_everything(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, wide_case(), name="small")

    def gone(*_: Any, **__: Any) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched, pytest.raises(ConnectionError):
        patched.setattr("graph.load.writing.Writing._links", gone)
        load(store, note(), name="note", owner="note")
    assert _known(store, note(), "note") > CROWD
    load(store, note(), name="note", owner="note")
    found = graph(store)
    store.execute("MATCH (n) DETACH DELETE n")
    load(store, wide_case(), name="small")
    monkeypatch.setattr("graph.load.memory._FEW", 1)
    load(store, iter(note()), name="note", owner="note")
    assert graph(store) == found


def test_a_few_records_that_come_one_by_one_are_held_and_many_are_not(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, wide_case(), name="small")
    monkeypatch.setattr("graph.load.memory.Memory.whole", lambda _: pytest.fail("all of the store was looked at"))
    load(store, iter(note()), name="note", owner="note")
    monkeypatch.setattr("graph.load.memory._FEW", len(note()))
    with pytest.raises(pytest.fail.Exception):
        load(store, iter(note()), name="note", owner="note")


def test_only_rows_of_a_set_that_changed_get_figures_anew(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, wide_case(), name="small")
    load(store, register(3), name="register", owner="register")
    asked: list[Any] = []
    monkeypatch.setattr("graph.derivation.refresh_rows", lambda *given: asked.append(given[2]))
    load(store, note(), name="note", owner="note")
    assert asked == []
    load(store, register(3, published="2020-05"), name="register", owner="register")
    assert asked == [{"set:a"}]
