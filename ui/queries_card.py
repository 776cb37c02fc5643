"""The panel of the query page while nothing is chosen: saved queries, what was asked before, and what the database holds."""

from __future__ import annotations

from collections.abc import Sequence

from graph.queries.outline import Outline, Part
from graph.saved_query import SavedQuery
from ui.cards import overline, section
from ui.desk import Past
from ui.markup import Piece, button, clip, loaded, tag
from ui.words import number

LISTED = 60
"""Labels and types that are listed; the schema page has all."""


def queries_card(of_case: Sequence[SavedQuery], own: Sequence[SavedQuery], past: Sequence[Past], held: Outline | None) -> Piece:
    """The three lists, each line of them a button that puts something into the editor."""
    saved = [
        section("Of this case", [_saved(query, "of-case", place) for place, query in enumerate(of_case)]),
        section("Your own", [_own(query, place) for place, query in enumerate(own)]),
    ]
    if not (of_case or own):
        saved = [tag("p", "No saved queries yet. “Save” above keeps the one in the editor.", cls="empty")]
    before = [_past(one, place) for place, one in enumerate(past)] or [tag("p", "Nothing was run yet.", cls="empty")]
    return tag(
        "div",
        overline("Cypher"),
        tag("h2", "Ask the graph"),
        [
            "tabs",
            {},
            ["tab", {"label": "Saved"}, *[piece for piece in saved if piece is not None]],
            ["tab", {"label": f"History{f' ({len(past)})' if past else ''}"}, *before],
            ["tab", {"label": "What is here"}, *_outline(held)],
        ],
        cls="card queries",
    )


def _saved(query: SavedQuery, kind: str, place: int) -> Piece:
    head, colon, rest = query.title.partition(": ")
    label = tag(
        "span", tag("strong", loaded(head, 120)), tag("small", loaded(rest[:1].upper() + rest[1:], 240)) if colon else None, cls="stack"
    )
    return button(label, {"type": "open", "kind": kind, "place": place}, cls="row-button query")


def _own(query: SavedQuery, place: int) -> Piece:
    return tag(
        "div",
        _saved(query, "own", place),
        button("Remove", {"type": "forget", "place": place}, cls="plain", title="Remove its file"),
        cls="row own",
    )


def _past(past: Past, place: int) -> Piece:
    came = clip(past.fault, 120) if past.fault else f"{number(past.rows, 'row')} in {past.took:,.0f} ms"
    label = tag(
        "span",
        tag("span", loaded(" ".join(past.cypher.split()), 160), cls="code"),
        tag("small", f"{past.at.astimezone():%H:%M:%S} · ", loaded(came, 140), cls="fault" if past.fault else ""),
        cls="stack",
    )
    return button(label, {"type": "again", "place": place}, cls="row-button query")


def _outline(held: Outline | None) -> list[Piece]:
    if held is None:
        return [tag("p", "Looking at the database …", cls="empty")]
    labels = [_part(part, "label") for part in held.labels[:LISTED]]
    types = [_part(part, "type") for part in held.types[:LISTED]]
    parts = [section("Labels", labels), section("Relationship types", types)]
    return [piece for piece in parts if piece is not None] or [tag("p", "The database is empty.", cls="empty")]


def _part(part: Part, what: str) -> Piece:
    counted = "" if part.count is None else f"{part.count:,}"
    label = tag("span", tag("span", loaded(part.name, 80), cls="said"), tag("small", counted, cls="muted"), cls="row")
    names = ", ".join(part.properties)
    return button(label, {"type": "look", "what": what, "name": part.name}, cls="row-button", title=clip(names, 300) or None)
