"""The values of entities that come in pieces, over many lines of a file: kept on disk, handed out entity by entity."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.graphs.ftm_model import narrower

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -16000;
CREATE TABLE entity (id TEXT PRIMARY KEY, schema TEXT, line INTEGER) WITHOUT ROWID;
CREATE TABLE value (entity TEXT, prop TEXT, value TEXT, number INTEGER, PRIMARY KEY (entity, prop, value)) WITHOUT ROWID;
CREATE TABLE other (id TEXT PRIMARY KEY, canonical TEXT) WITHOUT ROWID;
BEGIN;
"""


@dataclass(slots=True)
class Whole:
    """An entity with all of its values, each once, in the order in which they came."""

    id: str
    schema: str
    line: int
    values: dict[str, list[str]]


class Fragments:
    """Collects values. A private SQLite file, which vanishes with it."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._number = 0

    def entity(self, id_: str, schema: str, line: int) -> str | None:
        """There is an entity of this schema. The schema that it had on an earlier line, if the two cannot be one."""
        before = self._db.execute("SELECT schema FROM entity WHERE id = ?", (id_,)).fetchone()
        if before is None:
            self._db.execute("INSERT INTO entity VALUES (?, ?, ?)", (id_, schema, line))
        elif before[0] != schema:
            one = narrower(before[0], schema)
            if one is None:
                return str(before[0])
            self._db.execute("UPDATE entity SET schema = ? WHERE id = ?", (one, id_))
        return None

    def value(self, id_: str, prop: str, value: str) -> None:
        """A value of an entity; the same again is the same."""
        self._number += 1
        self._db.execute("INSERT OR IGNORE INTO value VALUES (?, ?, ?, ?)", (id_, prop, value, self._number))

    def same(self, id_: str, canonical: str) -> None:
        """An id stands for the entity of another id."""
        if id_ != canonical:
            self._db.execute("INSERT OR IGNORE INTO other VALUES (?, ?)", (id_, canonical))

    def canonical(self, id_: str) -> str:
        """The id under which an entity is kept."""
        found = self._db.execute("SELECT canonical FROM other WHERE id = ?", (id_,)).fetchone()
        return str(found[0]) if found else id_

    def latest(self, prop: str) -> str:
        """The last value of a property in the order of text, of all entities."""
        return str(self._db.execute("SELECT max(value) FROM value WHERE prop = ?", (prop,)).fetchone()[0] or "")

    def holds(self, id_: str) -> bool:
        """Whether there is an entity of this id, once everything was read."""
        return self._db.execute("SELECT 1 FROM entity WHERE id = ?", (id_,)).fetchone() is not None

    def all(self) -> Iterator[Whole]:
        """Every entity, in the order of the first lines."""
        for id_, schema, line in self._db.execute("SELECT id, schema, line FROM entity ORDER BY line, id"):
            values: dict[str, list[str]] = {}
            for prop, value in self._db.execute("SELECT prop, value FROM value WHERE entity = ? ORDER BY number", (id_,)):
                values.setdefault(prop, []).append(value)
            yield Whole(id_, schema, line, values)
