"""What the rows of a query hold that can be drawn: nodes and relationships of any database, at any depth of lists, maps and paths.

Entities of a case are drawn as they are elsewhere, under their own ids. Of anything else the engine's id is the id (another database may
give the property `id` to two nodes), the first label is the kind and `graph.caption` gives the name; a relationship that no claim stands
behind has no status.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.caption import caption
from graph.model import Unclaimed
from graph.queries.rows import edge_view, node_view
from graph.store import Node, Relationship
from graph.view import EdgeView, NodeView

_OURS = ("id", "key", "case", "name", "kind")
_DERIVED = ("id", "slug", "case", "status", "rank", "origins_min", "origins_max", "claims", "denials", "sources")
Thing = Node | Relationship


@dataclass(frozen=True)
class Found:
    """Nodes and relationships by the ids that they are drawn under, each once, in order of appearance."""

    nodes: Mapping[str, Node]
    relationships: Mapping[str, Relationship]

    @property
    def ids(self) -> dict[str, str]:
        """The id that a node is drawn under, by the engine's own."""
        return {node.element: id_ for id_, node in self.nodes.items()}

    @property
    def open_ends(self) -> tuple[str, ...]:
        """The engine's ids of the nodes that only a relationship names."""
        held = self.ids
        ends = (end for edge in self.relationships.values() for end in edge.ends)
        return tuple(dict.fromkeys(end for end in ends if end and end not in held))


def found(rows: Iterable[Iterable[Any]]) -> Found:
    """Everything in these rows that can be drawn."""
    nodes: dict[str, Node] = {}
    edges: dict[str, Relationship] = {}
    for row in rows:
        for thing in _things(row):
            if isinstance(thing, Node):
                nodes.setdefault(id_of(thing), thing)
            else:
                edges.setdefault(id_of(thing), thing)
    return Found(nodes, edges)


def id_of(thing: Thing) -> str:
    """The id that a thing is drawn under."""
    ours = is_entity(thing) if isinstance(thing, Node) else is_derived(thing)
    return thing.id if ours or not thing.element else thing.element


def is_entity(node: Node) -> bool:
    """Whether a node is an entity of a case."""
    return "Entity" in node.labels and all(isinstance(node.properties.get(name), str) for name in _OURS)


def is_derived(edge: Relationship) -> bool:
    """Whether a relationship is one of a case, with the figures of its claims."""
    return all(name in edge.properties for name in _DERIVED)


def first_thing(value: Any) -> Thing | None:
    """The relationship in a value, else the node: what its card is about."""
    things = list(_things(value))
    return next((thing for thing in things if isinstance(thing, Relationship)), things[0] if things else None)


def drawn_node(node: Node, degree: int = 0) -> NodeView:
    """A node as drawn; `degree` for one that does not say itself how many relationships it has."""
    own = node.properties
    if is_entity(node):
        return node_view({"degree": 0, "aliases": (), "country": None, "when": None, **own})
    kind = min(node.labels, default="")
    return NodeView(id=id_of(node), key=id_of(node), case="", name=caption(own, node.id, node.labels), kind=kind, degree=degree)


def drawn_relationship(edge: Relationship, ids: Mapping[str, str]) -> EdgeView:
    """A relationship as drawn, with the figures of its claims if it is one of a case; `ids` as in `Found.ids`."""
    source, target = (ids.get(element, own) for element, own in zip(edge.ends, (edge.start, edge.end), strict=True))
    if is_derived(edge):
        return edge_view({"type": edge.type, "a": source, "b": target, "r": edge.properties})
    return EdgeView(
        id=id_of(edge),
        slug=id_of(edge),
        case="",
        source=source,
        target=target,
        predicate=predicate_of(edge.type),
        status=Unclaimed.unclaimed,
        properties=dict(edge.properties),
    )


def predicate_of(type_: str) -> str:
    """A relationship's type as a predicate: `ACTED_IN` and `actedIn` are both `acted_in`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type_).lower()


def _things(value: Any) -> Iterator[Thing]:
    match value:
        case Node() | Relationship():
            yield value
        case list() | tuple():
            for each in value:
                yield from _things(each)
        case dict():
            for each in value.values():
                yield from _things(each)
