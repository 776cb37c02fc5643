"""A store in one file and back, from one engine to the other; its checksum is the same wherever the same records are."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import graph.archive
from graph.archive import checksum, dump, info, restore
from graph.errors import LoadError, StoreAccessError, StoreError
from graph.load import load
from graph.model import AnyRecord, Decision
from graph.queries import decisions, evidence
from graph.store import GraphStore, open_store, schema
from tests.graph.made_records import bulk_case, random_case, replaced, small_case

AT = datetime(2026, 1, 31, tzinfo=UTC)
NOTE = Decision(case="small", kind="note", about="small/c1", content={"text": "doubtful", "none": None}, by="me", at=AT)
CASES: list[tuple[str, Callable[[], list[AnyRecord]]]] = [
    ("small", lambda: [*small_case(), NOTE]),
    ("made", lambda: random_case(3)),
    ("bulk", lambda: list(bulk_case())),
]


def fill(store: GraphStore) -> None:
    for name, records in CASES:
        load(store, records(), name=name)


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """An empty store on the embedded engine."""
    with open_store(f"embedded:{tmp_path / 'other'}") as found:
        yield found


@pytest.mark.parametrize("name", ["store.jsonl", "store.jsonl.gz"])
def test_a_store_moves_as_a_whole_to_another_engine(store: GraphStore, other: GraphStore, tmp_path: Path, name: str) -> None:
    fill(store)
    written = dump(store, tmp_path / name)
    assert restore(other, tmp_path / name) == written
    here, there = info(store), info(other)
    assert {key: here[key] for key in here if key not in ("address", "engine")} == {
        key: there[key] for key in there if key not in ("address", "engine")
    }
    assert decisions(other, "small") == (NOTE,)
    for case in ("small", "made", "bulk"):
        assert evidence(other, case) == evidence(store, case)
    assert schema.loading(other) is None


def test_a_dump_restores_into_this_engine_and_is_the_same_again(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    dump(store, first)
    before = checksum(store)
    store.execute("MATCH (n) DETACH DELETE n")
    restore(store, first)
    dump(store, second)
    assert checksum(store) == before
    assert sorted(first.read_text(encoding="utf-8").splitlines()[:-1]) == sorted(second.read_text(encoding="utf-8").splitlines()[:-1])
    order = [line for line in first.read_text(encoding="utf-8").splitlines() if not line.startswith(('{"Row"', '{"records"'))]
    assert order == [line for line in second.read_text(encoding="utf-8").splitlines() if not line.startswith(('{"Row"', '{"records"'))]


def test_the_checksum_tells_any_difference_and_nothing_else(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    before = checksum(store)
    load(store, list(reversed(small_case())), name="small")
    assert checksum(store) == before, "places in the file are no part of what is said"
    load(store, replaced(small_case(), "c1", note="another"), name="small")
    assert checksum(store) != before
    load(store, small_case(), name="small")
    assert checksum(store) == before
    store.execute("MATCH (:Claim {key: 'c1'})-[r:SAID_BY {step: 1}]->() DELETE r")
    assert checksum(store) != before


def test_two_records_that_swap_what_they_say_have_another_checksum(store: GraphStore) -> None:
    load(store, small_case(), name="small")
    before = checksum(store)
    swapped = replaced(replaced(small_case(), "place:us", name="China"), "place:china", name="United States")
    load(store, swapped, name="small")
    assert checksum(store) != before


def test_the_checksum_of_the_bundled_case_is_the_same_on_both_engines(case_store: GraphStore, tmp_path: Path) -> None:
    dump(case_store, tmp_path / "case.jsonl.gz")
    with open_store(f"embedded:{tmp_path / 'again'}") as again:
        restore(again, tmp_path / "case.jsonl.gz")
        assert checksum(again) == checksum(case_store)


def test_info_counts_what_is_there(store: GraphStore) -> None:
    assert info(store)["labels"] == {}
    load(store, small_case(), name="small")
    found = info(store)
    assert found["labels"]["Entity"] == 4
    assert (found["labels"]["Person"], found["labels"]["Claim"]) == (2, 5)
    assert (found["relationships"]["SAID_BY"], found["relationships"]["DEFECTED_TO"], found["relationships"]["CONFLICTS_WITH"]) == (8, 1, 1)
    assert found["cases"] == {"small": "Case small"}
    assert (found["schema"], found["unfinished load"], found["engine"]) == (1, None, store.engine)
    assert json.loads(json.dumps(found)) == found
    schema.mark_loading(store, "half")
    assert info(store)["unfinished load"] == "half"


def test_what_is_not_whole_is_not_dumped(store: GraphStore, tmp_path: Path) -> None:
    load(store, small_case(), name="small")
    schema.mark_loading(store, "small")
    with pytest.raises(StoreError, match="small did not finish"):
        dump(store, tmp_path / "store.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_a_dump_that_fails_leaves_the_file_that_was_there(store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, small_case(), name="small")
    path = tmp_path / "store.jsonl"
    path.write_text("an older dump")

    def broken(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(graph.archive, "_records", broken)
    with pytest.raises(OSError, match="disk is full"):
        dump(store, path)
    assert path.read_text() == "an older dump"
    assert [found.name for found in tmp_path.iterdir()] == ["store.jsonl"]


def test_a_store_that_holds_something_is_not_overwritten_unless_told(store: GraphStore, tmp_path: Path) -> None:
    load(store, small_case(), name="small")
    path = tmp_path / "store.jsonl"
    dump(store, path)
    before = checksum(store)
    load(store, replaced(small_case(), "c1", note="newer"), name="small")
    load(store, small_case("kept"), name="kept")
    with pytest.raises(StoreError, match="already holds kept, small"):
        restore(store, path)
    restore(store, path, replace=True)
    assert store.read("MATCH (c:Claim {key: 'c1'}) RETURN c.case, c.note ORDER BY c.case").rows == (("kept", ""), ("small", ""))
    store.execute("MATCH (n {case: 'kept'}) DETACH DELETE n")
    assert checksum(store) == before


def test_a_foreign_database_is_not_restored_into(store: GraphStore, tmp_path: Path) -> None:
    load(store, small_case(), name="small")
    dump(store, tmp_path / "store.jsonl")
    store.execute("MATCH (n) DETACH DELETE n")
    store.execute("CREATE (:Movie)")
    with pytest.raises(StoreAccessError):
        restore(store, tmp_path / "store.jsonl")
    assert store.read("MATCH (n) RETURN count(n)").rows == ((1,),)


def signed(lines: list[bytes]) -> bytes:
    """The lines with a last line that fits them, as if somebody had made the file so."""
    body = b"".join(line + b"\n" for line in lines)
    return body + json.dumps({"records": len(lines) - 1, "sha256": hashlib.sha256(body).hexdigest()}).encode() + b"\n"


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut at a line": (lambda data: b"\n".join(data.splitlines()[:-1]) + b"\n", "cut off"),
    "cut within a line": (lambda data: data[:-200], "cut off"),
    "a letter altered": (lambda data: data.replace(b"Dong Jingwei", b"Dong Jianwei"), "altered"),
    "a line less": (lambda data: b"".join(data.splitlines(keepends=True)[:3] + data.splitlines(keepends=True)[4:]), "altered"),
    "empty": (lambda _: b"", "cut off"),
    "no dump": (lambda _: b"name,age\nLi,3\n", "cannot be read as a dump"),
    "not text": (lambda _: b"\x00\xff\xfe", "cannot be read as a dump"),
    "packed and cut": (lambda data: gzip.compress(data)[:-300], "cannot be read as a dump"),
    "a store of a newer version": (
        lambda data: signed([b'{"redstring": "dump", "version": 1, "schema": 2}', *data.splitlines()[1:-1]]),
        "store of version 2",
    ),
    "another version": (lambda data: signed([b'{"redstring": "dump", "version": 2}', *data.splitlines()[1:-1]]), "version 2"),
    "another file": (lambda data: signed([b'{"other": 1}', *data.splitlines()[1:-1]]), "not a dump"),
    "an unknown record": (lambda data: signed([*data.splitlines()[:-1], b'{"Rumour": {"case": "x"}}']), "cannot read"),
    "a wrong record": (lambda data: signed([*data.splitlines()[:-1], b'{"Voice": {"case": "x"}}']), "cannot read"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_refused_before_anything_is_written(store: GraphStore, tmp_path: Path, damage: str) -> None:
    load(store, small_case(), name="small")
    path = tmp_path / "store.jsonl"
    dump(store, path)
    store.execute("MATCH (n) DETACH DELETE n")
    harm, said = DAMAGE[damage]
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(LoadError, match=said):
        restore(store, path)
    assert store.read("MATCH (n) RETURN count(n)").rows == ((0,),)


def test_a_restore_that_was_stopped_is_finished_by_another(store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    before = checksum(store)
    path = tmp_path / "store.jsonl"
    dump(store, path)
    store.execute("MATCH (n) DETACH DELETE n")
    done: list[str] = []

    def once(*given: Any, **more: Any) -> Any:
        if done:
            raise KeyboardInterrupt
        done.append("one case")
        return load(*given, **more)

    monkeypatch.setattr(graph.archive, "load", once)
    with pytest.raises(KeyboardInterrupt):
        restore(store, path)
    assert schema.loading(store) == "the dump store.jsonl"
    monkeypatch.undo()
    restore(store, path)
    assert checksum(store) == before
    assert schema.loading(store) is None
