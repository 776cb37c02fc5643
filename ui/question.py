"""A query as it was asked on the command line: its text, and the values of its parameters."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.cypher import statements
from graph.errors import QueryError
from ui import answer


@dataclass(frozen=True)
class Question:
    """One statement with a value for each of its parameters."""

    cypher: str
    parameters: Mapping[str, Any]

    @classmethod
    def asked(cls, cypher: str | None, file: Path | None, parameters: Sequence[str]) -> Question:
        """From the words of the command line (`-` is standard input). Raises ValueError, saying what is missing or too much."""
        if (cypher is None) == (file is None):
            raise ValueError("give one CYPHER, - for standard input, or --file FILE")
        text = file.read_text("utf-8") if file is not None else sys.stdin.read() if cypher == "-" else str(cypher)
        found = statements(text)
        if len(found) != 1:
            raise ValueError(f"the text holds {len(found) or 'no'} statement{'s; give one at a time' if found else ''}")
        values = dict(_value(each) for each in parameters)
        if missing := [f"${name}" for name in found[0].parameters if name not in values]:
            raise ValueError(f"no value for {', '.join(missing)}; give --param NAME=VALUE")
        # as it was written up to its end, so that lines count from the first one
        return cls(text[: found[0].end], values)

    @contextmanager
    def pointing(self) -> Iterator[None]:
        """An error in the query is told with the line in which it is."""
        try:
            yield
        except QueryError as error:
            if told := answer.place(error, self.cypher):
                error.add_note(told)
            raise


def _value(given: str) -> tuple[str, Any]:
    """Name and value: what is JSON is taken as that, all else as text."""
    name, equals, value = given.partition("=")
    if not equals or not name:
        raise ValueError(f"--param {given}: that is not NAME=VALUE")
    try:
        return name.removeprefix("$"), json.loads(value)
    except ValueError:
        return name.removeprefix("$"), value
