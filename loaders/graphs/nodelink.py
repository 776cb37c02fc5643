"""Node-link JSON: networkx, D3, graphology (Gephi Lite), Cytoscape and Cytoscape.js, Neo4j's APOC, and Redstring's own export.

A node is known by its `id`, else by its `key`, else, as in D3, by its place in the list. Attributes may lie in `attributes` or `data`.
Networkx 1 gave nodes ids and named them in its links by their places all the same.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from loaders.folder import LIMITS, Limits
from loaders.graphs import attributes
from loaders.graphs.dataset import About, DataSet, drafted
from loaders.graphs.item import Place
from loaders.graphs.json_form import form_of
from loaders.graphs.json_stream import items, values
from loaders.graphs.json_values import text_of
from loaders.graphs.spool import Spool
from loaders.problems import Problems

ENDINGS = (".json", ".jsonl", ".ndjson", ".cyjs")
_NODES, _EDGES = "nodes", ("edges", "links", "rels", "relationships")
_MIXED, _ADJACENCY = "elements", "adjacency"
_BESIDES = ("attributes", "data")
_NUMBERED = re.compile(rb'"(?:source|from)"\s{0,20}:\s{0,20}"?\d')
_PLACE = re.compile(r"0|[1-9][0-9]{0,8}")
_DOUBTFUL = (
    "its links may name nodes by their places in the list, as networkx 1 wrote them, or by ids that are missing; "
    "read it in networkx 1 and write it anew with networkx 2 or later, which names them by their ids"
)
_BESIDE = "holds the relations as lists of neighbours, which are not read; write it anew with networkx.node_link_data, not adjacency_data"
_AT_MOST = 1_000_000
"""Nodes that can be named by their places where they have ids."""


def recognises(path: Path) -> bool:
    """Whether the path is a file of JSON whose first bytes have the lists of a graph, or the nodes and relationships of APOC."""
    return path.suffix.lower() in ENDINGS and path.is_file() and form_of(path) in ("node-link", "apoc", "elements")


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """Read and check a file; what is wrong goes to `problems`."""
    return drafted(path, problems, limits, _read)


def _read(path: Path, spool: Spool) -> About:
    about, own, undirected = About(), False, False
    nodes = edges = 0
    beside: Place | None = None
    places = _places(path, spool)
    if places:
        spool.once(Place(path.name, 1), "its links name nodes by their places in the list, from 0, as networkx 1 wrote them", field="links")
    for key, place, value in _told(path, spool):
        if key == _NODES:
            nodes += 1
            _node(place, nodes, value, spool, own=own)
        elif key in _EDGES:
            edges += 1
            _edge(place, edges, value, spool, own=own, undirected=undirected, places=places)
        elif key == "directed":
            undirected = value is False
        elif key in ("graph", *_BESIDES) and isinstance(value, dict):
            own = own or value.get("generator") == "Redstring"
            about.note = text_of(value.get("description") or value.get("title") or "")
        elif key == _ADJACENCY:
            beside = place
        elif isinstance(value, list) and value and isinstance(value[0], list | dict):
            spool.once(place, "is left out: nodes are read from nodes, relations from edges or links", field=key)
    if beside is not None and not edges:
        spool.problem(beside, _BESIDE, field=_ADJACENCY)
    return about


def _places(path: Path, spool: Spool) -> Sequence[str]:
    """The ids of the nodes in order, where every link names both of its ends by their places; else none.

    That is sure where no id is a number, and all ends are numbers below the number of nodes; where ids are numbers too, it is told.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if not _NUMBERED.search(content):
            return ()
    ids: list[str] = []
    ends: set[str] = set()
    # what is wrong with the file is told when it is read for good
    for key, _, value in _told(path, Spool(spool.case, Problems(), spool.limits)):
        if key not in (_NODES, *_EDGES) or not isinstance(value, dict):
            continue
        given = _flat(value)
        if key == _NODES:
            if "id" not in given or len(ids) >= _AT_MOST:
                return ()
            ids.append(text_of(given["id"]))
            continue
        both = [_end(given.get(names[0], given.get(names[1]))) for names in (("source", "from"), ("target", "to"))]
        if not all(_PLACE.fullmatch(end) for end in both):
            return ()
        ends.update(both)
    if not ends or max(map(int, ends)) >= len(ids):
        return ()
    if not any(id_.isdecimal() for id_ in ids):
        return ids
    if not ends <= set(ids):
        spool.problem(Place(path.name, 1), _DOUBTFUL, field="links")
    return ()


def _told(path: Path, spool: Spool) -> Iterator[tuple[str, Place, Any]]:
    """Each node and edge with the name of its list, and whatever else the file has; of a list of both, edges are what has two ends."""
    if form_of(path) == "apoc":
        yield from (("rels" if _is_apoc(value, "relationship") else _NODES, place, value) for place, value in values(path, spool))
        return
    if form_of(path) == "elements":
        yield from ((_list_of(value), place, value) for place, value in values(path, spool))
        return
    for key, place, value in items(path, spool, (_NODES, *_EDGES, _MIXED), inside=_MIXED):
        if key == _MIXED:
            yield _list_of(value), place, value
        else:
            yield key, place, value


def _list_of(value: Any) -> str:
    """The list that an element of a list of both belongs to."""
    return "edges" if isinstance(value, dict) and {"source", "target"} <= _flat(value).keys() else _NODES


def _node(place: Place, number: int, value: Any, spool: Spool, *, own: bool) -> None:
    if not isinstance(value, dict):
        spool.problem(place, 'a node must be an object, like {"id": "a"}', field="nodes", value=text_of(value))
        return
    given = _flat(value)
    id_ = next((given.pop(name) for name in ("id", "key") if not own and name in given), value.get("id", str(number - 1)))
    spool.node(attributes.node(place, text_of(id_), given, own=own))


def _edge(place: Place, number: int, value: Any, spool: Spool, *, own: bool, undirected: bool, places: Sequence[str]) -> None:
    if not isinstance(value, dict):
        spool.problem(place, "an edge must be an object with source and target", field="edges", value=text_of(value))
        return
    given = _flat(value)
    pairs = (("start", "end"),) if _is_apoc(value, "relationship") else (("source", "target"), ("from", "to"))
    source, target = (_end(next((given.pop(name) for name in names if name in given), None)) for names in zip(*pairs, strict=True))
    if places:
        source, target = places[int(source)], places[int(target)]
    if undirected or given.pop("undirected", False) is True:
        given["directed"] = False
    spool.edge(attributes.edge(place, number, (source, target), given, own=own))


def _end(value: Any) -> str:
    """The id at one end; D3 writes the whole node there once it has run."""
    return text_of(value.get("id", value.get("key"))) if isinstance(value, dict) else text_of(value)


def _is_apoc(value: Any, type_: str) -> bool:
    """Whether it is a node or a relationship as APOC writes it, its attributes under `properties`."""
    telling = ("labels", "properties") if type_ == "node" else ("start",)
    return isinstance(value, dict) and value.get("type") == type_ and any(name in value for name in telling)


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    if _is_apoc(value, "node") or _is_apoc(value, "relationship"):
        outer = {name: each for name, each in value.items() if name not in ("type", "properties")}
        inner = value["properties"] if isinstance(value.get("properties"), dict) else {}
        return {**{f"property {name}" if name in outer else name: each for name, each in inner.items()}, **outer}
    flat = {name: each for name, each in value.items() if name not in _BESIDES or not isinstance(each, dict)}
    for name in _BESIDES:
        if isinstance(value.get(name), dict):
            flat = {**value[name], **flat}
    return flat
