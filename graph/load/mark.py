"""The mark of a load that has begun and not finished: on the case and on the store, so that a crash is seen and healed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import OWN
from graph.store import GraphStore, schema

COUNTED = "MATCH (c:Case {id: $case}) SET c.loading_rows = coalesce(c.loading_rows, 0) + 1"
"""Of two transactions at once that count at the case, the one that is committed last fails."""
MERGING = "what is merged"
"""The mark of a case that is being taken apart or brought together again (graph.load.merged): a load need not heal that."""

CORRECTIONS = "@corrections"
"""The owner of what corrections on review made: no import can have this name."""


@dataclass(frozen=True)
class Mark:
    """The mark of a load of one case that has not finished: its name, and by label where the places of what it appended begin.

    `owners` are the imports of which it may have written a part, the case's own load among them; none if that is not known.
    """

    name: str
    bases: dict[str, int]
    owners: frozenset[str] = frozenset()

    def is_of(self, name: str, owners: frozenset[str] | None) -> bool:
        """Whether it is the mark of this load, begun before."""
        return self.owners == owners if self.owners else self.name == name

    def without(self, name: str, owners: frozenset[str] | None) -> Mark | None:
        """What is still unfinished once a load of these (None: of everybody) is through; what is known by name alone needs that name."""
        if owners is None or self.is_of(name, owners):
            return None
        if not self.owners:
            return None if OWN in owners else self
        left = self.owners - owners
        return Mark(self.name if OWN in left else joint_name(sorted(left)), self.bases, left) if left else None


def joint_name(names: Sequence[str]) -> str:
    """What a load of several imports is called."""
    return f"{names[0]} and {len(names) - 1:,} more" if len(names) > 1 else next(iter(names), "")


def mark_of(store: GraphStore, case: str) -> Mark | None:
    """The mark of an unfinished load of this case."""
    columns = "c.loading AS name, c.loading_from AS bases, c.loading_of AS owners"
    query = f"MATCH (c:Case {{id: $case}}) WHERE c.loading IS NOT NULL RETURN {columns}"
    for row in store.read(query, {"case": case}).records():
        return Mark(row["name"], json.loads(row["bases"]), frozenset(json.loads(row["owners"] or "[]")))
    return None


def mark_case(store: GraphStore, case: str, mark: Mark) -> None:
    """Say that a load of this case has begun, on the case and on the store."""
    given = {"case": case, "name": mark.name, "bases": json.dumps(mark.bases), "owners": json.dumps(sorted(mark.owners))}
    schema.mark_loading(store, mark.name)
    marked = "c.loading = $name, c.loading_from = $bases, c.loading_of = $owners"
    store.execute(f"MERGE (c:Case {{id: $case}}) SET c.case = $case, {marked}", given)


def take_over(store: GraphStore, case: str) -> None:
    """A load that was killed may have sent a last commit: from now on none of those that count at the case succeeds."""
    found = mark_of(store, case)
    if found is not None and found.name != MERGING:
        store.execute(COUNTED, {"case": case})


def unmark_case(store: GraphStore, case: str) -> None:
    """Say that a load of this case is finished; on the store only when no other is unfinished."""
    cleared = ", ".join(f"c.{name} = null" for name in ("loading", "loading_from", "loading_of", "loading_rows"))
    store.execute(f"MATCH (c:Case {{id: $case}}) SET {cleared}", {"case": case})
    others = store.read("MATCH (c:Case) WHERE c.loading IS NOT NULL RETURN c.loading ORDER BY c.id LIMIT 1").rows
    if others:
        schema.mark_loading(store, others[0][0])
    else:
        schema.clear_loading(store)
