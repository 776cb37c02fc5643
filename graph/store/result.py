"""What a query gives back, in plain Python values: no type of the driver leaves the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.store.driver import neo4j
from graph.store.values import python_value


@dataclass(frozen=True)
class Node:
    """A node as stored. `id` is our own `id` property where there is one, else `element`, the engine's own id."""

    id: str
    labels: tuple[str, ...]
    properties: dict[str, Any]
    element: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True)
class Relationship:
    """A relationship as stored; `start` and `end` are the ids of its nodes: our own where the result holds the node too.

    `element` and `ends` are the engine's own ids, of itself and of both nodes.
    """

    id: str
    type: str
    start: str
    end: str
    properties: dict[str, Any]
    element: str = field(default="", compare=False, repr=False)
    ends: tuple[str, str] = field(default=("", ""), compare=False, repr=False)


@dataclass(frozen=True)
class Counters:
    """What a write changed, as the engine counts it."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0
    labels_added: int = 0


@dataclass(frozen=True)
class Result:
    """The rows of a read. `truncated` says that there were more rows than the limit; `took` is milliseconds.

    `nodes` and `relationships` are all that the rows hold at any depth (lists, maps, paths), each once, in order of appearance.
    Without rows the embedded engine names no columns.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    nodes: tuple[Node, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    truncated: bool = False
    took: float = 0.0

    def records(self) -> list[dict[str, Any]]:
        """Each row as a dictionary from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


_SCALARS = frozenset({type(None), bool, int, float, str})
"""Types of values that are what they are; most of a store is made of them."""


@dataclass
class Plain:
    """Turns the driver's values into plain ones and remembers the nodes and relationships that it meets."""

    nodes: dict[str, Node] = field(default_factory=dict)
    relationships: dict[str, Relationship] = field(default_factory=dict)
    _unread: Sequence[tuple[Any, ...]] = ()
    _ids: dict[str, str] = field(default_factory=dict)

    def forget(self) -> None:
        """Let go of what was met so far, except for the ids that relationships of later rows may name."""
        self._ids |= {element: node.id for element, node in self.nodes.items()}
        self.nodes, self.relationships = {}, {}

    def rows(self, rows: Sequence[tuple[Any, ...]]) -> tuple[tuple[Any, ...], ...]:
        """All rows. Relationships name their ends by our own ids if any of these rows holds the node too."""
        self._unread = rows
        # most rows are what they are
        return tuple(
            row if _SCALARS.issuperset(map(type, row)) else tuple(value if type(value) in _SCALARS else self.value(value) for value in row)
            for row in rows
        )

    def value(self, value: Any) -> Any:
        """One value: graph types become Node, Relationship or (a path) a tuple of both in turn, all else as `python_value` says."""
        kind = type(value)
        if kind in _SCALARS:
            return value
        if kind is list or kind is tuple:
            return [item if type(item) in _SCALARS else self.value(item) for item in value]
        if kind is dict:
            if _SCALARS.issuperset(map(type, value.values())):
                return value
            return {key: item if type(item) in _SCALARS else self.value(item) for key, item in value.items()}
        if kind is neo4j.time.Date:
            return date(value.year, value.month, value.day)
        if isinstance(value, neo4j.graph.Path):
            return self._path(value)
        if isinstance(value, neo4j.graph.Node):
            return self._node(value)
        if isinstance(value, neo4j.graph.Relationship):
            return self._relationship(value)
        return python_value(value)

    def _meet(self, value: Any) -> None:
        if isinstance(value, list | tuple):
            for item in value:
                self._meet(item)
        elif isinstance(value, dict):
            for item in value.values():
                self._meet(item)
        elif isinstance(value, neo4j.graph.Node):
            self._node(value)
        elif isinstance(value, neo4j.graph.Path):
            for node in value.nodes:
                self._node(node)

    def _node(self, node: neo4j.graph.Node) -> Node:
        known = self.nodes.get(node.element_id)
        if known is None:
            properties = {key: self.value(item) for key, item in node.items()}
            known = Node(str(properties.get("id", node.element_id)), tuple(sorted(node.labels)), properties, str(node.element_id))
            self.nodes[node.element_id] = known
        return known

    def _relationship(self, edge: neo4j.graph.Relationship) -> Relationship:
        # the nodes of all rows are read first, so that the relationship can name its ends by our own ids
        unread, self._unread = self._unread, ()
        self._meet(unread)
        known = self.relationships.get(edge.element_id)
        if known is None:
            properties = {key: self.value(item) for key, item in edge.items()}
            start, end = (self._end(node) for node in (edge.start_node, edge.end_node))
            ends = _element(edge.start_node), _element(edge.end_node)
            known = Relationship(str(properties.get("id", edge.element_id)), edge.type, start, end, properties, str(edge.element_id), ends)
            self.relationships[edge.element_id] = known
        return known

    def _end(self, node: Any) -> str:
        known = self.nodes.get(node.element_id)
        return known.id if known else self._ids.get(node.element_id, str(node.element_id))

    def _path(self, path: neo4j.graph.Path) -> tuple[Node | Relationship, ...]:
        steps: list[Node | Relationship] = [self._node(path.start_node)]
        for edge, node in zip(path.relationships, path.nodes[1:], strict=True):
            steps += [self._relationship(edge), self._node(node)]
        return tuple(steps)


def _element(node: neo4j.graph.Node | None) -> str:
    return "" if node is None else str(node.element_id)
