"""Where in a query its error is, from the words of the server: each engine, and each parser in it, says it in a way of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PLACES = (
    # Neo4j: Invalid input 'x': expected … (line 1, column 10 (offset: 9)), then the line and a caret
    (re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\).*", re.S), 0),
    # the embedded engine, which counts columns from 0: Unexpected input 'x' at line 1, column 9, then the line and a caret
    (re.compile(r"\s+at line (\d+), column (\d+).*", re.S), 1),
    # its parser: Syntax error at line 1:9 - mismatched input …
    (re.compile(r"^Syntax error at line (\d+):(\d+) - "), 1),
)
_ALTERNATIVES = re.compile(r"(expected|expecting)(:? (?:one of )?)(.{120})(.*)", re.S)


@dataclass(frozen=True)
class Located:
    """The words alone, and the place that they name: line and column, from 1."""

    words: str
    line: int | None = None
    column: int | None = None


def located(message: str) -> Located:
    """A server's message taken apart; its copy of the query and its caret are left out, long lists of what it expected are cut."""
    for pattern, less in _PLACES:
        if found := pattern.search(message):
            # an error of the whole text is at line 0 in Neo4j
            return Located(_short(pattern.sub("", message)), max(1, int(found[1])), max(1, int(found[2]) + less))
    return Located(_short(message))


def _short(words: str) -> str:
    line = re.sub(r"\s+", " ", words).strip()
    cut = _ALTERNATIVES.search(line)
    if cut and cut[4]:
        line = f"{line[: cut.start()]}{cut[1]}{cut[2]}{cut[3].rpartition(',')[0]}, …"
    return line[:500]
