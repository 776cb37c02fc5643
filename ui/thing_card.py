"""The card of a node or relationship that no claim stands behind: what the database says of it, and that it says no more."""

from __future__ import annotations

from graph.caption import caption, chip
from graph.model import Unclaimed
from graph.predicates import words as in_words
from graph.store import Node, Relationship
from ui.cards import badge, facts, overline
from ui.markup import Piece, loaded, tag

BARE = "This relationship carries no claims: who says so, and who denies it, is not in this database."
LONGEST = 4_000


def node_card(node: Node) -> Piece:
    """Labels and properties of a node."""
    return tag(
        "div",
        overline("Node"),
        tag("h2", loaded(caption(node.properties, node.id, node.labels), 300)),
        labelled(node),
        properties(node),
        cls="card",
    )


def relationship_card(edge: Relationship, source: str, target: str) -> Piece:
    """Type, ends and properties of a relationship; `source` and `target` are captions."""
    return tag(
        "div",
        overline("Relationship"),
        tag("h2", loaded(source, 200), tag("span", f" {in_words(edge.type.lower())} ", cls="predicate"), loaded(target, 200)),
        badge(Unclaimed.unclaimed),
        tag("p", BARE, cls="why"),
        properties(edge),
        cls="card",
    )


def labelled(node: Node) -> Piece:
    """The labels of a node."""
    return tag("p", *(tag("span", loaded(label, 80), cls="chip") for label in node.labels), cls="chips")


def properties(thing: Node | Relationship) -> Piece | None:
    """The properties of a node or relationship, with its id."""
    rows: list[tuple[str, Piece | None]] = [("id", loaded(thing.id, 200))]
    rows += [(name, loaded(chip(value), LONGEST)) for name, value in sorted(thing.properties.items()) if name != "id"]
    return facts(rows)
