"""What there is around a very connected entity, to choose from before it is expanded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.store import GraphStore


@dataclass(frozen=True)
class Choices:
    """How many neighbours there are in all, of each kind, and by each predicate; the largest number first."""

    total: int
    kinds: Mapping[str, int]
    predicates: Mapping[str, int]


def choices(store: GraphStore, id_: str, *, exclude: Collection[str] = ()) -> Choices:
    """The neighbours of an entity counted, without those of `exclude`."""
    around = "MATCH (a:Entity {id: $id})-[r]-(n:Entity) WHERE NOT n.id IN $exclude"
    parameters = {"id": id_, "exclude": [id_, *exclude]}
    total = store.read(f"{around} RETURN count(DISTINCT n) AS number", parameters).rows[0][0]
    kinds = store.stream(f"{around} WITH DISTINCT n RETURN n.kind AS value, count(*) AS number ORDER BY number DESC, value", parameters)
    found = {row["value"]: row["number"] for row in kinds}
    by_type = store.stream(f"{around} RETURN type(r) AS value, count(DISTINCT n) AS number ORDER BY number DESC, value", parameters)
    return Choices(total, found, {row["value"].lower(): row["number"] for row in by_type})
