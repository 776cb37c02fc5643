"""Made-up nodes and edges for the tests of views and layouts."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

from graph.model import Status
from graph.view import EdgeView, NodeView, View

CASE = "made-up"


def node_id(number: int) -> str:
    return f"{CASE}/person:n{number:05}"


def edge(
    number: int, source: int, target: int, *, status: Status = Status.unconfirmed, predicate: str = "knows", origins: int = 1
) -> EdgeView:
    return EdgeView(f"r{number}", f"s{number}", CASE, node_id(source), node_id(target), predicate, status, origins_min=origins)


def graph(count: int, pairs: Iterable[tuple[int, int]], *, beyond: int = 0) -> tuple[list[NodeView], list[EdgeView]]:
    """Nodes 0 … count - 1 and an edge per pair; `beyond`: relationships that each node has in the store and nobody drew."""
    edges = [edge(number, source, target) for number, (source, target) in enumerate(pairs)]
    degree = Counter(end for one in edges for end in {one.source, one.target})
    nodes = []
    for number in range(count):
        key = node_id(number)
        name = f"Person number {number}" if number % 3 else f"Department of things numbered {number} in the made-up republic"
        nodes.append(NodeView(key, key.partition("/")[2], CASE, name, ("person", "agency", "place")[number % 3], degree[key] + beyond))
    return nodes, edges


def communities(count: int, *, per_node: int = 2, size: int = 50, seed: int = 7) -> list[tuple[int, int]]:
    """Pairs of a graph with groups of about `size`: 85 of 100 edges stay within their group. Source: planted partition model."""
    chance = random.Random(seed)
    groups = max(2, count // size)
    group = [chance.randrange(groups) for _ in range(count)]
    members = [[node for node in range(count) if group[node] == number] for number in range(groups)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < count * per_node:
        one = chance.randrange(count)
        other = chance.choice(members[group[one]]) if chance.random() < 0.85 else chance.randrange(count)
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    return sorted(pairs)


def view_of(nodes: Iterable[NodeView]) -> View:
    """All nodes in a row, 100 pixels apart."""
    ids = [node.id for node in nodes]
    return View().with_nodes(ids, {key: (100.0 * number, 0.0) for number, key in enumerate(ids)})
