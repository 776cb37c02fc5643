"""Tables beside others that hold no data of their own: the cover of a workbook, a sheet of notes, a pivot table."""

from __future__ import annotations

from loaders.graphs.names import words
from loaders.tables.header_words import header_words
from loaders.tables.look import Sample
from loaders.tables.parting import names_somebody
from loaders.tables.plan import LEAVE, LEFT_OUT, ColumnPlan, TablePlan

_SOME = 0.5
"""The part of its cells that makes one column a list of names."""


def no_data(sample: Sample) -> str:
    """Why a table is left out unless a person says otherwise; empty if it may hold data."""
    if {words(name) for name in sample.columns} & set(header_words()["pivots"]):
        return "it sums up other rows, as a pivot table does"
    filled = [cells for cells in map(sample.cells, range(len(sample.columns))) if cells]
    if len(filled) != 1 or words(sample.columns[0]) in header_words()["entity"]["name"]:
        return ""
    (cells,) = filled
    named = sum(map(names_somebody, cells))
    return "it has one column, in which hardly a name stands" if named < _SOME * len(cells) else ""


def left_out(sample: Sample, why: str) -> TablePlan:
    """The plan of a table that is left out."""
    columns = tuple(ColumnPlan(name, LEAVE) for name in sample.columns)
    return TablePlan(sample.file, columns, LEFT_OUT, sample.sheet, why, header=sample.header)
