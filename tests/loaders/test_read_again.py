"""A document is read again from where it was, if it still is what was read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from loaders import documents
from loaders.documents import Document
from loaders.documents.again import read_again
from loaders.inputs import inputs
from loaders.problems import Problems

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Alder</title>
<item><title>First</title><description>Ida Holm met Ole Rask.</description></item>
<item><title>Second</title><description>Ole Rask denied it.</description></item></channel></rss>"""


def read(path: Path) -> list[Document]:
    return [document for one in inputs([path], Problems()) for document in documents.read_all(one)]


def test_file_archive_and_feed_are_found_again(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Ida Holm met Ole Rask.")
    (tmp_path / "feed.xml").write_text(FEED)
    with zipfile.ZipFile(tmp_path / "mails.zip", "w") as packed:
        packed.writestr("one.txt", "Ida Holm met Ole Rask in Tarn.")
        packed.writestr("deep/two.txt", "Ole Rask denied it.")
    found = [document for name in ("note.txt", "feed.xml", "mails.zip") for document in read(tmp_path / name)]
    assert len(found) == 5
    assert [read_again(document.name, document.sha256) for document in found] == found


@pytest.mark.parametrize("name", ["gone.txt", "", "/", "a\0b", "note.txt/inside.txt", "note.txt#1", "http://localhost/a"])
def test_what_is_not_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text("Ida Holm met Ole Rask.")
    assert read_again(name, read(Path("note.txt"))[0].sha256) is None


def test_another_text_under_the_name_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Ida Holm met Ole Rask.")
    (document,) = read(tmp_path / "note.txt")
    (tmp_path / "note.txt").write_text("Ida Holm never met Ole Rask.")
    assert read_again(document.name, document.sha256) is None
    (tmp_path / "note.txt").unlink()
    (tmp_path / "other.txt").write_text("Ida Holm met Ole Rask.")
    (tmp_path / "note.txt").symlink_to(tmp_path / "other.txt")
    assert read_again(document.name, document.sha256) is None
