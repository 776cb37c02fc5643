"""`redstring load` of Neo4j's CSV files that are given one by one: those of a folder are read as one, as if the folder had been given."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.commands import told, typed

PEOPLE, PAID = "id:ID,name,:LABEL\n1,Ada,Person\n2,Bela,Person\n", ":START_ID,:END_ID,:TYPE\n1,2,PAID\n"
NOTE = "2 files are read together as one data set: payments.csv, people.csv"


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "people.csv").write_text(PEOPLE)
    (folder / "payments.csv").write_text(PAID)
    return folder


def test_files_of_a_folder_are_one_data_set_in_any_order_and_the_folder_changes_nothing(harbour: Path, empty: str, tmp_path: Path) -> None:
    people, payments = harbour / "people.csv", harbour / "payments.csv"
    dry = typed("load", people, payments, "--dry-run", "--store", empty)
    assert (dry.returncode, NOTE in dry.stderr, "would load as harbour.neo4j-csv: 8 new" in dry.stderr) == (0, True, True)
    first = typed("load", people, payments, "--report", tmp_path / "report.csv", "--store", empty)
    assert (first.returncode, NOTE in first.stderr, "Loaded harbour.neo4j-csv: 8 new" in first.stderr) == (0, True, True)
    (row,) = csv.DictReader((tmp_path / "report.csv").open())
    assert (row["new"], row["entities"], row["claims"]) == ("8", "2", "1")
    assert (row["case"], row["note"]) == ("harbour.neo4j-csv", NOTE)
    for again in ((payments, harbour / ".." / "harbour" / "people.csv", people), (harbour,)):
        assert "0 new, 0 changed, 8 unchanged, 0 removed" in typed("load", *again, "--store", empty).stderr


def test_files_of_two_folders_are_two_sets_and_a_header_may_stand_apart(harbour: Path, empty: str) -> None:
    other = harbour.parent / "other"
    other.mkdir()
    for name, text in (("p-header.csv", "id:ID,name,:LABEL\n"), ("p.csv", "7,Cyn,Person\n"), ("ties.csv", PAID.replace("1,2", "7,7"))):
        (other / name).write_text(text)
    ended = typed("load", *harbour.iterdir(), *other.iterdir(), "--dry-run", "--store", empty)
    assert ended.returncode == 0, ended.stderr
    assert "harbour.neo4j-csv: 8 new" in ended.stderr
    assert "3 files are read together as one data set: p-header.csv, p.csv, ties.csv" in ended.stderr
    assert "would load as other.neo4j-csv" in ended.stderr


def test_relations_alone_say_that_the_nodes_must_be_given_with_them_and_how(harbour: Path, empty: str) -> None:
    said = told(typed("load", harbour / "payments.csv", "--store", empty), 1)
    assert "holds relations alone; give the file of the nodes that they name" in said
    assert "redstring load NODES.csv RELATIONS.csv, or the folder that has both" in said
    alone = typed("load", harbour / "people.csv", "--dry-run", "--store", empty)
    assert ("read together" in alone.stderr, "would load as people.csv" in alone.stderr) == (False, True)


def test_very_many_missing_nodes_are_counted_and_the_first_told(harbour: Path, empty: str) -> None:
    (harbour / "payments.csv").write_text(PAID + "".join(f"a{row},b{row},PAID\n" for row in range(2_000)))
    ended = typed("load", *harbour.iterdir(), "--store", empty)
    note, _, said = ended.stderr.partition("\n")
    assert (ended.returncode, note) == (1, NOTE)
    assert "4,000 problems, the first: payments.csv:3:1: :START_ID: there is no node with the id 'a0'; add it, give the file" in said
    assert said.count("there is no node") == 51
