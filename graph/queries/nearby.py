"""Entities and relationships as drawn: by id, between entities, around one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.errors import NotFoundError
from graph.queries.proposed import proposed
from graph.queries.rows import EDGE, NODE, edge_view, node_view
from graph.store import GraphStore
from graph.store.records import checked_type
from graph.view import EdgeView, NodeView

_BETWEEN = "UNWIND $ids AS id MATCH (a:Entity {id: id})-[r]->(b:Entity) WHERE $among[b.id]"


@dataclass(frozen=True)
class Neighbours:
    """The most connected neighbours that were asked for, the relationships to them, and how many there are in all."""

    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    total: int


def entities(store: GraphStore, ids: Iterable[str]) -> tuple[NodeView, ...]:
    """The entities of these ids, in the order given; unknown ids are left out."""
    wanted = list(dict.fromkeys(ids))
    query = f"UNWIND $ids AS id MATCH (n:Entity {{id: id}}) RETURN {NODE}"
    found = {node.id: node for node in _drawn(store, store.stream(query, {"ids": wanted}))}
    return tuple(found[id_] for id_ in wanted if id_ in found)


def _drawn(store: GraphStore, rows: Iterable[Mapping[str, Any]]) -> list[NodeView]:
    nodes, owners = [], {}
    for row in rows:
        nodes.append(node_view(row))
        if row["owners"]:
            owners[row["id"]] = row["owners"]
    waiting = proposed(store, owners)
    return [replace(node, proposed=True) if node.id in waiting else node for node in nodes]


def relationships_between(store: GraphStore, ids: Iterable[str]) -> tuple[EdgeView, ...]:
    """Every relationship with both ends among these entities, by slug."""
    return _by_slug(store.stream(f"{_BETWEEN} RETURN {EDGE}", _among(ids)))


def stated_between(store: GraphStore, ids: Iterable[str]) -> set[str]:
    """The ids of the relationships with both ends among these entities that a statement tells: a third of the time of all their figures."""
    return {id_ for row in store.stream(f"{_BETWEEN} AND r.row IS NULL RETURN id, collect(r.id) AS ids", _among(ids)) for id_ in row["ids"]}


def rows_between(store: GraphStore, ids: Iterable[str]) -> tuple[EdgeView, ...]:
    """Every relationship with both ends among these entities that a row of a data set tells, by slug."""
    return _by_slug(store.stream(f"{_BETWEEN} AND r.row IS NOT NULL RETURN {EDGE}", _among(ids)))


def _among(ids: Iterable[str]) -> dict[str, Any]:
    # a map, for a list is gone through once for every relationship of every entity
    among = dict.fromkeys(ids, True)
    return {"ids": list(among), "among": among}


def _by_slug(rows: Iterable[Mapping[str, Any]]) -> tuple[EdgeView, ...]:
    return tuple(sorted(map(edge_view, rows), key=lambda edge: (edge.slug, edge.id)))


def relationships_of(store: GraphStore, ids: Collection[str], *, limit: int) -> tuple[EdgeView, ...]:
    """The relationships of these entities, each once, at most `limit` of them."""
    query = f"UNWIND $ids AS id MATCH (n:Entity {{id: id}}) MATCH (n)-[r]-(:Entity) WITH DISTINCT r LIMIT {int(limit)} RETURN {EDGE}"
    return tuple(edge_view(row) for row in store.stream(query, {"ids": list(ids)}))


def relationship(store: GraphStore, id_: str, *, start: str | None = None) -> EdgeView:
    """One relationship by its id; `start` is the id of the entity where it begins, if that is known. Raises NotFoundError."""
    found = store.read("MATCH (s:Statement {id: $id}) RETURN s.case + '/' + s.subject AS start", {"id": id_}).rows
    start = found[0][0] if found else start
    # a bulk relationship has no statement that says where it begins: without a hint all are looked through
    query = f"MATCH (a:Entity{' {id: $start}' if start else ''}) MATCH (a)-[r]->(:Entity) WHERE r.id = $id RETURN {EDGE} LIMIT 1"
    for row in store.read(query, {"id": id_, "start": start}).records():
        return edge_view(row)
    raise NotFoundError(f"The store holds no relationship {id_!r}; it may have gone with a newer load")


def neighbours(
    store: GraphStore,
    id_: str,
    *,
    limit: int = 25,
    exclude: Collection[str] = (),
    kind: str | None = None,
    predicate: str | None = None,
) -> Neighbours:
    """Up to `limit` neighbours of an entity, most connected first, without those of `exclude`; `total` counts all but those.

    With `kind` only entities of that kind, with `predicate` only those behind such a relationship. Raises NotFoundError.
    """
    found = entities(store, [id_])
    if not found:
        raise NotFoundError(f"The store holds no entity {id_!r}")
    some = f":`{checked_type(predicate.upper())}`" if predicate else ""
    alike = " AND n.kind = $kind" if kind else ""
    around = f"MATCH (a:Entity {{id: $id}}) MATCH (a)-[r{some}]-(n:Entity) WHERE NOT n.id IN $exclude{alike}"
    given = {"id": id_, "exclude": [id_, *exclude], "kind": kind}
    total = store.read(f"{around} RETURN count(DISTINCT n) AS number", given).rows[0][0]
    query = f"{around} WITH DISTINCT n ORDER BY n.degree DESC, n.id LIMIT {int(limit)} RETURN {NODE}"
    nodes = tuple(sorted(_drawn(store, store.stream(query, given)), key=lambda node: (-node.degree, node.id)))
    return Neighbours(nodes, _edges_to(store, found[0], nodes), total)


def _edges_to(store: GraphStore, entity: NodeView, nodes: Collection[NodeView]) -> tuple[EdgeView, ...]:
    """Every relationship between an entity and these neighbours, read from whichever side has fewer of them."""
    if sum(node.degree for node in nodes) < entity.degree:
        query = f"UNWIND $ids AS id MATCH (n:Entity {{id: id}}) MATCH (n)-[r]-(a:Entity) WHERE a.id = $id RETURN {EDGE}"
    else:
        query = f"MATCH (a:Entity {{id: $id}}) MATCH (a)-[r]-(n:Entity) WHERE n.id IN $ids RETURN {EDGE}"
    given = {"id": entity.id, "ids": [node.id for node in nodes]}
    edges = {row["r"]["id"]: edge_view(row) for row in store.stream(query, given)}
    return tuple(sorted(edges.values(), key=lambda edge: (edge.slug, edge.id)))
