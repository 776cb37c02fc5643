"""A database that Redstring did not write: what Explore asks of it, by the engine's own ids. It is only ever read.

Nodes are drawn as `graph.found` draws them: kind from the label, name by the rule of captions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.caption import CAPTIONS, caption
from graph.cypher import quoted
from graph.errors import NotFoundError, QueryTimeoutError
from graph.found import drawn_node, drawn_relationship, predicate_of
from graph.queries import elements
from graph.queries.choices import Choices
from graph.queries.elements import DEGREE
from graph.queries.find import Match
from graph.queries.nearby import Neighbours
from graph.queries.outline import Outline, names
from graph.store import GraphStore, Node, Relationship
from graph.style import STYLE
from graph.view import EdgeView, NodeView

SAMPLE, HUBS, AROUND, FIRST = 1_000, 6, 8, 45
"""The first view: of so many nodes the most connected, some neighbours of each, so many in all."""
SEARCHED, SECONDS = 40, 5.0
"""Labels that are searched, and seconds for each."""


@dataclass(frozen=True)
class Counted:
    """How large a database is."""

    nodes: int
    relationships: int


def counted(store: GraphStore) -> Counted:
    """How many nodes and relationships there are, from the store's statistics where it keeps them."""
    nodes = store.read("MATCH (n) RETURN count(n)").rows[0][0]
    edges = store.read("MATCH ()-[r]->() RETURN count(r)").rows[0][0]
    return Counted(int(nodes), int(edges))


def first(store: GraphStore) -> tuple[str, ...]:
    """The nodes to begin with: the most connected of a sample, each with some of its neighbours."""
    query = f"MATCH (n) WITH n LIMIT {SAMPLE} WITH n, {DEGREE} RETURN elementId(n) AS id, degree ORDER BY degree DESC, id LIMIT {HUBS}"
    hubs = [(str(id_), int(degree)) for id_, degree in store.read(query).rows]
    ids = [id_ for id_, _ in hubs]
    for id_, degree in hubs:
        if degree:
            around = f"MATCH (a)--(n) WHERE elementId(a) = $id WITH DISTINCT n LIMIT {AROUND} RETURN elementId(n) AS id"
            ids += [str(row[0]) for row in store.read(around, {"id": id_}).rows]
    if not any(degree for _, degree in hubs):
        ids = [str(row[0]) for row in store.read(f"MATCH (n) RETURN elementId(n) LIMIT {FIRST}").rows]
    return tuple(dict.fromkeys(ids))[:FIRST]


def one(store: GraphStore, id_: str) -> tuple[Node, int]:
    """One node and the number of its relationships. Raises NotFoundError."""
    found = elements.stored(store, [id_]).get(id_)
    if found is None:
        raise NotFoundError("The database does not hold that node any more")
    return found


def drawn(store: GraphStore, ids: Iterable[str]) -> tuple[NodeView, ...]:
    """The same as drawn."""
    return tuple(drawn_node(node, degree) for node, degree in elements.stored(store, ids).values())


def between(store: GraphStore, ids: Iterable[str]) -> tuple[EdgeView, ...]:
    """The relationships between these nodes as drawn."""
    return tuple(_edge(edge) for edge in elements.between(store, ids))


def neighbours(
    store: GraphStore,
    id_: str,
    *,
    limit: int,
    exclude: Collection[str] = (),
    kind: str | None = None,
    predicate: str | None = None,
) -> Neighbours:
    """Up to `limit` neighbours of a node, most connected first, without those of `exclude`. Raises NotFoundError."""
    one(store, id_)
    around, given = _around(store, id_, exclude, kind, predicate)
    found, total = elements.most_connected(store, around, given, limit)
    nodes = tuple(drawn_node(node, degree) for node, degree in found)
    return Neighbours(nodes, between(store, [id_, *(node.id for node in nodes)]), total)


def choices(store: GraphStore, id_: str, exclude: Collection[str]) -> Choices:
    """What there is around a node beyond those of `exclude`, by kind and by predicate."""
    around, given = _around(store, id_, exclude, None, None)
    total = store.read(f"{around} RETURN count(DISTINCT n) AS number", given).rows[0][0]
    kinds: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for labels, type_, number in store.read(
        f"{around} RETURN labels(n) AS labels, type(r) AS type, count(DISTINCT n) AS number", given
    ).rows:
        kinds[min(labels, default="")] += number
        types[predicate_of(type_)] += number
    return Choices(int(total), dict(kinds.most_common()), dict(types.most_common()))


def around(store: GraphStore, id_: str, limit: int) -> tuple[tuple[EdgeView, ...], Mapping[str, NodeView]]:
    """The relationships of a node, at most `limit`, and the nodes at their other ends by id."""
    query = f"MATCH (a)-[r]-(n) WHERE elementId(a) = $id RETURN r, n LIMIT {int(limit)}"
    rows = store.read(query, {"id": id_}, limit=limit).rows
    edges = {edge.element: _edge(edge) for edge, _ in rows}
    return tuple(edges.values()), {node.element: drawn_node(node) for _, node in rows}


def relationships_of(store: GraphStore, ids: Collection[str], *, limit: int) -> tuple[EdgeView, ...]:
    """The relationships of these nodes, each once, at most `limit` of them."""
    query = f"MATCH (a)-[r]-() WHERE elementId(a) IN $ids WITH DISTINCT r LIMIT {int(limit)} RETURN r"
    return tuple(_edge(edge) for edge in store.read(query, {"ids": list(ids)}, limit=limit).relationships)


def find(store: GraphStore, text: str, held: Outline, limit: int) -> tuple[Match, ...]:
    """Nodes whose caption has the text in it, without regard to case; whole captions first, then those that begin with it."""
    wanted = text.strip().lower()
    if not wanted:
        return ()
    found: dict[str, Match] = {}
    for label in held.labels[:SEARCHED]:
        own = [name.lower() for name in STYLE.captions.get(label.name.lower(), ())]
        called = [name for name in label.properties if name.lower() in (*own, *CAPTIONS)]
        if not called:
            continue
        fits = " OR ".join(f"toLower(toString(n.{quoted(name)})) CONTAINS $text" for name in called)
        query = f"MATCH (n:{quoted(label.name)}) WHERE {fits} WITH n LIMIT {4 * limit} RETURN n, {DEGREE}"
        try:
            rows = store.read(query, {"text": wanted}, timeout=SECONDS).rows
        except QueryTimeoutError:
            continue
        for node, degree in rows:
            said = caption(node.properties, node.id, node.labels)
            found[node.element] = Match(drawn_node(node, int(degree)), said, _score(said.lower(), wanted))
    return tuple(sorted(found.values(), key=lambda match: (-match.score, -match.node.degree, match.node.name))[:limit])


def _around(
    store: GraphStore, id_: str, exclude: Collection[str], kind: str | None, predicate: str | None
) -> tuple[str, dict[str, object]]:
    types = ""
    if predicate is not None:
        types = ":" + "|".join(quoted(name) for name in names(store)[1] if predicate_of(name) == predicate)
    alike = " AND $kind IN labels(n)" if kind else ""
    pattern = f"MATCH (a)-[r{types}]-(n) WHERE elementId(a) = $id AND NOT elementId(n) IN $exclude{alike}"
    return pattern, {"id": id_, "exclude": [id_, *exclude], "kind": kind}


def _edge(edge: Relationship) -> EdgeView:
    return drawn_relationship(edge, dict(zip(edge.ends, edge.ends, strict=True)))


def _score(said: str, wanted: str) -> float:
    return 1.0 if said == wanted else 0.9 if said.startswith(wanted) else 0.7
