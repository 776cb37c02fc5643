"""The panel over a database that Redstring did not write: properties, relationships, and that it says nothing of who claims them."""

from __future__ import annotations

from graph.errors import NotFoundError
from graph.queries.outline import Part
from ui.cards import facts, overline, section
from ui.drawing import Drawing
from ui.entity_card import actions, relationships
from ui.guest import GuestReading
from ui.markup import Piece, loaded, tag
from ui.moves import group
from ui.standing import group_of, standing_of
from ui.state import Explorer
from ui.thing_card import labelled, properties, relationship_card
from ui.words import number

NOTE = (
    "Redstring did not write this database, and writes nothing to it. It carries no claims: who says that two are connected, "
    "and who denies it, is not in it."
)
LISTED = 40


def guest_card(tab: Explorer, reading: GuestReading, drawing: Drawing) -> tuple[str, Piece]:
    """The name of the card and its tree, for what is selected. Raises the store's errors."""
    chosen = tab.view.selection
    if chosen is None:
        return "database", _overview(reading)
    if chosen.startswith("group:") and (members := list(group(tab, chosen))):
        return f"group {chosen}", group_of(tab, drawing, chosen, members)
    edge = drawing.edges.get(chosen)
    stored = reading.relationship(edge) if edge is not None else None
    if edge is not None and stored is not None:
        names = [drawing.nodes[end].name if end in drawing.nodes else end for end in (edge.source, edge.target)]
        return f"edge {chosen}", relationship_card(stored, names[0], names[1])
    try:
        return f"node {chosen}", _node(tab, reading, drawing, chosen)
    except NotFoundError:
        return "database", _overview(reading)


def _overview(reading: GuestReading) -> Piece:
    held = reading.outline_so_far()
    size = facts([("nodes", f"{reading.size.nodes:,}"), ("relationships", f"{reading.size.relationships:,}")])
    return tag(
        "div",
        overline("Database"),
        tag("h2", loaded(reading.cases[0].case.title, 300)),
        tag("p", NOTE, cls="why"),
        size,
        section("Labels", [_part(part) for part in held.labels[:LISTED]]) if held else None,
        section("Relationship types", [_part(part) for part in held.types[:LISTED]]) if held else None,
        cls="card",
    )


def _part(part: Part) -> Piece:
    counted = "" if part.count is None else f"{part.count:,}"
    return tag("div", tag("span", loaded(part.name, 80), cls="said"), tag("small", counted, cls="muted"), cls="row")


def _node(tab: Explorer, reading: GuestReading, drawing: Drawing, chosen: str) -> Piece:
    found = reading.node_card(chosen)
    unseen = found.drawn.degree - len(found.edges)
    standing = standing_of(tab, drawing, chosen)
    return tag(
        "div",
        overline("Node"),
        tag("h2", loaded(found.drawn.name, 2_000)),
        labelled(found.node),
        actions(found.drawn, standing),
        properties(found.node),
        tag("p", number(found.drawn.degree, "relationship"), cls="muted"),
        *relationships(found.drawn, found.edges, found.others, standing),
        tag("p", f"{unseen:,} more are in the database; an expansion reaches them.", cls="empty") if unseen > 0 else None,
        cls="card",
    )
