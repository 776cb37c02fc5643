"""The first rows of tables, to look at and to guess a mapping by."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from loaders.file_names import legible
from loaders.folder import LIMITS, Limits
from loaders.graphs.spool import Spool
from loaders.problems import Problems
from loaders.tables.look import LOOKED_AT, Sample
from loaders.tables.sheet import header_in, opened, sheets

_OF_APOC = {"_id", "_labels", "_start", "_end", "_type"}
_APOC = (
    "holds nodes and relationships in one table, as Neo4j's APOC exports them, which no mapping tells apart: export them as JSON "
    "(apoc.export.json.all), or with the setting bulkImport: true, and load that as it is"
)
_OF_CYTOSCAPE = {"suid", "shared name", "shared interaction"}
_CYTOSCAPE = (
    "is a table of edges as Cytoscape exports it, which has both ends in one cell, as 'A (owns) B': export the network itself, "
    "as GraphML or Cytoscape.js JSON (File, Export, Network to File), and load that as it is"
)


def samples(path: Path, name: str, problems: Problems, limits: Limits = LIMITS, *, most: int = LOOKED_AT) -> list[Sample]:
    """A file's tables, each sheet of a workbook one, without those that have no rows. What is wrong goes to `problems`."""
    spool = Spool("sample", problems, limits)
    found = []
    held = sheets(path, spool)
    for sheet in held or [""]:
        # of several sheets an empty one is passed over
        into = Spool("sample", Problems(), limits) if len(held) > 1 else spool
        # what is wrong with the file is told when it is opened
        header = header_in(path, Spool("sample", Problems(), limits), sheet)
        table = opened(path, into, sheet=sheet, names=header)
        if table is None:
            continue
        if table.columns and {name.casefold() for name in table.columns} >= _OF_APOC:
            problems.add(name, None, _APOC, gap=True)
            continue
        if {column.casefold() for column in table.columns} >= _OF_CYTOSCAPE:
            problems.add(name, None, _CYTOSCAPE, gap=True)
            continue
        if rows := tuple(tuple(cells) for _, cells in islice(table.rows(), most)):
            found.append(Sample(legible(name), table.columns, rows, sheet if len(held) > 1 else "", header))
    if not found and not problems.errors:
        problems.add(name, None, "holds no rows below the names of its columns, so there is nothing to map", gap=True)
    return found
