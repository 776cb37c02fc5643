"""`documents.yml`: what a person tells of documents, believed before what they say, its mistakes told by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import documents
from loaders.documents import Document
from loaders.documents.told import FILE, beside, with_told
from loaders.inputs import Input, given, inputs
from loaders.problems import Problems
from loaders.readings import readings

TEXT = "Director leaves by night\n\nBy Mira Feld\n14 March 2031\n\nThe director of the harbour left the town on Monday.\n"


def told(text: str | bytes, *names: str, at: str = FILE) -> tuple[list[Document], list[str], Problems]:
    problems = Problems()
    listing = given(at, text if isinstance(text, bytes) else text.encode())
    found, left = with_told([listing, *(given(name, TEXT.encode()) for name in names or ("clerk.txt",))], problems)
    return [documents.read(one) for one in found], [one.name for one in left], problems


def test_what_is_told_is_believed_before_the_document() -> None:
    fields = "title: The flight\n  publisher: Quay Courier\n  published: 2031-03-15\n  authors: [Ole Rask, Ada Lind]\n  language: en"
    ((one,), left, problems) = told(f"clerk.txt:\n  {fields}\n  address: https://courier.example/clerk\n")
    assert (one.title, one.publisher, one.published, one.authors) == ("The flight", "Quay Courier", "2031-03-15", ("Ole Rask", "Ada Lind"))
    assert (one.language, one.address, one.identity) == ("en", "https://courier.example/clerk", "https://courier.example/clerk")
    assert set(one.told.values()) == {FILE}
    assert not left
    assert not problems.wrong() + problems.doubtful()


def test_what_is_not_told_stays_as_the_document_says_it() -> None:
    ((one, other), _, _) = told("clerk.txt:\n  published: 2031\n", "clerk.txt", "other.txt")
    assert (one.title, one.published, one.authors) == ("Director leaves by night", "2031", ("Mira Feld",))
    assert other.published == "2031-03-14"


def test_the_nearest_file_above_tells_of_a_document_by_its_name_from_there() -> None:
    problems = Problems()
    listings = [
        given("a/documents.yml", b"b/clerk.txt: {publisher: Far}\nb/two.txt: {publisher: Far}"),
        given("a/b/documents.yml", b"clerk.txt: {publisher: Near}"),
    ]
    found, _ = with_told([*listings, *(given(f"a/b/{name}.txt", TEXT.encode()) for name in ("clerk", "two", "three"))], problems)
    assert [documents.read(one).publisher for one in found] == ["Near", "Far", ""]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("clerk.txt: {publishr: A}", "1:13: publishr: unknown key; did you mean 'publisher'?"),
        ("clerk.txt: {colour: A}", "told of a file are title"),
        ("clerk.txt: {published: 3/4/2031}", "published: is a day, a month or a year as EDTF"),
        ("clerk.txt: {address: courier}", "address: is a web address"),
        ("clerk.txt: {title: ''}", "title: must be a text of at most 500 characters"),
        ("clerk.txt: {title: [a]}", "title: must be a text"),
        ("clerk.txt: A", "is a mapping with the keys"),
        ("- clerk.txt", "must be a mapping of names of files"),
        ("clerk.txt: {title: A}\nclerk.txt: {title: B}", "clerk.txt"),
        ("clerk.txt: {title: [", "documents.yml:2:1: this is not YAML"),
        (b"\xff\xfec\x00", "UTF-16"),
        (b"clerk.txt: {title: A\x00}", "null byte"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_keeps_out_whom_it_tells_of(text: str | bytes, message: str) -> None:
    found, left, problems = told(text)
    assert message in str(problems.wrong()[0])
    assert (found, left) == ([], ["clerk.txt"])


def test_a_mistake_about_one_keeps_no_other_one_out() -> None:
    found, left, _ = told("clerk.txt: {publishr: A}", "clerk.txt", "other.txt")
    assert ([one.name for one in found], left) == (["other.txt"], ["clerk.txt"])


def test_a_file_that_tells_of_nobody_is_doubtful() -> None:
    found, left, problems = told("clark.txt: {title: A}")
    assert "tells of no file that is loaded with it" in str(problems.doubtful()[0])
    assert (len(found), left) == (1, [])


def test_it_is_found_beside_the_files_that_are_named_and_never_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "clerk.txt").write_text(TEXT, "utf-8")
    (tmp_path / FILE).write_text("clerk.txt: {publisher: Quay Courier}", "utf-8")

    def near() -> list[Input]:
        named = list(inputs([tmp_path / "clerk.txt"], Problems()))
        return [*named, *beside(named)]

    assert [Path(one.name).name for one in near()] == ["clerk.txt", FILE]
    assert not list(beside(near()))
    (tmp_path / FILE).rename(tmp_path / "elsewhere.yml")
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere.yml")
    assert [Path(one.name).name for one in near()] == ["clerk.txt"]


@pytest.mark.parametrize("processes", [1, 2])
def test_other_processes_are_told_too(processes: int) -> None:
    many = [given(f"{number}.txt", TEXT.encode()) for number in range(14)]
    found, _ = with_told([given(FILE, b"3.txt: {publisher: Quay Courier, published: 2031-03-10}"), *many], Problems())
    read = [each.document for each in readings(found, trees=False, processes=processes)]
    assert [one.name for one in read if one and one.publisher] == ["3.txt"]
