"""Whom documents alone name waits for review as what is said there does: not drawn, not shared, until something of it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest

from graph import queries
from graph.archive import dump, restore
from graph.decisions import decide
from graph.errors import SnapshotError
from graph.filters import Filters
from graph.load import load, unload
from graph.model import AnyRecord, Claim, Decision, Entity, Import, Row, Source, Statement, Status, Voice
from graph.scene import compose
from graph.snapshot.collected import collect
from graph.snapshot.content import About
from graph.store import GraphStore, open_store
from graph.view import View
from tests.graph.drawn import edge, graph, view_of
from tests.graph.made_records import small_case

IN = {"case": "small"}
NOW = datetime(2026, 1, 31, tzinfo=UTC)
IDA, BO, LI = "small/person:ida", "small/person:bo", "small/person:li"


def note(name: str = "note", people: tuple[str, ...] = ("ida", "bo")) -> list[AnyRecord]:
    """What a document brings: people of whom nothing is said but that the first met Li and writes letters, and where."""
    met = Statement(**IN, slug=f"{name}-met", subject=f"person:{people[0]}", predicate="met", object="person:li")
    wrote = Statement(**IN, slug=f"{name}-wrote", subject=f"person:{people[0]}", predicate="wrote", value="letters", where="place:quay")
    found = {"source": f"src:{name}", "chain": (f"outlet:{name}",), "by": "rules", "extractor": "test", "confidence": 0.5}
    return [
        Import(**IN, name=name, format="document", path=f"{name}.txt", found=True, loaded_at=NOW),
        Voice(**IN, key=f"outlet:{name}", name="The Alder", kind="outlet"),
        Source(**IN, key=f"src:{name}", title="A note", publisher=f"outlet:{name}", published="2021-07-01"),
        *(Entity(**IN, key=f"person:{person}", name=person.capitalize(), kind="person") for person in people),
        Entity(**IN, key="person:li", name="Li Wei", kind="person"),
        Entity(**IN, key="place:quay", name="The Quay", kind="place"),
        met,
        wrote,
        Claim(**IN, key=f"{name}-1", statement=met.slug, **found),
        Claim(**IN, key=f"{name}-2", statement=wrote.slug, **found),
    ]


def review(store: GraphStore, claim: str, word: str, hour: int) -> None:
    at = NOW.replace(hour=hour)
    decide(store, Decision(**IN, kind="review", about=f"small/{claim}", content={"review": word}, by="me", at=at))


def waiting(store: GraphStore) -> set[str]:
    ids = [row["id"] for row in store.stream("MATCH (n:Entity {case: 'small'}) RETURN n.id AS id")]
    return {node.id for node in queries.entities(store, ids) if node.proposed}


@pytest.fixture
def read(store: GraphStore) -> GraphStore:
    load(store, small_case(), name="small")
    load(store, note(), name="note", owner="note")
    return store


def test_who_is_named_by_a_document_alone_waits_until_something_counts(read: GraphStore) -> None:
    quay = "small/place:quay"
    assert waiting(read) == {IDA, BO, quay}
    assert {node.id for node in queries.neighbours(read, LI).nodes if node.proposed} == {IDA}
    review(read, "note-1", "accepted", 1)
    assert waiting(read) == {BO, quay}
    review(read, "note-1", "rejected", 2)
    assert waiting(read) == {IDA, BO, quay}
    # a value, and where it was, count as a relationship does
    review(read, "note-2", "accepted", 3)
    assert waiting(read) == {BO}


def test_what_something_else_brought_too_does_not_wait(read: GraphStore) -> None:
    load(read, note("other"), name="other", owner="other")
    assert BO in waiting(read)
    sheet = [Import(**IN, name="sheet", format="table", loaded_at=NOW), Entity(**IN, key="person:bo", name="Bo", kind="person")]
    load(read, sheet, name="sheet", owner="sheet")
    assert (IDA in waiting(read), BO in waiting(read)) == (True, False)
    unload(read, "small", "sheet")
    assert BO in waiting(read)


def test_a_row_of_a_data_set_counts(read: GraphStore) -> None:
    rows = [
        Import(**IN, name="register", format="table", loaded_at=NOW),
        Voice(**IN, key="dataset:register", name="Register", kind="dataset"),
        Source(**IN, key="src:register", publisher="dataset:register", published="2020", kind="dataset"),
        Row(**IN, subject="person:bo", predicate="knows", object="person:li", source="src:register", row=1),
    ]
    load(read, rows, name="register", owner="register")
    assert BO not in waiting(read)


def test_whoever_is_shown_for_somebody_that_is_known_does_not_wait(read: GraphStore) -> None:
    sheet = [Import(**IN, name="sheet", format="table", loaded_at=NOW), Entity(**IN, key="person:ann", name="Ann", kind="person")]
    load(read, sheet, name="sheet", owner="sheet")
    for hour, verdict in enumerate(("same", "withdrawn")):
        content = {"same_as": "small/person:ann", "verdict": verdict, "why": "one desk"}
        decide(read, Decision(**IN, kind="merge", about=BO, content=content, by="me", at=NOW.replace(hour=hour)))
        shown = {node.id: node.proposed for node in queries.entities(read, [BO, "small/person:ann"])}
        assert shown == ({next(iter(shown)): False} if verdict == "same" else {BO: True, "small/person:ann": False})


def test_a_case_opens_on_what_counts(read: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("graph.queries.cases"), "LIMIT_CORE", 4)
    read.execute("MATCH (s:Source {case: 'small'}) SET s.tier = null")
    read.execute("MATCH (n:Entity {case: 'small'}) SET n.degree = CASE WHEN n.key = 'person:bo' THEN 90 ELSE 1 END")
    assert BO not in queries.core(read, "small").ids


def test_nobody_is_shared_whom_a_machine_alone_has_named(read: GraphStore) -> None:
    ids = (LI, IDA, BO)
    view = View(ids, dict.fromkeys(ids, (0.0, 0.0)))
    about = About(title="A view", author="Ann")

    def shared(asked: View) -> set[str]:
        return {entity.id for entity in collect(read, "small", asked, about).entities}

    assert LI in shared(view)
    assert not {IDA, BO} & shared(view)
    assert {IDA, BO} <= shared(view.filter("status", "proposed", True))
    with pytest.raises(SnapshotError, match="Everything in the view waits for review"):
        shared(view.without([LI]))


def test_they_are_drawn_when_asked_for_and_counted_when_not() -> None:
    nodes, edges = graph(4, [(0, 1)])
    nodes = [replace(node, proposed=number in (2, 3)) for number, node in enumerate(nodes)]
    view = view_of(nodes)
    scene = compose(view, nodes, edges)
    assert [node.id for node in scene.nodes] == [nodes[0].id, nodes[1].id]
    assert scene.figures.text == "2 of 4 entities, 1 of 1 relationships shown, 2 wait for review"
    assert ("proposed", 0, 0, False) in [(each.value, each.count, each.shown, each.on) for each in scene.statuses]
    asked = compose(view.filter("status", "proposed", True), nodes, edges)
    assert len(asked.nodes) == 4
    assert asked.figures.text == "4 of 4 entities, 1 of 1 relationships shown"
    off = compose(view.filter("kind", nodes[0].kind, False), nodes, edges)
    assert off.figures.text == "1 of 4 entities, 0 of 1 relationships shown, 3 hidden by filters, 1 waits for review"


def test_what_was_rejected_is_drawn_with_its_ends_where_asked_for() -> None:
    nodes, _ = graph(3, [])
    nodes = [replace(node, proposed=True) for node in nodes]
    edges = [edge(0, 0, 1, status=Status.unsourced)]
    filters = Filters().switch("status", "unsourced", True)
    scene = compose(view_of(nodes).with_filters(filters), nodes, edges)
    assert [node.id for node in scene.nodes] == [nodes[0].id, nodes[1].id]
    assert scene.figures.waiting == 1


def test_a_store_keeps_it_over_a_dump(read: GraphStore, tmp_path: Path) -> None:
    dump(read, tmp_path / "kept.jsonl")
    with open_store(f"embedded:{tmp_path / 'other'}") as other:
        restore(other, tmp_path / "kept.jsonl")
        assert waiting(other) == waiting(read) != set()
