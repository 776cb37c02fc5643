"""JSON lines: an object a line, read a line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.graphs.csv_rows import lines
from loaders.graphs.item import Place
from loaders.graphs.json_values import CUT_OFF, DECODER, DoubleKeyError, is_cut_off
from loaders.graphs.spool import Spool


def objects(path: Path, spool: Spool) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The objects of a file with their lines; empty lines are left out. A line that is no object is noted, and the next one read."""
    for number, line in enumerate(lines(path, spool), 1):
        if not (text := line.strip()):
            continue
        place = Place(path.name, number)
        try:
            value = DECODER.decode(text)
        except DoubleKeyError as error:
            spool.problem(place, "stands twice in one object; keep one", field=str(error), gap=True)
            continue
        except json.JSONDecodeError as error:
            place.column = error.pos + 1
            why = f"{error.msg}; if no line comes behind it, {CUT_OFF}" if is_cut_off(error) else error.msg
            spool.problem(place, f"is no JSON from here on: {why}", gap=True)
            continue
        except RecursionError:
            spool.problem(place, "is nested too deep", gap=True)
            continue
        if isinstance(value, dict):
            yield place, value
        else:
            spool.problem(place, "each line must be an object", gap=True)
