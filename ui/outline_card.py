"""The card of a label or relationship type: how many there are, what they are connected with, and their properties."""

from __future__ import annotations

from collections.abc import Sequence

from graph.queries.outline import Outline, Part, Pattern
from ui.cards import facts, overline, section
from ui.markup import Piece, button, loaded, tag
from ui.words import number

LISTED = 60


def outline_card(held: Outline) -> Piece:
    """The database at a glance: every label and type, most first."""
    labels = [_row(part, "label") for part in held.labels]
    types = [_row(part, "type") for part in held.types]
    note = None if held.whole else tag("p", "There was no time to look at all of it, so some counts and properties are missing.", cls="why")
    return tag(
        "div",
        overline("Schema"),
        tag("h2", "What the database holds"),
        note,
        section(number(len(labels), "label"), labels),
        section(number(len(types), "relationship type"), types),
        cls="card queries",
    )


def types_card(types: Sequence[Part]) -> Piece:
    """The types that connect the same two labels."""
    return tag(
        "div",
        _back(),
        overline("Relationship types"),
        tag("h2", "Between the same labels"),
        *(_row(part, "type") for part in types),
        cls="card queries",
    )


def part_card(part: Part, what: str, held: Outline) -> Piece:
    """One label or type; `what` is "label" or "type"."""
    patterns = [one for one in held.patterns if part.name in ((one.source, one.target) if what == "label" else (one.type,))]
    about = facts([("count", None if part.count is None else f"{part.count:,}"), ("looked at", f"{part.sampled:,}")])
    return tag(
        "div",
        _back(),
        overline("Label" if what == "label" else "Relationship type"),
        tag("h2", loaded(part.name, 200)),
        about,
        button("Query some of them", {"type": "query", "what": what, "name": part.name}, cls="plain"),
        section("Properties", [_properties(part)] if part.properties else []),
        section("Connects", [_pattern(one, part, what) for one in patterns[:LISTED]]),
        cls="card queries",
    )


def _back() -> Piece:
    return button("← Schema", {"type": "back"}, cls="plain back")


def _row(part: Part, what: str) -> Piece:
    counted = "" if part.count is None else f"{part.count:,}"
    label = tag("span", tag("span", loaded(part.name, 80), cls="said"), tag("small", counted, cls="muted"), cls="row")
    return button(label, {"type": "select", "what": what, "name": part.name}, cls="row-button")


def _properties(part: Part) -> Piece:
    head = tag("tr", *(tag("th", name) for name in ("name", "type", "held by", "for example")))
    rows = [
        tag(
            "tr",
            tag("td", loaded(one.name, 80)),
            tag("td", tag("small", " or ".join(one.types), cls="muted")),
            tag("td", f"{100 * one.held / max(1, part.sampled):.0f} %"),
            tag("td", *(tag("div", loaded(sample, 80), cls="sampled") for sample in one.samples)),
        )
        for one in part.properties.values()
    ]
    return tag("table", tag("thead", head), tag("tbody", *rows), cls="properties")


def _pattern(one: Pattern, part: Part, what: str) -> Piece:
    """A pattern on the card of a label or type: it leads from a label to the type, and from a type to the label where it begins."""
    said = [loaded(one.source or "(no label)", 60), tag("span", f" {one.type} ", cls="predicate"), loaded(one.target or "(no label)", 60)]
    row = tag("span", tag("span", *said, cls="said"), tag("small", f"{one.seen:,} seen", cls="muted"), cls="row")
    leads = ("type", one.type) if what == "label" else ("label", one.source)
    return button(row, {"type": "select", "what": leads[0], "name": leads[1]}, cls="row-button") if leads[1] != part.name else row
