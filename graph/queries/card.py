"""What a card shows of one entity or statement, and the claims behind a relationship."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import NotFoundError
from graph.model import Claim, Entity, Locator, Source, Statement, Status, Unclaimed
from graph.queries.nearby import entities, relationship
from graph.queries.rows import EDGE, claims_stating, edge_view, records_by_id, status_drawn
from graph.store import GraphStore
from graph.store.records import BY_LABEL
from graph.view import EdgeView, NodeView


@dataclass(frozen=True)
class ValueView:
    """A statement with a value instead of an object: a row of the card and the table, with the same figures as a relationship."""

    statement: Statement
    status: Status | Unclaimed
    rank: int
    origins_min: int
    origins_max: int
    claims: int
    denials: int
    sources: int
    first_published: str | None
    proposed: int = 0


@dataclass(frozen=True)
class EntityCard:
    """An entity with every relationship, the entities at their other ends by id, and the statements with a value."""

    entity: Entity
    node: NodeView
    edges: tuple[EdgeView, ...]
    others: Mapping[str, NodeView]
    values: tuple[ValueView, ...]


def entity(store: GraphStore, id_: str, *, limit: int = 2_000) -> EntityCard:
    """The card of one entity, with at most `limit` relationships, firmest first. Raises NotFoundError for an unknown id."""
    nodes, records = entities(store, [id_]), records_by_id(store, Entity, [id_])
    if not nodes or not records:
        raise NotFoundError(f"The store holds no entity {id_!r}")
    query = f"MATCH (a:Entity {{id: $id}})-[r]-(:Entity) WITH r ORDER BY r.rank DESC, r.id LIMIT {int(limit)} RETURN {EDGE}"
    edges = {row["r"]["id"]: edge_view(row) for row in store.stream(query, {"id": id_})}
    others = entities(store, sorted({end for edge in edges.values() for end in (edge.source, edge.target)} - {id_}))
    return EntityCard(
        entity=records[0],
        node=nodes[0],
        edges=tuple(sorted(edges.values(), key=lambda edge: (edge.slug, edge.id))),
        others={other.id: other for other in others},
        values=values(store, records[0].case, [records[0].key]),
    )


def statement(store: GraphStore, id_: str) -> Statement:
    """One statement by its id. Raises NotFoundError."""
    for found in records_by_id(store, Statement, [id_]):
        return found
    raise NotFoundError(f"The store holds no statement {id_!r}")


def values(store: GraphStore, case: str, subjects: Collection[str]) -> tuple[ValueView, ...]:
    """The statements with a value of some entities of a case, given by their keys, in file order."""
    # one without a status was written by a load that has not come to its figures
    query = (
        "MATCH (s:Statement {case: $case}) WHERE s.value IS NOT NULL AND s.status IS NOT NULL AND $among[s.subject] "
        "RETURN properties(s) AS p ORDER BY s.order"
    )
    return tuple(_value(row["p"]) for row in store.stream(query, {"case": case, "among": dict.fromkeys(subjects, True)}))


def _value(p: Mapping[str, Any]) -> ValueView:
    said = BY_LABEL["Statement"].read(p)
    assert isinstance(said, Statement)
    return ValueView(
        statement=said,
        status=status_drawn(p),
        rank=p["rank"],
        origins_min=p["origins_min"],
        origins_max=p["origins_max"],
        claims=p["claims"],
        denials=p["denials"],
        sources=p["sources"],
        first_published=p.get("first_published"),
        proposed=p.get("proposed") or 0,
    )


def claims_of(store: GraphStore, relationship_id: str, *, start: str | None = None) -> tuple[Claim, ...]:
    """The claims behind a relationship, in file order: those of its statement, or the one that a row of a data set makes.

    `start`, the entity where the relationship begins, spares looking through all rows. Raises NotFoundError for an unknown relationship.
    """
    found = claims_stating(store, [relationship_id])
    if found:
        return tuple(found)
    edge = relationship(store, relationship_id, start=start)
    if "row" not in edge.properties:
        return ()
    return (row_claim(edge, records_by_id(store, Source, [f"{edge.case}/{edge.properties['source']}"])[0]),)


def row_claim(row: EdgeView, source: Source) -> Claim:
    """The claim that a row of a data set makes."""
    place = Locator.model_validate({"row": row.properties["row"]})
    return Claim(case=row.case, statement=row.slug, source=source.key, chain=(source.publisher,), locator=place, by="import")
