"""`redstring views` and `redstring snapshot --view`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import typed
from tests.conftest import ROOT

VIEWS = ROOT / "data" / "dong-jingwei" / "views"


def test_saved_views_are_listed_and_written_as_they_were_loaded(loaded: str, tmp_path: Path) -> None:
    listed = typed("views", "--store", loaded)
    assert (listed.returncode, "The Anchorage talks" in listed.stdout) == (0, True)
    assert [saved["name"] for saved in json.loads(typed("views", "--json", "--store", loaded).stdout)] == [
        "Seen in China",
        "The Anchorage talks",
        "Who carried it first",
    ]
    typed("views", "--write", tmp_path / "views", "--store", loaded)
    assert {file.name: file.read_text("utf-8") for file in (tmp_path / "views").iterdir()} == {
        file.name: file.read_text("utf-8") for file in VIEWS.iterdir()
    }


def test_a_snapshot_of_a_saved_view(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "a.redstring.json"
    assert typed("snapshot", out, "--view", "the anchorage talks", "--store", loaded).returncode == 0
    saved = json.loads((VIEWS / "the-anchorage-talks.json").read_text("utf-8"))["view"]
    made = json.loads(out.read_text("utf-8"))["view"]
    assert made["positions"] == saved["positions"]
    assert made["selection"] == saved["selection"]


def test_a_view_that_is_not_there_is_told_with_those_that_are(loaded: str, tmp_path: Path) -> None:
    ended = typed("snapshot", tmp_path / "a.html", "--view", "nothing", "--store", loaded)
    assert (ended.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "there are Seen in China, The Anchorage talks" in ended.stderr
    assert typed("snapshot", tmp_path / "a.html", "--view", "x", "--seed", "y", "--store", loaded).returncode == 2


def test_a_saved_view_is_exported(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    assert typed("export", "node-link", out, "--view", "the anchorage talks", "--store", loaded).returncode == 0
    saved = json.loads((VIEWS / "the-anchorage-talks.json").read_text("utf-8"))["view"]
    assert {node["id"] for node in json.loads(out.read_text("utf-8"))["nodes"]} == set(saved["nodes"])
    assert typed("export", "node-link", out, "--view", "x", "--seed", "y", "--store", loaded).returncode == 2
