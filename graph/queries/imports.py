"""What was loaded into a store: whole cases, and what came into cases beside their own loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.model import OWN, Import
from graph.queries.rows import records_by_id
from graph.store import GraphStore

Counted = tuple[str, Sequence[str], int]
"""A case, who brought some of its records (nobody: the case's own load alone), and how many these are."""


@dataclass(frozen=True)
class ImportView:
    """An import, and how many records it brought, rows of data sets among them; `alone`: those that nobody else brought too.

    `whole`: it is the case's own load, which goes by the key of the case.
    """

    imported: Import
    records: int
    alone: int
    whole: bool = False


@dataclass(frozen=True)
class Loaded:
    """The name of something that was loaded, into which case, and from where."""

    case: str
    name: str
    path: str


def loaded(store: GraphStore) -> tuple[Loaded, ...]:
    """Everything that was loaded, by case and name."""
    query = "MATCH (n:Import) RETURN n.case AS case, n.name AS name, n.path AS path ORDER BY case, name"
    return tuple(Loaded(row["case"], row["name"], row["path"] or "") for row in store.stream(query))


def imports(store: GraphStore, case: str | None = None, *, rows: bool = True) -> tuple[ImportView, ...]:
    """What was loaded into a case, or into all cases, by case and name. Without `rows` these are not counted: documents bring none."""
    where = "WHERE n.case = $case " if case else ""
    noted = list(store.stream(f"MATCH (n:Import) {where}RETURN n.id AS id, n.owners AS owners", {"case": case}))
    whole = {row["id"] for row in noted if not row["owners"]}
    found = records_by_id(store, Import, [row["id"] for row in noted])
    counted: dict[tuple[str, str], tuple[int, int]] = {}
    for key, owners, number in chain(_nodes(store, case), *(_rows(store, key) for key in sorted({one.case for one in found if rows}))):
        for owner in owners or (OWN,):
            records, alone = counted.get((key, owner), (0, 0))
            counted[key, owner] = (records + number, alone + number * (len(owners) < 2))
    made = []
    for one in found:
        records, alone = counted.get((one.case, OWN if one.id in whole else one.name), (0, 0))
        made.append(ImportView(one, records, alone, whole=one.id in whole))
    return tuple(sorted(made, key=lambda view: (view.imported.case, not view.whole, view.imported.name)))


def together(store: GraphStore, views: Iterable[ImportView]) -> tuple[int, int]:
    """How many records these brought, each counted once, and how many of them nothing else brought: more than any of them alone did."""
    leaving: dict[str, set[str]] = {}
    for view in views:
        leaving.setdefault(view.imported.case, set()).add(OWN if view.whole else view.imported.name)
    records = alone = 0
    for case, theirs in leaving.items():
        for _, owners, number in chain(_nodes(store, case), _rows(store, case)):
            brought = set(owners or (OWN,))
            records += number * (not brought.isdisjoint(theirs))
            alone += number * (brought <= theirs)
    return records, alone


def _nodes(store: GraphStore, case: str | None) -> Iterator[Counted]:
    """The records that are nodes, but for decisions, which no load takes out."""
    query = f"MATCH (n) WHERE {'n.case = $case' if case else 'n.case IS NOT NULL'} AND NOT n:Decision AND NOT n:Redstring "
    for row in store.stream(query + "RETURN n.case AS case, n.owners AS owners, count(*) AS number", {"case": case}, timeout=None):
        yield row["case"], row["owners"] or (), row["number"]


def _rows(store: GraphStore, case: str) -> Iterator[Counted]:
    """The rows of each data set, which are no nodes, with whom the data set belongs to."""
    sources = store.stream("MATCH (s:Source {case: $case}) RETURN s.key AS source, s.owners AS owners", {"case": case}, timeout=None)
    owners = {row["source"]: row["owners"] or () for row in sources}
    rows = "MATCH (:Entity {case: $case})-[r]->(:Entity) WHERE r.row IS NOT NULL RETURN r.source AS source, count(*) AS number"
    for row in store.stream(rows, {"case": case}, timeout=None):
        yield case, owners.get(row["source"], ()), row["number"]
