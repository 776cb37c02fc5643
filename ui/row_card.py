"""The card of a relationship whose only evidence is one row of one data set."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Claim, Source
from graph.predicates import words as in_words
from graph.view import EdgeView
from ui import words
from ui.cards import badge, facts, overline
from ui.claim import source_line
from ui.markup import Piece, loaded, tag

_COUNTS = "one claim of one origin"
_COUNTS_NOT = "it counts for nothing, because the data set is retracted or was not yet published at the date that is shown"


def row_card(edge: EdgeView, source: str, target: str, claims: Sequence[Claim], held: Source | None) -> Piece:
    """What the row says and where it stands; `source` and `target` are names."""
    row = next((claim.locator.row for claim in claims if claim.locator.row is not None), None)
    key = claims[0].source if claims else ""
    rest = {name: value for name, value in edge.properties.items() if name not in ("source", "row")}
    about = facts(
        [
            ("data set", tag("span", *source_line(held, key))),
            ("row", f"{row:,}" if row is not None else None),
            ("when", words.when(edge.when)),
            *((name.replace("_", " "), loaded(str(value), 1_000)) for name, value in rest.items()),
        ]
    )
    return tag(
        "div",
        overline("Relationship"),
        tag("h2", loaded(source, 200), tag("span", f" {in_words(edge.predicate)} ", cls="predicate"), loaded(target, 200)),
        badge(edge.status),
        tag("p", f"One row of one data set says so: {_COUNTS if edge.claims else _COUNTS_NOT}.", cls="why"),
        about,
        cls="card",
    )
