"""Attributes of nodes and edges under the names that tools give them, as what the model knows: name, kind, date, type and so on.

Names are compared without capitals. What is not known here stays a property of its own name. Files that Redstring wrote give back what
went out, under the names of `graph.export`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from loaders.graphs.item import Edge, Node, Place
from loaders.graphs.json_values import text_of
from loaders.graphs.names import KINDS, kind_of, on_a_line

NAME = ("label", "name", "title", "caption", "display name", "full name", "nodelabel")
KIND = ("labels", "kind", "type", "category", "class", "schema", "node_type", "entity_type", "nodetype")
TYPE = (
    *("predicate", "type", "relation", "relationship", "relation_type", "relationship_type", "edge_type", "interaction", "kind", "label"),
    *("edge label", "edgelabel"),
)
WHEN = ("when", "date")
ALIASES = ("aliases", "alias")
NOTE = ("note", "description")
"""In this order, the attributes whose first non-empty one is the name of a node, and so on."""
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")
_OWN_EDGE = ("predicate", "when", "when_from", "when_to", "case", "properties", "label", "id", "key", "kind")
"""What our own exports tell of a relation besides the attributes of the statement or row that it is."""


def node(place: Place, id_: str, given: Mapping[str, Any], *, own: bool = False, space: str = "") -> Node:
    """The node of some attributes. `own`: Redstring wrote the file."""
    left = {name: text_of(value) for name, value in given.items()}
    if own:
        return _own_node(place, id_, left)
    made = Node(place, id_, space=space)
    if any(left.get(name, "").strip() not in ("", id_) for name in NAME[1:]) and left.get("label", "").strip() == id_ != "":
        # networkx labels a node with its id where nobody labels it, whatever its name is
        del left["label"]
    made.name = on_a_line(taken(left, NAME))
    labels = _labels(taken(left, KIND, keep=_is_no_label))
    made.kind = _kind(labels)
    if len(labels) > 1:
        left.setdefault("labels", "\n".join(labels))
    made.aliases = tuple(taken(left, ALIASES).split("\n"))
    made.country, made.when, made.note = taken(left, ("country",)), taken(left, WHEN), taken(left, NOTE)
    made.ids = identifiers(left)
    made.properties = left
    return made


def edge(place: Place, row: int, ends: tuple[str, str], given: Mapping[str, Any], *, own: bool = False) -> Edge:
    """The edge of some attributes. `own`: Redstring wrote the file; its status is kept as told, never as ours."""
    left = {name: text_of(value) for name, value in given.items() if name != "properties" or not isinstance(value, dict)}
    more = given.get("properties")
    nested = {str(name): text_of(value) for name, value in more.items()} if isinstance(more, dict) else None
    if own:
        kept = {name: value for name, value in left.items() if name not in _OWN_EDGE}
        told = pairs(left.get("properties", "")) if nested is None else nested
        return Edge(place, row, *ends, left.get("predicate", ""), when=left.get("when", ""), properties={**told, **kept})
    made = Edge(place, row, *ends, taken(left, TYPE, keep=_is_no_label), when=taken(left, WHEN))
    made.properties = {**(nested or {}), **left}
    return made


def taken(left: dict[str, str], names: Iterable[str], keep: Any = None) -> str:
    """Take the first of these attributes that says something out of `left`; one for which `keep` holds is passed over and stays."""
    known = {name.lower(): name for name in left}
    for name in names:
        value = left[known[name]].strip() if name in known else ""
        if value and not (keep and keep(value)):
            del left[known[name]]
            return value
    return ""


def identifiers(left: dict[str, str]) -> dict[str, str]:
    """Take well-known identifiers out: a Wikidata item, an LEI."""
    found: dict[str, str] = {}
    for name in list(left):
        small = name.lower().replace("_", "").removesuffix("id")
        if small in ("wikidata", "q") and _WIKIDATA.fullmatch(left[name]):
            found["wikidata"] = left.pop(name)
        elif small in ("lei", "leicode") and _LEI.fullmatch(left[name]):
            found["lei"] = left.pop(name)
    return found


def pairs(text: str) -> dict[str, str]:
    """Lines of `name: value` as a mapping; a line without a name goes on with the value before it."""
    found: dict[str, str] = {}
    last = ""
    for line in text.split("\n"):
        name, colon, value = line.partition(": ")
        if colon and name:
            last = name
            found[name] = value
        elif last:
            found[last] += f"\n{line}"
    return found


def _own_node(place: Place, id_: str, left: dict[str, str]) -> Node:
    lines = left.get("aliases", "")
    properties = pairs(left.get("properties", ""))
    if left.get("said"):
        properties["said as told by the file"] = left["said"]
    return Node(
        place,
        id_,
        name=left.get("label", ""),
        kind=left.get("kind", ""),
        key=left.get("key", ""),
        aliases=tuple(lines.split("\n")),
        ids=pairs(left.get("ids", "")),
        country=left.get("country", ""),
        when=left.get("when", ""),
        note=left.get("note", ""),
        properties=properties,
    )


def _labels(told: str) -> list[str]:
    """Several labels (`:Entity:Person`, or a line each), without those that say nothing where others do."""
    found = [label.strip() for label in re.split(r"[:;\n]", told) if label.strip()]
    return [label for label in found if label.lower() not in ("entity", "node", "base")] or found[:1]


def _kind(labels: list[str]) -> str:
    """Of several labels the first that means one of ours, else the first."""
    known = [label for label in labels if kind_of(label[:200]) in KINDS]
    return (known or labels or [""])[0]


def _is_no_label(value: str) -> bool:
    """A number is none, a community or a code, nor is the side of a graph of two (igraph's `type`)."""
    return value.replace(".", "", 1).lstrip("-").isdigit() or value.lower() in ("true", "false")
