"""A Parquet file, some rows at a time, every value as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.tables.cells import text_of

MOST_GROUP = 1_000_000_000
"""Bytes, unpacked, of the rows that a file keeps together."""
_AT_ONCE = 2_000


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
            names = file.schema_arrow.names
            if len(names) > spool.limits.columns:
                spool.problem(place, f"has {len(names):,} columns, more than the {spool.limits.columns:,} that are taken", gap=True)
                return
            yield Place(path.name, 0), list(names)
            number = 0
            for batch in file.iter_batches(batch_size=_AT_ONCE):
                for cells in zip(*(map(text_of, column.to_pylist()) for column in batch.columns), strict=True):
                    number += 1
                    yield Place(path.name, number), list(cells)
    except (pyarrow.ArrowException, OSError, ValueError, LookupError, OverflowError, NotImplementedError, MemoryError):
        spool.problem(place, "is a broken Parquet file, or none, and cannot be read", gap=True)
