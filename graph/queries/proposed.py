"""Whom documents alone name, with nothing that counts: these wait for review like what was found about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from graph.model import Status
from graph.store import GraphStore

_BARE = Status.unsourced.value
"""The status of what nothing counts for: all its claims wait for review, or were rejected."""


def proposed(store: GraphStore, owners: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Of these entities, told with the names of the imports that brought them, those that only documents brought in which a machine found
    them, and of which nothing is said that counts: no statement, no row of a data set."""
    found = documents(store) if owners else frozenset()
    left = {id_ for id_, names in owners.items() if found.issuperset(_imports(id_, names))} if found else set()
    for known in (_connected, _told_of, _shown_for_known):
        if left:
            left -= known(store, left, found)
    return frozenset(left)


def documents(store: GraphStore) -> frozenset[str]:
    """The ids of the imports that are documents in which a machine found what they brought."""
    return frozenset(row["id"] for row in store.stream("MATCH (n:Import) WHERE n.found RETURN n.id AS id"))


def _imports(entity: str, names: Sequence[str]) -> set[str]:
    # the case's own load has no import: nothing is found under its empty name
    case = entity.partition("/")[0]
    return {f"{case}/import/{name}" for name in names}


def _connected(store: GraphStore, ids: Collection[str], _: Collection[str]) -> set[str]:
    query = "UNWIND $ids AS id MATCH (n:Entity {id: id}) MATCH (n)-[r]-(:Entity) WHERE r.status <> $bare RETURN DISTINCT n.id AS id"
    return {row["id"] for row in store.stream(query, {"ids": sorted(ids), "bare": _BARE})}


def _told_of(store: GraphStore, ids: Collection[str], _: Collection[str]) -> set[str]:
    """Those that a statement which counts names otherwise than by a relationship: by a value, as where something was."""
    told = set()
    for case in {id_.partition("/")[0] for id_ in ids}:
        query = (
            "MATCH (s:Statement {case: $case}) WHERE s.status <> $bare "
            "AND (s.value IS NOT NULL OR s.where IS NOT NULL OR s.`from` IS NOT NULL) "
            "RETURN s.subject AS subject, s.where AS place, s.`from` AS origin"
        )
        for row in store.stream(query, {"case": case, "bare": _BARE}):
            told |= {f"{case}/{key}" for key in (row["subject"], row["place"], row["origin"]) if key}
    return told


def _shown_for_known(store: GraphStore, ids: Collection[str], found: frozenset[str]) -> set[str]:
    """Those that are shown for another, by a merge, which something else than these documents brought."""
    query = "UNWIND $ids AS id MATCH (n:Entity {id: id}) MATCH (n)<-[:SAME_AS]-(m:MergedEntity) RETURN n.id AS id, m.owners AS owners"
    rows = store.stream(query, {"ids": sorted(ids)})
    return {row["id"] for row in rows if not found.issuperset(_imports(row["id"], row["owners"] or ("",)))}
