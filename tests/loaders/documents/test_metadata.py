"""What documents say of themselves: dates as EDTF and no further, names, addresses."""

from __future__ import annotations

import pytest

from loaders.documents.dates import edtf
from loaders.documents.metadata import named, web
from tests.loaders.documents.conftest import Read

DATES = {
    "2031-03-04T06:30:00+01:00": "2031-03-04",
    "2031-03-04T23:30:00-05:00": "2031-03-04",
    "2031-03-04 06:30": "2031-03-04",
    "20310304": "2031-03-04",
    "2031/03/04": "2031-03-04",
    "2031/3/4": "2031-03-04",
    "2031-03": "2031-03",
    "2031": "2031",
    "2031-03~": "2031-03~",
    "2030/2031": "2030/2031",
    "D:20310304093000+01'00'": "2031-03-04",
    "Mon, 03 Mar 2031 23:12:00 -0500": "2031-03-03",
    "3 Mar 2031 23:12:00 +0000": "2031-03-03",
    "March 4, 2031": "2031-03-04",
    "Tuesday, March 4th, 2031": "2031-03-04",
    "4 March 2031": "2031-03-04",
    "Sept. 4, 2031": "2031-09-04",
    "March 2031": "2031-03",
    "Tue Mar 4 2031": "2031-03-04",
    "3/4/2031": None,
    "2031-02-30": None,
    "2031-13": None,
    "Smarch 4, 2031": None,
    "yesterday": None,
    "": None,
    "9" * 5_000: None,
}


@pytest.mark.parametrize("written", DATES, ids=lambda text: text[:30])
def test_dates_are_taken_as_written(written: str) -> None:
    assert edtf(written) == DATES[written]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Mira Feld", ["Mira Feld"]),
        ("Mira Feld and Tomas Rook", ["Mira Feld", "Tomas Rook"]),
        ("Mira Feld, Tomas Rook & Ines Kral", ["Mira Feld", "Tomas Rook", "Ines Kral"]),
        ("Feld, Mira; Rook, Tomas", ["Feld, Mira", "Rook, Tomas"]),
        ("Byron Anders", ["Byron Anders"]),
        ("https://social.example/mira", []),
        ("  ", []),
    ],
)
def test_names_of_authors(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/b?c=d#e", "https://a.example/b?c=d#e"),
        ("//c.example/x", "https://c.example/x"),
        ("HTTPS://C.example/x y", "https://C.example/x%20y"),
        ("#note", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("file:///etc/passwd", None),
        ("http://[broken", None),
        ("https://", None),
        ("", None),
    ],
)
def test_addresses_are_made_whole_and_of_the_web(address: str, whole: str | None) -> None:
    assert web(address, "https://a.example/page") == whole


HEAD = (
    "Title: The clerk who walked over\nPublished: 5 March 2031\nSource: Birch Letter\nBy: Mira Feld\nURL: https://birch.example/clerk\n\n"
    "It rained.\n"
)


def test_a_text_tells_of_itself_in_its_first_lines(read: Read) -> None:
    found = read("clerk.txt", HEAD)
    assert (found.title, found.published, found.publisher) == ("The clerk who walked over", "2031-03-05", "Birch Letter")
    assert (found.authors, found.address) == (("Mira Feld",), "https://birch.example/clerk")
    assert found.text == HEAD, "the text is the file's"
    assert (
        found.plain.split()
        == HEAD.replace("Title:", "").replace("Published:", "").replace("Source:", "").replace("By:", "").replace("URL:", "").split()
    )


@pytest.mark.parametrize(
    "text",
    [
        "Name: Ines Kral\nPosition: minister\nPublished: 5 March 2031\n\nIt rained.",
        "From: a@example.org\nTo: b@example.org\nDate: 5 March 2031\n\nIt rained.",
        "Claim: the tower leans\nVerdict: false\n\nIt rained.",
        "Title: and then\nit goes on.\n\nDate: 5 March 2031",
    ],
)
def test_other_lines_with_a_colon_are_text(read: Read, text: str) -> None:
    found = read("note.txt", text)
    assert (found.title, found.published, found.publisher) == ("", None, "")
    assert found.plain == text
