"""The rows of a query as files: CSV, JSON and Parquet. What relations are stands in each, and a relationship brings its status along."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from types import NoneType
from typing import Any

from graph.store import GraphStore
from graph.values_json import flat, jsonable
from ui.csv_file import csv_bytes
from ui.result_table import column
from ui.run import Run
from ui.words import DISCLAIMER

ROWS = 100_000
"""Rows of a file at most."""
BATCH = 5_000


@contextmanager
def _all(run: Run, store: GraphStore) -> Iterator[tuple[Sequence[str], Iterator[tuple[Any, ...]]]]:
    """Columns and rows: those on the screen if they are all, else the query is asked once more."""
    if not run.cut:
        yield run.columns, iter(run.rows)
        return
    with store.ask(run.cypher, run.parameters, limit=ROWS, timeout=run.seconds) as answer:
        yield answer.columns, iter(answer)


def as_csv(run: Run, store: GraphStore) -> bytes:
    """CSV in which a spreadsheet runs nothing. Raises the store's errors."""
    with _all(run, store) as (columns, rows):
        return csv_bytes(columns, ([flat(value) for value in row] for row in rows))


def as_json(run: Run, store: GraphStore) -> bytes:
    """JSON: about, query, columns, rows. Raises the store's errors."""
    out = io.StringIO()
    with _all(run, store) as (columns, rows):
        head = {"about": DISCLAIMER, "query": run.cypher, "columns": list(columns)}
        out.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [')
        for number, row in enumerate(rows):
            out.write(f"{',' if number else ''}\n{json.dumps(jsonable(row), ensure_ascii=False, allow_nan=False)}")
    out.write("\n]}\n")
    return out.getvalue().encode()


def as_parquet(run: Run, store: GraphStore) -> bytes:
    """Parquet: numbers, dates and truths as such, everything else as text, nodes and relationships as JSON. Raises the store's errors."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with _all(run, store) as (columns, rows):
        held = list(rows)
    arrays = [_array([row[place] for row in held]) for place in range(len(columns))]
    table = pa.table(dict(zip(columns, arrays, strict=True))).replace_schema_metadata({"about": DISCLAIMER, "query": run.cypher})
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def _array(values: list[Any]) -> Any:
    import pyarrow as pa

    typed, kind = column(values)
    if kind is not object or all(type(value) in (date, NoneType) for value in values):
        return pa.array(typed, from_pandas=True)
    return pa.array([None if value is None else str(flat(value)) for value in values], pa.string())
