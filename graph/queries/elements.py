"""Nodes and relationships by the engine's own ids: all that a database which Redstring did not write can be asked by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.store import GraphStore, Node, Relationship

LIMIT = 20_000
"""Relationships that are read at once."""
DEGREE = "COUNT { (n)--() } AS degree"


def stored(store: GraphStore, elements: Iterable[str]) -> dict[str, tuple[Node, int]]:
    """The nodes of these ids with the number of their relationships, in the order given; unknown ids are left out."""
    wanted = list(dict.fromkeys(elements))
    if not wanted:
        return {}
    query = f"MATCH (n) WHERE elementId(n) IN $ids RETURN n, {DEGREE}"
    held = {node.element: (node, int(degree)) for node, degree in store.read(query, {"ids": wanted}, limit=len(wanted)).rows}
    return {id_: held[id_] for id_ in wanted if id_ in held}


def neighbours(store: GraphStore, element: str, *, exclude: Iterable[str], limit: int) -> tuple[list[tuple[Node, int]], int]:
    """The most connected neighbours of a node, at most `limit`, each with the number of its relationships, without those of `exclude`;
    and how many there are in all."""
    around = "MATCH (a)--(n) WHERE elementId(a) = $id AND NOT elementId(n) IN $exclude"
    return most_connected(store, around, {"id": element, "exclude": [element, *exclude]}, limit)


def most_connected(store: GraphStore, around: str, given: Mapping[str, object], limit: int) -> tuple[list[tuple[Node, int]], int]:
    """The same of the nodes `n` that a beginning of a query matches, with its parameters."""
    total = int(store.read(f"{around} RETURN count(DISTINCT n) AS number", given).rows[0][0])
    query = f"{around} WITH DISTINCT n WITH n, {DEGREE} RETURN n, degree ORDER BY degree DESC, elementId(n) LIMIT {int(limit)}"
    return [(node, int(degree)) for node, degree in store.read(query, given).rows], total


def between(store: GraphStore, elements: Iterable[str], *, limit: int = LIMIT) -> tuple[Relationship, ...]:
    """Every relationship with both ends among the nodes of these ids, at most `limit` of them."""
    wanted = list(dict.fromkeys(elements))
    if not wanted:
        return ()
    query = "MATCH (a)-[r]->(b) WHERE elementId(a) IN $ids AND elementId(b) IN $ids RETURN r"
    return store.read(query, {"ids": wanted}, limit=limit).relationships
