"""What is loaded as a whole, a case or another tool's graph: noted with its hash, listed, taken out and loaded again on both engines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

import loaders
from graph import queries
from graph.archive import checksum
from graph.load import unload
from graph.store import GraphStore
from loaders.graphs.dataset import sha256
from tests.conftest import ROOT
from ui import additions

SAMPLES = ROOT / "data" / "samples"
GRAPHS = (
    *("harbour.ftm.json", "harbour.statements.json", "harbour.gexf", "harbour.graphml", "harbour.node-link.json", "harbour.stix.json"),
    *("harbour-neo4j", "harbour-offshore", "harbour-gdelt", "wikidata/harbour.wikidata.json"),
)
HELD = "MATCH (n) WHERE NOT n:Redstring AND NOT n:Decision RETURN count(n)"


def brought(store: GraphStore, path: Path) -> queries.ImportView:
    """What is noted of a path once that is loaded."""
    loaded = loaders.load(path)
    additions.add(store, loaded, path.as_posix())
    return next(view for view in queries.imports(store, loaded.name) if view.whole)


@pytest.mark.parametrize("sample", GRAPHS)
def test_a_graph_is_listed_goes_without_a_trace_and_comes_again_as_it_was(store: GraphStore, sample: str) -> None:
    other = brought(store, ROOT / "data" / "dong-jingwei")
    before = checksum(store)
    view = brought(store, SAMPLES / sample)
    loaded, held = checksum(store), store.read(HELD).rows
    assert (view.imported.name, view.imported.path) == (view.imported.case, (SAMPLES / sample).as_posix())
    if (SAMPLES / sample).is_file():
        assert view.imported.sha256 == sha256(SAMPLES / sample)
    gone = unload(store, view.imported.case, view.imported.name)
    assert (gone.removed, checksum(store)) == (view.records, before)
    assert queries.imports(store) == (other,)
    assert brought(store, SAMPLES / sample).records == view.records
    assert (checksum(store), store.read(HELD).rows) == (loaded, held)


def test_the_same_bytes_from_another_place_change_nothing(store: GraphStore, tmp_path: Path) -> None:
    first = brought(store, SAMPLES / "harbour.gexf")
    held = checksum(store)
    moved = Path(shutil.copy(SAMPLES / "harbour.gexf", tmp_path))
    report = additions.add(store, loaders.load(moved), moved.as_posix())
    assert (report.new, report.changed, report.removed) == (0, 0, 0)
    assert queries.imports(store) == (first,)
    moved.write_text(moved.read_text("utf-8").replace("Ada Quill", "Ada B. Quill"), "utf-8")
    newer = brought(store, moved)
    assert (newer.imported.path, newer.records, checksum(store) == held) == (moved.as_posix(), first.records, False)


def test_the_hash_of_a_case_is_that_of_its_files(store: GraphStore, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "data" / "dong-jingwei", tmp_path / "case"))
    first = brought(store, folder)
    (folder / "notes.txt").write_text("no file of a case", "utf-8")
    assert brought(store, folder / "case.yml") == first
    with (folder / "case.yml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert brought(store, folder).imported.sha256 != first.imported.sha256


def test_what_broke_off_is_finished_by_taking_it_out_again(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    view = brought(store, SAMPLES / "harbour.stix.json")
    write, turns = GraphStore.write_rows, iter(range(3))

    def broken(self: GraphStore, *given: object, **options: object) -> int:
        if not list(islice(turns, 1)):
            raise ConnectionError("gone")
        return write(self, *given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(GraphStore, "write_rows", broken)
    with pytest.raises(ConnectionError):
        unload(store, view.imported.case, view.imported.name)
    monkeypatch.undo()
    assert store.read(HELD).rows[0][0] > 0
    unload(store, view.imported.case, view.imported.name)
    assert (store.read(HELD).rows[0][0], queries.imports(store)) == (0, ())


@pytest.fixture(autouse=True)
def _emptied(store: GraphStore) -> Iterator[None]:
    yield
    store.execute("MATCH (n) DETACH DELETE n")
