"""A Cypher script (Neo4j 5 and later, and the embedded engine): MERGE by id, so that running it twice changes nothing.

No parameters: values are literals, of which nothing can break out. A statement ends with a `;` at the end of a line, and no line
within one ends so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from graph.export import neo4j_graph as graph
from graph.export.form import Format, Lines
from graph.export.material import Material
from graph.labels import clean
from graph.store.records import checked_label

BATCH = 500
"""Rows of one statement."""
_ESCAPED = re.compile("\\\\u|[\\\\'\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
_NAMED = {"\\u": "\\\\\\u0075", "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_APART = {"CITES": "how", "SAID_BY": "step"}
"""What tells two parallel relationships of a type apart."""
T = TypeVar("T")


def lines(material: Material) -> Lines:
    """The script: what it is, constraints, nodes, relationships between entities, relationships of the evidence."""
    yield f"// {clean(material.head['description'])}\n"
    yield "// Run it with: cypher-shell -d neo4j -f FILE. Relationships are claims as reported: r.status, r.why, r.said_by, r.denied_by.\n"
    for label in graph.LABELS:
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n"
    named = chain([(("Case",), graph.head(material))], graph.nodes(material))
    yield from _batched(named, lambda node: node[0], _nodes)
    for ends in (("Entity", "Entity"), *graph.PAIRS):
        yield from _batched(graph.edges(material, ends), lambda edge: edge.type, _edges)


def _batched(found: Iterable[T], of: Callable[[T], Any], statement: Callable[[list[T]], Iterator[str]]) -> Lines:
    """One statement for at most BATCH things that are alike; memory holds so many of each kind."""
    waiting: dict[Any, list[T]] = {}
    for each in found:
        alike = waiting.setdefault(of(each), [])
        alike.append(each)
        if len(alike) == BATCH:
            yield from statement(waiting.pop(of(each)))
    for alike in waiting.values():
        yield from statement(alike)


def _nodes(alike: list[tuple[tuple[str, ...], graph.Properties]]) -> Lines:
    labels = [checked_label(label) for label in alike[0][0]]
    yield from _rows({"id": given["id"], "set": {name: value for name, value in given.items() if name != "id"}} for _, given in alike)
    # a node is made with all its labels at once: the embedded engine cannot add one in the same transaction
    made = f"CREATE (:{':'.join(f'`{label}`' for label in labels)} {{id: row.id}})"
    yield f"OPTIONAL MATCH (known:{labels[0]} {{id: row.id}}) FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END | {made})\n"
    yield f"WITH row MATCH (n:{labels[0]} {{id: row.id}}) SET n += row.set;\n"


def _edges(alike: list[graph.Edge]) -> Lines:
    first = alike[0]
    yield from _rows({"a": edge.start[1], "b": edge.end[1], "id": edge.id, "set": edge.properties} for edge in alike)
    yield f"MATCH (a:{first.start[0]} {{id: row.a}}) MATCH (b:{first.end[0]} {{id: row.b}})\n"
    apart = _APART.get(first.type)
    told = " {id: row.id}" if first.id else f" {{{apart}: row.set.{apart}}}" if apart else ""
    yield f"MERGE (a)-[r:`{first.type}`{told}]->(b) SET r += row.set;\n"


def _rows(rows: Iterable[Mapping[str, Any]]) -> Lines:
    yield "UNWIND [\n"
    yield ",\n".join(literal(row) for row in rows)
    yield "\n] AS row\n"


def literal(value: Any) -> str:
    """A value as Cypher reads it. Names of maps are ours, never a text that was loaded."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case date():
            return f"date('{value.isoformat()}')"
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return f"{{{', '.join(f'`{name}`: {literal(each)}' for name, each in value.items())}}}"
        case _:
            return f"'{_ESCAPED.sub(_escaped, str(value))}'"


def _escaped(found: re.Match[str]) -> str:
    """Quotes, backslashes, and what cannot be seen. A `u` behind a backslash is escaped too: Cypher reads `\\uXXXX` before anything else,
    so that a text of these six characters would become the character."""
    text = found[0]
    return _NAMED.get(text) or f"\\u{ord(text):04X}"


FORMAT = Format(
    name="cypher",
    title="Cypher script",
    suffix=".cypher",
    mime="text/plain",
    keeps="the whole graph with its evidence as nodes, as a script that Neo4j runs as often as one likes",
    write=lines,
)
