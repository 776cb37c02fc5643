"""`redstring export`: each format written from the command line, and every wrong one told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import networkx as nx
import pytest

from graph.export import FORMATS
from tests.cli.commands import REDSTRING, clean_environment, command, small_case, told, typed


def test_an_export_says_what_it_wrote(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "case.graphml"
    ended = command("export", "graphml", out, "--store", loaded)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert f"Wrote {out}, GraphML, " in ended.stderr
    assert "Relations are claims as reported, not findings." in ended.stderr
    graph = nx.read_graphml(out, force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (77, 93)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(loaded: str, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out{FORMATS[name].suffix}"
    ended = typed("export", name, out, "--store", loaded)
    assert ended.returncode == 0, ended.stderr
    assert out.stat().st_size > 10_000


def test_around_seeds_and_as_of_a_date(loaded: str, tmp_path: Path) -> None:
    sizes = []
    for words in ((), ("--hops", "0"), ("--seed", "person:robert-hanssen", "--hops", "2"), ("--as-of", "2021-06-17")):
        out = tmp_path / "around.json"
        typed("export", "node-link", out, "--seed", "person:dong-jingwei", *words, "--store", loaded)
        found = json.loads(out.read_text("utf-8"))
        sizes.append((len(found["nodes"]), len(found["edges"])))
    assert sizes[1] == (1, 0)
    assert sizes[3][1] < sizes[0][1] < sizes[2][1]
    assert found["graph"]["as_of"] == "2021-06-17"


def test_an_unknown_format_is_told_with_those_that_there_are(loaded: str, tmp_path: Path) -> None:
    said = told(typed("export", "xlsx", tmp_path / "x", "--store", loaded), 1)
    assert "there is no format 'xlsx'; there are graphml, gexf" in said
    assert list(tmp_path.iterdir()) == []


def test_of_several_cases_one_has_to_be_chosen(tmp_path: Path) -> None:
    store = f"embedded:{tmp_path / 'store'}"
    for name in ("one", "two"):
        typed("load", small_case(tmp_path / name, change=("id: small", f"id: {name}")), "--store", store)
    assert "choose one with --case: one, two" in told(typed("export", "gexf", tmp_path / "x.gexf", "--store", store), 1)
    assert typed("export", "gexf", tmp_path / "x.gexf", "--case", "two", "--store", store).returncode == 0


@pytest.mark.parametrize(("words", "code"), [(("--as-of", "soon"), 2), (("--made", "soon"), 2), (("--seed", "person:nobody"), 1)])
def test_what_is_wrong_is_told(loaded: str, tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    ended = typed("export", "gexf", tmp_path / "x.gexf", *words, "--store", loaded)
    assert ended.returncode == code
    assert words[1] in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_tables_is_not_written_over(loaded: str, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    assert typed("export", "csv", out, "--store", loaded).returncode == 0
    assert len(list(out.iterdir())) == 6
    assert "holds something already" in told(typed("export", "csv", out, "--store", loaded), 1)


def test_ctrl_c_leaves_no_half_file(loaded: str, tmp_path: Path) -> None:
    pipe = tmp_path / "slow.graphml.part"
    os.mkfifo(pipe)  # the export waits there until somebody reads
    line = [REDSTRING, "export", "graphml", tmp_path / "slow.graphml", "--store", loaded]
    with subprocess.Popen(line, env=clean_environment(), stderr=subprocess.PIPE, text=True) as running, pipe.open("rb") as reading:
        reading.read(1)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert f"Stopped; {tmp_path / 'slow.graphml'} was not written." in said
    assert list(tmp_path.iterdir()) == []
