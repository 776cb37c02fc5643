"""Tables on the command line: guessed, checked, loaded into a case, listed, and taken out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cli

SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "tables"
FILES = [str(SAMPLES / name) for name in ("people.csv", "ties.csv")]


def test_tables_are_guessed_checked_loaded_listed_and_taken_out(tmp_path: Path, empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["mapping", *FILES]) == 0
    told = capsys.readouterr()
    assert "also known as: alias: its header says so" in told.err
    mapping = tmp_path / "people.yml"
    mapping.write_text(told.out, "utf-8")
    given = ["load", *FILES, "--mapping", str(mapping), "--case", "harbour", "--store", empty]
    assert cli.outcome([*given, "--dry-run"]) == 0
    assert "would load as people into harbour: 12 new, 0 changed, 0 unchanged, 0 removed; nothing is wrong" in capsys.readouterr().err
    assert cli.outcome(given) == 0
    assert "Loaded people into harbour: 12 new" in capsys.readouterr().err
    assert cli.outcome(given) == 0
    assert "Loaded people into harbour: 0 new, 0 changed, 12 unchanged, 0 removed" in capsys.readouterr().err
    assert cli.outcome(["sources", "--store", empty]) == 0
    assert "table, " in (listed := capsys.readouterr().out)
    # as many as came and as go: its rows are records too
    assert "12 records, 12 of them its own alone" in listed
    assert cli.outcome(["unload", "people", "--store", empty]) == 0
    assert "Unloaded people: 12 records removed" in capsys.readouterr().err


def test_what_is_wrong_is_told_with_the_way_on(tmp_path: Path, empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.outcome(["load", FILES[0], "--store", empty]) == 1
    assert "is a table: say first what its columns are, on the Load page, or by `redstring mapping" in capsys.readouterr().err
    mapping = tmp_path / "people.yml"
    mapping.write_text((SAMPLES / "people.yml").read_text("utf-8").replace("column: name", "column: nmae"), "utf-8")
    assert cli.outcome(["load", *FILES, "--mapping", str(mapping), "--store", empty]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "people.yml was not loaded. 1 problem: people.yml:10:15: column: people.csv has no column 'nmae'; did you mean 'name'?" in told


def test_what_apoc_exports_in_one_table_is_no_relation_of_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "all.csv"
    table.write_text('"_id","_labels","name","_start","_end","_type"\n"0",":Person","Ada",,,\n,,,"0","1","PAYS"\n')
    assert cli.outcome(["mapping", str(table)]) == 1
    assert "all.csv: holds nodes and relationships in one table, as Neo4j's APOC exports them" in " ".join(capsys.readouterr().err.split())


def test_what_is_loaded_as_a_whole_stands_in_the_report_with_what_is_refused(tmp_path: Path, empty: str) -> None:
    report, graph, story = tmp_path / "report.json", tmp_path / "ties.json", tmp_path / "story.txt"
    graph.write_text('{"nodes": [{"id": "a"}], "edges": []}')
    story.write_text("Harbour Courier\n\nThe port was closed.\n")
    given = ["load", str(SAMPLES / "people.yml"), str(graph), "--report", str(report), "--store", empty]

    def told() -> list[tuple[str, str, str, str]]:
        return [(Path(each["name"]).name, each["kind"], each["case"], each["state"]) for each in json.loads(report.read_text("utf-8"))]

    assert cli.outcome([*given, "--dry-run"]) == 0
    assert [state for *_, state in told()] == ["would load", "would load"]
    assert cli.outcome([*given, str(story), "--rules", "--case", "port"]) == 0
    assert told() == [
        ("people.yml", "table", "port", "new"), ("ties.json", "node-link", "port", "new"), ("story.txt", "text", "port", "new"),
    ]  # fmt: skip
    graph.write_text('{"nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "b"}]}')
    assert cli.outcome(given) == 1
    (refused,) = json.loads(report.read_text("utf-8"))
    assert (refused["state"], [each["message"] for each in refused["problems"]]) == (
        "refused", ["there is no node with the id 'b'; add it, or remove the relation"],
    )  # fmt: skip
