"""What one load is about to do, kept on disk so that memory stays bounded: what the store has of the case, what the records bring.

A private SQLite file that vanishes when closed. Records are known by the name that others use: `case/key`, or `case/slug` for a statement.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic_core import from_json, to_json

from graph.errors import RecordError, StoreError
from graph.model import OWN

Verdict = Literal["new", "changed", "unchanged", "again"]
_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -16000;
CREATE TABLE known
    (label TEXT, name TEXT, id TEXT, hash TEXT, place INTEGER, extra TEXT, owners TEXT, met INTEGER, versions TEXT,
    PRIMARY KEY (label, name)) WITHOUT ROWID;
CREATE INDEX statement_id ON known (id) WHERE label = 'Statement';
CREATE TABLE gone (label TEXT, id TEXT, extra TEXT, PRIMARY KEY (label, id)) WITHOUT ROWID;
CREATE TABLE named (name TEXT, label TEXT, other TEXT, by TEXT, PRIMARY KEY (name, label)) WITHOUT ROWID;
CREATE TABLE plan (step TEXT, kind TEXT, label TEXT, row TEXT);
CREATE TABLE leaving (owners TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE touched (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_DATED = ("when", "reported", "published", "retrieved", "as_of", "compiled")
_DATES = frozenset(f"{name}_{end}" for name in _DATED for end in ("from", "to"))
_KNOWN = "id, hash, place, extra, owners, versions"
_GOES = "label = ? AND id NOT IN (SELECT id FROM known WHERE label = ? AND met)"
_MET_ROWS = """
INSERT INTO known SELECT 'Row', json_extract(row, '$.id'), json_extract(row, '$.id'), json_extract(row, '$.said.hash'), -1, '', '', 1, ''
FROM plan WHERE label = 'Row'
"""
_CACHE = 150_000
_SOURCES = 10_000
"""Data sets whose rows are followed."""
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Known:
    """What the store has of one record: `extra` is the labels of an entity, or type and ends of a bulk relationship.

    `owners` are the imports that brought it; OWN stands for the case's own load. `versions` are how each of them has it
    (`graph.load.versions`), empty where all have the same.
    """

    id: str
    hash: str
    place: int
    extra: str
    owners: frozenset[str] = frozenset({OWN})
    versions: str = ""


@contextmanager
def planning(name: str) -> Iterator[Ledger]:
    """The ledger of one load. Raises StoreError where the folder for temporary files has no room for it."""
    try:
        with Ledger() as ledger:
            yield ledger
    except sqlite3.Error as error:
        raise StoreError(
            f"The load of {name} needs more room for temporary files than their folder has ({error}). "
            "Make room there, or name another folder in TMPDIR, and load it again"
        ) from error


class Ledger:
    """Plans one load. Close it, or use it as a context manager; the file goes with it."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        self._rows: dict[str, int] | None = {}
        self._settled = False
        self._planned: list[tuple[str, str, str, str]] = []
        self._tally: dict[str, dict[str, int]] = {}
        self.renamed: dict[str, str] = {}
        """The statements of the store that have another slug now: the name that each had, and the one that it has."""

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def remember(self, label: str, found: Iterable[tuple[str, str, str | None, int | None, str, Iterable[str], str | None]]) -> None:
        """What the store has: (name, id, hash, place, extra, owners, versions) of each record of this label."""
        for name, id_, content, place, extra, owners, versions in found:
            if label == "Row":
                self._rows = None
            row = (label, name, id_, content or "", -1 if place is None else place, extra, _joined(owners), versions or "")
            try:
                self._db.execute("INSERT INTO known VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)", row)
            except sqlite3.IntegrityError:
                # a crash left two statements of one slug: the one that the load does not bring is to go
                self._db.execute("INSERT OR IGNORE INTO gone VALUES (?, ?, '')", (label, id_))

    def places(self) -> dict[str, int]:
        """By label, the number after the highest place that the store has."""
        return dict(self._db.execute("SELECT label, max(place) + 1 FROM known GROUP BY label"))

    def meet(self, label: str, name: str, id_: str, content: str) -> tuple[Verdict, Known | None]:
        """Judge one record of the load by what the store has. Raises RecordError when the load holds two that differ."""
        previous = self._renamed(name, id_) if label == "Statement" else None
        row = (label, name, id_, content)
        added = self._db.execute("INSERT INTO known VALUES (?, ?, ?, ?, -1, '', '', 1, '') ON CONFLICT DO NOTHING", row).rowcount
        if not added:
            found = self._db.execute(f"SELECT {_KNOWN}, met FROM known WHERE label = ? AND name = ?", (label, name)).fetchone()
            if found[6]:
                if found[:2] == (id_, content):
                    return "again", None
                raise RecordError(f"The records hold two of {name!r} ({label.lower()}) that differ; give one of them another key")
            if found[0] != id_:
                self._db.execute("INSERT OR IGNORE INTO gone VALUES (?, ?, '')", (label, found[0]))
            previous = previous or _known(found)
            self._db.execute("UPDATE known SET id = ?, hash = ?, met = 1 WHERE label = ? AND name = ?", (id_, content, label, name))
        verdict: Verdict = "new" if previous is None else "unchanged" if (previous.id, previous.hash) == (id_, content) else "changed"
        self._count(label, verdict)
        return verdict, previous

    def meet_row(self, source: str, number: int, id_: str, content: str) -> tuple[Verdict, Known | None]:
        """Judge one row of a data set, which is planned if it is new.

        Where the store has no row of the case and the numbers rise in each data set, every row is another one: none is looked up.
        """
        if self._rows is not None:
            if number > self._rows.get(source, 0) and len(self._rows) < _SOURCES:
                self._rows[source] = number
                self._count("Row", "new")
                return "new", None
            self._rows = None
            self._keep_planned()
            self._db.execute(_MET_ROWS)
        return self.meet("Row", id_, id_, content)

    def _count(self, label: str, verdict: Verdict) -> None:
        counts = self._tally.setdefault(label, {})
        counts[verdict] = counts.get(verdict, 0) + 1

    def recount(self, label: str, before: Verdict, now: Verdict) -> None:
        """One that was judged so is judged otherwise."""
        self._tally[label][before] -= 1
        self._count(label, now)

    def parted(self, label: str) -> None:
        """One that the load did not bring changes, for one who brought it does so no more."""
        self._count(label, "changed")

    def _renamed(self, name: str, id_: str) -> Known | None:
        """The statement that the store has by the same content under another slug, which it loses."""
        other = self._db.execute(
            f"SELECT {_KNOWN}, met, name FROM known WHERE label = 'Statement' AND id = ? AND name <> ?", (id_, name)
        ).fetchone()
        if other is None:
            return None
        if other[6]:
            raise RecordError(f"Statements {other[7]!r} and {name!r} say the same; keep one of them and move the other's claims to it")
        self._db.execute("DELETE FROM known WHERE label = 'Statement' AND name = ?", (other[7],))
        self.renamed[other[7]] = name
        return _known(other)

    def same_statement(self, name: str, id_: str) -> tuple[str, Known] | None:
        """The statement that says the same under another name, with that name."""
        found = self._db.execute(
            f"SELECT {_KNOWN}, name FROM known WHERE label = 'Statement' AND id = ? AND name <> ?", (id_, name)
        ).fetchone()
        return (found[6], _known(found)) if found else None

    def owned(self, name: str, label: str) -> frozenset[str]:
        """The imports that brought what the store has under a name; nobody for what it lacks."""
        found = self._db.execute("SELECT owners FROM known WHERE label = ? AND name = ?", (label, name)).fetchone()
        return _parted(found[0]) if found else frozenset()

    def name(self, name: str, labels: tuple[str, ...], by: str) -> None:
        """Record `by` names another record, which must exist under one of at most two labels."""
        named = self._named[labels[0]]
        if name in named:
            return
        if len(named) < _CACHE:
            named.add(name)
        self._db.execute("INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?)", (name, labels[0], labels[-1], by))

    def missing(self, *, keep: bool) -> list[tuple[str, str, str]]:
        """Up to 50 names without a record, as (name, label, by whom); with `keep`, what only the store has counts too."""
        return self._db.execute(
            "SELECT name, label, by FROM named WHERE NOT EXISTS (SELECT 1 FROM known WHERE known.name = named.name "
            "AND known.label IN (named.label, named.other) AND (met OR ?)) LIMIT 50",
            (keep,),
        ).fetchall()

    def resolve(self, name: str, labels: Iterable[str], *, keep: bool) -> tuple[str, str] | None:
        """The label and id of what goes by this name, under the first of the labels that has it."""
        for label in labels:
            found = self._db.execute("SELECT id FROM known WHERE label = ? AND name = ? AND (met OR ?)", (label, name, keep)).fetchone()
            if found:
                return label, found[0]
        return None

    def plan(self, step: str, kind: str, label: str, row: dict[str, Any]) -> None:
        """Keep one row of a later write; `kind` groups the rows of one Cypher statement."""
        self._planned.append((step, kind, label, to_json(row).decode()))
        if len(self._planned) >= _TOGETHER:
            self._keep_planned()

    def _keep_planned(self) -> None:
        self._db.executemany("INSERT INTO plan VALUES (?, ?, ?, ?)", self._planned)
        self._planned.clear()

    def _settle(self) -> None:
        """All is planned, or nearly so: an index that is made now costs a fraction of one that grows along."""
        self._keep_planned()
        if not self._settled:
            self._settled = True
            self._db.execute("CREATE INDEX plan_step ON plan (step, kind)")

    def kinds(self, step: str) -> list[str]:
        """The groups of one step."""
        self._settle()
        return [kind for (kind,) in self._db.execute("SELECT DISTINCT kind FROM plan WHERE step = ? ORDER BY kind", (step,))]

    def planned(self, step: str, kind: str) -> Iterator[dict[str, Any]]:
        """The rows of one group of a step, as they were planned."""
        self._settle()
        cursor = self._db.execute("SELECT row FROM plan WHERE step = ? AND kind = ? ORDER BY rowid", (step, kind))
        for (text,) in cursor:
            row: dict[str, Any] = from_json(text)
            _read_days(row.get("said", row))
            yield row

    def count(self, step: str) -> int:
        """How many rows a step has."""
        self._settle()
        return int(self._db.execute("SELECT count(*) FROM plan WHERE step = ?", (step,)).fetchone()[0])

    def touch(self, ids: Iterable[str]) -> None:
        """The relationships of these entities change."""
        self._db.executemany("INSERT OR IGNORE INTO touched VALUES (?)", ((id_,) for id_ in ids))

    def touched(self) -> Iterator[str]:
        """The entities whose relationships change."""
        yield from (id_ for (id_,) in self._db.execute("SELECT id FROM touched"))

    def ids(self, label: str) -> Iterator[str]:
        """Every id of this label that the store has or the load brings."""
        yield from (id_ for (id_,) in self._db.execute("SELECT id FROM known WHERE label = ?", (label,)))

    def going(self) -> dict[str, int]:
        """By label, how many are to go."""
        labels = [label for (label,) in self._db.execute("SELECT DISTINCT label FROM gone")]
        counted = {label: self._db.execute(f"SELECT count(*) FROM gone WHERE {_GOES}", (label, label)).fetchone()[0] for label in labels}
        return {label: number for label, number in counted.items() if number}

    def leave(self, labels: Iterable[str], owners: frozenset[str] | None) -> Iterator[tuple[str, Known, frozenset[str]]]:
        """What the store has of these labels by these owners and the load did not bring is to go, or to stay with its other owners.

        With None it goes whoever brought it. Yields each that is to go, and each that stays of which they had versions: with its label,
        and with those of its owners who are left.
        """
        known = f"SELECT {_KNOWN} FROM known WHERE label = ? AND NOT met"
        if owners is not None:
            self._note_leaving(owners)
            known += " AND owners IN (SELECT owners FROM leaving)"
        for label in labels:
            gone: list[tuple[str, str, str]] = []
            left: list[tuple[Known, frozenset[str]]] = []
            for found in self._db.execute(known, (label,)):
                before = _known(found)
                rest = frozenset() if owners is None else before.owners - owners
                if rest:
                    left.append((before, rest))
                else:
                    gone.append((label, before.id, before.extra))
                    yield label, before, rest
            self._db.executemany("INSERT OR IGNORE INTO gone VALUES (?, ?, ?)", gone)
            for before, rest in left:
                if before.versions:
                    yield label, before, rest
                else:
                    self.own(label, before.id, rest)

    def _note_leaving(self, owners: frozenset[str]) -> None:
        """What stands for one of these among the owners of a record: thousands of them are too many for one condition."""
        held = [joined for (joined,) in self._db.execute("SELECT DISTINCT owners FROM known WHERE NOT met")]
        theirs = [(joined,) for joined in held if not owners.isdisjoint(_parted(joined))]
        self._db.executemany("INSERT OR IGNORE INTO leaving VALUES (?)", theirs)

    def own(self, label: str, id_: str, owners: Iterable[str], versions: str | None = None) -> None:
        """Plan who owns a record, and how each has it; a row of a data set is owned by whoever owns its data set."""
        if label != "Row":
            self.plan("own", label, label, {"id": id_, "owners": listed(owners), "versions": versions})

    def join(self, label: str, name: str, owners: frozenset[str]) -> bool:
        """What the store has under a name is these owners' too, unless it is the case's own; whether that is so and no record said it."""
        before = self.owned(name, label)
        found = self._db.execute("UPDATE known SET met = 1 WHERE label = ? AND name = ? AND NOT met", (label, name)).rowcount
        if OWN in before:
            return False
        if not owners <= before:
            self.own(label, name, before | owners)
        if found:
            self._count(label, "unchanged")
        return bool(found)

    def gone(self, label: str) -> Iterator[tuple[str, str]]:
        """(id, extra) of what is to go: never one that the load brought under another name."""
        yield from self._db.execute(f"SELECT id, extra FROM gone WHERE {_GOES}", (label, label))

    def tally(self) -> dict[str, dict[str, int]]:
        """By label and verdict, how many records the load brought."""
        return self._tally


def listed(owners: Iterable[str]) -> list[str] | None:
    """As a node keeps them: the case's own load alone is what no property says."""
    found = sorted(owners)
    return None if found == [OWN] else found


def _joined(owners: Iterable[str]) -> str:
    return "|" + "|".join(sorted(owners)) + "|"


def _parted(owners: str) -> frozenset[str]:
    return frozenset(owners[1:-1].split("|")) if owners else frozenset()


def _known(found: tuple[str, str, int, str, str, str]) -> Known:
    return Known(*found[:4], _parted(found[4]), found[5])


def _read_days(values: dict[str, Any]) -> None:
    for key in _DATES.intersection(values):
        if values[key]:
            values[key] = date.fromisoformat(values[key])
