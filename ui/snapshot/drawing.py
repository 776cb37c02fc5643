"""How the content of a snapshot is drawn: everything that the page's script needs beside the content itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph import view_json
from graph.edtf import latest
from graph.evidence.counted import day
from graph.filters import EVERYTHING
from graph.model import Statement, Status
from graph.predicates import words
from graph.render import payload
from graph.scene import WEIGHT, Scene, compose, group_id
from graph.snapshot.content import Content, Finding
from graph.style import THEMES
from graph.view import EdgeView, NodeView, View

Degrees = Mapping[str, int]
"""Relationships of entities by id, where they were more than the snapshot holds: the size of their badges."""


def view_of(content: Content) -> View:
    """The view that was shared. Raises ViewError if it is none."""
    return view_json.from_json(json.dumps(content.view))


@dataclass(frozen=True)
class Drawn:
    """The view of a content with what the content says of its nodes and relationships: read once, composed as often as needed."""

    view: View
    nodes: list[NodeView]
    edges: list[EdgeView]

    def scene(self) -> Scene:
        """As it was shared."""
        return compose(self.view, self.nodes, self.edges)

    def apart(self) -> Scene:
        """With nothing filtered out and no group as one line."""
        opened = frozenset(group_id(edge.source, edge.target) for edge in self.edges)
        return compose(replace(self.view, filters=EVERYTHING, opened=opened), self.nodes, self.edges)


def drawn(content: Content, degrees: Degrees) -> Drawn:
    """What is to be drawn of a content."""
    view, edges = view_of(content), edges_of(content)
    return Drawn(view, nodes_of(content, view, edges, degrees), edges)


def scene_of(content: Content, degrees: Degrees) -> Scene:
    """A content as it was shared."""
    return drawn(content, degrees).scene()


def nodes_of(content: Content, view: View, edges: Sequence[EdgeView], degrees: Degrees) -> list[NodeView]:
    """The entities of the view."""
    counted = Counter(end for edge in edges for end in (edge.source, edge.target))
    return [
        NodeView(entity.id, entity.key, entity.case, entity.name, entity.kind, degrees.get(entity.id, counted[entity.id]))
        for entity in content.entities
        if entity.id in view.positions
    ]


def edges_of(content: Content) -> list[EdgeView]:
    """The relationships between entities of the view, with their figures."""
    view = view_of(content)
    said = [statement for statement in content.statements if statement.object is not None and statement.slug in content.findings]
    edges = [_edge(statement, content.findings[statement.slug]) for statement in said]
    for row in content.rows:
        found, ends = content.findings[row.id], (f"{row.case}/{row.subject}", f"{row.case}/{row.object}")
        given = {**row.properties, "source": row.source, "row": row.row}
        edges.append(
            EdgeView(row.id, row.id, row.case, *ends, row.predicate, found.status, **_figures(found), when=row.when, properties=given)
        )
    return [edge for edge in edges if edge.source in view.positions and edge.target in view.positions and edge.id not in view.hidden]


def _edge(said: Statement, found: Finding) -> EdgeView:
    ends = f"{said.case}/{said.subject}", f"{said.case}/{said.object}"
    return EdgeView(said.id, said.slug, said.case, *ends, said.predicate, found.status, **_figures(found), role=said.role, when=said.when)


def _figures(found: Finding) -> dict[str, Any]:
    least, most = found.origins_range
    figures = {"origins_min": least, "origins_max": most, "claims": found.asserts, "denials": found.denies, "sources": found.documents}
    return {**figures, "rank": found.rank, "first_published": found.first_published}


def drawing(content: Content, shown: Drawn) -> dict[str, Any]:
    """Nodes and relationships as the canvas takes them, each relationship a line of its own; and what to look up."""
    scene = shown.apart()
    themed = {theme: json.loads(payload(scene, theme)) for theme in THEMES}
    light = themed["light"]
    for node in light["nodes"]:
        # nothing can be expanded here
        node.pop("more", None)
    strangers = {name: {theme: themed[theme][name] for theme in THEMES} for name in ("groups", "badges") if name in light}
    predicates = {said.predicate for said in content.statements} | {row.predicate for row in content.rows}
    return {
        "nodes": light["nodes"],
        "edges": light["edges"],
        "large": light["large"],
        **strangers,
        "days": _days(content),
        "slugs": {said.id: said.slug for said in content.statements if said.slug in content.findings},
        "rows": [row.id for row in content.rows],
        "predicates": {predicate: words(predicate) for predicate in sorted(predicates)},
        "statuses": [status.value for status in Status],
        "weight": [status.value for status in WEIGHT],
    }


def _days(content: Content) -> dict[str, str]:
    """The day from which each source counts, of those that count at the date of the snapshot: what it was later is not in it."""
    end = latest(content.about.as_of) if content.about.as_of else None
    days = ((source.key, day(source)) for source in content.sources)
    return {key: since.isoformat() for key, since in days if since is not None and (end is None or since <= end)}
