"""`redstring extract` and `redstring evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import command, told, typed

TEXT = "Ida Marsh met Olu Bright in Lagos on 5 March 2024.\n"
GOLD = "document: {published: 2024-03-09}\ndates:\n- {text: 5 March 2024, edtf: 2024-03-05}\n"
LISTS = ["entities", "events", "relations", "attributions", "citations", "dates"]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "a.gold.yml").write_text(GOLD)
    return folder


def test_json_is_all_that_stands_on_standard_output(page: Path) -> None:
    ended = command("extract", page, "--json", "--published", "2024-03-09", "--publisher", "The Lamp", "--rules")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list(json.loads(ended.stdout)) == LISTS


@pytest.mark.parametrize("day", ["yesterday", "2024-03", "2024-02-30"])
def test_a_day_that_is_none_is_wrong_usage(page: Path, day: str) -> None:
    assert "write it like 2021-06-17" in told(typed("extract", page, "--published", day), 2)


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfea\x00", "UTF-16"), (b"caf\xe9", "is not UTF-8"), (b"a\0b", "null byte"), (None, "No such file")]
)
def test_a_file_that_is_no_text_is_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "page.txt"
    if content is not None:
        path.write_bytes(content)
    assert said in told(typed("extract", path, "--rules"), 1)


def test_an_evaluation_as_table_and_as_json(gold: Path) -> None:
    shown = typed("evaluate", gold, "--rules", "--show", "2")
    assert shown.returncode == 0
    assert "near misses asserted" in shown.stdout
    rows = {row["kind"]: row for row in json.loads(typed("evaluate", gold, "--rules", "--json").stdout)}
    assert rows["dates"]["gold"] == 1


def test_a_fault_in_the_annotation_is_told_at_its_place(gold: Path) -> None:
    (gold / "a.gold.yml").write_text(GOLD.replace("5 March 2024", "6 March 2024"))
    assert "a.gold.yml:3:10: text: these words do not stand in the text" in told(typed("evaluate", gold), 1)
