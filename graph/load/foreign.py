"""Databases that hold what is not ours are never written to."""

from __future__ import annotations

from graph.errors import StoreAccessError
from graph.store import GraphStore


def refuse_foreign(store: GraphStore) -> None:
    """Raise StoreAccessError if the store holds data that is not ours: such a database is only read."""
    if store.read("MATCH (r:Redstring) RETURN r.id LIMIT 1").rows or not store.read("MATCH (n) RETURN 1 AS one LIMIT 1").rows:
        return
    raise StoreAccessError(
        f"The database at {store.address} holds other data and no mark of Redstring, so nothing is written to it. "
        "Give an empty database, or open this one to look at it only."
    )
