"""The outline of any database, Redstring's or not: labels, relationship types, what connects what, and properties with types and samples.

Counts come from the store's statistics where it has some (Neo4j), everything else from samples, so that it ends soon on a large one.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.caption import chip
from graph.cypher import quoted
from graph.errors import QueryTimeoutError
from graph.store import GraphStore

SAMPLE = 1_000
"""Nodes or relationships of one kind that are looked at."""
MOST = 300
"""Labels or types that are looked at."""
SECONDS = 10.0
"""All of it takes about so long at most; what is left then stays without counts or properties."""
SHOWN, LONGEST = 3, 60
SMALL = 5_000, 20_000
"""Up to so many nodes and relationships are read as a whole: two queries instead of some for each label and type, which a server plans
one by one."""


@dataclass
class Property:
    """A property as the sample has it: in how many of them, with values of which types, and a few of those."""

    name: str
    held: int = 0
    types: dict[str, int] = field(default_factory=dict)
    samples: list[str] = field(default_factory=list)

    def take(self, value: Any) -> None:
        """Count one value."""
        self.held += 1
        kind = type_name(value)
        self.types[kind] = self.types.get(kind, 0) + 1
        text = chip(value)[: LONGEST + 1]
        if len(self.samples) < SHOWN and text and text not in self.samples:
            self.samples.append(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


@dataclass(frozen=True)
class Part:
    """All nodes of one label, or all relationships of one type. `count` is None where counting would have taken too long."""

    name: str
    count: int | None = None
    sampled: int = 0
    properties: Mapping[str, Property] = field(default_factory=dict)


@dataclass(frozen=True)
class Pattern:
    """That nodes of one label have relationships of a type to nodes of another; `seen` counts them in the sample."""

    source: str
    type: str
    target: str
    seen: int


@dataclass(frozen=True)
class Outline:
    """Labels and types by number, most first; `whole` says that there was time for everything."""

    labels: tuple[Part, ...]
    types: tuple[Part, ...]
    patterns: tuple[Pattern, ...]
    whole: bool = True

    @property
    def properties(self) -> tuple[str, ...]:
        """The names of all properties seen."""
        return tuple(sorted({name for part in (*self.labels, *self.types) for name in part.properties}))


def names(store: GraphStore) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Labels and relationship types by name, at once on any size."""
    labels = store.read("CALL db.labels() YIELD label RETURN label ORDER BY label").rows
    types = store.read("CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type ORDER BY type").rows
    return tuple(str(row[0]) for row in labels), tuple(str(row[0]) for row in types)


def outline(store: GraphStore, *, sample: int = SAMPLE, seconds: float = SECONDS) -> Outline:
    """The outline of everything in the store. Raises the store's errors."""
    nodes, edges_in_all = (int(store.read(query).rows[0][0]) for query in ("MATCH (n) RETURN count(n)", "MATCH ()-[r]->() RETURN count(r)"))
    if nodes <= SMALL[0] and edges_in_all <= SMALL[1] and seconds > 0:
        return _whole(store, seconds)
    labels, types = names(store)
    look = _Look(store, sample, time.monotonic() + seconds)
    parts = [look.part(name, f"(n:{quoted(name)})", "n") for name in labels[:MOST]]
    edges = [look.part(name, f"()-[n:{quoted(name)}]->()", "n") for name in types[:MOST]]
    patterns = [pattern for name in types[:MOST] for pattern in look.patterns(name)]
    order = sorted((part for part in parts if part.count != 0), key=_by_number)
    kinds = sorted((part for part in edges if part.count != 0), key=_by_number)
    whole = look.whole and max(len(labels), len(types)) <= MOST
    return Outline(tuple(order), tuple(kinds), tuple(sorted(patterns, key=lambda one: (-one.seen, one.type))), whole)


def type_name(value: Any) -> str:
    """The name of a value's type in Cypher's own words."""
    match value:
        case bool():
            return "BOOLEAN"
        case int():
            return "INTEGER"
        case float():
            return "FLOAT"
        case str():
            return "STRING"
        case list():
            return f"LIST OF {'/'.join(sorted({type_name(each) for each in value}))}" if value else "LIST"
        case bytes() | bytearray():
            return "BYTES"
        case dict():
            return "MAP"
        case _:
            return type(value).__name__.upper()


@dataclass
class _Tally:
    """A part while it is counted."""

    count: int = 0
    properties: dict[str, Property] = field(default_factory=dict)

    def take(self, held: Mapping[str, Any]) -> None:
        self.count += 1
        for key, value in held.items():
            self.properties.setdefault(key, Property(key)).take(value)

    def part(self, name: str) -> Part:
        return Part(name, self.count, self.count, dict(sorted(self.properties.items())))


def _whole(store: GraphStore, seconds: float) -> Outline:
    """The outline of a small store, from everything in it."""
    labels: dict[str, _Tally] = {}
    types: dict[str, _Tally] = {}
    seen: dict[tuple[str, str, str], int] = {}
    query = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS held"
    for of, held in store.read(query, limit=SMALL[0], timeout=seconds).rows:
        for label in of:
            labels.setdefault(label, _Tally()).take(held)
    query = "MATCH (a)-[r]->(b) RETURN labels(a) AS a, type(r) AS type, labels(b) AS b, properties(r) AS held"
    for source, type_, target, held in store.read(query, limit=SMALL[1], timeout=seconds).rows:
        types.setdefault(type_, _Tally()).take(held)
        ends = _kind(source), type_, _kind(target)
        seen[ends] = seen.get(ends, 0) + 1
    patterns = sorted((Pattern(*ends, number) for ends, number in seen.items()), key=lambda one: (-one.seen, one.type))
    parts = sorted((tally.part(name) for name, tally in labels.items()), key=_by_number)
    kinds = sorted((tally.part(name) for name, tally in types.items()), key=_by_number)
    return Outline(tuple(parts), tuple(kinds), tuple(patterns))


class _Look:
    """Looks at one part after the other until its time is up."""

    def __init__(self, store: GraphStore, sample: int, until: float) -> None:
        self.store, self.sample, self.until = store, int(sample), until
        self.whole = True

    def part(self, name: str, pattern: str, variable: str) -> Part:
        counted = self.rows(f"MATCH {pattern} RETURN count({variable})")
        found = self.rows(f"MATCH {pattern} WITH {variable} LIMIT {self.sample} RETURN properties({variable})")
        properties: dict[str, Property] = {}
        for (held,) in found:
            for key, value in held.items():
                properties.setdefault(key, Property(key)).take(value)
        return Part(name, counted[0][0] if counted else None, len(found), dict(sorted(properties.items())))

    def patterns(self, name: str) -> Iterable[Pattern]:
        query = (
            f"MATCH (a)-[r:{quoted(name)}]->(b) WITH a, b LIMIT {self.sample} "
            "RETURN labels(a) AS a, labels(b) AS b, count(*) AS seen ORDER BY seen DESC"
        )
        seen: dict[tuple[str, str], int] = {}
        for source, target, number in self.rows(query):
            ends = _kind(source), _kind(target)
            seen[ends] = seen.get(ends, 0) + number
        return [Pattern(source, name, target, number) for (source, target), number in seen.items()]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        left = self.until - time.monotonic()
        try:
            if left > 0:
                return list(self.store.read(query, timeout=max(0.1, left)).rows)
        except QueryTimeoutError:
            pass
        self.whole = False
        return []


def _kind(labels: list[str]) -> str:
    """The label that tells most: an entity of a case is told by its kind."""
    told = sorted(label for label in labels if label != "Entity")
    return told[0] if told else next(iter(labels), "")


def _by_number(part: Part) -> tuple[int, str]:
    return -(part.count or 0), part.name
