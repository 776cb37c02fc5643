"""Every error is a line that a person can read, on standard error, with its exit code; no password is ever in it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import cli
from tests.cli.commands import PASSWORD, REDSTRING, clean_environment, command, small_case, told, typed
from ui import additions


@pytest.mark.parametrize(
    "words",
    [
        ["evidence"],
        ["evidence", "s1", "--all"],
        ["evidence", "s1", "--case", "small"],
        ["evidence", "s1", "--as-of", "yesterday"],
        ["evidence", "s1", "--as-of", "2021/.."],
        ["load"],
        ["run", "--port", "0"],
        ["run", "--port", "many"],
        ["info", "--password", "secret"],
        ["infos"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_code_2(words: list[str]) -> None:
    assert told(typed(*words), 2).count("\n") == 1


def test_no_argument_at_all_shows_the_help_and_nothing_else() -> None:
    ended = command()
    assert (ended.returncode, ended.stderr) == (2, "")
    assert "Usage: redstring" in ended.stdout
    assert "evidence" in ended.stdout


@pytest.mark.parametrize(
    "address",
    [f"neo4j://neo4j:{PASSWORD}@127.0.0.1:1", f"bolt://127.0.0.1:1?password={PASSWORD}", "postgres://x", "embedded:", "neo4j://"],
    ids=["user and password", "password in the query", "other scheme", "no folder", "no host"],
)
def test_a_store_address_that_cannot_be_used_is_refused(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ended = typed("info", "--store", address)
    assert told(ended, 1).count("\n") == 1
    assert PASSWORD not in ended.stderr


def test_a_server_that_does_not_answer_is_named_and_the_password_is_not(tmp_path: Path) -> None:
    ended = command("info", "--store", "bolt://127.0.0.1:1", cwd=tmp_path, REDSTRING_PASSWORD=PASSWORD)
    assert "bolt://127.0.0.1:1" in told(ended, 1)
    debugged = command("info", "--store", "bolt://127.0.0.1:1", "--debug", cwd=tmp_path, REDSTRING_PASSWORD=PASSWORD)
    assert PASSWORD not in ended.stderr + debugged.stderr


@pytest.mark.parametrize("line", ["--debug load nowhere", "load nowhere --debug", "load --debug nowhere"])
def test_debug_shows_the_traceback_wherever_it_stands(line: str, tmp_path: Path) -> None:
    ended = command(*line.split(), cwd=tmp_path)
    assert ended.returncode == 1
    assert "Traceback (most recent call last)" in ended.stderr
    assert ended.stdout == ""


def test_an_error_that_nobody_foresaw_is_a_line_too(
    tmp_path: Path, empty: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(additions.loading, "load", broken)
    assert cli.outcome(["load", str(small_case(tmp_path / "case")), "--store", empty]) == 1
    assert "unexpected error, ZeroDivisionError: division by zero (--debug shows where)" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(loaded: str) -> None:
    words = [str(REDSTRING), "evidence", "--all", "--json", "--store", loaded]
    with subprocess.Popen(words, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


@pytest.mark.neo4j
def test_a_wrong_password_is_one_line_that_does_not_repeat_it(neo4j: dict[str, str]) -> None:
    said = told(command("info", **{**neo4j, "REDSTRING_PASSWORD": PASSWORD}), 1)
    assert PASSWORD not in said
    assert "REDSTRING_PASSWORD" in said


def test_a_style_that_cannot_be_used_is_told_before_anything_is_served(tmp_path: Path, empty: str) -> None:
    file = tmp_path / "style.yml"
    file.write_text("kinds:\n  Account: {like: bank}\n")
    ended = command("run", "--style", file, "--store", empty)
    assert ended.returncode == 1
    assert f"{file}, line 2: must be one of person," in ended.stderr
    assert "Traceback" not in ended.stderr
