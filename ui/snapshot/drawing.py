"""How the content of a snapshot is drawn: everything that the page's script needs beside the content itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph import view_json
from graph.edtf import latest
from graph.evidence.counted import day
from graph.filters import Filters
from graph.model import Statement, Status
from graph.predicates import words
from graph.render import payload
from graph.scene import WEIGHT, Scene, compose
from graph.snapshot.content import Content, Finding
from graph.style import THEMES
from graph.view import EdgeView, NodeView, View

Degrees = Mapping[str, int]
"""Relationships of entities by id, where they were more than the snapshot holds: the size of their badges."""


def view_of(content: Content) -> View:
    """The view that was shared. Raises ViewError if it is none."""
    return view_json.from_json(json.dumps(content.view))


def scene_of(content: Content, degrees: Degrees, *, apart: bool = False) -> Scene:
    """What is drawn of a content; with `apart`, nothing is filtered out and no group is one line."""
    view, edges, nodes = view_of(content), edges_of(content), nodes_of(content, degrees)
    if apart:
        bare = replace(view, filters=Filters(statuses_off=frozenset()))
        return compose(replace(bare, opened=frozenset(line.id for line in compose(bare, nodes, edges).edges)), nodes, edges)
    return compose(view, nodes, edges)


def nodes_of(content: Content, degrees: Degrees) -> list[NodeView]:
    """The entities of the view."""
    view, counted = view_of(content), Counter(end for edge in edges_of(content) for end in (edge.source, edge.target))
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


def drawing(content: Content, degrees: Degrees) -> dict[str, Any]:
    """Nodes and relationships as the canvas takes them, each relationship a line of its own; and what to look up."""
    scene = scene_of(content, degrees, apart=True)
    drawn = {theme: json.loads(payload(scene, theme)) for theme in THEMES}
    light = drawn["light"]
    for node in light["nodes"]:
        # nothing can be expanded here
        node.pop("more", None)
    strangers = {name: {theme: drawn[theme][name] for theme in THEMES} for name in ("groups", "badges") if name in light}
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
