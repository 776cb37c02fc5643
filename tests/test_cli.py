"""The `redstring` command as a person or a script uses it: the console script in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

import cli
from graph import load as loading
from graph.store import open_store
from tests.neo4j.server import Neo4jServer

REDSTRING = Path(sys.executable).parent / "redstring"
PASSWORD = "never-to-be-seen-7f3a"
FIGURES = {
    "status": "contested",
    "origins": [1, 10],
    "chains": 7,
    "asserts": 32,
    "documents": 29,
    "publishers": 28,
    "owners": 25,
    "denies": 4,
    "deniers": [1, 2],
}
SMALL = """\
case: {id: small, title: Small}
voices:
  - {id: outlet:paper, name: The Paper, kind: outlet}
sources:
  - {id: src:page, title: A page, publisher: outlet:paper, published: 2021-06-17}
entities:
  - {id: person:ann, name: "NAME", kind: person}
  - {id: place:us, name: United States, kind: place}
statements:
  - id: s1
    subject: person:ann
    predicate: visited
    object: place:us
    claims:
      - {id: c1, source: src:page, chain: [outlet:paper]}
"""

Ran = subprocess.CompletedProcess[str]
Command = Callable[..., Ran]


def small_case(folder: Path, *, name: str = "Ann", change: tuple[str, str] = ("", "")) -> Path:
    """A case folder of one statement; `change` replaces a piece of its text."""
    folder.mkdir()
    (folder / "case.yml").write_text(SMALL.replace("NAME", name).replace(*change) if change[0] else SMALL.replace("NAME", name))
    return folder


def clean_environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("REDSTRING_", "STREAMLIT_", "PORT"))}
    return {**kept, "NO_COLOR": "1", "COLUMNS": "200", **more}


def command(*words: str | Path, cwd: Path | None = None, **environment: str) -> Ran:
    line = [REDSTRING, *words]
    return subprocess.run(line, cwd=cwd, env=clean_environment(**environment), capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an embedded store with the bundled case, loaded by the command itself."""
    address = f"embedded:{tmp_path_factory.mktemp('cli') / 'store'}"
    ended = command("load", cli.BUNDLED, "--store", address)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == ""
    assert "Loaded dong-jingwei-2021: 672 new, 0 changed, 0 unchanged, 0 removed" in ended.stderr
    return address


@pytest.fixture
def empty(tmp_path: Path) -> str:
    return f"embedded:{tmp_path / 'store'}"


def told(ended: Ran, code: int) -> str:
    """What an error said: nothing on standard output, no traceback, lines that a person can read."""
    assert ended.returncode == code, ended.stderr
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert ended.stderr.startswith("redstring: ")
    return ended.stderr


# Help and start ---------------------------------------------------------------------------------------------------------------


def test_help_names_every_command() -> None:
    ended = command("--help")
    assert ended.returncode == 0
    assert all(f" {name} " in ended.stdout for name in ("run", "load", "evidence", "dump", "restore", "info"))


def test_the_command_starts_without_heavy_modules() -> None:
    heavy = ["numpy", "pandas", "pydantic", "neo4j", "streamlit", "networkx", "yaml"]
    show = f"import cli, sys; print([name for name in {heavy} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", show], cwd=cli.BUNDLED.parent.parent, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


# Load -------------------------------------------------------------------------------------------------------------------------


def test_loading_again_changes_nothing(loaded: str) -> None:
    before = command("info", "--json", "--store", loaded).stdout
    again = command("load", cli.BUNDLED, "--store", loaded)
    assert "0 new, 0 changed, 672 unchanged, 0 removed" in again.stderr
    assert command("info", "--json", "--store", loaded).stdout == before


def test_every_problem_is_told_with_its_place_and_nothing_is_loaded(tmp_path: Path, empty: str) -> None:
    good = small_case(tmp_path / "good")
    bad = small_case(tmp_path / "bad", change=("outlet:paper, published: 2021-06-17", "outlet:nobody, published: 2021-13"))
    said = told(command("load", good, bad, "--store", empty), 1)
    lines = [line for line in said.splitlines() if "case.yml:5:" in line and not line.startswith("redstring:")]
    assert len(lines) == 2
    assert "outlet:nobody" in said
    assert "2021-13" in said
    assert not Path(empty.removeprefix("embedded:")).exists()


def test_a_folder_that_is_no_case_is_refused(tmp_path: Path, empty: str) -> None:
    assert "no-such-folder" in told(command("load", tmp_path / "no-such-folder", "--store", empty), 1)
    assert "case.yml" in told(command("load", tmp_path, "--store", empty), 1)


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

    monkeypatch.setattr(loading, "load", interrupted)
    code = cli.outcome(["load", str(small_case(tmp_path / "case")), "--store", empty])
    assert code == 130
    assert "small is loaded in part. Load it again to finish." in capsys.readouterr().err


def test_an_unfinished_load_is_told_beside_the_answer(tmp_path: Path, empty: str) -> None:
    from graph.store import schema

    command("load", small_case(tmp_path / "case"), "--store", empty)
    with open_store(empty) as store:
        schema.mark_loading(store, "small")
    ended = command("info", "--json", "--store", empty)
    assert "The load of small did not finish" in ended.stderr
    assert json.loads(ended.stdout)


# Evidence ---------------------------------------------------------------------------------------------------------------------


def test_evidence_of_the_central_statement(loaded: str) -> None:
    ended = command("evidence", "s01-defected", "--json", "--store", loaded)
    found = json.loads(ended.stdout)
    assert ended.stderr == ""
    assert found.pop("why")
    assert found == FIGURES


def test_a_statement_goes_by_slug_and_by_case_and_slug(loaded: str) -> None:
    answers = {command("evidence", name, "--json", "--store", loaded).stdout for name in ("s01-defected", "dong-jingwei-2021/s01-defected")}
    assert len(answers) == 1
    assert json.loads(answers.pop())["asserts"] == 32


def test_evidence_of_all_statements_is_a_map_by_slug(loaded: str) -> None:
    ended = command("evidence", "--all", "--json", "--store", loaded)
    found = json.loads(ended.stdout)
    assert len(found) == 103
    assert {tuple(each) for each in found.values()} == {(*FIGURES, "why")}
    assert {name: found["s01-defected"][name] for name in FIGURES} == FIGURES
    assert found == json.loads(command("evidence", "--all", "--case", "dong-jingwei-2021", "--json", "--store", loaded).stdout)


def test_as_of_counts_only_what_was_published_by_then(loaded: str) -> None:
    def asserted(day: str) -> int:
        return int(json.loads(command("evidence", "s01-defected", "--as-of", day, "--json", "--store", loaded).stdout)["asserts"])

    assert asserted("2021-06-01") == 0
    assert 0 < asserted("2021-06-17") < asserted("2021-06") <= asserted("2026-01-01")
    assert asserted("2021-06") == asserted("2021-06-30")


def test_the_card_says_what_the_figures_rest_on(loaded: str) -> None:
    card = command("evidence", "s01-defected", "--store", loaded)
    assert "Dong Jingwei defected to United States" in card.stdout
    assert "contested" in card.stdout
    assert "32 claims in 29 documents of 28 publishers (25 owners)" in card.stdout
    assert "1–10 independent origins, 7 separate chains" in card.stdout
    assert "4 claims deny it, from 1–2 origins" in card.stdout
    assert "SpyTalk ← " in card.stdout
    assert "claims as reported, not findings" in card.stderr


def test_the_table_of_all_statements_holds_each_status(loaded: str) -> None:
    ended = command("evidence", "--all", "--store", loaded)
    row = next(line for line in ended.stdout.splitlines() if line.startswith("s01-defected"))
    assert row.split() == ["s01-defected", "contested", "1–10", "7", "32", "4"]


def test_two_cases_with_equal_slugs_stay_apart(tmp_path: Path, empty: str) -> None:
    first = small_case(tmp_path / "one", change=("id: small,", "id: one,"))
    second = small_case(tmp_path / "two", change=("id: small,", "id: two,"))
    assert command("load", first, second, "--store", empty).returncode == 0
    assert set(json.loads(command("evidence", "--all", "--json", "--store", empty).stdout)) == {"one/s1", "two/s1"}
    assert set(json.loads(command("evidence", "--all", "--case", "two", "--json", "--store", empty).stdout)) == {"s1"}
    assert "one/s1" in told(command("evidence", "s1", "--store", empty), 1)
    assert json.loads(command("evidence", "one/s1", "--json", "--store", empty).stdout)["asserts"] == 1


def test_what_is_not_there_is_said_with_what_is_near(loaded: str) -> None:
    assert "s01-defected" in told(command("evidence", "s01-defectd", "--store", loaded), 1)
    assert "dong-jingwei-2021" in told(command("evidence", "--all", "--case", "nowhere", "--store", loaded), 1)
    assert "person:dong-jingwei" in told(command("evidence", "person:dong-jingwei", "--store", loaded), 1)


def test_text_from_sources_cannot_steer_the_terminal(tmp_path: Path, empty: str) -> None:
    folder = small_case(tmp_path / "case", name=r"[bold red]Ann[/] \u202E\u200FBob \x9B2J")
    assert command("load", folder, "--store", empty).returncode == 0
    for ended in (command("evidence", "s1", "--store", empty), command("evidence", "--all", "--store", empty)):
        assert not {"\x1b", "\x9b", "\u202e", "\u200f"} & set(ended.stdout + ended.stderr)
    assert "[bold red]Ann[/] Bob 2J visited United States" in command("evidence", "s1", "--store", empty).stdout


# Dump, restore, info ----------------------------------------------------------------------------------------------------------


def test_a_dump_restores_to_the_same_graph(loaded: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "whole.dump"
    dumped = command("dump", file, "--store", loaded)
    assert (dumped.returncode, dumped.stdout) == (0, ""), dumped.stderr
    restored = command("restore", file, "--store", empty)
    assert (restored.returncode, restored.stdout) == (0, ""), restored.stderr
    before, after = (json.loads(command("info", "--json", "--store", address).stdout) for address in (loaded, empty))
    assert before["checksum"] == after["checksum"]


def test_info_counts_what_the_store_holds(loaded: str) -> None:
    ended = command("info", "--json", "--store", loaded)
    assert ended.stderr == ""
    found = json.loads(ended.stdout)
    assert found["labels"]["Entity"] == 77
    assert found["labels"]["Statement"] == 103
    assert found["labels"]["Claim"] == 234
    assert found["labels"]["Source"] == 108
    assert found["relationships"]["DEFECTED_TO"] >= 1
    assert "234" in command("info", "--store", loaded).stdout


def test_files_that_cannot_be_read_or_written_are_named(loaded: str, empty: str, tmp_path: Path) -> None:
    assert "absent.dump" in told(command("restore", tmp_path / "absent.dump", "--store", empty), 1)
    assert "absent" in told(command("dump", tmp_path / "absent" / "x.dump", "--store", loaded), 1)
    (tmp_path / "broken.dump").write_text("this is no dump\n")
    assert "broken.dump" in told(command("restore", tmp_path / "broken.dump", "--store", empty), 1)


# Errors -----------------------------------------------------------------------------------------------------------------------


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
    assert told(command(*words), 2).count("\n") == 1


@pytest.mark.parametrize(
    "address",
    [f"neo4j://neo4j:{PASSWORD}@127.0.0.1:1", f"bolt://127.0.0.1:1?password={PASSWORD}", "postgres://x", "embedded:", "neo4j://"],
    ids=["user and password", "password in the query", "other scheme", "no folder", "no host"],
)
def test_a_store_address_that_cannot_be_used_is_refused(address: str, tmp_path: Path) -> None:
    ended = command("info", "--store", address, cwd=tmp_path)
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

    monkeypatch.setattr(loading, "load", broken)
    assert cli.outcome(["load", str(small_case(tmp_path / "case")), "--store", empty]) == 1
    assert "unexpected error, ZeroDivisionError: division by zero (--debug shows where)" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error(loaded: str) -> None:
    words = [str(REDSTRING), "evidence", "--all", "--json", "--store", loaded]
    with subprocess.Popen(words, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


def test_the_store_is_taken_from_the_environment_else_from_the_folder(loaded: str, tmp_path: Path) -> None:
    named = command("info", "--json", cwd=tmp_path, REDSTRING_STORE=loaded)
    assert json.loads(named.stdout)["labels"]["Entity"] == 77
    assert not (tmp_path / ".redstring").exists()
    assert command("info", "--json", cwd=tmp_path).returncode == 0
    assert (tmp_path / ".redstring" / "store").is_dir()


# Run --------------------------------------------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """`redstring run` in a process of its own, from the start until its address is on the screen."""

    def __init__(self, store: str, **environment: str) -> None:
        self.port = free_port()
        words = [str(REDSTRING), "run", "--port", str(self.port), "--store", store]
        own = clean_environment(**environment)
        self.process = subprocess.Popen(words, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.said = ""
        for line in self.process.stderr:
            self.said += line
            if f"http://localhost:{self.port}" in line:
                break
        self.family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]

    def end(self, number: int) -> tuple[int, str]:
        self.process.send_signal(number)
        _, rest = self.process.communicate(timeout=30)
        return self.process.returncode, rest


@pytest.fixture
def running(empty: str) -> Iterator[Running]:
    started = Running(empty)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl+C", "SIGTERM"])
def test_run_loads_the_bundled_case_serves_and_ends_with_its_children(running: Running, empty: str, number: signal.Signals) -> None:
    assert "Loaded dong-jingwei-2021: 672 new" in running.said
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/_stcore/health") as answer:
        assert answer.status == 200
    children = running.family[1:]
    assert children
    assert running.end(number) == (0, "Redstring ended.\n")
    assert psutil.wait_procs(children, timeout=5)[1] == []
    assert json.loads(command("info", "--json", "--store", empty).stdout)["labels"]["Entity"] == 77


def test_the_app_and_its_engine_end_with_a_command_that_is_killed(running: Running) -> None:
    children = running.family[1:]
    assert children
    running.process.kill()
    running.process.communicate()
    assert psutil.wait_procs(children, timeout=20)[1] == []


def test_run_leaves_a_store_that_holds_something_as_it_is(tmp_path: Path, empty: str) -> None:
    command("load", small_case(tmp_path / "case"), "--store", empty)
    before = command("info", "--json", "--store", empty).stdout
    started = Running(empty)
    assert "Loaded" not in started.said
    assert started.end(signal.SIGTERM)[0] == 0
    assert command("info", "--json", "--store", empty).stdout == before


def test_a_port_in_use_is_named_with_the_way_out(empty: str) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        said = told(command("run", "--port", str(port), "--store", empty), 1)
    assert f"port {port} cannot be used" in said
    assert f"make run PORT={port + 1}" in said
    assert not Path(empty.removeprefix("embedded:")).exists()


def test_run_does_not_start_the_app_when_the_store_cannot_be_opened() -> None:
    port = str(free_port())
    assert "bolt://127.0.0.1:1" in told(command("run", "--port", port, "--store", "bolt://127.0.0.1:1"), 1)


# Neo4j ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def neo4j(neo4j_server: Neo4jServer) -> Iterator[dict[str, str]]:
    """The environment that leads to a real Neo4j, emptied before and after."""
    server = neo4j_server
    with open_store(server.uri, user=server.user, password=server.password) as store:
        store.execute("MATCH (n) DETACH DELETE n")
        yield {"REDSTRING_STORE": server.uri, "REDSTRING_USER": server.user, "REDSTRING_PASSWORD": server.password}
        store.execute("MATCH (n) DETACH DELETE n")


@pytest.mark.neo4j
def test_run_serves_an_empty_neo4j_and_shows_its_password_to_nobody(neo4j: dict[str, str], loaded: str) -> None:
    started = Running(neo4j["REDSTRING_STORE"], **neo4j)
    assert "Loaded dong-jingwei-2021: 672 new" in started.said
    lines = [" ".join(process.cmdline()) for process in started.family]
    code, rest = started.end(signal.SIGTERM)
    assert len(lines) >= 2
    assert not [line for line in [*lines, started.said, rest] if neo4j["REDSTRING_PASSWORD"] in line]
    assert code == 0
    here, there = json.loads(command("info", "--json", **neo4j).stdout), json.loads(command("info", "--json", "--store", loaded).stdout)
    assert (here["engine"], there["engine"]) == ("neo4j", "embedded")
    assert {name: here[name] for name in ("checksum", "labels", "relationships")} == {
        name: there[name] for name in ("checksum", "labels", "relationships")
    }
    assert command("evidence", "--all", "--json", **neo4j).stdout == command("evidence", "--all", "--json", "--store", loaded).stdout


@pytest.mark.neo4j
def test_a_wrong_password_is_one_line_that_does_not_repeat_it(neo4j: dict[str, str]) -> None:
    said = told(command("info", **{**neo4j, "REDSTRING_PASSWORD": PASSWORD}), 1)
    assert PASSWORD not in said
    assert "REDSTRING_PASSWORD" in said
