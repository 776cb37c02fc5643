"""Opening a store: one of another version is refused at once, and whoever only reads makes none."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import StoreUnavailableError, StoreVersionError
from graph.store import GraphStore, open_store, schema
from tests.conftest import Reopen


@pytest.mark.parametrize("version", [0, 2, None])
def test_a_store_of_another_version_is_not_opened(store: GraphStore, reopen: Reopen, version: int | None) -> None:
    schema.prepare(store)
    store.execute("MATCH (r:Redstring {id: 'redstring'}) SET r.schema = $version", {"version": version})
    with pytest.raises(StoreVersionError, match=rf"has version {version}, .* restore the dump into an empty store"):
        reopen()
    store.execute("MATCH (r:Redstring {id: 'redstring'}) SET r.schema = $version", {"version": schema.VERSION})
    with reopen() as again:
        assert schema.version(again) == schema.VERSION


def test_an_empty_store_and_somebody_else_s_have_no_version_and_are_opened(store: GraphStore, reopen: Reopen) -> None:
    with reopen() as empty:
        assert schema.version(empty) is None
    store.execute("CREATE (:Thing {id: 'theirs'})")
    with reopen() as foreign:
        assert schema.version(foreign) is None


def test_an_emptied_store_keeps_its_indexes_and_gets_only_those_that_are_gone(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    schema.prepare(store)
    held = indexes(store)
    assert {"entity_key", "voice_case"} <= held
    for gone in ([], ["entity_key"]):
        store.execute("MATCH (n) DETACH DELETE n")
        for name in gone:
            store.execute(f"DROP INDEX {name}")
        written: list[str] = []
        with monkeypatch.context() as patch:
            execute = store.execute
            patch.setattr(store, "execute", lambda *given, execute=execute, written=written: (written.append(given[0]), execute(*given))[1])
            schema.prepare(store)
        assert indexes(store) == held
        assert len(written) == 1 + len(gone), written
        assert schema.version(store) == schema.VERSION


def indexes(store: GraphStore) -> set[str]:
    return {row[0] for row in store.read("SHOW INDEXES YIELD name RETURN name").rows}


@pytest.mark.parametrize("there", [False, True], ids=["no folder", "another folder"])
def test_whoever_only_reads_makes_no_store(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "typo"
    if there:
        folder.mkdir()
        (folder / "letter.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreUnavailableError, match=r"There is no store at embedded:.*typo.*redstring load"):
        open_store(f"embedded:{folder}", create=False)
    assert sorted(tmp_path.rglob("*")) == before


def test_whoever_only_reads_opens_a_store_that_is_there_open_or_not(tmp_path: Path) -> None:
    address = f"embedded:{tmp_path / 'store'}"
    with open_store(address) as first:
        first.execute("CREATE (:Person {id: 'a'})")
        with open_store(address, create=False) as second:
            assert second.read("MATCH (n:Person) RETURN n.id").rows == (("a",),)
    with open_store(address, create=False) as third:
        assert third.read("MATCH (n:Person) RETURN n.id").rows == (("a",),)
