"""The answer to a query as a terminal shows it: a table, CSV or JSON; and an error with a caret under its place."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping
from typing import Any

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from graph.caption import chip
from graph.cells import harmless_row
from graph.errors import QueryError
from graph.store.answer import Answer
from graph.values_json import flat, jsonable
from ui.terminal import err, out, plain, say
from ui.words import DISCLAIMER

AROUND = 50
"""Characters of the query that are shown on either side of an error's place."""


def table(answer: Answer) -> int:
    """Rows as a table on standard output, numbers to the right; gives back their number."""
    rows = list(answer)
    numeric = [all(_is_number(row[place]) or row[place] is None for row in rows) for place in range(len(answer.columns))]
    drawn = Table(box=None, pad_edge=False)
    for name, right in zip(answer.columns, numeric, strict=True):
        drawn.add_column(Text(plain(name)), justify="right" if right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(plain(chip(value)), "" if value is not None else "dim") for value in row))
    if rows:
        out.print(drawn)
    return len(rows)


def comma_separated(answer: Answer) -> int:
    """Rows as CSV on standard output, in which a spreadsheet runs nothing; nodes, relationships, lists and maps are JSON."""
    writer, number = csv.writer(sys.stdout, lineterminator="\n"), 0
    writer.writerow(harmless_row(answer.columns))
    for row in answer:
        writer.writerow(harmless_row(map(flat, row)))
        number += 1
    return number


def as_json(answer: Answer) -> int:
    """Rows as JSON on standard output, each as it comes: {columns, rows, truncated, ms}."""
    write, number = sys.stdout.write, 0
    write(f'{{"columns": {json.dumps(list(answer.columns), ensure_ascii=False)},\n "rows": [')
    for row in answer:
        write(f"{',' if number else ''}\n  {json.dumps(jsonable(row), ensure_ascii=False, allow_nan=False)}")
        number += 1
    write(f'],\n "truncated": {json.dumps(answer.truncated)}, "ms": {round(answer.took, 1)}}}\n')
    return number


FORMATS = {"table": table, "csv": comma_separated, "json": as_json}


def summary(answer: Answer, number: int) -> None:
    """How many rows, how long it took, and what relations are, on standard error."""
    rows = f"First {number:,} of more rows" if answer.truncated else f"{number:,} row{'' if number == 1 else 's'}"
    say(f"{rows}; the first after {answer.first:.0f} ms, all after {answer.took:.0f} ms")
    err.print(DISCLAIMER, style="dim")


def place(error: QueryError, cypher: str) -> str:
    """Where in the query the error is: line and column, that line, and a caret under the place; nothing if that is not known."""
    lines = cypher.splitlines()
    if error.line is None or error.column is None or error.line > len(lines):
        return ""
    line = "".join(character if character.isprintable() else " " for character in lines[error.line - 1])
    end = min(error.column - 1, len(line))
    start = max(0, end - AROUND)
    return f"  line {error.line}, column {error.column}\n  {line[start : end + AROUND]}\n  {' ' * cell_len(line[start:end])}^"


def plan(step: Mapping[str, Any] | None, depth: int = 0) -> None:
    """What the engine would do, an operator a line, each under what it feeds, on standard output; nothing if it does not say."""
    if step is None:
        return
    told = step.get("args", {})
    operator = step["operatorType"].partition("@")[0]
    # the embedded engine tells all of it as one text
    lines = [f"{operator}  {told['Details']}"] if "Details" in told else told.get("string-representation", operator).splitlines()
    for line in lines:
        out.print(Text("  " * depth + plain(line)), soft_wrap=True)
    for child in step.get("children", []):
        plan(child, depth + 1)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
