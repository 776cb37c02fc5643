"""Files, folders, patterns and archives as one run of inputs; what is refused is named, and the others go on."""

from __future__ import annotations

import gzip
import io
import os
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from graph.errors import LoadError
from loaders.archives import ArchiveLimits
from loaders.contents import within
from loaders.inputs import Input, given, inputs, unpacked
from loaders.kinds import KINDS
from loaders.problems import Problems

Taken = Callable[..., tuple[dict[str, bytes], list[str]]]


@pytest.fixture
def taken(tmp_path: Path) -> Taken:
    """The contents of what was found by name, and the problems as lines, both with names from the folder of the test."""

    def take(*paths: str, **bounds: object) -> tuple[dict[str, bytes], list[str]]:
        problems = Problems()
        found = {each.name: each.read() for each in inputs([tmp_path / path for path in paths], problems, **bounds)}  # type: ignore[arg-type]
        at = f"{tmp_path.as_posix()}/"
        return {name.removeprefix(at): data for name, data in found.items()}, [str(each).replace(at, "") for each in problems.wrong()]

    return take


def zipped(path: Path, files: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def tarred(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


# Files and folders -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def latin(tmp_path: Path) -> Path:
    """A folder with a file, a graph and an archive under names in Latin-1, as an old disk has them."""
    folder = tmp_path / "old"
    folder.mkdir()
    graph = '{"nodes": [{"id": "a"}, {"id": "b"}], "edges": [{"source": "a", "target": "b"}]}'
    for name, text in {b"gr\xfc\xdfe.txt": "Mira Feld met Ola Brand.", b"netz-\xe4.json": graph}.items():
        try:
            (folder / os.fsdecode(name)).write_text(text)
        except OSError:
            pytest.skip("this disk keeps no such names")
    return folder


def test_a_name_that_is_no_utf_8_is_read_as_windows_1252(latin: Path, taken: Taken) -> None:
    assert [*taken("old")[0]] == ["old/grüße.txt", "old/netz-ä.json"]
    with tarfile.open(latin.parent / "old.tar", "w", encoding="latin-1") as archive:
        archive.addfile(tarfile.TarInfo("\xe4.txt"), io.BytesIO())
    assert [*taken("old.tar")[0]] == ["old.tar/ä.txt"]


def test_a_graph_under_such_a_name_is_loaded_and_is_no_document_too(latin: Path) -> None:
    with within([str(latin)]) as found:
        [graph] = found.wholes
        assert [each.name for each in inputs([latin], Problems(), without=found.taken)] == [f"{latin}/grüße.txt"]
        case = next(iter(loaders.load(graph).records()))
    assert (case.case, case.title) == ("netz-a.json", "netz-ä.json")


def test_a_folder_gives_its_files_by_name_and_passes_over_hidden_ones(tmp_path: Path, taken: Taken) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden/d.txt", ".e.txt", "~$b.docx", "Icon\r", "Thumbs.db"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(name)
    found, problems = taken("in")
    assert list(found) == ["in/a.txt", "in/b.txt", "in/sub/c.txt"]
    assert found["in/sub/c.txt"] == b"sub/c.txt"
    assert problems == []


def test_a_readme_beside_documents_is_passed_over_and_told_unless_it_is_named(tmp_path: Path, taken: Taken) -> None:
    for name in ("README.md", "a.txt", "sub/readme.txt", "sub/Thumbs.db"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(name)
    zipped(tmp_path / "a.zip", {"README.md": "x", "b.txt": "x"})
    problems = Problems()
    assert [Path(each.name).name for each in inputs([tmp_path / "in", tmp_path / "a.zip"], problems)] == ["a.txt", "b.txt"]
    assert problems.wrong() == []
    told = [str(each) for each in problems.doubtful()]
    assert [line.rpartition("/")[2] for line in told] == [
        f"{name}: tells of the files beside it, and is passed over; name it to load it" for name in ("README.md", "README.md", "readme.txt")
    ]
    assert list(taken("in/README.md")[0]) == ["in/README.md"]


def test_one_compressed_file_is_no_archive_and_is_told_so(tmp_path: Path, taken: Taken) -> None:
    (tmp_path / "graph.graphml.gz").write_bytes(gzip.compress(b"<graphml/>" * 100))
    assert taken("graph.graphml.gz") == ({}, ["graph.graphml.gz: is one compressed file, and no archive; unpack it first (gunzip)"])


def test_files_come_in_the_order_given_with_kind_and_size(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("12345")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\0")
    found = list(inputs([tmp_path / "b.txt", tmp_path / "a.png"], Problems()))
    assert [(each.kind.name if each.kind else None, each.size) for each in found] == [("text", 5), (None, 5)]


def test_a_pattern_stands_for_what_fits_it(tmp_path: Path, taken: Taken) -> None:
    for name in ("x/one.txt", "x/two.md", "y/three.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(taken("**/*.txt")[0]) == ["x/one.txt", "y/three.txt"]
    assert taken("*.pdf") == ({}, ["*.pdf: no file fits this pattern"])


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path, taken: Taken) -> None:
    (tmp_path / "notes [2031].txt").write_text("x")
    assert list(taken("notes [2031].txt")[0]) == ["notes [2031].txt"]


def test_what_cannot_be_taken_is_named_and_the_rest_goes_on(tmp_path: Path, taken: Taken) -> None:
    (tmp_path / "good.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "good.txt")
    (tmp_path / "folder-link").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    found, problems = taken("missing.txt", "link.txt", "folder-link", "pipe.txt", "good.txt", "a\0b")
    assert list(found) == ["good.txt"]
    assert problems == [
        "a\\x00b: is no path: it holds a null character",
        "folder-link: is a symbolic link, which is not followed; name the file itself",
        "link.txt: is a symbolic link, which is not followed; name the file itself",
        "missing.txt: there is no such file or folder",
        "pipe.txt: is no regular file; only files and folders are read",
    ]


def test_a_folder_without_a_file_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name in ("empty", "around/within", "hidden", "read"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "hidden" / ".key").write_text("x")
    (tmp_path / "read" / "README").write_text("x")
    (tmp_path / "good.txt").write_text("x")
    problems = Problems()
    found = inputs([tmp_path / name for name in ("empty", "around", "hidden", "read", "good.txt")], problems)
    assert [Path(each.name).name for each in found] == ["good.txt"]
    told = [str(each).removeprefix(f"{tmp_path.as_posix()}/") for each in problems.doubtful()]
    assert [line for line in told if "README" not in line] == [
        "around: holds no file to read",
        "empty: holds no file to read",
        "hidden: holds no file to read",
    ]
    assert len(told) == 4, "a folder of which all was told is not told again"


def test_links_within_a_folder_are_not_followed(tmp_path: Path, taken: Taken) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    found, problems = taken("in")
    assert found == {}
    assert [line.split(":")[0] for line in problems] == ["in/link.txt", "in/round"]


def test_a_link_that_takes_the_place_of_a_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "a.txt").write_text("x")
    (found,) = inputs([tmp_path / "a.txt"], Problems())
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(LoadError, match=r"a\.txt: cannot be read: Too many levels of symbolic links"):
        found.read()


def test_more_files_than_the_most_are_cut_and_said(tmp_path: Path, taken: Taken) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("x")
    found, problems = taken("*.txt", most=3)
    assert len(found) == 3
    assert problems == ["there are more than 3 files; what follows was not taken: load fewer at a time"]


def test_a_line_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "long.txt").open("wb") as file:
        file.truncate(1_000_000_000)
    (found,) = inputs([tmp_path / "long.txt"], Problems())
    with pytest.raises(LoadError, match=r"long\.txt: is larger than 20,000,000 bytes, the most that is read of plain text; split it"):
        found.read()


def test_a_file_that_grows_meanwhile_is_not_read_past_the_most() -> None:
    text = KINDS["text"]
    endless = Input("grown.txt", text, lambda: io.BytesIO(b"x" * (text.most + 5)), size=3)
    with pytest.raises(LoadError, match="is larger than 20,000,000 bytes"):
        endless.read()


# Archives --------------------------------------------------------------------------------------------------------------------


def test_zip_and_tar_give_their_files(tmp_path: Path, taken: Taken) -> None:
    zipped(tmp_path / "a.zip", {"one.txt": "1", "sub/two.md": "2", "__MACOSX/._one.txt": "x", ".DS_Store": "x"})
    tarred(tmp_path / "b.tar.gz", {"three.txt": b"3", "sub/four.txt": b"4"})
    found, problems = taken("a.zip", "b.tar.gz")
    assert found == {"a.zip/one.txt": b"1", "a.zip/sub/two.md": b"2", "b.tar.gz/three.txt": b"3", "b.tar.gz/sub/four.txt": b"4"}
    assert problems == []


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_members_can_be_opened_in_any_order_and_later(tmp_path: Path, name: str) -> None:
    make = zipped if name.endswith("zip") else tarred
    make(tmp_path / name, {f"{number}.txt": f"{number}".encode() * 9_000 for number in range(20)})
    found = list(inputs([tmp_path / name], Problems()))
    assert [each.read()[:1] for each in reversed(found)] == [f"{number}".encode()[:1] for number in reversed(range(20))]
    assert all(each.size == len(each.read()) for each in found)


def test_an_archive_that_was_dropped_on_a_page_is_unpacked_from_its_bytes(tmp_path: Path) -> None:
    data = zipped(tmp_path / "a.zip", {"one.txt": "1"}).read_bytes()
    (found,) = unpacked(given("dropped.zip", data), Problems())
    assert (found.name, found.read()) == ("dropped.zip/one.txt", b"1")


@pytest.mark.parametrize("bad", ["../out.txt", "/etc/passwd.txt", "sub/../../out.txt", "..\\out.txt", "C:\\out.txt"])
@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_names_that_lead_outside_are_refused(tmp_path: Path, taken: Taken, bad: str, kind: str) -> None:
    make = zipped if kind == "zip" else tarred
    make(tmp_path / f"a.{kind}", {bad: b"x", "good.txt": b"y"})
    found, problems = taken(f"a.{kind}")
    assert list(found) == [f"a.{kind}/good.txt"]
    assert len(problems) == 1
    assert problems[0].endswith("has a name that leads outside the archive, so it is refused")


def test_links_and_devices_in_archives_are_refused(tmp_path: Path, taken: Taken) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name, kind in (("s.txt", tarfile.SYMTYPE), ("h.txt", tarfile.LNKTYPE), ("d.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    link = zipfile.ZipInfo("l.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive_:
        archive_.writestr(link, "/etc/passwd")
    found, problems = taken("a.tar", "b.zip")
    assert found == {}
    assert problems == [
        "a.tar/d.txt: is no regular file",
        "a.tar/h.txt: is a link, which is not followed",
        "a.tar/s.txt: is a link, which is not followed",
        "b.zip/l.txt: is a symbolic link, which is not followed",
    ]


def test_archives_in_archives_are_not_opened(tmp_path: Path, taken: Taken) -> None:
    inner = zipped(tmp_path / "inner.zip", {"x.txt": "x"}).read_bytes()
    zipped(tmp_path / "outer.zip", {"inner.zip": inner, "hidden.txt": inner, "y.txt": "y"})
    found, problems = taken("outer.zip")
    assert list(found) == ["outer.zip/y.txt"]
    assert [line.partition(": ")[0] for line in problems] == ["outer.zip/hidden.txt", "outer.zip/inner.zip"]
    assert problems[0].endswith("is an archive in an archive, which is not opened; unpack it first")


def test_a_second_member_of_a_name_is_refused(tmp_path: Path, taken: Taken) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("x.txt", "first")
        archive.writestr("x.txt", "second")
    found, problems = taken("a.zip")
    assert problems == ["a.zip/x.txt: stands twice in the archive; only the first is read"]
    assert list(found) == ["a.zip/x.txt"]


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
@pytest.mark.parametrize(
    ("limits", "said"),
    [(ArchiveLimits(members=3), "holds more than 3 files"), (ArchiveLimits(unpacked=3_000), "holds more than 3,000 bytes unpacked")],
)
def test_an_archive_that_holds_too_much_is_cut(tmp_path: Path, taken: Taken, kind: str, limits: ArchiveLimits, said: str) -> None:
    (zipped if kind == "zip" else tarred)(tmp_path / f"a.{kind}", {f"{number}.txt": b"x" * 1_000 for number in range(6)})
    found, problems = taken(f"a.{kind}", archives=limits)
    assert len(found) == 3
    assert problems == [f"a.{kind}: {said}; the rest was not read: unpack it and load a part"]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, taken: Taken) -> None:
    zipped(tmp_path / "bomb.zip", {"bomb.txt": bytes(30_000_000)})
    assert (tmp_path / "bomb.zip").stat().st_size < 40_000
    with pytest.raises(LoadError, match=r"bomb\.txt: is larger than 20,000,000 bytes"):
        taken("bomb.zip")


def test_a_zip_that_lies_about_its_sizes_is_cut_where_it_said_it_would_end(tmp_path: Path, taken: Taken) -> None:
    data = bytearray(zipped(tmp_path / "liar.zip", {"x.txt": bytes(30_000_000)}).read_bytes())
    at = data.rfind(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    (tmp_path / "liar.zip").write_bytes(data)
    assert taken("liar.zip") == ({}, ["liar.zip/x.txt: cannot be unpacked: 'Bad CRC-32 for file 'x.txt''"])


def test_a_header_that_claims_gigabytes_is_not_unpacked(tmp_path: Path, taken: Taken) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 4_000_000_000
    with gzip.open(tmp_path / "a.tar.gz", "wb") as file:
        file.write(info.tobuf(tarfile.USTAR_FORMAT))
        file.write(bytes(1_000_000))
    found, problems = taken("a.tar.gz")
    assert found == {}
    assert problems == ["a.tar.gz: is a broken archive, or none: 'a header in it is longer than any can be'; what follows was not read"]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04" + b"x" * 400, b"\x1f\x8b\x08" + b"x" * 400, gzip.compress(b"just text")], ids=["zip", "gzip", "text"]
)
def test_broken_archives_are_said_to_be_so(tmp_path: Path, taken: Taken, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    found, problems = taken("a.zip")
    assert found == {}
    assert problems[0].startswith("a.zip: is a broken archive, or none: ")


def test_an_archive_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    tarred(tmp_path / "a.tar.gz", {f"{number}.txt": os.urandom(5_000) for number in range(4)})
    data = (tmp_path / "a.tar.gz").read_bytes()
    (tmp_path / "a.tar.gz").write_bytes(data[:12_000])
    problems = Problems()
    names = [each.name.rpartition("/")[2] for each in inputs([tmp_path / "a.tar.gz"], problems)]
    assert names[:2] == ["0.txt", "1.txt"] and len(names) < 4
    assert problems.errors


def test_an_encrypted_zip_says_so(tmp_path: Path, taken: Taken) -> None:
    data = bytearray(zipped(tmp_path / "a.zip", {"x.txt": "x"}).read_bytes())
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert taken("a.zip") == ({}, ["a.zip/x.txt: is encrypted; unpack it with its password first"])
