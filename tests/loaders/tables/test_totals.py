"""A row that sums up the others is nobody, and is told; what is only called so stays."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest

from graph.model import Entity, Row
from loaders import Loaded
from loaders.tables.totals import amount

Load = Callable[..., Loaded]
PAID = """
tables:
  - file: paid.FORM
    relations:
      - subject: {name: {column: payer}, kind: organisation}
        predicate: paid
        object: {name: {column: payee}, kind: person}
        quantity: {column: amount}
"""


def names(loaded: Loaded) -> set[str]:
    return {record.name for record in loaded if isinstance(record, Entity)}


@pytest.mark.parametrize(
    "rows",
    [
        "Tidewater,Ada Quill,1200\nSkerry Ltd,Ned Oakum,300\nTotal,,1500",
        'Tidewater,Ada Quill,"1,200.50"\nSkerry Ltd,Ned Oakum,300\nGrand Total:,,"1,500.50"',
        "Tidewater,Ada Quill,1.200\nSkerry Ltd,Ned Oakum,300\nSUMME,,1 500",
        "Tidewater,Ada Quill,1200\nSubtotal,,1200\nSkerry Ltd,Ned Oakum,300\nSubtotal,,300\nTotal,,1500",
    ],
)
def test_a_row_that_sums_up_the_others_makes_nothing_and_is_told(loaded: Load, rows: str) -> None:
    made = loaded(PAID.replace("FORM", "csv"), paid__csv=f"payer,payee,amount\n{rows}\n")
    assert names(made) == {"Tidewater", "Skerry Ltd", "Ada Quill", "Ned Oakum"}
    assert sum(isinstance(record, Row) for record in made) == 2
    told = [str(each) for each in made.warnings]
    assert len(told) == rows.lower().count("tot") + rows.count("SUMME")
    last = len(rows.split("\n")) + 1
    assert told[-1].startswith(f"paid.csv:{last}:")
    assert "sums up those above, so it makes no entity and no relation" in told[-1]
    assert rows.rpartition("\n")[2].partition(",")[0] in told[-1]


def test_a_sum_that_is_a_formula_is_one(loaded: Load) -> None:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    told = [("payer", "payee", "amount"), ("Tidewater", "Ada Quill", 1200), ("Skerry Ltd", "Ned Oakum", 300), ("Total", "", "=SUM(C2:C3)")]
    for row in told:
        book.active.append(row)
    book.save(kept)
    made = loaded(PAID.replace("FORM", "xlsx"), paid__xlsx=kept.getvalue())
    assert "Total" not in names(made)
    assert any("sums up those above" in str(each) for each in made.warnings)


@pytest.mark.parametrize(
    "rows", ["Tidewater,Ada Quill,1200\nTotal,Ned Oakum,300\nSkerry Ltd,Bo Reed,7\nTotal,Bo Reed,9", "Total,Ada Quill,5"]
)
def test_what_is_only_called_so_stays_and_is_told_once(loaded: Load, rows: str) -> None:
    made = loaded(PAID.replace("FORM", "csv"), paid__csv=f"payer,payee,amount\n{rows}\n")
    assert "Total" in names(made)
    assert sum(isinstance(record, Row) for record in made) == len(rows.split("\n"))
    (told,) = [str(each) for each in made.warnings]
    assert "'Total' is called like a total, but none of its figures is the sum of the rows above; it is taken for a name" in told


def test_a_total_that_does_not_add_up_names_nobody(loaded: Load) -> None:
    made = loaded(PAID.replace("FORM", "csv"), paid__csv="payer,payee,amount\nTidewater,Ada Quill,1200\nTotal,,USD 1300\n")
    assert names(made) == {"Tidewater", "Ada Quill"}
    (told,) = [str(each) for each in made.warnings]
    assert "called like a total and names one end alone, so it makes no entity and no relation: 'Total, USD 1300'" in told


@pytest.mark.parametrize("remark", ["* provisional, subject to audit", "Source: Registry of Tarn", "unaudited figures"])
def test_a_remark_below_the_rows_names_nobody_and_is_told(loaded: Load, remark: str) -> None:
    rows = f'payer,payee,amount,note\nTidewater,Ada Quill,1200,\n"{remark}",,,\n'
    made = loaded(PAID.replace("FORM", "csv"), paid__csv=rows)
    assert names(made) == {"Tidewater", "Ada Quill"}
    assert any(f"this row holds a remark alone, so it makes no entity and no relation: '{remark}'" in str(each) for each in made.warnings)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("€ 1,200.50", "1200.5"),
        ("1.200,50\u00a0€", "1200.5"),
        ("1,200.50", "1200.5"),
        ("1.200,50", "1200.5"),
        ("1 200", "1200"),
        ("1'000'000", "1000000"),
        ("12,5", "12.5"),
        ("0.125", "0.125"),
        ("-3", "-3"),
    ],
)
def test_thousands_are_grouped_in_many_ways(cell: str, number: str) -> None:
    assert amount(cell) == Decimal(number)


@pytest.mark.parametrize("cell", ["", "x", "2031-01-02", "1,2,3", "12 34", "Q7"])
def test_what_is_no_number_has_no_amount(cell: str) -> None:
    assert amount(cell) is None
