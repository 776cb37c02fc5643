"""`redstring load` checks a case and says what it did, in words and with an exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from graph.load import Progress
from graph.store import open_store, schema
from tests.cli.commands import command, small_case, told, typed
from tests.conftest import ROOT
from ui import additions


def test_loading_again_changes_nothing(loaded: str) -> None:
    before = typed("info", "--json", "--store", loaded).stdout
    again = typed("load", cli.BUNDLED, "--store", loaded)
    assert "0 new, 0 changed, 676 unchanged, 0 removed" in again.stderr
    assert typed("info", "--json", "--store", loaded).stdout == before


def test_every_problem_is_told_with_its_place_and_nothing_is_loaded(tmp_path: Path, empty: str) -> None:
    good = small_case(tmp_path / "good")
    bad = small_case(tmp_path / "bad", change=("outlet:paper, published: 2021-06-17", "outlet:nobody, published: 2021-13"))
    said = told(typed("load", good, bad, "--store", empty), 1)
    lines = [line for line in said.splitlines() if "case.yml:5:" in line and not line.startswith("redstring:")]
    assert len(lines) == 2
    assert "outlet:nobody" in said
    assert "2021-13" in said
    assert not Path(empty.removeprefix("embedded:")).exists()


def test_a_folder_that_is_no_case_is_refused(tmp_path: Path, empty: str) -> None:
    assert "no-such-folder" in told(typed("load", tmp_path / "no-such-folder", "--store", empty), 1)
    assert "case.yml" in told(typed("load", tmp_path, "--store", empty), 1)


def test_warnings_go_to_standard_error_and_do_not_stop_a_load(tmp_path: Path, empty: str) -> None:
    other = ("voices:\n", "voices:\n  - {id: outlet:other, name: Other, kind: outlet}\n")
    folder = small_case(tmp_path / "case", change=other)
    (folder / "case.yml").write_text((folder / "case.yml").read_text().replace("chain: [outlet:paper]", "chain: [outlet:other]"))
    ended = command("load", folder, "--store", empty)
    assert ended.returncode == 0, ended.stderr
    assert "warning: case.yml:" in ended.stderr
    assert ended.stdout == ""


def test_ctrl_c_says_what_was_done(tmp_path: Path, empty: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(additions.loading, "load", interrupted)
    code = cli.outcome(["load", str(small_case(tmp_path / "case")), "--store", empty])
    assert code == 130
    assert "small is loaded in part. Load it again to finish." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (Progress("reading", 5_000), "Stopped before anything was written of small."),
        (Progress("writing PAID", 120_000, 500_000), "Stopped while writing PAID, 120,000 of 500,000; small is loaded in part."),
    ],
)
def test_ctrl_c_says_how_far_it_was(
    now: Progress, words: str, tmp_path: Path, empty: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, progress: Callable[[Progress], None], **__: object) -> None:
        progress(now)
        raise KeyboardInterrupt

    monkeypatch.setattr(additions.loading, "load", interrupted)
    assert cli.outcome(["load", str(small_case(tmp_path / "case")), "--store", empty]) == 130
    assert words in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a file's size is limited by the system elsewhere only")
def test_no_room_for_temporary_files_is_told(tmp_path: Path) -> None:
    rows = "".join(f"p{each},{'x' * 8_000},Person\n" for each in range(4_000))
    (tmp_path / "people.csv").write_text(f"id:ID,note,:LABEL\n{rows}")
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20,) * 2); import cli; sys.exit(cli.outcome(sys.argv[1:]))"
    )
    given = [sys.executable, "-c", limited, "load", "--dry-run", str(tmp_path / "people.csv")]
    ended = subprocess.run(given, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ended.returncode == 1
    assert "needs more room for temporary files than their folder has" in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr


def test_an_unfinished_load_is_told_beside_the_answer(tmp_path: Path, empty: str) -> None:
    typed("load", small_case(tmp_path / "case"), "--store", empty)
    with open_store(empty) as store:
        schema.mark_loading(store, "small")
    ended = typed("info", "--json", "--store", empty)
    assert "The load of small did not finish" in ended.stderr
    assert json.loads(ended.stdout)


def test_a_snapshot_is_loaded_as_a_case_that_is_only_read_and_closed(tmp_path: Path) -> None:
    kept, store = ROOT / "tests" / "graph" / "kept" / "version-1.html", f"embedded:{tmp_path / 'store'}"
    typed("load", small_case(tmp_path / "mine"), "--store", store)
    before = json.loads(typed("info", "--json", "--store", store).stdout)["checksum"]
    ended = typed("load", kept, "--store", store)
    assert ended.returncode == 0
    key = ended.stderr.split("Loaded ")[1].split(":")[0]
    assert key.startswith("mirela-case.")
    # of the cases the live one is meant where none is named
    assert typed("snapshot", tmp_path / "a.html", "--seed", "person:ann", "--store", store).returncode == 0
    assert typed("evidence", f"{key}/mirela-left", "--store", store).returncode == 0
    closed = typed("close", "small", "--store", store)
    assert (closed.returncode, "is no snapshot that was opened" in closed.stderr) == (1, True)
    assert typed("close", key, "--store", store).returncode == 0
    assert json.loads(typed("info", "--json", "--store", store).stdout)["checksum"] == before


def test_the_only_problem_is_told_once(tmp_path: Path, empty: str) -> None:
    (tmp_path / "other.html").write_text('<p id="redstring-content">hello</p>')
    ended = typed("load", tmp_path / "other.html", "--store", empty)
    assert ended.returncode == 1
    assert ended.stderr.count("no snapshot of Redstring") == 1
