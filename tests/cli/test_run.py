"""`redstring run` in a process of its own: it serves, says where, and leaves nothing behind when it ends."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from cli import loads
from graph import archive
from graph.load import Progress
from graph.store import open_store
from tests.cli.commands import REDSTRING, clean_environment, command, small_case, told


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """`redstring run` in a process of its own, from the start until its address is on the screen; it may still be loading then."""

    def __init__(self, store: str, **environment: str) -> None:
        self.port = free_port()
        words = [str(REDSTRING), "run", "--port", str(self.port), "--store", store]
        own = clean_environment(**environment)
        self.process = subprocess.Popen(words, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.said = ""
        self.read_until(f"http://localhost:{self.port}")
        self.family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]

    def read_until(self, words: str) -> None:
        """Read what it says up to the line with these words, or to its end."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said += line
            if words in line:
                break

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


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=["Ctrl+C", "SIGTERM", "a closed terminal"])
def test_run_loads_the_bundled_case_serves_and_ends_with_its_children(running: Running, empty: str, number: signal.Signals) -> None:
    running.read_until("Loaded")
    assert "Loaded dong-jingwei-2021: 676 new" in running.said
    # what it is at stands between where it is and what it has done
    order = [running.said.index(words) for words in ("Redstring is at", "Loading dong-jingwei-2021, the case that comes with it", "Loaded")]
    assert order == sorted(order)
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
    heard: list[Progress] = []
    with open_store(empty) as store:
        before = archive.info(store)
        loads.load_bundled(store, heard.append)
        assert archive.info(store) == before
    assert heard == []


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


@pytest.mark.neo4j
def test_run_serves_an_empty_neo4j_and_shows_its_password_to_nobody(neo4j: dict[str, str], loaded: str) -> None:
    started = Running(neo4j["REDSTRING_STORE"], **neo4j)
    started.read_until("Loaded")
    assert "Loaded dong-jingwei-2021: 676 new" in started.said
    lines = [" ".join(process.cmdline()) for process in started.family]
    code, rest = started.end(signal.SIGTERM)
    assert lines
    assert not [line for line in [*lines, started.said, rest] if neo4j["REDSTRING_PASSWORD"] in line]
    assert code == 0
    here, there = json.loads(command("info", "--json", **neo4j).stdout), json.loads(command("info", "--json", "--store", loaded).stdout)
    assert (here["engine"], there["engine"]) == ("neo4j", "embedded")
    assert {name: here[name] for name in ("checksum", "labels", "relationships")} == {
        name: there[name] for name in ("checksum", "labels", "relationships")
    }
    assert command("evidence", "--all", "--json", **neo4j).stdout == command("evidence", "--all", "--json", "--store", loaded).stdout
