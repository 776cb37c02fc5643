"""In whatever order documents come, all at once or broken off and resumed, the case is the same: who is named in several has all names."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.archive import checksum
from graph.load import unload
from graph.store import GraphStore
from loaders.inputs import inputs
from loaders.problems import Problems
from ui.importing import Importing
from ui.known import Names

TEXTS = {
    "one.txt": "Inquiry goes on\n\nIda Holm met Ole Rask in Oslo on 3 May 2021. Ida Holm works for the Harbour Ministry (HM).\n",
    "two.txt": "No comment\n\nIda Holm denied that she had been paid by Ole Rask. Holm left the Harbour Ministry (HARMIN) for Oslo.\n",
    "three.txt": "A denial\n\nThe Harbour Ministry (HMB) said Ida Holm works for it. Holm had met Ole Rask, the HMB said.\n",
    "four.txt": "In brief\n\nMr Rask of the Harbour Ministry met Ida Holm in Oslo. Ole Rask works for the Harbour Ministry.\n",
}
ALIASES = "MATCH (n:Entity) RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.alias_details AS details ORDER BY id"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "texts"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, "utf-8")
    return made


def bring(store: GraphStore, folder: Path, names: Iterable[str]) -> None:
    list(Importing(store, "small", trees=False).run(tuple(inputs([folder / name for name in names], Problems()))))


def held(store: GraphStore) -> tuple[object, ...]:
    return checksum(store), store.read(ALIASES).rows


def test_no_order_makes_a_difference(store: GraphStore, folder: Path) -> None:
    bring(store, folder, TEXTS)
    first = held(store)
    ministry = next(row for row in store.read(ALIASES).rows if row[0] == "small/agency:harbour-ministry")
    assert ministry[1:3] == ("Harbour Ministry", ["HARMIN", "HM", "HMB"])
    for order in itertools.islice(itertools.permutations(TEXTS), 1, None, 5):
        for many in (1, 2, 3):
            store.execute("MATCH (n) DETACH DELETE n")
            for at in range(0, len(order), many):
                bring(store, folder, order[at : at + many])
            assert held(store) == first, (order, many)
    bring(store, folder, TEXTS)
    assert held(store) == first


def test_broken_off_and_resumed_it_is_as_in_one_go(store: GraphStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(store, folder, TEXTS)
    first = held(store)

    def gone(*_: object, **__: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("ui.importing._TOGETHER", 2)
    for step in ("_nodes", "_links", "_derive", "_finish"):
        store.execute("MATCH (n) DETACH DELETE n")
        bring(store, folder, ["three.txt"])
        with monkeypatch.context() as patched, pytest.raises(ConnectionError):
            patched.setattr(f"graph.load.writing.Writing.{step}", gone)
            bring(store, folder, TEXTS)
        bring(store, folder, TEXTS)
        assert held(store) == first, step


def test_one_that_is_taken_out_takes_along_the_names_that_it_alone_has(store: GraphStore, folder: Path) -> None:
    rest = [name for name in TEXTS if name != "two.txt"]
    bring(store, folder, rest)
    without, known = held(store), dict(Names(store, "small").known().entities)
    bring(store, folder, ["two.txt"])
    assert held(store) != without
    two = next(row["name"] for row in store.stream("MATCH (n:Import) RETURN n.name AS name") if row["name"].startswith("two"))
    unload(store, "small", two)
    assert held(store) == without
    assert dict(Names(store, "small").known().entities) == known
