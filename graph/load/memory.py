"""What a store has of a case, told to the ledger of a load: all of it, or for an addition what its records need."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.load.ledger import Ledger
from graph.model import OWN, AnyRecord, Import, Row, Statement
from graph.store import GraphStore
from graph.store.links import links, names
from graph.store.records import BY_LABEL, HIDDEN, form_of, original

_EXTRA = dict.fromkeys(BY_LABEL, "''") | {"Entity": "labels(n)"}
_MARKED = " n.title IS NOT NULL"
"""A Case without a title is only the mark of a load that stopped before it wrote the case."""
_ROWS = (
    "MATCH (a:Entity {case: $case})-[r]->(b:Entity) WHERE r.row IS NOT NULL AND ($sources IS NULL OR r.source IN $sources) "
    "RETURN r.id AS id, r.hash AS hash, [type(r), a.id, b.id] AS extra, r.source AS source"
)


_FEW = 20_000
"""Records of an addition that are held in memory."""


def begun(records: Iterable[AnyRecord], leaving: Collection[str] | None) -> tuple[AnyRecord | None, Iterable[AnyRecord]]:
    """The first of the records, and all of them: as a list where they are few and only add to a case, for the load then looks at no more
    of the store than it must."""
    feed = iter(records)
    first = next(feed, None)
    if first is None or isinstance(records, Sequence):
        return first, records
    whole = itertools.chain([first], feed)
    if not leaving or OWN in leaving:
        return first, whole
    few = list(itertools.islice(whole, _FEW))
    return first, few if len(few) < _FEW else itertools.chain(few, whole)


class Memory:
    """What the ledger knows of the store; by `whole`, or by `part` and then `learn`, each record is told once.

    `merged`: entities of the case are merged, and are told as they were loaded. `without` is an owner whose records are left out.
    """

    def __init__(self, store: GraphStore, ledger: Ledger, case: str, *, merged: bool = False, without: str = "") -> None:
        self.store, self.ledger, self.case = store, ledger, case
        self._merged, self._without = merged, without
        self._told: set[tuple[str, str]] | None = None
        """By label and name what was told, or was asked for in vain; None once all of it was told."""

    def whole(self) -> None:
        """Tell everything."""
        self._told = None
        for label in BY_LABEL:
            for name in (label, HIDDEN[label]) if self._merged and label in HIDDEN else (label,):
                self.ledger.remember(label, self._found(label, f"MATCH (n:{name} {{case: $case}}){_where(label)}"))
        self._remember_rows(None)

    def part(self, records: Sequence[AnyRecord], owners: Collection[str]) -> dict[str, int]:
        """Tell what the records name and what the owners brought, or everything if that is less.

        Gives back, by label, the number after the highest place that the store has.
        """
        wanted = _wanted(records)
        held, places = 0, {}
        for label in BY_LABEL:
            query = f"MATCH (n:{label} {{case: $case}}){_where(label)} RETURN count(n), max(n.order)"
            number, highest = self.store.read(query, {"case": self.case}, timeout=None).rows[0]
            held += number
            if number:
                places[label] = 0 if highest is None else highest + 1
        if held <= sum(map(len, wanted.values())):
            self.whole()
            return places
        self._told = set()
        self._look_up(wanted)
        self._look_up_said(record.id for record in records if isinstance(record, Statement))
        known = self._known_owners(records, owners)
        sources = self._owned(known) if known else set()
        sources.update(record.source for record in records if isinstance(record, Row))
        # a source that the store lacks has no row there
        if held_sets := sorted(key for key in sources if self.ledger.owned(f"{self.case}/{key}", "Source")):
            self._remember_rows(held_sets)
        return places

    def learn(self, records: Iterable[AnyRecord]) -> None:
        """Tell what these records of the store name, if it was not told yet."""
        if self._told is not None:
            self._look_up(_wanted(records))

    def records(self, label: str, ids: Collection[str]) -> dict[str, AnyRecord]:
        """Records that the store has, by id, as they were loaded."""
        form, found = BY_LABEL[label], {}
        for name in (label, HIDDEN[label]) if self._merged and label in HIDDEN else (label,):
            query = f"UNWIND $ids AS id MATCH (n:{name} {{id: id}}) RETURN properties(n) AS p"
            for row in self.store.stream(query, {"ids": sorted(ids)}, timeout=None):
                found[row["p"]["id"]] = form.read(original(row["p"]))
        return found

    def _look_up(self, wanted: Mapping[str, set[str]]) -> None:
        assert self._told is not None
        for label, ends in wanted.items():
            asked = sorted(end for end in ends if (label, end) not in self._told)
            key = "slug" if label == "Statement" else "id"
            if label == "Statement":
                asked = [end.partition("/")[2] for end in asked]
            if not asked:
                continue
            match = f"UNWIND $asked AS one MATCH (n:{label} {{{key}: one}}) WHERE n.case = $case{_where(label, 'AND')}"
            self._tell(label, self._found(label, match, {"asked": asked}))
            self._told.update((label, end) for end in ends)

    def _look_up_said(self, ids: Iterable[str]) -> None:
        """The statements that say what these say, whatever their slugs."""
        match = "UNWIND $asked AS one MATCH (n:Statement {id: one}) WHERE n.case = $case"
        self._tell("Statement", self._found("Statement", match, {"asked": sorted(set(ids))}))

    def _known_owners(self, records: Sequence[AnyRecord], owners: Collection[str]) -> list[str]:
        """Those of whom the store may have something: not the imports that are brought for the first time."""
        brought = {record.id: record.name for record in records if isinstance(record, Import)}
        query = "UNWIND $ids AS id MATCH (n:Import {id: id}) RETURN n.name AS name"
        before = {row["name"] for row in self.store.stream(query, {"ids": sorted(brought)}, timeout=None)}
        return sorted(set(owners) - (set(brought.values()) - before))

    def _owned(self, owners: list[str]) -> set[str]:
        """Tell what these brought; gives back the keys of their sources."""
        sources: set[str] = set()
        for label in BY_LABEL:
            match = f"MATCH (n:{label} {{case: $case}}) WHERE any(owner IN n.owners WHERE $owners[owner]){_where(label, 'AND')}"
            found = list(self._found(label, match, {"owners": dict.fromkeys(owners, True)}))
            self._tell(label, found)
            if label == "Source":
                sources = {id_.partition("/")[2] for _, id_, *_ in found}
        return sources

    def _tell(self, label: str, found: Iterable[tuple[Any, ...]]) -> None:
        told = self._told
        assert told is not None
        new = [one for one in found if (label, one[0]) not in told]
        self.ledger.remember(label, new)
        told.update((label, one[0]) for one in new)

    def _found(self, label: str, match: str, given: Mapping[str, Any] | None = None) -> Iterator[tuple[Any, ...]]:
        name = "$case + '/' + n.slug" if label == "Statement" else "n.id"
        columns = f"{name} AS name, n.id AS id, n.hash AS hash, n.order AS place, {_EXTRA[label]} AS extra, n.owners AS owners"
        versions = "versions" in BY_LABEL[label].properties
        columns += ", n.versions AS versions" if versions else ""
        columns += ", n.was AS was" if self._merged else ""
        for row in self.store.stream(f"{match} RETURN {columns}", {"case": self.case, **(given or {})}, timeout=None):
            owners = [owner for owner in row["owners"] or (OWN,) if not owner or owner != self._without]
            id_ = original(row)["id"] if self._merged else row["id"]
            if owners:
                yield row["name"], id_, row["hash"], row["place"], _kinds(row["extra"]), owners, row["versions"] if versions else None

    def _remember_rows(self, sources: list[str] | None) -> None:
        """Tell the rows of these data sets, or of all; their sources are known already."""
        sets: dict[str, frozenset[str]] = {}
        query = _ROWS.replace(":Entity", "") if self._merged else _ROWS
        for row in self.store.stream(query, {"case": self.case, "sources": sources}, timeout=None):
            if row["source"] not in sets:
                sets[row["source"]] = self.ledger.owned(f"{self.case}/{row['source']}", "Source") or frozenset({OWN})
            self.ledger.remember("Row", [(row["id"], row["id"], row["hash"], None, json.dumps(row["extra"]), sets[row["source"]], None)])


def _wanted(records: Iterable[AnyRecord]) -> dict[str, set[str]]:
    """By label, the names of these records and of all that they name."""
    wanted: dict[str, set[str]] = {"Case": set()}
    for record in records:
        wanted["Case"].add(record.case)
        if not isinstance(record, Row):
            name = f"{record.case}/{record.slug}" if isinstance(record, Statement) else record.id
            wanted.setdefault(form_of(type(record)).label, set()).add(name)
        for link in links(record):
            for label in link.labels:
                wanted.setdefault(label, set()).add(link.end)
        for end, label in names(record):
            wanted.setdefault(label, set()).add(end)
    return wanted


def _where(label: str, word: str = "WHERE") -> str:
    return f" {word}{_MARKED}" if label == "Case" else ""


def _kinds(labels: Any) -> str:
    return ",".join(sorted(set(labels) - {"Entity"}))
