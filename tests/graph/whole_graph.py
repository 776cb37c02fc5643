"""All that a load writes, to compare one way of loading with another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.archive import checksum
from graph.load import load
from graph.model import AnyRecord
from graph.store import GraphStore

LINES = "MATCH (n) WHERE n.order IS NOT NULL RETURN labels(n)[0] AS label, n.id AS id, n.order AS place ORDER BY label, id"
DEGREES = "MATCH (n:Entity) OPTIONAL MATCH (n)-[r]-(:Entity) RETURN n.id AS id, n.degree AS kept, count(DISTINCT r) AS counted ORDER BY id"


def graph(store: GraphStore) -> tuple[Any, ...]:
    """All that a load writes, places in the file and degrees included."""
    degrees = store.read(DEGREES).rows
    assert all(kept == counted for _, kept, counted in degrees)
    return checksum(store), store.read(LINES).rows, degrees


def fresh(store: GraphStore, records: Iterable[AnyRecord]) -> tuple[Any, ...]:
    """The graph that loading these records alone gives; the store is emptied before and after."""
    store.execute("MATCH (n) DETACH DELETE n")
    load(store, records, name="fresh")
    found = graph(store)
    store.execute("MATCH (n) DETACH DELETE n")
    return found
