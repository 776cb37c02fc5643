"""CSV files as `neo4j-admin database import` reads them (Neo4j 4 to 2026): a file, or a folder of nodes and relationships.

Columns are parted by a comma, tab, semicolon or bar, told by the header; elements of lists by `;`. A header may stand in a file of its own
(`people-header.csv` for `people.csv` and `people-part2.csv`). A folder that Redstring exported gives back its evidence (`neo4j_own`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loaders.file_set import FileSet
from loaders.folder import LIMITS, Limits
from loaders.graphs import attributes, neo4j_own
from loaders.graphs.csv_rows import delimiter_of, files, first_line, rows
from loaders.graphs.dataset import DataSet, folder_key, several
from loaders.graphs.item import Edge, Place
from loaders.graphs.neo4j_header import Column, columns, is_header
from loaders.graphs.spool import Ends, Spool
from loaders.problems import Problems

ENDINGS = (".csv", ".tsv", ".txt")
FORMAT = "neo4j-csv"
RELATIONS_ALONE = (
    "holds relations alone; give the file of the nodes that they name (with :ID in its first line) together with it: "
    "redstring load NODES.csv RELATIONS.csv, or the folder that has both; on the Load page drop both in one go"
)
_ENDS = Ends(":START_ID", ":END_ID", "add it, give the file that has it together with this one, or remove the relation")
_OWN_HEADER = ("-header", "_header")


def recognises(path: Path) -> bool:
    """Whether the path is a file whose first line is a header of Neo4j's, or a folder that holds one."""
    if path.is_dir():
        return any(recognises(each) for each in path.iterdir() if each.suffix.lower() in ENDINGS and not each.is_dir())
    return path.suffix.lower() in ENDINGS and path.is_file() and is_header(first_line(path))


def together(paths: Sequence[Path]) -> list[Path]:
    """Those of a folder's files that are read as one, by name: with a header of Neo4j's, or with one that stands in a file beside them."""
    known = {path for path in paths if recognises(path)}
    apart = {(stem, path.suffix.lower()) for path in known if (stem := _stem_of_header(path))}
    parts = (path for path in paths if any(path.stem.startswith(stem) and path.suffix.lower() == ending for stem, ending in apart))
    return sorted({*known, *parts})


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """Read and check the files; what is wrong goes to `problems`."""
    name, ending = path.absolute().name, FORMAT if path.is_dir() else ""
    spool = Spool(folder_key(name, ending), problems, limits, _ENDS)
    return _drafted(name, ending, files(path, ENDINGS, spool) if ending else [path], spool)


def draft_set(given: FileSet, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """As `draft`, of these files as if a folder of that name had been given that holds nothing else."""
    spool = Spool(folder_key(given.name, FORMAT), problems, limits, _ENDS)
    return _drafted(given.name, FORMAT, list(given.files), spool)


def _drafted(name: str, ending: str, paths: list[Path], spool: Spool) -> DataSet:
    tables = {table.path: table for table in _tables(paths, spool)}
    if ending and neo4j_own.is_own(list(tables.values())):
        return neo4j_own.draft(spool.case, list(tables.values()), spool)
    if tables and not spool.problems.gaps and all(table.of("ID") is None for table in tables.values()):
        spool.problem(Place(next(iter(tables)).name, 1), RELATIONS_ALONE, field="nodes", gap=True)
        return DataSet()

    def read(file: Path, spool: Spool) -> None:
        for place, cells in tables[file].rows(spool):
            _take(tables[file], place, cells, spool)

    return several(name, ending, list(tables), spool, read)


@dataclass
class Table:
    """One file with its header, which stands in the file itself or in one beside it."""

    path: Path
    header: Path
    delimiter: str
    columns: list[Column]

    def of(self, type_: str) -> int | None:
        """The place of the column of a structural type."""
        return self._places.get(type_)

    @cached_property
    def plain(self) -> list[tuple[int, Column]]:
        """The columns that are properties, with their places."""
        return [(at, column) for at, column in enumerate(self.columns) if not column.type.isupper()]

    @cached_property
    def ends(self) -> tuple[tuple[int, int], tuple[str, str]] | None:
        """The places of the columns of both ends, and their id spaces; None in a file of nodes."""
        start, end = self.of("START_ID"), self.of("END_ID")
        return None if start is None or end is None else ((start, end), (self.columns[start].space, self.columns[end].space))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {column.type: at for at, column in reversed(list(enumerate(self.columns)))}

    def rows(self, spool: Spool) -> Iterator[tuple[Place, list[str]]]:
        """The rows without the header; one of another length than the header is a problem."""
        found = rows(self.path, spool, self.delimiter)
        if self.header == self.path:
            next(found, None)
        for place, cells in found:
            if len(cells) == len(self.columns):
                yield place, cells
            else:
                text = f"the row has {len(cells)} fields, the header {len(self.columns)}; mind quotation marks and delimiters in texts"
                spool.problem(place, text, field="row")


def _tables(paths: list[Path], spool: Spool) -> Iterator[Table]:
    apart = {path: stem for path in paths if (stem := _stem_of_header(path))}
    for path in paths:
        if path in apart:
            if not any(other.stem.startswith(apart[path]) for other in paths if other not in apart):
                whose = f"{apart[path]}{path.suffix} or its parts"
                text = f"is the header of {whose}, and none is there; give them too, unpacked if they are .gz"
                spool.problem(Place(path.name, 1), text, field="header", gap=True)
            continue
        header = next((each for each, stem in apart.items() if path.stem.startswith(stem)), path)
        line = first_line(header)
        if not is_header(line):
            text = "has no header with :ID, or :START_ID and :END_ID; write one as first line, or into a file NAME-header.csv"
            if path.suffix.lower() == ".csv":
                spool.problem(Place(path.name, 1), text, field="header", gap=True)
            continue
        delimiter, before = delimiter_of(line), spool.problems.errors
        place, cells = next(rows(header, spool, delimiter), (Place(header.name, 1), []))
        if not cells:
            continue
        table = Table(path, header, delimiter, columns(cells, place, spool))
        if table.of("ID") is None and (table.of("START_ID") is None or table.of("END_ID") is None):
            spool.problem(place, "a file of relationships needs :START_ID and :END_ID", field="header", gap=True)
        if spool.problems.errors == before:
            yield table


def _stem_of_header(path: Path) -> str:
    return next((path.stem.removesuffix(end) for end in _OWN_HEADER if path.stem.lower().endswith(end)), "")


def _take(table: Table, place: Place, cells: list[str], spool: Spool) -> None:
    """One row, as a node or an edge."""
    given = _given(table, place, cells, spool)
    if (at := table.of("ID")) is not None:
        labels = table.of("LABEL")
        column = table.columns[at]
        told = [part.strip() for part in cells[labels].split(";")] if labels is not None else []
        given["labels"] = "\n".join(filter(None, (*told, column.label)))
        if cells[at] and column.name.lower() not in ("", "id"):
            given.setdefault(column.name, cells[at])
        spool.node(attributes.node(place, cells[at].strip(), given, space=column.space))
        return
    if table.ends is None:
        return
    (start, end), spaces = table.ends
    kind, ends = table.of("TYPE"), (cells[start].strip(), cells[end].strip())
    if kind is None:
        edge = attributes.edge(place, place.line, ends, given)
    else:
        edge = Edge(place, place.line, *ends, cells[kind].strip(), when=attributes.taken(given, attributes.WHEN), properties=given)
    edge.spaces = spaces
    spool.edge(edge)


def _given(table: Table, place: Place, cells: list[str], spool: Spool) -> dict[str, str]:
    """The plain properties of a row; a list has a line for each element, and a value that its type does not take is told."""
    found: dict[str, str] = {}
    for at, column in table.plain:
        cell = cells[at]
        if not cell:
            continue
        parts = cell.split("\x1f" if "\x1f" in cell else ";") if column.several else [cell]
        for part in parts:
            if doubt := column.doubt(part.strip()):
                spool.problems.add(place.file, place, doubt, field=column.name, value=part, warning=True)
        found[column.name] = "\n".join(parts)
    return found
