"""The nodes and edges of a data set while it is read: checked one by one and kept on disk, so that memory stays bounded.

A private SQLite file that vanishes with it. Edges may come before their nodes: ends are checked once everything is in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from graph.model import Alias, Entity, Row
from loaders.file_names import legible
from loaders.folder import Limits
from loaders.graphs.item import Edge, Node, Place
from loaders.graphs.kept_text import KeptText
from loaders.graphs.names import NO_KIND, NO_TYPE, key_of, kind_of, predicate_of, short, words
from loaders.problems import KEPT, Problems, shown

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -16000;
CREATE TABLE node (space TEXT, id TEXT, key TEXT, record TEXT, file TEXT, line INTEGER, PRIMARY KEY (space, id)) WITHOUT ROWID;
CREATE UNIQUE INDEX node_key ON node (key);
CREATE TABLE edge (source TEXT, row INTEGER, file TEXT, line INTEGER, start_space TEXT, start TEXT, end_space TEXT, end TEXT,
    predicate TEXT, time TEXT, properties TEXT);
BEGIN;
"""
_JOINED = """
SELECT edge.source, edge.row, s.key, edge.predicate, t.key, edge.time, edge.properties FROM edge
CROSS JOIN node s INDEXED BY node_end ON s.space = edge.start_space AND s.id = edge.start
CROSS JOIN node t INDEXED BY node_end ON t.space = edge.end_space AND t.id = edge.end
ORDER BY edge.rowid
"""
_AGAINST = ("contested", "denied", "unsourced")
"""Statuses that somebody speaks against, or for which nobody speaks: a row of a data set alone would not show it."""
_ROW = {"case", "subject", "predicate", "object", "source", "row", "when", "properties"}
_TOGETHER = 500
_LABEL = 200
_NAMED = 3
"""Fields that are named in which two nodes differ."""
"""Characters of a label or type that count for its kind or predicate."""


@dataclass(frozen=True)
class Ends:
    """What a format calls the ends of an edge, for messages."""

    start: str = "source"
    end: str = "target"
    mend: str = "add it, or remove the relation"
    """What to do about one that no node has."""
    apart: str = "give one of them another id"
    """What to do about two of one id that differ."""


class Spool(KeptText):
    """Takes in nodes and edges; what is wrong or doubtful with them goes to `problems`. `case` is the key of the case to be."""

    def __init__(self, case: str, problems: Problems, limits: Limits, ends: Ends | None = None) -> None:
        super().__init__(problems, limits)
        self.case = case
        self.ends = ends or Ends()
        self.source = f"src:{case}"
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._edges: list[tuple[object, ...]] = []

    # What comes in -----------------------------------------------------------------------------------------------------------

    def node(self, node: Node) -> None:
        """Take in a node. The same one twice is one; two of one id that differ are a problem."""
        if not self._named(node.place, "id", node.id):
            return
        kind = kind_of(node.kind[:_LABEL]) if node.kind else NO_KIND
        properties = self._properties(node.place, node.properties)
        if node.kind and kind != words(node.kind[:_LABEL]).replace(" ", "-"):
            properties.setdefault("label", self.clean(node.place, "label", node.kind))
        if node.kind and kind == NO_KIND != words(node.kind[:_LABEL]):
            self.once(node.place, f"the label {shown(node.kind)} has no letter from a to z, so the kind is {NO_KIND}", field="label")
        key = node.key or key_of(node.space or kind, self.clean(node.place, "id", node.id))
        given = {
            "case": self.case,
            "key": key,
            "kind": kind,
            "name": self.clean(node.place, "name", node.name.strip() or node.id) or key,
            "aliases": [
                Alias(name=name) for name in dict.fromkeys(self.clean(node.place, "aliases", each) for each in node.aliases if each)
            ],
            "ids": {name: self.clean(node.place, name, value) for name, value in node.ids.items() if value},
            "country": self.clean(node.place, "country", node.country) or None,
            "when": self._when(node.place, node.when, properties),
            "note": self.clean(node.place, "note", node.note),
            "properties": properties,
        }
        try:
            record = Entity.model_validate(given)
        except ValidationError as error:
            self._complain(node.place, error)
            return
        self._keep(node, record)

    def _keep(self, node: Node, record: Entity) -> None:
        content = record.model_dump_json()
        insert = "INSERT OR IGNORE INTO node VALUES (?, ?, ?, ?, ?, ?)"
        if self._db.execute(insert, (node.space, node.id, record.key, content, legible(node.place.file), node.place.line)).rowcount:
            return
        before = self._db.execute("SELECT record, file, line FROM node WHERE space = ? AND id = ?", (node.space, node.id)).fetchone()
        if before is not None:
            if differing := _differing(json.loads(before[0]), json.loads(content)):
                where, what = f"{before[1]}:{before[2]}", ", ".join(map(shown, differing[:_NAMED]))
                text = f"the id {shown(node.id)} stands for another node at {where}, which says something else ({what}); {self.ends.apart}"
                self.problem(node.place, text, field="id", value=node.id)
            return
        # another node has this key
        apart = record.model_copy(update={"key": f"{record.key[:180]}~{short(node.space, node.id)}"})
        row = (node.space, node.id, apart.key, apart.model_dump_json(), legible(node.place.file), node.place.line)
        self._db.execute("INSERT INTO node VALUES (?, ?, ?, ?, ?, ?)", row)

    def edge(self, edge: Edge) -> None:
        """Take in an edge; its ends are looked for by `check`."""
        if not self._named(edge.place, self.ends.start, edge.start) & self._named(edge.place, self.ends.end, edge.end):
            return
        properties = self._properties(edge.place, edge.properties)
        predicate = predicate_of(edge.type[:_LABEL]) if edge.type else NO_TYPE
        if edge.type and predicate.upper() != edge.type.upper():
            text = f"a relation's type is letters, digits and _ here, so {shown(edge.type)} becomes {predicate.upper()}"
            self.once(edge.place, f"{text}, and the property type keeps it", field="type")
            properties["type"] = self.clean(edge.place, "type", edge.type)
        if (status := properties.get("status as told by the file")) in _AGAINST:
            text = f"the file tells some relations as {status}, but has no claims: here each is one claim of the file"
            self.once(edge.place, f"{text}, with that status as a property", field="status")
        time = self._when(edge.place, edge.when, properties)
        said = (predicate, time, to_json(properties).decode() if properties else "")
        where = (self.source, edge.row, legible(edge.place.file), edge.place.line)
        self._edges.append((*where, edge.spaces[0], edge.start, edge.spaces[1], edge.end, *said))
        if len(self._edges) >= _TOGETHER:
            self._keep_edges()

    def _keep_edges(self) -> None:
        self._db.executemany("INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._edges)
        self._edges.clear()

    # What is wrong -----------------------------------------------------------------------------------------------------------

    def check(self, *, whole: bool = True) -> None:
        """Note each end that no node has, unless something was not read or could not be: it may stand there."""
        self._keep_edges()
        self._index_ends()
        if self.problems.gaps or not whole:
            return
        for side, field in (("start", self.ends.start), ("end", self.ends.end)):
            known = f"SELECT 1 FROM node INDEXED BY node_end WHERE space = edge.{side}_space AND id = edge.{side}"
            lacking = f"FROM edge WHERE NOT EXISTS ({known})"
            number = self._db.execute(f"SELECT count(*) {lacking}").fetchone()[0]
            if not number:
                continue
            first = f"SELECT file, line, {side}, {side}_space {lacking} ORDER BY file, line LIMIT {KEPT}"
            for file, line, id_, space in self._db.execute(first):
                self.lacking(Place(file, line), field, id_, space)
            self.problems.count(max(0, number - KEPT))

    def _index_ends(self) -> None:
        # the records lie in the table itself, which is slow to look through
        self._db.execute("CREATE UNIQUE INDEX IF NOT EXISTS node_end ON node (space, id, key)")

    def lacking(self, place: Place, field: str, id_: str, space: str = "") -> None:
        """Note an end that no node has."""
        within = f" in the id space {shown(space)}" if space else ""
        text = f"there is no node with the id {shown(id_)}{within}; {self.ends.mend}"
        self.problem(place, text, field=field, value=id_)

    def empty(self) -> bool:
        """Whether there is no node."""
        return self._db.execute("SELECT 1 FROM node LIMIT 1").fetchone() is None

    def place_of(self, id_: str, space: str = "") -> Place | None:
        """Where the node of this id stands; None if there is none so far."""
        found = self._db.execute("SELECT file, line FROM node WHERE space = ? AND id = ?", (space, id_)).fetchone()
        return Place(*found) if found else None

    def key_of(self, id_: str, space: str = "") -> str | None:
        """The key of the node of this id; None if there is none so far."""
        found = self._db.execute("SELECT key FROM node WHERE space = ? AND id = ?", (space, id_)).fetchone()
        return str(found[0]) if found else None

    def holds(self, key: str) -> bool:
        """Whether there is a node of this key."""
        return self._db.execute("SELECT 1 FROM node WHERE key = ?", (key,)).fetchone() is not None

    def node_keys(self) -> Iterator[str]:
        """The keys of all nodes."""
        yield from (key for (key,) in self._db.execute("SELECT key FROM node"))

    def sources_named(self) -> Iterator[tuple[Place, str]]:
        """Each source that edges name, with the first place where one does."""
        for source, file, line in self._db.execute("SELECT source, file, min(line) FROM edge GROUP BY source"):
            yield Place(file, line), source

    # What goes out -----------------------------------------------------------------------------------------------------------

    def entities(self) -> Iterator[Entity]:
        """The nodes as records, by space and id."""
        for (record,) in self._db.execute("SELECT record FROM node ORDER BY space, id"):
            yield Entity.model_validate_json(record)

    def rows(self) -> Iterator[Row]:
        """The edges as records, in the order of the file."""
        self._index_ends()
        for source, row, subject, predicate, object_, time, properties in self._db.execute(_JOINED):
            # all of it was checked when it came in; checking it again would take most of the time
            yield Row.model_construct(
                _ROW,
                case=self.case,
                subject=subject,
                predicate=predicate,
                object=object_,
                source=source,
                row=row,
                when=time,
                properties=from_json(properties) if properties else {},
            )


def _differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """The names of the fields and properties in which two nodes of one id differ; their keys do not count."""
    flat = [{**each, "key": "", "properties": ""} | each["properties"] for each in (one, other)]
    return [name for name in {**flat[0], **flat[1]} if flat[0].get(name) != flat[1].get(name)]
