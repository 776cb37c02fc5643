"""The files of a case are read safely: bounded, inside the folder, UTF-8."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import loaders
from graph.errors import LoadError, Problem

VOICE = "voices: [{id: outlet:a, name: Ä, kind: outlet}]\n"


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, found
    return found[0]


def test_file_beyond_the_limit_is_refused(write) -> None:
    folder = write({"all.yml": VOICE + "# " + "x" * 5_000})
    problem = only(loaders.check(folder, limits=loaders.Limits(file=1_000)))
    assert (problem.file, problem.message) == ("all.yml", "is larger than 1,000 bytes; split it into several files")
    assert loaders.Limits(file=20_000_000, folder=100_000_000, files=10_000) == loaders.LIMITS


def test_folder_beyond_the_limit_is_refused(write) -> None:
    folder = write({f"{number}.yml": "# " + "x" * 900 + "\n" + VOICE.replace("outlet:a", f"outlet:a{number}") for number in range(5)})
    found = loaders.check(folder, limits=loaders.Limits(file=1_000, folder=3_000))
    assert [problem.file for problem in found] == ["3.yml", "4.yml"]
    assert all(problem.message == "the files of this case hold more than 3,000 bytes together; split the case" for problem in found)


def test_too_many_files_are_refused(write) -> None:
    folder = write({f"{number}.yml": VOICE for number in range(5)})
    assert "more than 3 files" in loaders.check(folder, limits=loaders.Limits(files=3))[0].message


def test_link_out_of_the_folder_is_refused(write, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text(VOICE)
    folder = write({})
    (folder / "voices.yml").symlink_to(tmp_path / "secret.yml")
    problem = only(loaders.check(folder))
    assert problem.file == "voices.yml" and problem.message.startswith("is a symbolic link; a case holds its own files")
    with pytest.raises(LoadError):
        loaders.load(folder)


def test_linked_folder_inside_is_refused_and_a_linked_case_is_not(write, tmp_path: Path) -> None:
    folder = write({"all.yml": VOICE})
    (tmp_path / "linked").symlink_to(folder)
    assert loaders.check(tmp_path / "linked") == []
    (folder / "more").symlink_to(tmp_path)
    assert only(loaders.check(folder)).file == "more"


def test_case_file_that_is_a_link_is_refused(write, tmp_path: Path) -> None:
    (tmp_path / "other.yml").write_text("case: {id: x, title: X}")
    folder = write({}, case=None)
    (folder / "case.yml").symlink_to(tmp_path / "other.yml")
    assert "is a symbolic link" in only(loaders.check(folder)).message


def test_pipe_in_place_of_a_file_is_refused_without_waiting(write) -> None:
    folder = write({})
    os.mkfifo(folder / "voices.yml")
    assert only(loaders.check(folder)).message == "is not a regular file; remove it"


def test_folder_in_place_of_the_case_file_is_refused(write) -> None:
    folder = write({"case.yml/x.yml": VOICE}, case=None)
    assert only(loaders.check(folder)).message == "the section case is missing; it gives the id and the title of the case"


def test_file_without_permission_is_told(write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    folder = write({})
    monkeypatch.setattr("loaders.folder.os.open", refuse)
    assert only(loaders.check(folder)).message == "cannot be read: Permission denied"


@pytest.mark.parametrize(("data", "said", "place"), [
    (VOICE.encode("utf-16"), "is written in UTF-16; save it as UTF-8", (1, 1)),
    (b"\0v\0o\0i\0c\0e\0s", "holds a null byte; this is no text file, or it is damaged", (1, 1)),
    (VOICE.encode("utf-32"), "is written in UTF-32; save it as UTF-8", (1, 1)),
    (b"# one\n" + VOICE.encode("latin-1"), "is not UTF-8; save it as UTF-8", (2, 31)),
    (VOICE.encode() + b"\0", "holds a null byte; this is no text file, or it is damaged", (2, 1)),
    (b"", "is empty; write at least one section", (1, 1)),
    (b"# a remark alone\n", "is empty; write at least one section", (1, 1)),
])  # fmt: skip
def test_what_is_no_text_or_empty_is_told_with_its_place(write, data: bytes, said: str, place: tuple[int, int]) -> None:
    problem = only(loaders.check(write({"voices.yml": data})))
    assert problem.message.startswith(said)
    assert (problem.file, problem.line, problem.column) == ("voices.yml", *place)


def test_byte_order_mark_and_windows_line_ends_are_read(write) -> None:
    data = b"\xef\xbb\xbf" + VOICE.replace("[", "\r\n  [").encode()
    assert loaders.check(write({"voices.yml": data})) == []


@pytest.mark.parametrize("name", ["voices.yaml", "voices.YML", "more/voices.Yaml"])
def test_other_endings_are_told_not_passed_over(write, name: str) -> None:
    assert only(loaders.check(write({name: VOICE}))).message == "files of a case end in .yml; rename it to 'voices.yml'"


def test_other_and_hidden_files_are_left_alone(write) -> None:
    others: dict[str, str | bytes] = {"README.md": "x: [", "notes.txt": "\0", ".draft.yml": "x: [", ".git/x.yml": "x: ["}
    assert loaders.check(write({**others, "deep/er/v.yml": VOICE})) == []


def test_what_an_unreadable_file_may_hold_is_not_reported_as_missing(write) -> None:
    sources = "sources: [{id: src:a, publisher: outlet:a}]\n"
    assert only(loaders.check(write({"sources.yml": sources, "voices.yml": "voices: [{"}))).file == "voices.yml"
    (write({}) / "voices.yml").unlink()
    assert "there is no voice with the id 'outlet:a'" in only(loaders.check(write({"sources.yml": sources}))).message


def test_hostile_file_name_is_shown_as_escape(write) -> None:
    problem = only(loaders.check(write({"\x1b[2Jx.yml": "- a"})))
    assert problem.file == "\\x1b[2Jx.yml"
