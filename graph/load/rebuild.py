"""Everything that is derived, rebuilt from the records: relationships, statuses, degrees and the first view of every case.

For a store that somebody wrote to by hand. A record is never changed; relationships between entities that no statement and no row of a
data set stands behind are removed, for there is no relationship without a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph import derivation, start
from graph.cypher import quoted
from graph.errors import NotFoundError
from graph.load.intake import Progress
from graph.load.mark import MERGING, Mark, mark_case, mark_of, unmark_case
from graph.load.merged import holds_any, settle
from graph.queries import cases
from graph.store import GraphStore, schema

_STRAY = (
    "MATCH (a:Entity {case: $case})-[r]->(b:Entity) WHERE r.row IS NULL "
    "RETURN type(r) AS type, elementId(r) AS element, r.id AS id, a.id AS a, b.id AS b"
)
_STATED = (
    "MATCH (s:Statement {case: $case}) WHERE s.object IS NOT NULL RETURN s.id AS id, s.predicate AS type, s.subject AS a, s.object AS b"
)


@dataclass(frozen=True)
class Rebuilt:
    """What was rebuilt: cases, statements whose figures were computed, and relationships that were removed."""

    cases: int
    statements: int
    removed: int


def rebuild(store: GraphStore, *, progress: Callable[[Progress], None] | None = None) -> Rebuilt:
    """Rebuild what is derived of every case. Broken off, it is finished by doing it again. Raises NotFoundError if there is no case,
    StoreError for a case whose load did not finish, and what `derivation.derive` raises."""
    told = progress or (lambda _: None)
    with store.alone(lambda: told(Progress("waiting for another load", 0))):
        if schema.version(store) is None or not (known := cases(store)):
            raise NotFoundError(f"The store at {store.address} holds no case, so there is nothing to derive; load one first")
        statements = removed = 0
        for summary in known:
            case = summary.case.case
            # a load that did not finish is finished by loading again, which derives too; its mark must stay until then
            unfinished = mark_of(store, case)
            if unfinished is not None and unfinished.name == MERGING:
                unfinished = None
            mark_case(store, case, unfinished or Mark(summary.case.title, {}))
            removed += _remove_stray(store, case)
            derivation.refresh_rows(store, case)
            statements += derivation.derive(store, case=case, progress=lambda done: told(Progress("computing statuses", done)))
            told(Progress("counting relationships", 0))
            entities = store.stream("MATCH (n:Entity {case: $case}) RETURN n.id AS id", {"case": case}, timeout=None)
            derivation.count_degrees(store, [row["id"] for row in entities])
            if not holds_any(store, case):
                told(Progress("laying out the first view", 0))
                start.lay_out(store, case)
            if unfinished is None:
                unmark_case(store, case)
    for summary in known:
        settle(store, summary.case.case, progress=told)
    return Rebuilt(len(known), statements, removed)


def _remove_stray(store: GraphStore, case: str) -> int:
    """Remove the relationships of a case that say what no statement says."""
    stated = {
        (row["id"], row["type"].upper(), f"{case}/{row['a']}", f"{case}/{row['b']}")
        for row in store.stream(_STATED, {"case": case}, timeout=None)
    }

    def stray() -> Iterator[dict[str, str]]:
        for row in store.stream(_STRAY, {"case": case}, timeout=None):
            if (row["id"], row["type"], row["a"], row["b"]) not in stated:
                yield row

    by_type: dict[str, list[dict[str, str]]] = {}
    for row in stray():
        by_type.setdefault(row["type"], []).append(row)
    for name, rows in by_type.items():
        cypher = f"UNWIND $rows AS row MATCH (:Entity {{id: row.a}})-[r:{quoted(name)}]->() WHERE elementId(r) = row.element DELETE r"
        store.write_rows(cypher, rows)
    return sum(map(len, by_type.values()))
