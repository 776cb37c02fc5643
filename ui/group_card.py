"""The card of several relationships that are drawn as one line."""

from __future__ import annotations

from collections.abc import Sequence

from graph.predicates import words as in_words
from graph.scene import weightiest
from graph.view import EdgeView
from ui import words
from ui.cards import badge, mark, overline
from ui.markup import Piece, button, loaded, tag


def _row(edge: EdgeView) -> Piece:
    about = " · ".join(part for part in (edge.role or "", words.when(edge.when), words.number(edge.claims, "claim")) if part)
    said = tag("span", in_words(edge.predicate), tag("small", " ", loaded(about, 200)), cls="said")
    return button(tag("span", said, mark(edge.status), cls="row"), {"type": "show", "edge": edge.id}, cls="row-button")


def group_card(group: str, source: str, target: str, edges: Sequence[EdgeView], opened: bool) -> Piece:
    """The relationships from one entity to another; `source` and `target` are names."""
    label, kind = ("Draw as one line", "close") if opened else ("Draw them apart", "open")
    return tag(
        "div",
        overline(words.number(len(edges), "relationship")),
        tag("h2", loaded(source, 200), tag("span", " → ", cls="predicate"), loaded(target, 200)),
        badge(weightiest(edges)),
        tag("p", "The line is drawn in the style of the weightiest of them, a dispute first.", cls="why"),
        tag("div", button(label, {"type": kind, "edge": group}, cls="action"), cls="actions"),
        *(_row(edge) for edge in edges),
        cls="card",
    )
