"""The command starts quickly, says what it can do, and knows its store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import cli
from tests.cli.commands import command, small_case, told, typed


def test_help_names_every_command() -> None:
    ended = command("--help")
    assert ended.returncode == 0
    assert all(f" {name} " in ended.stdout for name in ("run", "load", "evidence", "dump", "restore", "info"))


def test_the_command_starts_without_heavy_modules() -> None:
    heavy = ["numpy", "pandas", "pydantic", "neo4j", "streamlit", "networkx", "yaml"]
    show = f"import cli, sys; print([name for name in {heavy} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", show], cwd=cli.BUNDLED.parent.parent, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_the_store_is_taken_from_the_environment_else_from_the_folder(loaded: str, tmp_path: Path) -> None:
    named = command("info", "--json", cwd=tmp_path, REDSTRING_STORE=loaded)
    assert json.loads(named.stdout)["labels"]["Entity"] == 77
    assert not (tmp_path / ".redstring").exists()
    ended = command("load", small_case(tmp_path / "case"), cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / ".redstring" / "store").is_dir()
    assert json.loads(command("info", "--json", cwd=tmp_path).stdout)["labels"]["Entity"] == 2


@pytest.mark.parametrize("words", [["info"], ["evidence", "--all"], ["evidence", "s1"], ["dump", "whole.dump"]], ids=" ".join)
def test_a_command_that_only_reads_makes_no_store(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the place of one whose address is mistyped nor where nothing was loaded yet."""
    monkeypatch.chdir(tmp_path)
    for address in ([], ["--store", "embedded:typo"]):
        said = told(typed(*words, *address), 1)
        assert "nothing is loaded there yet" in said
        assert "redstring load" in said
        assert (address or ["embedded:.redstring/store"])[-1] in said
    assert list(tmp_path.iterdir()) == []


def test_it_says_the_same_in_a_process_of_its_own(loaded: str) -> None:
    """What most tests of the command rest on: they run it in their own process."""
    line = ["evidence", "--all", "--store", loaded]
    alone, here = command(*line), typed(*line)
    assert (alone.returncode, alone.stdout, alone.stderr) == (here.returncode, here.stdout, here.stderr)
    assert told(command("info", "--port", "1"), 2) == told(typed("info", "--port", "1"), 2)
