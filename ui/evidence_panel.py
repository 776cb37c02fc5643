"""Which card the panel shows: of the selected node, relationship, group or statement, else the overview of the case."""

from __future__ import annotations

from collections import Counter

from graph.errors import NotFoundError
from graph.evidence import Evidence
from graph.model import Source, Statement, Status, Unclaimed
from graph.view import EdgeView
from ui.cards import Names
from ui.drawing import Drawing, as_then
from ui.entity_card import entity_card
from ui.markup import Piece
from ui.merged_section import merged_section
from ui.moves import group
from ui.overview_card import overview_card
from ui.reading import Reading
from ui.relationship_card import relationship_card
from ui.row_card import row_card
from ui.standing import group_of, standing_of
from ui.state import Explorer


def card(tab: Explorer, reading: Reading, drawing: Drawing) -> tuple[str, Piece]:
    """The name of the card and its tree. Raises the store's errors."""
    chosen = tab.view.selection
    if reading.guest:
        # what only a database of somebody else needs, the first page of a case does not wait for
        from ui.guest import GuestReading
        from ui.guest_card import guest_card

        assert isinstance(reading, GuestReading)
        return guest_card(tab, reading, drawing)
    if chosen is None:
        return f"case {tab.case}", _overview(tab, reading)
    if chosen.startswith("group:") and (members := list(group(tab, chosen))):
        return f"group {chosen}", group_of(tab, drawing, chosen, members)
    try:
        if chosen in drawing.nodes:
            return f"node {chosen}", _entity(tab, reading, drawing, chosen)
        return f"edge {chosen}", _relationship(tab, reading, drawing, chosen)
    except NotFoundError:
        # it went with a load
        return f"case {tab.case}", _overview(tab, reading)


def _overview(tab: Explorer, reading: Reading) -> Piece:
    summary = reading.case(tab.case)
    if summary is None:
        raise NotFoundError(f"The store holds no case {tab.case!r} any more")
    counts: Counter[Status | Unclaimed] = Counter()
    central, values = None, 0
    if reading.is_small(tab.case):
        counts, values = reading.standing(tab.case, tab.as_of)
        central = reading.evidence(tab.case).statements.get(summary.case.central or "")
    names = _names(reading, [central] if central else [], tab.case)
    return overview_card(summary.case, counts, values, reading.timeline(tab.case), central, names)


def _names(reading: Reading, statements: list[Statement], case: str) -> Names:
    keys = {key for one in statements for key in (one.subject, one.object, one.where, one.origin_place) if key}
    return Names(case, reading.names(tuple(sorted(f"{case}/{key}" for key in keys))))


def _entity(tab: Explorer, reading: Reading, drawing: Drawing, node: str) -> Piece:
    found = reading.entity(node)
    edges = list(found.edges)
    values = [(value.statement, value.status) for value in found.values]
    if tab.as_of is not None:
        edges = list(as_then(edges, reading, tab.case, tab.as_of))
        assessed = reading.assessments((said.id for said, _ in values), tab.case, tab.as_of)
        values = [(said, assessed[said.slug].status) for said, _ in values if said.slug in assessed]
    standing = standing_of(tab, drawing, node)
    records = reading.behind(node)
    merged = merged_section(records, reading.merges(tab.case)) if records else None
    return entity_card(found.entity, found.node, edges, found.others, values, standing, merged)


def _relationship(tab: Explorer, reading: Reading, drawing: Drawing, chosen: str) -> Piece:
    edge = drawing.edges.get(chosen)
    if edge is not None and edge.is_row:
        return _row(reading, drawing, edge)
    statement = _statement(tab, reading, chosen)
    evidence = reading.evidence_for((chosen,), statement.case)
    found = reading.assessment(statement, tab.as_of)
    others = _related(statement, evidence, found.rivals)
    statuses = {other.slug: reading.assessment(other, tab.as_of).status for other in others}
    return relationship_card(statement, found, evidence, statuses, _names(reading, [statement, *others], statement.case))


def _related(statement: Statement, evidence: Evidence, rivals: tuple[str, ...]) -> list[Statement]:
    """The statements that a card of `statement` names."""
    slugs = {*rivals, *statement.conflicts_with, statement.variant_of or statement.slug}
    family = {statement.slug, statement.variant_of or statement.slug}
    return [
        other
        for other in evidence.statements.values()
        if other.slug != statement.slug and (other.slug in slugs or statement.slug in other.conflicts_with or other.variant_of in family)
    ]


def _statement(tab: Explorer, reading: Reading, chosen: str) -> Statement:
    if reading.is_small(tab.case):
        found = reading.by_id(tab.case).get(chosen)
        if found is not None:
            return found
    return reading.statement(chosen)


def _row(reading: Reading, drawing: Drawing, edge: EdgeView) -> Piece:
    claims = reading.claims_of(edge)
    source: Source | None = reading.source(f"{edge.case}/{edge.properties['source']}")
    names = [drawing.nodes[node].name if node in drawing.nodes else node for node in (edge.source, edge.target)]
    return row_card(edge, names[0], names[1], claims, source)
