"""Values of a query's result as JSON: what docs/cli.md promises of `redstring query --format json`."""

from __future__ import annotations

import base64
import json
import math
from datetime import date, datetime, time
from typing import Any

from graph.store import Node, Relationship


def jsonable(value: Any) -> Any:
    """The value in JSON's types.

    A node is {labels, id, properties}, a relationship {type, id, from, to, properties}, a path the list of both in turn. Dates and
    times are ISO 8601, durations and points as Cypher writes them, bytes base64, and the three numbers that JSON lacks the texts NaN,
    Infinity and -Infinity.
    """
    match value:
        case Node():
            return {"labels": list(value.labels), "id": value.id, "properties": jsonable(value.properties)}
        case Relationship():
            ends = {"from": value.start, "to": value.end}
            return {"type": value.type, "id": value.id, **ends, "properties": jsonable(value.properties)}
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else _unwritable(value)
        case list() | tuple():
            return [jsonable(item) for item in value]
        case dict():
            return {str(key): jsonable(item) for key, item in value.items()}
        case date() | datetime() | time():
            return value.isoformat()
        case bytes() | bytearray():
            return base64.b64encode(value).decode()
        case _:
            return str(value)


def flat(value: Any) -> str | int | float | bool | None:
    """The value for one cell of a file: lists, maps, nodes and relationships as JSON text."""
    simple = jsonable(value)
    return json.dumps(simple, ensure_ascii=False) if isinstance(simple, list | dict) else simple


def _unwritable(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
