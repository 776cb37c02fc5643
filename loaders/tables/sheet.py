"""A table as columns with names and rows of text, whatever file it stands in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.problems import shown
from loaders.tables import delimited, parquet, workbook

ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".parquet", ".pq")
"""What a table may end in; text of any of them is read as text, by its first bytes."""
_TITLES = 20
"""First rows in which the names of columns are looked for."""
_VALUE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].{1,30})?|\d{1,2}[./-]\d{1,2}[./-]\d{4}|https?://\S+|[^@\s]+@[^@\s]+\.\w+")
"""What is no name of a column: a day, a web address, an address of mail."""
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


def header_in(path: Path, spool: Spool, sheet: str = "") -> int:
    """The line of the names of columns: the first that is nearly as full as the fullest of the first lines, below any titles.

    0 if that line holds a date or an address above others in its column, so that it names nothing.
    """
    if kind_of(path) == "parquet":
        return 1
    raw = workbook.rows(path, spool, sheet) if kind_of(path) == "xlsx" else delimited.rows(path, spool)
    first = [(place.line, cells) for place, cells in itertools.islice(raw, _TITLES)]
    most = max((_filled(cells) for _, cells in first), default=0)
    at = next((at for at, (_, cells) in enumerate(first) if _filled(cells) > most / 2), 0)
    if not first:
        return 1
    line, names = first[at]
    told = zip(names, first[at + 1][1], strict=False) if at + 1 < len(first) else ()
    return 0 if any(_VALUE.fullmatch(name.strip()) and _VALUE.fullmatch(below.strip()) for name, below in told) and not at else line


def _filled(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def opened(path: Path, spool: Spool, *, sheet: str = "", header: int = 1, delimiter: str = "", encoding: str = "") -> Sheet | None:
    """The table in a file; None if it has no header that can be read, which was noted. `header` is its line, 0 for none."""

    kind = kind_of(path)

    def raw() -> Rows:
        if kind == "parquet":
            return parquet.rows(path, spool)
        if kind == "xlsx":
            return workbook.rows(path, spool, sheet)
        return delimited.rows(path, spool, delimiter=delimiter, said=encoding)

    if kind == "parquet":
        # its columns have names of their own, as row 0
        header = 0
    before = spool.problems.errors
    first = next((row for row in raw() if row[0].line >= header), None)
    if first is None:
        if spool.problems.errors == before:
            spool.problem(Place(path.name, 1), "holds no row, so there is nothing to load", gap=True)
        return None
    place, told = first
    bare = not header and kind != "parquet"
    columns = tuple(f"column {at}" for at in range(1, len(told) + 1)) if bare else _names(told, place, spool)
    above = -1 if bare else place.line
    return Sheet(columns, lambda: _even(raw(), above, told, len(columns), spool, padded=kind == "xlsx"))


def _names(told: list[str], place: Place, spool: Spool) -> tuple[str, ...]:
    """The names of the columns, each once: one that is empty or stands twice gets a name, with a warning."""
    found: list[str] = []
    for at, cell in enumerate(told, 1):
        name = " ".join(cell.split())
        if not name:
            name = f"column {at}"
            spool.once(place, f"column {at} has no name; here it is called {name}", field="header")
        if name in found:
            other = next(f"{name} ({number})" for number in itertools.count(2) if f"{name} ({number})" not in found)
            spool.once(place, f"column {at} is called {shown(name)} like another; here it is called {shown(other)}", field="header")
            name = other
        found.append(name)
    return tuple(found)


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
