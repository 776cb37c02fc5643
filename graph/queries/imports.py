"""What was loaded into the cases of a store beside their own loads."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Import
from graph.queries.rows import records_by_id
from graph.store import GraphStore


@dataclass(frozen=True)
class ImportView:
    """An import, and how many records it brought; `alone`: those that nobody else brought too."""

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
        for owner in row["owners"]:
            figures = counted.setdefault((row["case"], owner), [0, 0])
            figures[0] += 1
            figures[1] += len(row["owners"]) == 1
    made = [ImportView(one, *counted.get((one.case, one.name), (0, 0))) for one in found]
    return tuple(sorted(made, key=lambda view: (view.imported.case, view.imported.name)))
