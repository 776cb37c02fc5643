"""A table as columns with names and rows of text, whatever file it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.tables import delimited, header, parquet, workbook
from loaders.tables.header import Header

ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".parquet", ".pq")
"""What a table may end in; text of any of them is read as text, by its first bytes."""
Rows = Iterator[tuple[Place, list[str]]]


@dataclass(frozen=True)
class Sheet:
    """A table that can be read again and again: `columns` are the names, each once, `rows` gives rows of just so many cells."""

    columns: tuple[str, ...]
    rows: Callable[[], Rows]


def kind_of(path: Path) -> str:
    """`xlsx`, `parquet` or `text`, by the first bytes, since names lie."""
    with path.open("rb") as file:
        head = file.read(4)
    if head == b"PAR1" or path.suffix.lower() in (".parquet", ".pq"):
        return "parquet"
    return "xlsx" if head in (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0") or path.suffix.lower() in (".xlsx", ".xlsm") else "text"


def sheets(path: Path, spool: Spool) -> list[str]:
    """The names of the sheets of a workbook; of any other file none."""
    return workbook.sheets(path, spool) if kind_of(path) == "xlsx" else []


def header_in(path: Path, spool: Spool, sheet: str = "") -> Header:
    """Which line holds the names of columns, or which two."""
    if kind_of(path) == "parquet":
        return Header()
    raw = workbook.rows(path, spool, sheet) if kind_of(path) == "xlsx" else delimited.rows(path, spool)
    return header.found_in((place.line, cells) for place, cells in raw)


def opened(
    path: Path, spool: Spool, *, sheet: str = "", names: Header | None = None, delimiter: str = "", encoding: str = ""
) -> Sheet | None:
    """The table in a file; None if it has no header that can be read, which was noted. `names` is where its columns are named."""

    kind = kind_of(path)
    # the columns of Parquet have names of their own, as row 0
    line, groups = Header(0) if kind == "parquet" else names or Header()

    def raw() -> Rows:
        if kind == "parquet":
            return parquet.rows(path, spool)
        if kind == "xlsx":
            return workbook.rows(path, spool, sheet)
        return delimited.rows(path, spool, delimiter=delimiter, said=encoding)

    before = spool.problems.errors
    rows = (row for row in raw() if row[0].line >= (groups or line))
    above = next(rows, None) if groups else None
    first = next((row for row in rows if row[0].line >= line), None)
    if first is None:
        if spool.problems.errors == before:
            spool.problem(Place(path.name, 1), "holds no row, so there is nothing to load", gap=True)
        return None
    place, told = first
    if not line and kind != "parquet":
        columns = tuple(f"column {at}" for at in range(1, len(told) + 1))
    else:
        columns = header.each_once(header.together(above[1], told) if above else told, place, spool)
    begin = -1 if not line and kind != "parquet" else place.line
    return Sheet(columns, lambda: _even(raw(), begin, told, len(columns), spool, padded=kind == "xlsx"))


def _even(rows: Rows, above: int, told: list[str], width: int, spool: Spool, *, padded: bool) -> Rows:
    """The rows below the header, filled up or cut to its width where only empty cells are lost; any other width is a problem."""
    for place, cells in rows:
        if place.line <= above:
            continue
        if len(cells) != width:
            if len(cells) > width and not any(cells[width:]):
                del cells[width:]
            elif len(cells) < width and padded:
                # a workbook keeps no empty cells at the end of a row
                cells += [""] * (width - len(cells))
            else:
                text = f"the row has {len(cells)} fields, the header {width}; mind quotation marks and delimiters in texts"
                spool.problem(place, text, field="row")
                continue
        if above >= 0 and cells == told:
            spool.once(place, "the header stands here again; the row is left out", field="header")
        elif any(cells):
            yield place, cells
