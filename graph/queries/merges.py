"""What persons decided about entities being the same, and which records stand behind an entity that is shown for several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.merges.pairs import Pair, standing
from graph.model import Decision, Entity
from graph.queries.names import resolve
from graph.queries.rows import records_by_id
from graph.store import GraphStore
from graph.store.records import BY_LABEL, HIDDEN, original


def merge_decisions(store: GraphStore, case: str) -> list[Decision]:
    """Every decision about a pair of entities of a case."""
    query = "MATCH (n:Decision {case: $case}) WHERE n.kind = 'merge' RETURN n.id AS id"
    ids = [row["id"] for row in store.stream(query, {"case": case}, timeout=None)]
    return records_by_id(store, Decision, ids) if ids else []


def merges(store: GraphStore, case: str) -> dict[Pair, Decision]:
    """By pair of ids, the decision that holds: that both are the same, that they are not, or that nobody can say."""
    return standing(merge_decisions(store, case))


@dataclass(frozen=True)
class Behind:
    """A record behind an entity that is shown for several: as it was loaded, and the imports that brought it."""

    entity: Entity
    imports: tuple[str, ...]


def behind(store: GraphStore, id_: str) -> tuple[Behind, ...]:
    """The records that an entity is shown for, its own first; empty for one that stands for itself alone."""
    query = f"MATCH (n:Entity {{id: $id}}) MATCH (n)<-[:SAME_AS]-(m:{HIDDEN['Entity']}) RETURN properties(m) AS p, m.id AS id ORDER BY id"
    others = list(store.stream(query, {"id": id_}))
    if not others:
        return ()
    own = list(store.stream("MATCH (n:Entity {id: $id}) RETURN properties(n) AS p", {"id": id_}))
    return tuple(Behind(_entity(row["p"]), tuple(row["p"].get("owners") or ())) for row in (*own, *others))


def _entity(properties: Mapping[str, Any]) -> Entity:
    found = BY_LABEL["Entity"].read(original(properties))
    assert isinstance(found, Entity)
    return found


def recorded(store: GraphStore, reference: str) -> str:
    """The id of the entity that goes by this key, `case/key` or id, as it was loaded: of one that is merged its own, not the shown one's.

    Raises NotFoundError.
    """
    case, _, key = reference.strip().rpartition("/")
    query = f"MATCH (n:{HIDDEN['Entity']} {{key: $key}}) WHERE $case IN ['', n.case] RETURN n.id ORDER BY n.id"
    found = store.read(query, {"key": key, "case": case}).rows
    return str(found[0][0]) if len(found) == 1 else resolve(store, reference, labels=("Entity",))


def shown_for(store: GraphStore, ids: Iterable[str]) -> dict[str, str]:
    """By id of each of these that is not shown itself, the id of the entity that is shown for it."""
    query = f"UNWIND $ids AS id MATCH (m:{HIDDEN['Entity']} {{id: id}}) MATCH (m)-[:SAME_AS]->(n:Entity) RETURN id, n.id AS shown"
    wanted = list(dict.fromkeys(ids))
    return {row["id"]: row["shown"] for row in store.stream(query, {"ids": wanted})} if wanted else {}


def record_names(store: GraphStore, ids: Iterable[str]) -> dict[str, str]:
    """The names of entities as they were loaded, by id, shown or not."""
    wanted, found = sorted(set(ids)), dict[str, str]()
    for label in ("Entity", HIDDEN["Entity"]):
        query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN id, n.name AS name"
        found |= {row["id"]: row["name"] for row in store.stream(query, {"ids": wanted})} if wanted else {}
    return found
