"""The CSV files that `neo4j-admin database import` reads (Neo4j 5 and later), with the exact command in README.txt.

Each file begins with its typed header; ids lie in a space of their own for each label. Texts are quoted, with their line breaks
(`--multiline-fields`), and lists are parted by U+001F, which becomes U+FFFD within their texts, so that a `;` in a name parts nothing.
These files are for a machine: a formula in them is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from graph.export import neo4j_graph as graph
from graph.export.form import Format, Lines
from graph.export.material import Material

PART = "\u001f"
"""Parts the elements of a list."""
COMMAND = "neo4j-admin database import full neo4j --multiline-fields=true --array-delimiter=U+001F"
_README = """{description}

Import into a database that is empty or does not exist, with the server stopped, from this folder:

    {command}

`neo4j` is the name of the database; --overwrite-destination replaces one that holds something. Then, in Neo4j:

    MATCH (a:Entity)-[r]->(b:Entity) WHERE r.status = 'contested' RETURN a, r, b

Every relationship between entities is a claim as reported: `status` and `why` say how it stands, `said_by` and `denied_by` who says so
and who denies it, a chain each, publisher first. The evidence:
(:Claim)-[:STATES]->(:Statement), (:Claim)-[:SAID_BY]->(:Voice), (:Claim)-[:IN]->(:Source).
"""


def parts(material: Material) -> Iterator[tuple[str, Lines]]:
    """A file for each label, one for relationships between entities, one for each pair of labels of the evidence, and README.txt."""
    yield "case.csv", _nodes("Case", [(("Case",), graph.head(material))])
    for label in graph.LABELS[1:]:
        yield f"{label.lower()}.csv", _nodes(label, ((labels, given) for labels, given in graph.nodes(material) if labels[0] == label))
    yield "relationships.csv", _edges(("Entity", "Entity"), graph.RELATION, material)
    for start, end in graph.PAIRS:
        yield _pair(start, end), _edges((start, end), graph.LINK, material)
    command = " \\\n      ".join((COMMAND, *_arguments()))
    yield "README.txt", iter((_README.format(description=material.head["description"], command=command),))


def _arguments() -> Iterator[str]:
    yield from (f"--nodes={label.lower()}.csv" for label in graph.LABELS)
    yield "--relationships=relationships.csv"
    yield from (f"--relationships={_pair(start, end)}" for start, end in graph.PAIRS)


def _pair(start: str, end: str) -> str:
    return f"{start.lower()}-{end.lower()}.csv"


def _nodes(label: str, found: Iterable[tuple[tuple[str, ...], graph.Properties]]) -> Lines:
    names = graph.columns(label)[1:]
    yield ",".join((f"id:ID({label})", *(f"{name}:{graph.type_of(name)}" for name in names), ":LABEL")) + "\n"
    for labels, given in found:
        yield _row((given["id"], *(given.get(name) for name in names), list(labels)))


def _edges(ends: tuple[str, str], names: tuple[str, ...], material: Material) -> Lines:
    yield (
        ",".join((f":START_ID({ends[0]})", f":END_ID({ends[1]})", ":TYPE", "id", *(f"{name}:{graph.type_of(name)}" for name in names)))
        + "\n"
    )
    for edge in graph.edges(material, ends):
        yield _row((edge.start[1], edge.end[1], edge.type, edge.id, *(edge.properties.get(name) for name in names)))


def _row(values: Iterable[Any]) -> str:
    return ",".join(map(_field, values)) + "\n"


def _field(value: Any) -> str:
    """Nothing is an empty field, an empty text an empty pair of quotes."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float() | date():
            return str(value)
        case list():
            return _quoted(PART.join(str(each).replace(PART, "\ufffd") for each in value))
        case _:
            return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


FORMAT = Format(
    name="neo4j-csv",
    title="Neo4j CSV",
    suffix=".zip",
    mime="application/zip",
    keeps="the whole graph with its evidence as nodes, for neo4j-admin database import; the command is in README.txt",
    parts=parts,
)
