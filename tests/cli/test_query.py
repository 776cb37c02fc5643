"""`redstring query`: rows as a person or a program wants them, and an error that shows its place."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.commands import command, told, typed

CONTESTED = "MATCH (a)-[r {status: $status}]->(b) RETURN a.name AS who, type(r) AS does, r.claims AS claims ORDER BY claims DESC LIMIT 1"
NODE = "MATCH (n:Place {key: 'place:us'}) RETURN n"


def test_a_table_for_a_person(loaded: str) -> None:
    ended = typed("query", CONTESTED, "--param", "status=contested", "--store", loaded)
    assert ended.returncode == 0
    head, row = ended.stdout.splitlines()
    assert head.split() == ["who", "does", "claims"]
    assert row.split() == ["Dong", "Jingwei", "DEFECTED_TO", "32"]
    assert ended.stderr.startswith("1 row; the first after ")
    assert "claims as reported, not findings" in ended.stderr


def test_json_for_a_program(loaded: str) -> None:
    defected = "MATCH (a)-[r:DEFECTED_TO]->(b:Place) RETURN r, b, $list AS l"
    ended = typed("query", defected, "--param", "list=[1, null]", "--limit", "1", "--format", "json", "--store", loaded)
    found = json.loads(ended.stdout)
    assert list(found) == ["columns", "rows", "truncated", "ms"]
    assert found["columns"] == ["r", "b", "l"]
    ((edge, place, given),) = found["rows"]
    assert (edge["type"], edge["properties"]["status"]) == ("DEFECTED_TO", "contested")
    assert set(edge) == {"type", "id", "from", "to", "properties"}
    assert edge["to"] == place["id"]
    assert place["labels"] == ["Entity", "Place"]
    assert given == [1, None]
    assert found["truncated"] is True
    assert found["ms"] > 0
    assert "First 1 of more rows" in ended.stderr


def test_csv_that_a_spreadsheet_does_not_run(loaded: str) -> None:
    ended = typed("query", "RETURN '=1+1' AS `@x`, {a: 1} AS m, 7 AS n, null AS z", "--format", "csv", "--store", loaded)
    assert list(csv.reader(io.StringIO(ended.stdout))) == [["'@x", "m", "n", "z"], ["'=1+1", '{"a": 1}', "7", ""]]


def test_a_query_from_a_file_and_from_standard_input(loaded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "count.cypher"
    file.write_text("// how many\nMATCH (n:Entity)\nRETURN count(n) AS n;\n", "utf-8")
    assert typed("query", "--file", file, "--store", loaded).stdout.split() == ["n", "77"]
    monkeypatch.setattr("sys.stdin", io.StringIO(file.read_text("utf-8")))
    assert typed("query", "-", "--store", loaded).stdout.split() == ["n", "77"]


def test_a_parameter_is_json_or_text(loaded: str) -> None:
    line = ["query", "RETURN $a AS a, $b AS b, $c AS c", "--param", "a=007", "--param", 'b="7"', "--param", "c=7", "--format", "json"]
    assert json.loads(typed(*line, "--store", loaded).stdout)["rows"] == [["007", "7", 7]]


@pytest.mark.parametrize(
    ("cypher", "shown"),
    [
        ("MATCH (n)\nRETRUN n", ["  line 2, column 1", "  RETRUN n", "  ^"]),
        ("RETURN '董经纬', 1 +* 2", ["  line 1, column 18", "  RETURN '董经纬', 1 +* 2", "                      ^"]),
    ],
)
def test_an_error_shows_its_place(loaded: str, cypher: str, shown: list[str]) -> None:
    said = told(typed("query", cypher, "--store", loaded), 1)
    assert said.splitlines()[1:] == shown


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["RETURN $a, $b"], "no value for $a, $b"),
        (["RETURN 1; RETURN 2"], "the text holds 2 statements"),
        (["// nothing"], "the text holds no statement"),
        (["RETURN 1", "--format", "xml"], "'xml' is not one of table, csv, json"),
        (["RETURN 1", "--param", "a"], "--param a: that is not NAME=VALUE"),
        (["RETURN 1", "--file", "x"], "give one CYPHER"),
    ],
)
def test_wrong_usage_is_told(line: list[str], says: str) -> None:
    assert says in told(typed("query", *line), 2)


def test_the_plan_of_the_embedded_engine_is_shown_and_nothing_done(loaded: str) -> None:
    ended = typed("query", "CREATE (n:Written)", "--explain", "--store", loaded)
    assert ended.returncode == 0
    assert "CREATE" in ended.stdout
    assert typed("query", "MATCH (n:Written) RETURN count(n) AS n", "--store", loaded).stdout.split() == ["n", "0"]


def test_a_query_that_takes_too_long_or_writes_ends_in_one_line(loaded: str) -> None:
    slow = "UNWIND range(1, 5000) AS a UNWIND range(1, 5000) AS b UNWIND range(1, 5000) AS c RETURN count(*) AS n"
    assert "stopped after 0.5 s" in told(typed("query", slow, "--timeout", "0.5", "--store", loaded), 1)
    assert "may not change the store" in told(typed("query", "CREATE (n:X)", "--store", loaded), 1)


@pytest.mark.neo4j
def test_it_says_the_same_on_neo4j_and_explains(neo4j: dict[str, str]) -> None:
    assert command("query", "RETURN $a + 1 AS n", "--param", "a=1", **neo4j).stdout.split() == ["n", "2"]
    assert "read a file or address" in told(command("query", "LOAD CSV FROM 'file:///etc/passwd' AS r RETURN r", **neo4j), 1)
    assert told(command("query", "MATCH (n)\nRETRUN n", **neo4j), 1).splitlines()[1:] == ["  line 2, column 1", "  RETRUN n", "  ^"]
    steps = command("query", NODE, "--explain", **neo4j).stdout.splitlines()
    assert steps[0].startswith("ProduceResults")
    assert steps[-1].lstrip().startswith("Node")
