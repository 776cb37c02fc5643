"""How deep a query that a person wrote may nest: what no parser of a server takes is refused before it is sent.

Neo4j (5.26) neither answers a query of some hundred brackets in one another nor ends it: its worker is lost, or parses on for minutes
after the connection is cut, at the cost of everybody who uses the server.
"""

from __future__ import annotations

import re

from graph.errors import QueryError

DEEPEST = 100
"""Brackets in one another; Neo4j was seen to answer 250 of each kind at once."""
# texts, names and comments count for nothing; one without an end goes to the end of the query
_PIECE = re.compile(
    r"""'(?:[^'\\]|\\.)*+(?:'|\Z)|"(?:[^"\\]|\\.)*+(?:"|\Z)|`[^`]*+(?:`|\Z)|//[^\n]*+|/\*.*?(?:\*/|\Z)|[(\[{]|[)\]}]""", re.S
)
# a letter may stand as its number anywhere in a query
_NUMBERED = re.compile(r"\\u+00(28|29|5b|5d|7b|7d)", re.I)


def require_shallow(cypher: str) -> None:
    """Raise QueryError, with line and column, where brackets stand in one another deeper than `DEEPEST`."""
    depth, text = 0, _NUMBERED.sub(lambda found: chr(int(found[1], 16)), cypher)
    for found in _PIECE.finditer(text):
        depth = depth + 1 if found[0] in "([{" else max(0, depth - 1) if found[0] in ")]}" else depth
        if depth > DEEPEST:
            before = text[: found.start()]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            raise QueryError(f"The query nests more than {DEEPEST} brackets in one another, which no store reads. Nest less.", line, column)
