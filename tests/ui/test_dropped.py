"""What is dropped is told apart by what it holds, hostile names are only shown, and nothing of it stays on the disk."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest

from graph.errors import LoadError
from tests.conftest import ROOT
from ui import dropped
from ui.dropped import FOLDER, OF_ONE_NAME, PACKED, TWICE, Whole, file_name, in_a_folder, shown_name, sorted_out, together

SNAPSHOT = (ROOT / "tests" / "graph" / "kept" / "version-1.html").read_bytes()
MAIL = b"From: a@b.example\nTo: c@d.example\nSubject: Audit\n\nThe audit is done.\n"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def test_each_file_is_sorted_by_what_it_is(temporary: Path) -> None:
    page = b"<!doctype html><title>News</title><p>The minister left."
    files = [
        ("mail.txt", MAIL),
        ("page.html", page),
        ("shared.html", SNAPSHOT),
        ("mails.zip", zipped(a=MAIL, box__b=MAIL)),
        ("x.bin", b"\0"),
    ]
    found = sorted_out(files)
    assert [(item.name, type(item)) for item in found.items if isinstance(item, Whole)] == [("shared.html", Whole)]
    assert {item.name: item.kind and item.kind.name for item in found.items if not isinstance(item, Whole)} == {
        "mail.txt": "text",
        "page.html": "html",
        "mails.zip/a": "mail",
        "mails.zip/box/b": "mail",
        "x.bin": None,
    }
    assert (found.refused, list(temporary.iterdir())) == ([], [])


def test_what_cannot_be_taken_is_told_by_name() -> None:
    found = sorted_out(
        [
            ("case.yml", b"case: x"),
            ("a.eml", MAIL),
            ("a.eml", b"another"),
            ("evil.zip", zipped(**{"..__up.txt": b"x"})),
            ("b.zip", b"PK\3\4no"),
        ]
    )
    told = {outcome.name: outcome.problems[0].message for outcome in found.refused}
    assert told["case.yml"] == FOLDER
    assert told["a.eml"] == OF_ONE_NAME
    assert [each.problems[0].message for each in sorted_out([("a.eml", MAIL), ("a.eml", MAIL)]).refused] == [TWICE]
    assert told["evil.zip/../up.txt"].startswith("has a name that leads outside")
    assert told["b.zip"].startswith("is a broken archive")
    assert {outcome.state for outcome in found.refused} == {"refused"}
    assert [item.name for item in found.items] == ["a.eml"]


def test_what_a_system_keeps_for_itself_is_left_out_and_no_mistake() -> None:
    names = (".DS_Store", ".DS_Store", "Thumbs.db", "~$note.docx", "desktop.ini")
    found = sorted_out([*((name, b"\0\1") for name in names), ("note.txt", b"The clerk met Ann Reed.")])
    assert [each.name for each in found.items] == ["note.txt"]
    assert {each.state for each in found.refused} == {"left out"} and len(found.refused) == len(names)


def test_no_more_files_than_can_be_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropped, "MOST_FILES", 2)
    found = sorted_out([("all.zip", zipped(a=MAIL, b=MAIL, c=MAIL)), ("d.eml", MAIL)])
    assert len(found.items) == 2
    assert "more than 2 files" in found.refused[0].problems[0].message


@pytest.mark.parametrize(
    ("given", "shown", "file"),
    [
        ("../../etc/passwd", "../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "..\\..\\boot.ini", "boot.ini"),
        ("a\u202etxt.exe\0\n", "atxt.exe", "a_txt.exe_"),
        ("-rf.html", "-rf.html", "rf.html"),
        (".bashrc", ".bashrc", "bashrc"),
        ("", "a file without a name", "file"),
        ("дело 7.html", "дело 7.html", "_7.html"),
        ("n" * 5_000 + ".graphml", "n" * 192 + ".graphml", "n" * 80 + ".graphml"),
        ("x." + "y" * 5_000, "y" * 200, "x." + "y" * 20),
    ],
)
def test_a_name_is_shown_without_what_deceives_and_leads_nowhere(given: str, shown: str, file: str) -> None:
    assert (shown_name(given), file_name(given)) == (shown, file)


def test_a_file_lies_in_the_temporary_folder_for_as_long_as_it_is_read(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_a_folder("../../out.html", b"data") as path:
        assert path.resolve().is_relative_to(temporary.resolve())
        assert path.read_bytes() == b"data"
    assert list(temporary.iterdir()) == []
    with pytest.raises(OSError, match="mine"), in_a_folder("a.html", b""):
        raise OSError("mine")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(LoadError, match=r"a\.html cannot be put into the temporary folder: No space left"), in_a_folder("a.html", b"x"):
        pytest.fail("there is no file")
    assert list(temporary.iterdir()) == []


def test_files_of_one_data_set_are_told_with_the_parts_of_a_header(temporary: Path) -> None:
    files = [("p-header.csv", b"id:ID,name\n"), ("\u0434.csv", b":START_ID,:END_ID\n"), ("p.csv", b"1,Ada\n"), ("x.csv", b"a,b\n")]
    assert together(files) == [("neo4j-csv", ("p-header.csv", "p.csv", "\u0434.csv"))]
    assert together(files[1:2]) == []
    assert list(temporary.iterdir()) == []


SAMPLES = ROOT / "data" / "samples"
FORMATS = {"harbour-gdelt": "gdelt", "harbour-neo4j": "neo4j-csv", "harbour-offshore": "icij"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_public_data_set_is_one_whole_dropped_file_by_file_or_packed(temporary: Path, name: str) -> None:
    files = [(path.name, path.read_bytes()) for path in sorted((SAMPLES / name).iterdir())]
    (loose,) = sorted_out(files).items
    (packed,) = sorted_out([(f"{name}.zip", zipped(**dict(files)))]).items
    assert isinstance(loose, Whole)
    assert isinstance(packed, Whole)
    assert (loose.format, packed.format, packed.together) == (FORMATS[name], FORMATS[name], name)
    assert loose.files == packed.files
    assert packed.name == f"{name}.zip: {loose.name}"
    assert list(temporary.iterdir()) == []


def test_graphs_in_an_archive_are_cases_beside_its_documents_and_no_two_take_one_key() -> None:
    graph = (SAMPLES / "harbour.gexf").read_bytes()
    one = zipped(**{"harbour.gexf": graph, "notes__a.txt": b"The minister left.", "rows.csv": b"a,b\n1,2\n", "case__case.yml": b"case:\n"})
    same, other = zipped(**{"harbour.gexf": graph}), zipped(**{"harbour.gexf": graph + b"\n"})
    found = sorted_out([("one.zip", one), ("two.zip", same), ("three.zip", other)])
    assert [item.name for item in found.items] == ["one.zip/harbour.gexf", "one.zip/notes/a.txt"]
    told = {outcome.name: outcome.problems[0].message for outcome in found.refused}
    twice = {"two.zip/harbour.gexf": TWICE, "three.zip/harbour.gexf": OF_ONE_NAME}
    assert told == {"one.zip/case": FOLDER, "one.zip/rows.csv": PACKED, **twice}


def test_what_is_told_of_documents_is_dropped_with_them() -> None:
    found = sorted_out([("documents.yml", b"one.txt: {publisher: The Gull}"), ("one.txt", b"It rained."), ("case.yml", b"case: {}")])
    assert [item.name for item in found.items] == ["documents.yml", "one.txt"]
    assert [one.name for one in found.refused] == ["case.yml"]
