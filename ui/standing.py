"""How what a card is about stands on the canvas."""

from __future__ import annotations

from collections.abc import Sequence

from graph.scene import group_id
from graph.view import EdgeView
from ui.drawing import Drawing
from ui.entity_card import Standing
from ui.group_card import group_card
from ui.markup import Piece
from ui.moves import name
from ui.state import Explorer


def standing_of(tab: Explorer, drawing: Drawing, node: str) -> Standing:
    """What of an entity is drawn, hidden, folded or left to expand."""
    scene, view = drawing.scene, tab.view
    return Standing(
        drawn={*scene.positions, *(edge.id for edge in scene.relationships)},
        away=view.away,
        more=scene.more.get(node, 0),
        pinned=node in view.pinned,
        folded=len(view.collapsed.get(node, ())),
        leaving=name(tab.leaving, drawing.reading) if tab.leaving not in (None, node) else "",
    )


def group_of(tab: Explorer, drawing: Drawing, chosen: str, members: Sequence[EdgeView]) -> Piece:
    """The card of a group of relationships as it is drawn."""
    source, target = members[0].source, members[0].target
    names = [drawing.nodes[node].name if node in drawing.nodes else node for node in (source, target)]
    return group_card(chosen, names[0], names[1], list(members), opened=group_id(source, target) in tab.view.opened)
