"""What was loaded into the cases of a store beside their own loads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import Import
from graph.queries.rows import records_by_id
from graph.store import GraphStore


@dataclass(frozen=True)
class ImportView:
    """An import, and how many records it brought, rows of data sets among them; `alone`: those that nobody else brought too."""

    imported: Import
    records: int
    alone: int


def loaded_names(store: GraphStore) -> tuple[tuple[str, str], ...]:
    """The case and the name of everything that was loaded, in order."""
    query = "MATCH (n:Import) RETURN n.case AS case, n.name AS name ORDER BY case, name"
    return tuple((row["case"], row["name"]) for row in store.stream(query))


def imports(store: GraphStore, case: str | None = None) -> tuple[ImportView, ...]:
    """The imports of a case, or of all cases, by case and name."""
    where = "WHERE n.case = $case " if case else ""
    rows = store.stream(f"MATCH (n:Import) {where}RETURN n.id AS id", {"case": case})
    found = records_by_id(store, Import, [row["id"] for row in rows])
    counted: dict[tuple[str, str], list[int]] = {}
    query = f"MATCH (n) WHERE n.owners IS NOT NULL {'AND n.case = $case ' if case else ''}RETURN n.case AS case, n.owners AS owners"
    for row in store.stream(query, {"case": case}, timeout=None):
        _count(counted, row["case"], row["owners"], 1)
    for key in sorted({one.case for one in found}):
        for owners, number in _rows(store, key):
            _count(counted, key, owners, number)
    made = [ImportView(one, *counted.get((one.case, one.name), (0, 0))) for one in found]
    return tuple(sorted(made, key=lambda view: (view.imported.case, view.imported.name)))


def _count(counted: dict[tuple[str, str], list[int]], case: str, owners: Sequence[str], number: int) -> None:
    for owner in owners:
        figures = counted.setdefault((case, owner), [0, 0])
        figures[0] += number
        figures[1] += number * (len(owners) == 1)


def _rows(store: GraphStore, case: str) -> Iterator[tuple[Sequence[str], int]]:
    """The rows of each data set that an import brought, which are no nodes, with whom the data set belongs to."""
    owned = "MATCH (s:Source {case: $case}) WHERE s.owners IS NOT NULL RETURN s.key AS source, s.owners AS owners"
    owners = {row["source"]: row["owners"] for row in store.stream(owned, {"case": case}, timeout=None)}
    rows = "MATCH (:Entity {case: $case})-[r]->(:Entity) WHERE r.row IS NOT NULL AND r.source IN $sources "
    given = {"case": case, "sources": sorted(owners)}
    for row in store.stream(rows + "RETURN r.source AS source, count(*) AS number", given, timeout=None):
        yield owners[row["source"]], row["number"]
