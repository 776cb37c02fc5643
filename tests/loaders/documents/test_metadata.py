"""What documents say of themselves: dates as EDTF and no further, names, addresses."""

from __future__ import annotations

import pytest

from loaders.documents.dates import edtf
from loaders.documents.metadata import named, web

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
