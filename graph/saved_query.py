"""A query kept as a text of its own: a comment that says what it answers, one statement, and an example for each of its parameters.

// What is said of one person, weakest support first.
MATCH (p:Entity {key: $person})-[r]-(other:Entity) RETURN p, r, other
// $person = "person:dong-jingwei"
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.cypher import Written, statements
from graph.errors import QueryError

LONGEST = 20_000
"""Characters of one saved query."""
EXAMPLE = re.compile(r"^[ \t]*// \$(?P<name>\w+) = (?P<value>.+?)[ \t]*$", re.M)
"""The comment that gives a parameter its example, in JSON."""


@dataclass(frozen=True)
class SavedQuery:
    """One saved query. Made by `parse`, which has checked it."""

    text: str

    @classmethod
    def parse(cls, text: str) -> SavedQuery:
        """Check a text. Raises QueryError, with line and column where there is one place to put right."""
        text = text.strip()
        if len(text) > LONGEST:
            raise QueryError(f"It has more than {LONGEST:,} characters.")
        if not text.startswith("//") or not text.splitlines()[0].strip("/ \t"):
            raise QueryError("Its first line is a comment that says what it answers: // What …", 1, 1)
        found = statements(text)
        if len(found) != 1:
            line = text.count("\n", 0, found[1].start) + 1 if found else 1
            raise QueryError(f"It holds {len(found) or 'no'} statement{'s' if found else ''}; a saved query is one.", line, 1)
        for example in EXAMPLE.finditer(text):
            try:
                json.loads(example["value"])
            except ValueError as error:
                line = text.count("\n", 0, example.start()) + 1
                raise QueryError(f"The example of ${example['name']} is not JSON: text stands in double quotes.", line, 1) from error
        return cls(text)

    @cached_property
    def title(self) -> str:
        """What it answers."""
        return self.text.splitlines()[0].strip("/ \t")

    @property
    def file_name(self) -> str:
        """What its file is called: its title in small letters."""
        return f"{re.sub(r'[^a-z0-9]+', '-', self.title.lower()).strip('-')[:60] or 'query'}.cypher"

    @cached_property
    def statement(self) -> Written:
        return statements(self.text)[0]

    @cached_property
    def examples(self) -> dict[str, Any]:
        """A value for each parameter that the text gives one for."""
        return {example["name"]: json.loads(example["value"]) for example in EXAMPLE.finditer(self.text)}
