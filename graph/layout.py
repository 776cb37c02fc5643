"""Where nodes are drawn. Positions are computed here and kept; the browser moves nothing by itself.

Same input, same positions. x goes to the right, y down, in pixels at zoom 1.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.view import EdgeView, NodeView, Position

ASPECT = 1.35


def initial(nodes: Sequence[NodeView], edges: Iterable[EdgeView], *, aspect: float = ASPECT) -> dict[str, Position]:
    """Positions for a whole view. `aspect` is width over height of the canvas (below 1 for a narrow one)."""
    step = 2 * math.pi / max(1, len(nodes))
    size = 40.0 * len(nodes)
    return {node.id: (size * aspect * math.cos(i * step), size * math.sin(i * step)) for i, node in enumerate(nodes)}


def place(
    new: Sequence[NodeView],
    edges: Iterable[EdgeView],
    positions: Mapping[str, Position],
    *,
    parent: str | None = None,
    drawn: Iterable[NodeView] = (),
) -> dict[str, Position]:
    """Positions for the new nodes alone, given those already drawn at `positions`, which do not move.

    `parent` is the node that was expanded; without one, or without its position, the new nodes go beside what is drawn. `drawn` are the
    nodes at `positions`, so that labels keep clear of theirs; `edges` may hold more than those of the new nodes.
    """
    x, y = positions.get(parent or "", (0.0, 0.0))
    return {node.id: (x + 110.0, y + 60.0 * i) for i, node in enumerate(new) if node.id not in positions}


def tidy(
    nodes: Sequence[NodeView],
    edges: Iterable[EdgeView],
    positions: Mapping[str, Position],
    pinned: Collection[str] = (),
    *,
    aspect: float = ASPECT,
) -> dict[str, Position]:
    """Positions for all nodes anew, as one step on request; pinned ones stay where they are."""
    return {**initial(nodes, edges, aspect=aspect), **{node: positions[node] for node in pinned if node in positions}}
