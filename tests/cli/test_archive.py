"""`redstring dump`, `restore` and `info`: a store as one file and back, and what it holds."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.commands import told, typed


def test_a_dump_restores_to_the_same_graph(loaded: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "whole.dump"
    dumped = typed("dump", file, "--store", loaded)
    assert (dumped.returncode, dumped.stdout) == (0, ""), dumped.stderr
    restored = typed("restore", file, "--store", empty)
    assert (restored.returncode, restored.stdout) == (0, ""), restored.stderr
    before, after = (json.loads(typed("info", "--json", "--store", address).stdout) for address in (loaded, empty))
    assert before["checksum"] == after["checksum"]


def test_info_counts_what_the_store_holds(loaded: str) -> None:
    ended = typed("info", "--json", "--store", loaded)
    assert ended.stderr == ""
    found = json.loads(ended.stdout)
    assert found["labels"]["Entity"] == 77
    assert found["labels"]["Statement"] == 103
    assert found["labels"]["Claim"] == 234
    assert found["labels"]["Source"] == 108
    assert found["relationships"]["DEFECTED_TO"] >= 1
    assert "234" in typed("info", "--store", loaded).stdout


def test_files_that_cannot_be_read_or_written_are_named(loaded: str, empty: str, tmp_path: Path) -> None:
    assert "absent.dump" in told(typed("restore", tmp_path / "absent.dump", "--store", empty), 1)
    assert "absent" in told(typed("dump", tmp_path / "absent" / "x.dump", "--store", loaded), 1)
    (tmp_path / "broken.dump").write_text("this is no dump\n")
    assert "broken.dump" in told(typed("restore", tmp_path / "broken.dump", "--store", empty), 1)
