"""A dry run tells the figures that the load behind it comes to, for every format of the samples, and leaves no trace."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from graph.archive import checksum
from graph.store import GraphStore, open_store
from tests.cli.commands import small_case, typed
from tests.conftest import ROOT

SAMPLES = ROOT / "data" / "samples"
TEXTS = (
    ("harbour.ftm.json", "", "Ada Quill", "Ada B. Quill"),
    ("harbour.gexf", "", "Ada Quill", "Ada B. Quill"),
    ("harbour.graphml", "", "Bela Marsh", "Bela B. Marsh"),
    ("harbour.node-link.json", "", "Ada Quill", "Ada B. Quill"),
    ("harbour.statements.json", "", "Ada Quill", "Ada B. Quill"),
    ("harbour.stix.json", "", "Lamp Dimmers", "Lamp Breakers"),
    ("harbour-neo4j", "people.csv", "Ada Quill", "Ada B. Quill"),
    ("harbour-offshore", "nodes-officers.csv", "Ada Quill", "Ada B. Quill"),
    ("harbour-gdelt", "20310412101500.export.CSV", "THE GULL", "THE TERN"),
    ("tables/people.yml", "people.csv", "Ada Quill", "Ada B. Quill"),
    ("tables/claims.yml", "claims.csv", "The Skerry", "The Reef"),
    ("wikidata/harbour.wikidata.json", "harbour.wikidata.json", "Mirela Costin", "Mirela B. Costin"),
    ("wikidata/prenga.jsonl", "prenga.jsonl", "Ilir Prenga", "Ilir B. Prenga"),
    ("documents/wire.txt", "wire.txt", "Jon Abel", "Jonas Abel"),
    ("documents/blog.md", "blog.md", "Tomas Rook", "Tom Rook"),
    ("documents/article.html", "article.html", "Peter Hald", "Piet Hald"),
    ("documents/thread.eml", "thread.eml", "Tomas Rook", "Tom Rook"),
    ("documents/feed.xml", "feed.xml", "Sara Lind", "Sarah Lind"),
    ("documents/atom.xml", "atom.xml", "Jon Abel", "Jonas Abel"),
)
TOLD = ("imported", "case", "kind", "new", "changed", "unchanged", "removed", "kinds", "entities", "claims", "kept")
AS_LOADED = {"would load": "new", "would change": "changed", "same as loaded": "unchanged", "refused": "refused"}


def copied(sample: str, folder: Path) -> Path:
    """A sample in a folder of its own, with what lies beside it where it needs that."""
    source = SAMPLES / sample
    if source.is_dir():
        return Path(shutil.copytree(source, folder / sample))
    target = folder / sample
    if source.parent == SAMPLES:
        return Path(shutil.copy(source, target))
    shutil.copytree(source.parent, target.parent)
    return target


def report(given: Path, address: str, folder: Path, *options: str) -> list[dict[str, Any]]:
    """What became of each file, by the report of a load that went well."""
    out = folder / "report.json"
    case = ("--case", "port") if given.parent.name == "documents" else ()
    ended = typed("load", given, "--rules", "--report", out, "--store", address, *case, *options)
    assert ended.returncode == 0, ended.stderr
    found: list[dict[str, Any]] = json.loads(out.read_text("utf-8"))
    assert found
    return found


def agree(given: Path, store: GraphStore, folder: Path) -> list[dict[str, Any]]:
    """The report of a load, which a dry run told before without changing the store."""
    held = checksum(store)
    dry = report(given, store.address, folder, "--dry-run")
    assert checksum(store) == held
    done = report(given, store.address, folder)
    assert [AS_LOADED[each["state"]] for each in dry] == [each["state"] for each in done]
    assert [[each[name] for name in TOLD] for each in dry] == [[each[name] for name in TOLD] for each in done]
    return done


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """One store for all samples: each is a case of its own, or an import into one that others begin. Open, so no engine has to start."""
    with open_store(f"embedded:{tmp_path_factory.mktemp('dry') / 'store'}") as store:
        yield store


@pytest.mark.parametrize(("sample", "within", "old", "new"), TEXTS, ids=[sample for sample, *_ in TEXTS])
def test_the_figures_are_those_of_the_load(tmp_path: Path, opened: GraphStore, sample: str, within: str, old: str, new: str) -> None:
    given = copied(sample, tmp_path)
    assert {each["state"] for each in agree(given, opened, tmp_path)} == {"new"}
    assert {each["state"] for each in agree(given, opened, tmp_path)} == {"unchanged"}
    changed = given / within if given.is_dir() else given.parent / within if within else given
    text = changed.read_text("utf-8")
    assert old in text
    changed.write_text(text.replace(old, new), "utf-8")
    assert "changed" in {each["state"] for each in agree(given, opened, tmp_path)}


def without_a_row(path: Path) -> None:
    """A table without one of its rows."""
    if path.suffix == ".parquet":
        table = pyarrow.parquet.read_table(path)
        pyarrow.parquet.write_table(table.slice(1), path)
        return
    book = openpyxl.load_workbook(path)
    book.worksheets[1].delete_rows(3)
    book.save(path)


@pytest.mark.parametrize(("mapping", "table"), [("fleet.yml", "fleet.xlsx"), ("payments.yml", "payments.parquet")])
def test_the_figures_of_a_shorter_table_are_those_of_the_load(tmp_path: Path, opened: GraphStore, mapping: str, table: str) -> None:
    given = copied(f"tables/{mapping}", tmp_path)
    assert agree(given, opened, tmp_path)[0]["state"] == "new"
    without_a_row(given.parent / table)
    (found,) = agree(given, opened, tmp_path)
    assert (found["state"], found["removed"] > 0) == ("changed", True)


@pytest.mark.parametrize("document", ["report.pdf", "statement.docx"])
def test_the_figures_of_a_packed_document_are_those_of_the_load(tmp_path: Path, opened: GraphStore, document: str) -> None:
    given = copied(f"documents/{document}", tmp_path)
    assert [agree(given, opened, tmp_path)[0]["state"] for _ in range(2)] == ["new", "unchanged"]


def test_the_figures_of_a_case_and_a_snapshot_are_those_of_the_load(tmp_path: Path, opened: GraphStore) -> None:
    given = small_case(tmp_path / "case")
    assert [agree(given, opened, tmp_path)[0]["state"] for _ in range(2)] == ["new", "unchanged"]
    shutil.rmtree(given)
    (found,) = agree(small_case(given, name="Ann B."), opened, tmp_path)
    assert (found["state"], found["kinds"]["entities"]) == ("changed", {"new": 0, "changed": 1, "unchanged": 1, "removed": 0})
    shared = ROOT / "tests" / "graph" / "kept" / "version-1.html"
    assert [agree(shared, opened, tmp_path)[0]["state"] for _ in range(2)] == ["new", "unchanged"]


def test_items_of_wikidata_are_told_in_a_case_too(opened: GraphStore) -> None:
    given = SAMPLES / "wikidata" / "harbour.wikidata.json"
    for said in ("new, 0 changed, 0 unchanged", "0 new, 0 changed, "):
        dry = typed("load", given, "--case", "quay", "--dry-run", "--store", opened.address)
        done = typed("load", given, "--case", "quay", "--store", opened.address)
        assert (dry.returncode, done.returncode) == (0, 0), dry.stderr
        figures = done.stderr.split(" and ", 1)[1].split(" in ")[0]
        assert said in figures
        assert figures in dry.stderr


def test_where_no_store_is_all_is_new_and_none_is_made(tmp_path: Path, empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    graph, story = copied("harbour.gexf", tmp_path), tmp_path / "story.txt"
    story.write_text("Ada Quill met Ned Oakum.")
    ended = typed("load", graph, SAMPLES / "tables" / "people.yml", story, "--rules", "--dry-run", "--store", empty)
    assert ended.returncode == 0, ended.stderr
    assert "would load as harbour.gexf: 12 new, 0 changed, 0 unchanged, 0 removed; nothing is wrong with it" in ended.stderr
    assert "of these: entities 4 new; relations 4 new; sources 1 new" in ended.stderr
    assert "1 document for documents: 1 would load" in ended.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"harbour.gexf", "story.txt"}


def test_all_are_told_though_one_is_refused_and_what_goes_into_one_case_is_said(tmp_path: Path, empty: str) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "b"}]}')
    tables = [SAMPLES / "tables" / name for name in ("people.yml", "fleet.yml")]
    ended = typed("load", broken, *tables, "--case", "port", "--dry-run", "--store", empty)
    assert ended.returncode == 1
    assert "there is no node with the id 'b'" in ended.stderr
    assert "would load as harbour-people into port: 12 new" in ended.stderr
    assert "Into port goes " in ended.stderr
    assert "so a load of all would bring in none" in ended.stderr
