"""From a view to what the canvas is sent: made again only when the view, its statuses or the theme have changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from graph.evidence import Assessment
from graph.model import Status, shown_status
from graph.queries import ValueView
from graph.render import BANNER, payload
from graph.scene import Scene, compose
from graph.style import Theme
from graph.view import EdgeView, NodeView, View
from ui.reading import Reading
from ui.words import UNCLAIMED

Figures = TypeVar("Figures", EdgeView, ValueView)


@dataclass(frozen=True)
class Drawing:
    """A view drawn. `view` and `reading` are the very objects that it was drawn from."""

    view: View
    reading: Reading
    theme: Theme
    nodes: Mapping[str, NodeView]
    edges: Mapping[str, EdgeView]
    scene: Scene
    payload: bytes


def draw(view: View, reading: Reading, case: str, as_of: date | None, theme: Theme, last: Drawing | None) -> Drawing:
    """Draw a view, using what is still right of the last drawing. Raises the store's errors."""
    if last is not None and last.reading is reading and last.theme == theme:
        if last.view is view:
            return last
        if replace(last.view, selection=view.selection) == view:
            # a click: only what is selected differs, and that is no part of the payload
            scene = replace(last.scene, selection=_drawn_as(last.scene, view.selection))
            return replace(last, view=view, scene=scene)
    nodes, edges = reading.around(view.nodes)
    if as_of is not None:
        edges = as_then(edges, reading, case, as_of)
    summary = reading.case(case)
    totals = {"entities": summary.entities, "relationships": summary.relationships} if summary else {}
    scene = compose(view, nodes, edges, **totals)
    known = {node.id: node for node in nodes}
    return Drawing(
        view,
        reading,
        theme,
        known,
        {edge.id: edge for edge in edges},
        scene,
        payload(scene, theme, banner=UNCLAIMED if reading.guest else BANNER),
    )


def _drawn_as(scene: Scene, chosen: str | None) -> str | None:
    """What stands for the selection on the canvas: itself, the line of a group that it is drawn in, or nothing."""
    if chosen is None or chosen in scene.positions:
        return chosen
    line = scene.line(chosen)
    return line.id if line else None


def as_then(edges: Iterable[EdgeView], reading: Reading, case: str, as_of: date) -> tuple[EdgeView, ...]:
    """Relationships of a case with their figures as of a date in place of the stored ones. Raises the store's errors."""
    given = tuple(edges)
    assessed = reading.assessments((edge.id for edge in given if not edge.is_row), case, as_of)
    return tuple(
        _row_then(edge, reading, as_of) if edge.is_row else as_assessed(edge, assessed[edge.slug]) if edge.slug in assessed else edge
        for edge in given
    )


def _row_then(edge: EdgeView, reading: Reading, as_of: date) -> EdgeView:
    if reading.is_out(f"{edge.case}/{edge.properties['source']}", as_of):
        return edge
    nothing: dict[str, Any] = {"rank": 0, "origins_min": 0, "origins_max": 0, "claims": 0, "denials": 0, "sources": 0}
    return replace(edge, status=Status.unsourced, first_published=None, **nothing)


def as_assessed(stored: Figures, found: Assessment) -> Figures:
    """With the figures of an assessment in place of the stored ones."""
    return replace(
        stored,
        # what waits for review waits at any date
        status=shown_status(found.status, waits=stored.proposed),
        rank=found.rank,
        origins_min=found.origins_min,
        origins_max=found.origins_max,
        claims=found.asserts,
        denials=found.denies,
        sources=found.documents,
        first_published=found.first_published,
    )
