"""Nodes and relationships by the engine's own ids: all that a database which Redstring did not write can be asked by."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.store import GraphStore, Node, Relationship

LIMIT = 10_000


def by_element(store: GraphStore, elements: Collection[str]) -> tuple[Node, ...]:
    """The nodes of these ids, as far as they are there."""
    if not elements:
        return ()
    query = "MATCH (n) WHERE elementId(n) IN $ids RETURN n"
    return store.read(query, {"ids": list(elements)}, limit=len(elements)).nodes


def degrees_of(store: GraphStore, nodes: Iterable[Node]) -> dict[str, int]:
    """How many relationships each node has, by its engine's id."""
    ids = [node.element for node in nodes if node.element]
    if not ids:
        return {}
    query = "MATCH (n) WHERE elementId(n) IN $ids RETURN elementId(n) AS id, COUNT { (n)--() } AS degree"
    return {str(row[0]): int(row[1]) for row in store.read(query, {"ids": ids}, limit=len(ids)).rows}


def between(store: GraphStore, nodes: Iterable[Node]) -> tuple[Relationship, ...]:
    """Every relationship with both ends among these nodes, at most LIMIT of them."""
    ids = [node.element for node in nodes if node.element]
    if not ids:
        return ()
    query = "MATCH (a)-[r]->(b) WHERE elementId(a) IN $ids AND elementId(b) IN $ids RETURN a, r, b"
    return store.read(query, {"ids": ids}, limit=LIMIT).relationships
