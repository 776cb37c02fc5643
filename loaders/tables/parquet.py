"""A Parquet file, some rows at a time, every value as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.tables.cells import text_of

MOST_GROUP = 1_000_000_000
"""Bytes, unpacked, of the rows that a file keeps together."""
_AT_ONCE = 2_000
_DEEPEST = 8


@dataclass(frozen=True)
class _Range:
    """An index that pandas keeps as a range of numbers beside the columns."""

    name: str
    start: int
    step: int


def _index(metadata: dict[bytes, bytes]) -> list[_Range]:
    """What rows were named by in pandas, where that is a range with a name; any other index is a column like any."""
    try:
        told = json.loads(metadata.get(b"pandas", b"{}")).get("index_columns", [])
        found = [each for each in told if isinstance(each, dict) and each.get("kind") == "range" and each.get("name")]
        return [_Range(str(each["name"]), int(each["start"]), int(each["step"])) for each in found[:1]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []


def _parted(table: Any) -> Any:
    """A table whose columns of several fields are one column for each, `firm.name` and `firm.country`; below _DEEPEST they stay JSON."""
    from pyarrow import types

    for _ in range(_DEEPEST):
        if not any(types.is_struct(each) for each in table.schema.types):
            break
        table = table.flatten()
    return table


def rows(path: Path, spool: Spool) -> Iterator[tuple[Place, list[str]]]:
    """The names of the columns as row 0, then the rows with their numbers from 1."""
    import pyarrow
    from pyarrow import parquet

    place = Place(path.name, 1)
    try:
        with parquet.ParquetFile(path) as file:
            about: Any = file.metadata
            groups = range(about.num_row_groups)
            if any(about.row_group(each).total_byte_size > MOST_GROUP for each in groups):
                spool.problem(place, f"keeps more than {MOST_GROUP:,} bytes of rows together; write it in smaller row groups", gap=True)
                return
            names = _parted(file.schema_arrow.empty_table()).column_names
            if len(names) > spool.limits.columns:
                spool.problem(place, f"has {len(names):,} columns, more than the {spool.limits.columns:,} that are taken", gap=True)
                return
            index = _index(file.schema_arrow.metadata or {})
            yield Place(path.name, 0), [*names, *(each.name for each in index)]
            number = 0
            for batch in file.iter_batches(batch_size=_AT_ONCE):
                columns = _parted(pyarrow.Table.from_batches([batch])).columns
                for cells in zip(*(map(text_of, column.to_pylist()) for column in columns), strict=True):
                    number += 1
                    yield Place(path.name, number), [*cells, *(str(each.start + each.step * (number - 1)) for each in index)]
    except (pyarrow.ArrowException, OSError, ValueError, LookupError, OverflowError, NotImplementedError, MemoryError):
        spool.problem(place, "is a broken Parquet file, or none, and cannot be read", gap=True)
