"""What became of what was loaded: as JSON, as CSV, and as the rows of tables. Plain values, nothing of Streamlit."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from graph.cells import harmless_row
from ui.importing import Outcome

COLUMNS = (
    "name",
    "imported",
    "state",
    "title",
    "publisher",
    "published",
    "kind",
    "case",
    "new",
    "changed",
    "unchanged",
    "removed",
    "entities",
    "claims",
    "dropped",
    "words",
    "took",
    "note",
    "same_as",
    "came",
)
STATES = (
    ("new", "new"),
    ("changed", "changed"),
    ("unchanged", "unchanged"),
    ("would load", "would come in"),
    ("would change", "would change what is there"),
    ("same as loaded", "would change nothing"),
    ("stopped", "stopped half way"),
    ("left out", "left out"),
    ("refused", "refused"),
)
"""The states of an outcome, and how a person reads them."""
WRONG, DOUBTFUL = "wrong", "doubtful"


class Told(NamedTuple):
    """One thing that is wrong with a file, or doubtful."""

    file: str
    line: int | None
    field: str
    message: str
    how: str


def as_json(found: Iterable[Outcome]) -> str:
    """A list, an object for each document, its problems with file, line, field and message."""
    return json.dumps([outcome.to_json() for outcome in found], ensure_ascii=False, indent=2) + "\n"


def write(path: Path, found: Iterable[Outcome]) -> None:
    """Write the report, JSON or CSV by the ending of its name. Raises OSError."""
    text = as_csv(found) if path.suffix.lower() == ".csv" else as_json(found)
    path.write_text(text, "utf-8", newline="")


def as_csv(found: Iterable[Outcome]) -> str:
    """A row for each document, its problems one below the other in the last cell; a spreadsheet runs nothing in it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*COLUMNS, "problems"))
    for outcome in found:
        told = "\n".join(map(str, outcome.problems))
        writer.writerow(harmless_row((*(getattr(outcome, name) for name in COLUMNS), told)))
    return out.getvalue()


def in_words(state: str) -> str:
    """A state as a person reads it."""
    return dict(STATES)[state]


def told(outcome: Outcome) -> str:
    """What became of one, as a person reads it."""
    return f"{in_words(outcome.state)}: the same content as {outcome.same_as}" if outcome.same_as else in_words(outcome.state)


def counts(found: Iterable[Outcome]) -> dict[str, int]:
    """How many came to which state, in the order of STATES; those that none came to are left out."""
    tally: dict[str, int] = {}
    for outcome in found:
        tally[outcome.state] = tally.get(outcome.state, 0) + 1
    return {state: tally[state] for state, _ in STATES if state in tally}


def problems(found: Iterable[Outcome]) -> Iterator[Told]:
    """Every problem of every outcome."""
    for outcome in found:
        severe = outcome.state in ("refused", "stopped")
        for each in outcome.problems:
            how = WRONG if severe and not each.warning else DOUBTFUL
            yield Told(each.file or outcome.name, each.line, each.field or "", each.message, how)
