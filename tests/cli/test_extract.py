"""`redstring extract` and `redstring evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import command, told, typed

SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "documents"
TEXT = "Ida Marsh met Olu Bright in Lagos on 5 March 2024.\n"
GOLD = "document: {published: 2024-03-09}\ndates:\n- {text: 5 March 2024, edtf: 2024-03-05}\n"
GOLD_TUNE = Path(__file__).parents[1] / "gold" / "tune"
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


def test_what_is_too_unsure_to_be_proposed_is_told_when_asked_for(page: Path) -> None:
    page.write_text("Ann Cole denied that she had told the FBI that she met Bob Lee in Riga.\n")
    proposed, everything = (
        {each["predicate"] for each in json.loads(typed("extract", page, "--json", *more).stdout)["relations"]}
        for more in ((), ("--unlikely",))
    )
    assert "met" in proposed and everything > proposed
    shown = typed("extract", page).stdout
    assert "sure" in shown and "0.9" in shown


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_ends_of_lines_make_no_difference_to_what_is_found(tmp_path: Path, end: str) -> None:
    text = (GOLD_TUNE / "01-wire-story.txt").read_text("utf-8")
    (tmp_path / "a.txt").write_text(text, "utf-8", newline="\n")
    (tmp_path / "b.txt").write_text("\ufeff" + text, "utf-8", newline=end)
    found = [json.loads(typed("extract", tmp_path / name, "--json").stdout) for name in ("a.txt", "b.txt")]
    theirs = text.replace("\n", end)
    for one, other in zip(found[0]["entities"], found[1]["entities"], strict=True):
        assert {**one, "mentions": 0} == {**other, "mentions": 0}
        assert [text[start:stop] for start, stop in one["mentions"]] == [
            theirs[start:stop].replace(end, "\n") for start, stop in other["mentions"]
        ]
    for name in LISTS[1:]:
        places = [[(each.pop("start"), each.pop("end")) for each in made[name]] for made in found]
        assert found[0][name] == found[1][name]
        words = [[part[start:stop].replace(end, "\n") for start, stop in spans] for part, spans in zip((text, theirs), places, strict=True)]
        assert words[0] == words[1]


def test_the_file_that_is_read_is_not_written_over(page: Path) -> None:
    before = page.read_bytes()
    assert "is the file that is read" in told(typed("extract", page, "--text", page), 2)
    assert page.read_bytes() == before


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


@pytest.mark.parametrize("name", ["report.pdf", "statement.docx", "article.html", "thread.eml"])
def test_what_a_load_reads_is_read_and_its_offsets_count_in_a_text_that_can_be_had(tmp_path: Path, name: str) -> None:
    out = tmp_path / "text.txt"
    ended = typed("extract", SAMPLES / name, "--json", "--rules", "--text", out)
    assert ended.returncode == 0, ended.stderr
    text = out.read_bytes().decode("utf-8")
    entities = json.loads(ended.stdout)["entities"]
    assert entities
    for each in entities:
        assert {text[start:end] for start, end in each["mentions"]} & {each["name"], *each["aliases"]}
    assert "--text OUT writes it" in typed("extract", SAMPLES / name, "--json", "--rules").stderr


def test_what_is_broken_is_no_empty_answer_and_a_text_without_words_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_text("PK no word")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "nothing.txt").write_text("\n")
    (tmp_path / "two.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    (tmp_path / "sheet.xlsx").write_bytes(b"\xd0\xcf\0")
    said = {
        name: told(typed("extract", tmp_path / name, "--json", "--rules"), 1)
        for name in ("broken.docx", "empty.pdf", "two.zip", "sheet.xlsx")
    }
    assert "empty.pdf: is empty" in said["empty.pdf"]
    assert (
        "is an archive (.zip): `redstring load` reads what is in it; taken is a text in UTF-8 as it stands, and a PDF file"
        in said["two.zip"]
    )
    assert "is a table, no document" in said["sheet.xlsx"]
    assert "`redstring load` reads them all" in told(typed("extract", SAMPLES / "feed.xml", "--rules"), 1)
    nothing = typed("extract", tmp_path / "nothing.txt", "--json", "--rules")
    assert (nothing.returncode, "holds no text, so nothing is found in it" in nothing.stderr) == (0, True)
    assert json.loads(nothing.stdout)["entities"] == []


def test_an_evaluation_as_table_and_as_json(gold: Path) -> None:
    shown = typed("evaluate", gold, "--rules", "--show", "2")
    assert shown.returncode == 0
    assert "near misses asserted" in shown.stdout
    rows = {row["kind"]: row for row in json.loads(typed("evaluate", gold, "--rules", "--json").stdout)}
    assert rows["dates"]["gold"] == 1


def test_an_evaluation_unaided_knows_day_and_publisher_by_the_text_alone(gold: Path) -> None:
    (gold / "a.txt").write_text(
        "Clerk held\n\nRIGA, 14 March 2031 (Quay Courier) - Ada Quill was arrested on Wednesday, the police said.\n"
    )
    (gold / "a.gold.yml").write_text("document: {published: 2031-03-20}\ndates:\n- {text: on Wednesday, edtf: 2031-03-12}\n")

    def right(*options: str) -> int:
        rows = json.loads(typed("evaluate", gold, "--rules", "--json", *options).stdout)
        return next(int(row["right"]) for row in rows if row["kind"] == "dates")

    assert (right(), right("--unaided")) == (0, 1)


def test_a_fault_in_the_annotation_is_told_at_its_place(gold: Path) -> None:
    (gold / "a.gold.yml").write_text(GOLD.replace("5 March 2024", "6 March 2024"))
    assert "a.gold.yml:3:10: text: these words do not stand in the text" in told(typed("evaluate", gold), 1)


def test_day_and_publisher_are_those_that_the_text_tells_unless_others_are_given(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Clerk held\n\nRIGA, 14 March 2031 (Quay Courier) - Ada Quill was arrested on Wednesday, the police said.\n", "utf-8")
    told = typed("extract", page, "--rules", "--json")
    assert "As the document tells, of 2031-03-14, Quay Courier" in told.stderr
    assert "2031-03-12" in [each["edtf"] for each in json.loads(told.stdout)["dates"]]
    given = typed("extract", page, "--rules", "--json", "--published", "2031-03-20", "--publisher", "The Lamp")
    assert "As the document tells" not in given.stderr
    assert "2031-03-19" in [each["edtf"] for each in json.loads(given.stdout)["dates"]]
    (tmp_path / "documents.yml").write_text("page.txt: {published: 2031-03-20}", "utf-8")
    assert json.loads(typed("extract", page, "--rules", "--json").stdout) == json.loads(
        typed("extract", page, "--rules", "--json", "--published", "2031-03-20").stdout
    )
    (tmp_path / "documents.yml").write_text("page.txt: {published: soon}", "utf-8")
    refused = typed("extract", page, "--rules")
    assert refused.returncode == 1
    assert "published: is a day, a month or a year as EDTF" in refused.stderr
