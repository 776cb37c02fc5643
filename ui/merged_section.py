"""What a card tells of the records that an entity is shown for: where each comes from, who decided that they are one, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.merges.pairs import Pair, same, why_of
from graph.model import Decision
from graph.queries.merges import Behind
from ui.cards import section
from ui.duplicate_card import brought
from ui.markup import Piece, button, loaded, tag


def merged_section(records: Iterable[Behind], held: Mapping[Pair, Decision]) -> Piece | None:
    """One node for so many records; None for an entity that stands for itself alone."""
    found = list(records)
    if not found:
        return None
    ids = {one.entity.id for one in found}
    rows = [
        tag("p", loaded(one.entity.name, 200), tag("small", " ", loaded(one.entity.key, 120), ", from ", brought(one.imports)))
        for one in found
    ]
    told = [_decided(pair, decision) for pair, decision in same(held).items() if ids & set(pair)]
    return section(f"One node for {len(found)} records", [*rows, *told])


def _decided(pair: Pair, decision: Decision) -> Piece:
    why = why_of(decision)
    by = tag(
        "small", "Merged by ", loaded(decision.by, 120), f", {decision.at:%Y-%m-%d %H:%M} UTC", *([": ", loaded(why, 300)] if why else [])
    )
    undo = button("Undo merge…", {"type": "parted", "pair": list(pair)}, cls="action", title="To the decision, where it can be taken back")
    return tag("div", tag("p", by), tag("div", undo, cls="actions"))
