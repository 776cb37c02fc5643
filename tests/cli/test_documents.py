"""Documents on the command line: loaded, listed, loaded again, taken out; what is wrong with one does not keep the others out."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.commands import told, typed
from tests.conftest import ROOT

STORY = """Harbour Courier

Mirela Costin, deputy head of the Coastal Audit Office, met the banker Ilir Prenga in Tarn on 4 March 2024,
two officials told the Alder Post.
Costin denied it.
"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"embedded:{tmp_path / 'store'}"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def checksum(address: str) -> str:
    return str(json.loads(typed("info", "--json", "--store", address).stdout)["checksum"])


def test_a_document_comes_goes_and_comes_again_as_it_was(address: str, story: Path, tmp_path: Path) -> None:
    typed("load", ROOT / "data" / "dong-jingwei", "--store", address)
    before = checksum(address)
    into = ("--rules", "--case", "dong-jingwei-2021")
    ended = typed("load", story, *into, "--report", tmp_path / "report.json", "--store", address)
    assert ended.returncode == 0, ended.stderr
    assert "1 document for dong-jingwei-2021: 1 new" in ended.stderr
    (told,) = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (told["state"], told["problems"]) == ("new", [])
    loaded = checksum(address)
    assert loaded != before
    again = typed("load", story, *into, "--store", address)
    assert "1 unchanged" in again.stderr
    assert checksum(address) == loaded
    whole, listed = json.loads(typed("sources", "--json", "--store", address).stdout)
    assert (whole["name"], whole["format"], whole["whole"]) == ("dong-jingwei-2021", "case", True)
    assert (listed["name"], listed["format"], listed["path"], listed["whole"]) == (told["imported"], "text", str(story), False)
    out = typed("unload", told["imported"], "--store", address)
    assert out.returncode == 0, out.stderr
    assert checksum(address) == before
    typed("load", story, *into, "--store", address)
    assert checksum(address) == loaded
    assert typed("unload", "nothing", "--store", address).returncode == 1


def test_without_a_case_it_goes_beside_the_bundled_one_and_says_where(address: str, story: Path, tmp_path: Path) -> None:
    typed("load", ROOT / "data" / "dong-jingwei", "--store", address)
    first = typed("load", story, "--rules", "--store", address)
    assert "It goes into the case documents, a new one; --case KEY names another" in first.stderr
    (tmp_path / "other.txt").write_text(STORY, "utf-8")
    second = typed("load", tmp_path / "other.txt", "--rules", "--store", address)
    assert "It goes into the case documents, the only one of the store, beside what came with it and data sets" in second.stderr
    assert {each["case"] for each in json.loads(typed("sources", "--json", "--store", address).stdout) if not each["whole"]} == {
        "documents"
    }
    assert set(json.loads(typed("info", "--json", "--store", address).stdout)["cases"]) == {"documents", "dong-jingwei-2021"}
    assert "It goes into" not in typed("load", story, "--rules", "--case", "harbour", "--store", address).stderr


def test_a_dry_run_writes_nothing(address: str, story: Path) -> None:
    typed("load", ROOT / "data" / "dong-jingwei", "--store", address)
    before = checksum(address)
    ended = typed("load", story, "--dry-run", "--rules", "--store", address)
    assert "1 would load" in ended.stderr
    assert checksum(address) == before


def test_a_load_tells_whose_each_document_is_and_from_when(address: str, tmp_path: Path) -> None:
    body = "The director of the harbour left the town on Monday after an inquiry had named her, two officials said in Riga that evening.\n"
    (tmp_path / "told.txt").write_text(f"Director leaves by night\n\nRIGA, 14 March 2031 (Quay Courier) - {body}\n{body}", "utf-8")
    (tmp_path / "untold.txt").write_text(f"{body}\nIt rained on the quay.\n", "utf-8")
    report = tmp_path / "report.json"
    ended = typed("load", tmp_path / "told.txt", tmp_path / "untold.txt", "--dry-run", "--rules", "--report", report, "--store", address)
    assert re.search(r"would load: Director leaves by night \(told-txt-\w+\), Quay Courier, 2031-03-14: ", ended.stderr)
    assert re.search(r"untold.txt \(untold-txt-\w+\), tells no publisher, undated: ", ended.stderr)
    assert [(each["publisher"], each["published"]) for each in json.loads(report.read_text("utf-8"))] == [
        ("Quay Courier", "2031-03-14"),
        ("", ""),
    ]


def test_what_is_told_beside_a_document_is_read_with_it_and_when_it_changes(address: str, story: Path) -> None:
    beside = story.parent / "documents.yml"
    plain = typed("load", story, "--rules", "--store", address)
    assert "tells no publisher, undated" in plain.stderr
    beside.write_text("story.txt:\n  publisher: The Gull\n  published: 2031-03-14\n", "utf-8")
    assert "The Gull, 2031-03-14" in typed("load", story, "--rules", "--store", address).stderr
    told = checksum(address)
    again = typed("load", story, beside, "--rules", "--store", address)
    assert "1 document" in again.stderr
    assert "1 unchanged" in again.stderr
    rows = typed("query", "MATCH (s:Source) RETURN s.published, s.publisher", "--store", address).stdout
    assert "2031-03-14" in rows
    assert "outlet:gull" in rows
    beside.write_text("story.txt:\n  publisher: The Gull\n  publishd: 2031-03-14\n", "utf-8")
    wrong = typed("load", story, beside, "--rules", "--store", address)
    assert wrong.returncode == 1
    assert "documents.yml:3:3: publishd: unknown key; did you mean 'published'?" in wrong.stderr
    assert "story.txt: was not read, for what is told of it in documents.yml is wrong" in wrong.stderr
    assert checksum(address) == told
    beside.unlink()
    assert "tells no publisher, undated" in typed("load", story, "--rules", "--store", address).stderr


def test_a_dry_run_tells_of_documents_beside_a_graph_that_is_refused(address: str, story: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.gexf").write_text("<gexf><graph>", "utf-8")
    ended = typed("load", tmp_path / "broken.gexf", story, "--dry-run", "--rules", "--store", address)
    assert ended.returncode == 1
    assert "broken.gexf was not loaded" in ended.stderr
    assert "1 would load" in ended.stderr
    real = typed("load", tmp_path / "broken.gexf", story, "--rules", "--store", address)
    assert real.returncode == 1
    assert "for documents" not in real.stderr


def test_an_entry_without_words_is_told_as_that(address: str, tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    entries = "<item><link>https://gull.example/1</link></item><item><title>Ada Quill met Bo Reed</title></item>"
    feed.write_text(f'<rss version="2.0"><channel><title>The Gull</title>{entries}</channel></rss>', "utf-8")
    ended = typed("load", feed, "--rules", "--store", address)
    assert ended.returncode == 0, ended.stderr
    assert "it holds no words, so nothing is proposed in it; it is a source alone" in ended.stderr
    assert "as read before" not in ended.stderr
    assert "as read before" in typed("load", feed, "--rules", "--store", address).stderr


def test_what_cannot_be_read_is_told_and_the_others_come_in(address: str, story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", "utf-8")
    report = tmp_path / "report.csv"
    ended = typed("load", story, tmp_path / "empty.txt", tmp_path / "none.txt", "--rules", "--report", report, "--store", address)
    assert ended.returncode == 1
    assert "none.txt: there is no such file or folder" in ended.stderr
    assert "empty.txt: is empty" in ended.stderr
    with report.open(encoding="utf-8", newline="") as file:
        states = {Path(row["name"]).name: row["state"] for row in csv.DictReader(file)}
    assert states == {"story.txt": "new", "empty.txt": "refused", "none.txt": "refused"}
    assert json.loads(typed("info", "--json", "--store", address).stdout)["cases"] == {"documents": "documents"}


def test_which_case_is_meant_has_to_be_told_where_there_are_several(address: str, story: Path, tmp_path: Path) -> None:
    for key in ("one", "two"):
        assert typed("load", story, "--rules", "--case", key, "--store", address).returncode == 0
    ended = typed("load", story, "--rules", "--store", address)
    assert (ended.returncode, "say with --case which one" in ended.stderr) == (1, True)
    (tmp_path / "other.txt").write_text(f"{STORY}It rained.\n", "utf-8")
    typed("load", tmp_path / "other.txt", "--rules", "--case", "two", "--store", address)
    listed = json.loads(typed("sources", "--json", "--store", address).stdout)
    alone = next(each["name"] for each in listed if each["name"].startswith("other"))
    assert typed("unload", alone, "--store", address).returncode == 0
    several = typed("unload", next(each["name"] for each in listed if each["name"].startswith("story")), "--store", address)
    assert (several.returncode, "choose one with --case: one, two" in several.stderr) == (1, True)


def test_what_is_to_be_taken_out_and_was_never_loaded_is_told_with_what_was(address: str, story: Path, tmp_path: Path) -> None:
    typed("load", ROOT / "data" / "dong-jingwei", "--store", address)
    assert "Unloaded dong-jingwei-2021: 673 records removed" in typed("unload", "dong-jingwei-2021", "--store", address).stderr
    none = told(typed("unload", "nothing", "--store", address), 1)
    assert "Nothing was loaded under the name 'nothing', nor under any other" in none
    for key in ("one", "two", "three"):
        (tmp_path / "other.txt").write_text(STORY, "utf-8")
        typed("load", tmp_path / "other.txt" if key == "three" else story, "--rules", "--case", key, "--store", address)
    names = {each["case"]: each["name"] for each in json.loads(typed("sources", "--json", "--store", address).stdout)}
    missing = told(typed("unload", "nothing", "--store", address), 1)
    assert "under the name 'nothing'; loaded, each into the case in brackets, is " in missing
    assert all(f"{name} ({key})" in missing for key, name in names.items())
    assert "--case" not in missing
    # only those that hold it can be chosen
    assert "choose one with --case: one, two\n" in told(typed("unload", names["one"], "--store", address), 1)
    elsewhere = told(typed("unload", names["one"], "--case", "three", "--store", address), 1)
    assert f"Nothing was loaded into three under the name '{names['one']}', but into one, two" in elsewhere


def test_a_key_that_no_case_can_have_is_refused_before_anything_is_read(address: str, story: Path) -> None:
    ended = typed("load", story, "--case", "The Harbour!", "--store", address)
    assert (ended.returncode, "it takes small letters, digits" in ended.stderr) == (2, True)
    assert "unexpected" not in ended.stderr


def test_the_report_has_what_was_not_even_opened(address: str, tmp_path: Path) -> None:
    inner = io.BytesIO()
    zipfile.ZipFile(inner, "w").close()
    with zipfile.ZipFile(tmp_path / "leak.zip", "w") as archive:
        archive.writestr("story.txt", STORY)
        archive.writestr("inner.zip", inner.getvalue())
    report = tmp_path / "report.json"
    ended = typed("load", tmp_path / "leak.zip", "--rules", "--report", report, "--store", address)
    assert ended.returncode == 1
    assert "2 documents for documents: 1 new, 1 refused" in ended.stderr
    told = {each["name"].rpartition("/")[2]: each for each in json.loads(report.read_text("utf-8"))}
    assert {name: each["state"] for name, each in told.items()} == {"inner.zip": "refused", "story.txt": "new"}
    assert "is an archive in an archive" in told["inner.zip"]["problems"][0]["message"]
