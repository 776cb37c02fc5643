"""`redstring load` of a folder or an archive in which all kinds of things lie: each becomes what it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.commands import typed
from tests.conftest import ROOT

SAMPLES = ROOT / "data" / "samples"


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name in ("harbour.gexf", "documents/wire.txt"):
        shutil.copy(SAMPLES / name, folder)
    shutil.copytree(SAMPLES / "harbour-offshore", folder / "leak")
    return folder


def checksum(store: str) -> str:
    return str(json.loads(typed("info", "--json", "--store", store).stdout)["checksum"])


def test_a_folder_comes_in_whole_and_a_second_time_changes_nothing(mixed: Path, empty: str, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    dry = typed("load", mixed, "--rules", "--dry-run", "--store", empty)
    assert dry.returncode == 0, dry.stderr
    for said in ("harbour.gexf would load as harbour.gexf", "mixed/leak would load as leak.icij: 17 new", "1 document for documents"):
        assert said in dry.stderr
    first = typed("load", mixed, "--rules", "--report", report, "--store", empty)
    assert first.returncode == 0, first.stderr
    rows = [(Path(each["name"]).name, each["state"], each["case"]) for each in json.loads(report.read_text())]
    assert rows == [("harbour.gexf", "new", "harbour.gexf"), ("leak", "new", "leak.icij"), ("wire.txt", "new", "documents")]
    held = checksum(empty)
    again = typed("load", mixed, "--rules", "--store", empty)
    for said in ("Loaded leak.icij: 0 new, 0 changed, 17 unchanged", "1 document for documents: 1 unchanged"):
        assert said in again.stderr
    assert checksum(empty) == held


def test_with_a_case_told_all_of_it_goes_there(mixed: Path, empty: str, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    ended = typed("load", mixed, "--rules", "--case", "pier", "--report", report, "--store", empty)
    assert ended.returncode == 0, ended.stderr
    rows = [(Path(each["name"]).name, each["state"], each["case"]) for each in json.loads(report.read_text())]
    assert rows == [("harbour.gexf", "new", "pier"), ("leak", "new", "pier"), ("wire.txt", "new", "pier")]
    held = checksum(empty)
    again = typed("load", mixed, "--rules", "--case", "pier", "--store", empty)
    assert "Loaded leak.icij into pier: 0 new, 0 changed, 17 unchanged" in again.stderr
    assert checksum(empty) == held
    taken = typed("unload", "leak.icij", "--store", empty)
    assert "Unloaded leak.icij: 16 records removed" in taken.stderr
    typed("load", mixed / "leak", "--case", "pier", "--store", empty)
    assert checksum(empty) == held


def test_an_archive_of_it_is_the_same_cases(mixed: Path, empty: str, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "leak"), "zip", mixed / "leak")
    assert typed("load", mixed / "leak", "--store", empty).returncode == 0
    held = checksum(empty)
    ended = typed("load", archive, "--store", empty)
    assert (ended.returncode, "Loaded leak.icij: 0 new, 0 changed, 17 unchanged, 0 removed" in ended.stderr) == (0, True), ended.stderr
    assert checksum(empty) == held


def test_what_is_refused_keeps_nothing_else_out(mixed: Path, empty: str, tmp_path: Path) -> None:
    (mixed / "broken.graphml").write_text("<graphml><graph>")
    (mixed / "other").mkdir()
    shutil.copy(mixed / "harbour.gexf", mixed / "other")
    report = tmp_path / "report.json"
    ended = typed("load", mixed, "--rules", "--report", report, "--store", empty)
    assert ended.returncode == 1
    assert "refused: " in ended.stderr
    assert "other/harbour.gexf: would become the case harbour.gexf, as " in ended.stderr
    states = {each["name"].rpartition("mixed/")[2]: each["state"] for each in json.loads(report.read_text())}
    assert states == {"broken.graphml": "refused", "harbour.gexf": "new", "leak": "new", "other/harbour.gexf": "refused", "wire.txt": "new"}


def test_tables_with_a_mapping_go_with_the_documents(mixed: Path, empty: str) -> None:
    for name in ("claims.csv", "claims.yml", "fleet.xlsx", "fleet.yml"):
        shutil.copy(SAMPLES / "tables" / name, mixed)
    ended = typed("load", mixed, "--rules", "--store", empty)
    assert ended.returncode == 0, ended.stderr
    for said in (
        "Loaded harbour-claims into documents: 20 new",
        "Loaded harbour-fleet into documents: ",
        "1 document for documents: 1 new",
    ):
        assert said in ended.stderr
    held = checksum(empty)
    again = typed("load", mixed, "--rules", "--store", empty)
    assert ("Loaded harbour-claims into documents: 0 new, 0 changed" in again.stderr, checksum(empty) == held) == (True, True)


def test_a_folder_of_graphs_alone_needs_no_case(mixed: Path, empty: str) -> None:
    (mixed / "wire.txt").unlink()
    ended = typed("load", mixed, "--store", empty)
    assert (ended.returncode, "document" in ended.stderr) == (0, False), ended.stderr
