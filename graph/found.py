"""What the rows of a query hold that can be drawn: nodes and relationships of any database, at any depth of lists, maps and paths.

Entities of a case are drawn as they are elsewhere. Of anything else the first label is the kind and `graph.caption` gives the name; a
relationship that no claim stands behind has no status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graph.caption import caption
from graph.model import Unclaimed
from graph.queries.rows import edge_view, node_view
from graph.store import Node, Relationship
from graph.view import EdgeView, NodeView

_OURS = ("id", "key", "case", "name", "kind")
_DERIVED = ("id", "slug", "case", "status", "rank", "origins_min", "origins_max", "claims", "denials", "sources")


@dataclass(frozen=True)
class Found:
    """Nodes and relationships, each once, in order of appearance; `open_ends` are nodes that only a relationship names."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]

    @property
    def open_ends(self) -> tuple[str, ...]:
        held = {node.id for node in self.nodes}
        return tuple(dict.fromkeys(end for edge in self.relationships for end in (edge.start, edge.end) if end not in held))


def found(rows: Iterable[Iterable[Any]]) -> Found:
    """Everything in these rows that can be drawn."""
    nodes: dict[str, Node] = {}
    edges: dict[str, Relationship] = {}
    for row in rows:
        for thing in _things(row):
            if isinstance(thing, Node):
                nodes.setdefault(thing.id, thing)
            else:
                edges.setdefault(thing.id, thing)
    return Found(tuple(nodes.values()), tuple(edges.values()))


def _things(value: Any) -> Iterator[Node | Relationship]:
    match value:
        case Node() | Relationship():
            yield value
        case list() | tuple():
            for each in value:
                yield from _things(each)
        case dict():
            for each in value.values():
                yield from _things(each)


def first_thing(value: Any) -> Node | Relationship | None:
    """The relationship in a value, else the node: what its card is about."""
    things = list(_things(value))
    return next((thing for thing in things if isinstance(thing, Relationship)), things[0] if things else None)


def kind_of(labels: Iterable[str]) -> str:
    """The kind of a node that is no entity of a case: its first label by name."""
    return next(iter(sorted(labels)), "")


def drawn_node(node: Node) -> NodeView:
    """A node as drawn."""
    own = node.properties
    if "Entity" in node.labels and all(isinstance(own.get(name), str) for name in _OURS):
        return node_view({"degree": 0, "aliases": (), "country": None, "when": None, **own})
    degree = own.get("degree")
    return NodeView(
        id=node.id,
        key=node.id,
        case="",
        name=caption(own, node.id),
        kind=kind_of(node.labels),
        degree=degree if isinstance(degree, int) else 0,
    )


def drawn_relationship(edge: Relationship) -> EdgeView:
    """A relationship as drawn; with the figures of its claims if it is one of a case."""
    if all(name in edge.properties for name in _DERIVED):
        return edge_view({"type": edge.type, "a": edge.start, "b": edge.end, "r": edge.properties})
    return EdgeView(
        id=edge.id,
        slug=edge.id,
        case="",
        source=edge.start,
        target=edge.end,
        predicate=edge.type.lower(),
        status=Unclaimed.unclaimed,
        properties=dict(edge.properties),
    )
