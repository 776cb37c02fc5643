"""The store: one GraphStore over the official driver, for the embedded engine and for Neo4j.

    with open_store("embedded:.redstring/store") as store:
        result = store.read("MATCH (n) RETURN n LIMIT 25")

What needs the driver is imported when it is first used: that takes longer than what `--help` or an engine's start should wait for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graph.store.address import default_address
from graph.store.opening import open_store

if TYPE_CHECKING:
    from graph.store.result import Counters, Node, Relationship, Result
    from graph.store.store import GraphStore

__all__ = ["Counters", "GraphStore", "Node", "Relationship", "Result", "default_address", "open_store"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        module = import_module("graph.store.store" if name == "GraphStore" else "graph.store.result")
        return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
