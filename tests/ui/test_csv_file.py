"""The downloaded file: read back unchanged, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cells import harmless
from ui.csv_file import csv_bytes
from ui.words import DISCLAIMER

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1"])
def test_what_would_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["\u3000＝1", "＋1", "－1", "＠x", "﹢1", "﹫x", "\ufeff=1", "\u200b=1", "\x0b=1", " \t=1", "\u202e+1", "\u2066\u200f-1"]
)
def test_so_does_a_sign_in_another_form_or_behind_what_cannot_be_seen(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"), [(None, ""), (7, "7"), (-3, "-3"), (0.5, "0.5"), ("", ""), ("a=b", "a=b"), ("董经纬", "董经纬"), (" x", " x")]
)
def test_anything_else_stays_as_it_is(value: object, cell: str) -> None:
    assert harmless(value) == cell


def test_the_file_begins_with_its_mark_the_banner_and_the_columns() -> None:
    data = csv_bytes(("a", "=b"), [(1, 'x,"y"\nz'), (None, "=1")])
    assert data.startswith(BOM)
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        [DISCLAIMER],
        ["a", "'=b"],
        ["1", 'x,"y"\nz'],
        ["", "'=1"],
    ]
    assert data.count(b"\r\n") == 4, "lines end as RFC 4180 says"


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_any_text_comes_back_and_no_cell_is_a_formula(rows: list[tuple[str, str]]) -> None:
    data = csv_bytes(("a", "b"), rows)
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[2:]
    assert [tuple(cell.removeprefix("'") for cell in row) for row in read] == [
        tuple(cell.removeprefix("'") for cell in row) for row in rows
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in read for cell in row)
