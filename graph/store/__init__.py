"""The store: one GraphStore over the official driver, for the embedded engine and for Neo4j.

    with open_store("embedded:.redstring/store") as store:
        result = store.read("MATCH (n) RETURN n LIMIT 25")

GraphStore is imported when it is first used: its driver takes a second to import, which `--help` should not wait for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.store.address import default_address
from graph.store.opening import open_store
from graph.store.result import Counters, Node, Relationship, Result

if TYPE_CHECKING:
    from graph.store.store import GraphStore

__all__ = ["Counters", "GraphStore", "Node", "Relationship", "Result", "default_address", "open_store"]


def __getattr__(name: str) -> type:
    if name == "GraphStore":
        from graph.store.store import GraphStore

        return GraphStore
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
