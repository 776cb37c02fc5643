"""Many documents taken out at once on the command line: by several names, and by the mailbox, archive or folder that they came in."""

from __future__ import annotations

import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli.commands import told, typed

TOWNS = ("Alder", "Birch", "Cedar")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "towns.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as packed:
        for town in TOWNS:
            packed.writestr(
                f"{'north/' if town == 'Cedar' else ''}{town}.txt", f"{town}\n\nThe port of {town} was closed, Ida Holm said.\n"
            )
    return path


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "Ines Kral <ines@quay.example>", "The quay", "<1@quay.example>"
    message["Date"] = "Tue, 04 Mar 2031 10:00:00 +0000"
    message.set_content("Bo Reed met Ada Quill on the quay.\n")
    for town in TOWNS[:2]:
        message.add_attachment(f"The port of {town} was closed.\n".encode(), "application", "octet-stream", filename=f"of {town}.txt")
    path = tmp_path / "the mail.eml"
    path.write_bytes(bytes(message))
    return path


def load(store: str, *paths: Path, case: str = "port") -> str:
    """Load; gives back the checksum before."""
    before = typed("info", "--json", "--store", store).stdout
    ended = typed("load", *paths, "--rules", "--case", case, "--store", store)
    assert ended.returncode == 0, ended.stderr
    return str(json.loads(before)["checksum"]) if before else ""


def left(store: str) -> dict[str, str]:
    """The names of what is loaded, by the end of its path."""
    return {Path(each["path"]).name: each["name"] for each in json.loads(typed("sources", "--json", "--store", store).stdout)}


def test_several_names_go_at_once(empty: str, archive: Path) -> None:
    load(empty, archive)
    names = left(empty)
    out = typed("unload", names["Alder.txt"], names["Cedar.txt"], names["Alder.txt"], "--store", empty)
    assert out.returncode == 0, out.stderr
    assert "Unloaded 2 documents from port: " in out.stderr
    assert left(empty).keys() == {"Birch.txt"}
    # one that is wrong keeps all in
    wrong = told(typed("unload", names["Birch.txt"], "nothing", "--store", empty), 1)
    assert "Nothing was loaded under the name 'nothing'" in wrong
    assert left(empty).keys() == {"Birch.txt"}


@pytest.mark.parametrize("end", ["", "/"])
@pytest.mark.parametrize("whole_path", [True, False])
def test_all_of_an_archive_goes_by_its_path_or_name(empty: str, archive: Path, mail: Path, end: str, whole_path: bool) -> None:
    load(empty, mail)
    before = load(empty, archive)
    out = typed("unload", f"{archive if whole_path else archive.name}{end}", "--store", empty)
    assert "Unloaded 3 documents from port: " in out.stderr
    assert json.loads(typed("info", "--json", "--store", empty).stdout)["checksum"] == before


def test_a_folder_within_it_goes_alone(empty: str, archive: Path) -> None:
    load(empty, archive)
    assert "Unloaded north: " in typed("unload", "north", "--store", empty).stderr
    assert left(empty).keys() == {"Alder.txt", "Birch.txt"}
    # the end of a name is none
    assert typed("unload", "der.txt", "--store", empty).returncode == 1
    assert typed("unload", "towns", "--store", empty).returncode == 1


def test_a_mail_goes_alone_and_with_a_slash_with_what_came_attached(empty: str, mail: Path, archive: Path) -> None:
    load(empty, archive)
    before = load(empty, mail)
    name = left(empty)[mail.name]
    out = typed("unload", name, "--store", empty).stderr
    assert f"Unloaded {name}: " in out
    assert f"2 documents that came in {mail} stay; `redstring unload '{mail}/'` takes them out too" in out
    assert len(left(empty)) == 5
    assert "Unloaded 2 documents from port: " in typed("unload", f"{mail}/", "--store", empty).stderr
    for meant in (f"{mail}/", f"{name}/", f"{mail.name}/"):
        load(empty, mail)
        out = typed("unload", meant, "--store", empty).stderr
        assert ("Unloaded 3 documents from port: " in out, "stay" in out) == (True, False)
        assert json.loads(typed("info", "--json", "--store", empty).stdout)["checksum"] == before


def test_of_several_cases_or_places_one_has_to_be_told(empty: str, archive: Path, tmp_path: Path) -> None:
    load(empty, archive)
    load(empty, archive, case="pier")
    assert "choose one with --case: pier, port\n" in told(typed("unload", archive, "--store", empty), 1)
    elsewhere = told(typed("unload", archive, "--case", "quay", "--store", empty), 1)
    assert f"Nothing was loaded into quay under the name '{archive}', but into pier, port" in elsewhere
    assert "Unloaded 3 documents from pier: " in typed("unload", archive, "--case", "pier", "--store", empty).stderr
    other = tmp_path / "out" / archive.name
    other.parent.mkdir()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("Dogwood.txt", "The port of Dogwood was closed.\n")
    load(empty, other)
    several = told(typed("unload", archive.name, "--store", empty), 1)
    assert f"Several were loaded from a 'towns.zip'; say which by its path: {archive}, {other}" in several
    names = left(empty)
    # names of several cases go case by case
    load(empty, other, case="pier")
    out = typed("unload", archive, names["Dogwood.txt"], "--case", "port", "--store", empty).stderr
    assert "Unloaded 4 documents from port: " in out
