"""Node-link JSON: networkx, D3, graphology (Gephi Lite), Cytoscape.js, and Redstring's own export.

A node is known by its `id`, else by its `key`, else, as in D3, by its place in the list. Attributes may lie in `attributes` or `data`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loaders.folder import LIMITS, Limits
from loaders.graphs import attributes
from loaders.graphs.dataset import About, DataSet, drafted
from loaders.graphs.item import Place
from loaders.graphs.json_form import form_of
from loaders.graphs.json_stream import items
from loaders.graphs.json_values import text_of
from loaders.graphs.spool import Spool
from loaders.problems import Problems

ENDING = ".json"
_NODES, _EDGES = "nodes", ("edges", "links")
_BESIDES = ("attributes", "data")


def recognises(path: Path) -> bool:
    """Whether the path is a .json file whose first bytes have the lists of a graph."""
    return path.suffix.lower() == ENDING and path.is_file() and form_of(path) == "node-link"


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """Read and check a file; what is wrong goes to `problems`."""
    return drafted(path, problems, limits, _read)


def _read(path: Path, spool: Spool) -> About:
    about, own, undirected = About(), False, False
    nodes = edges = 0
    for key, place, value in items(path, spool, (_NODES, *_EDGES), inside="elements"):
        if key == _NODES:
            nodes += 1
            _node(place, nodes, value, spool, own=own)
        elif key in _EDGES:
            edges += 1
            _edge(place, edges, value, spool, own=own, undirected=undirected)
        elif key == "directed":
            undirected = value is False
        elif key in ("graph", *_BESIDES) and isinstance(value, dict):
            own = own or value.get("generator") == "Redstring"
            about.note = text_of(value.get("description") or value.get("title") or "")
    return about


def _node(place: Place, number: int, value: Any, spool: Spool, *, own: bool) -> None:
    if not isinstance(value, dict):
        spool.problem(place, 'a node must be an object, like {"id": "a"}', field="nodes", value=text_of(value))
        return
    given = _flat(value)
    id_ = next((given.pop(name) for name in ("id", "key") if not own and name in given), value.get("id", str(number - 1)))
    spool.node(attributes.node(place, text_of(id_), given, own=own))


def _edge(place: Place, number: int, value: Any, spool: Spool, *, own: bool, undirected: bool) -> None:
    if not isinstance(value, dict):
        spool.problem(place, "an edge must be an object with source and target", field="edges", value=text_of(value))
        return
    given = _flat(value)
    source, target = (_end(given.pop(name, given.pop(other, None))) for name, other in (("source", "from"), ("target", "to")))
    if undirected or given.pop("undirected", False) is True:
        given["directed"] = False
    spool.edge(attributes.edge(place, number, (source, target), given, own=own))


def _end(value: Any) -> str:
    """The id at one end; D3 writes the whole node there once it has run."""
    return text_of(value.get("id", value.get("key"))) if isinstance(value, dict) else text_of(value)


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    flat = {name: each for name, each in value.items() if name not in _BESIDES or not isinstance(each, dict)}
    for name in _BESIDES:
        if isinstance(value.get(name), dict):
            flat = {**value[name], **flat}
    return flat
