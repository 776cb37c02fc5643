"""Two snapshots as one graph: everything that is in either of them, each thing marked as new, gone, changed or the same."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph import view_json
from graph.change import Change, Mark
from graph.model import AnyRecord, Claim, Status
from graph.snapshot.canonical import canonical_json
from graph.snapshot.content import Content, Finding
from graph.snapshot.diff import KEYED
from graph.view import LIMIT_NODES, EdgeView, NodeView, Position, View

_FIGURES = ("status", "asserts", "denies", "doubts", "asks", "documents", "origins_range", "chains", "rivals")
NEAR = 60.0
"""Pixels that two entities lie apart at least."""


@dataclass(frozen=True)
class Union:
    """All records of both, of those in both as they are after. `marks` by id; `claims` by key, those that differ alone."""

    content: Content
    marks: Mapping[str, Mark]
    claims: Mapping[str, Change]

    @property
    def drawn(self) -> dict[str, Mark]:
        """The marks of what has a card: entities in view, statements and rows."""
        places = self.content.view["positions"]
        return {id_: mark for id_, mark in self.marks.items() if "/" not in id_ or id_ in places}


def union(before: Content, after: Content) -> Union:
    """Both of one case (`recased`) as one; nothing is hidden or filtered in it. Raises ViewError if a view is none or too large."""
    was, now = ({name: _keyed(content, name) for name in KEYED} for content in (before, after))
    lists = {name: tuple(record for _, record in sorted((was[name] | now[name]).items())) for name in KEYED}
    found = before.findings | after.findings
    content = after.model_copy(update={**lists, "findings": found})
    claims = _claims(was["claims"], now["claims"])
    entities, said = (_both(was, now, name) for name in ("entities", "claims"))
    marks = {entity.id: Mark(_change(was["entities"].get(key), now["entities"].get(key))) for key, entity in entities}
    touched = {record.statement for key, record in said if key in claims and isinstance(record, Claim)}
    for name in ("statements", "rows"):
        for key, record in _both(was, now, name):
            if key in found:
                marks[record.id] = _mark(key, was[name].get(key), now[name].get(key), before, after, touched)
    return Union(content.model_copy(update={"view": _view(before, after, content)}), marks, claims)


def _keyed(content: Content, name: str) -> dict[str, AnyRecord]:
    return {str(getattr(record, KEYED[name])): record for record in getattr(content, name)}


def _both(was: dict[str, dict[str, AnyRecord]], now: dict[str, dict[str, AnyRecord]], name: str) -> list[tuple[str, AnyRecord]]:
    return sorted((was[name] | now[name]).items())


def _change(was: AnyRecord | None, now: AnyRecord | None) -> Change:
    if was is None:
        return Change.new
    if now is None:
        return Change.gone
    return Change.same if was == now else Change.changed


def _claims(was: Mapping[str, AnyRecord], now: Mapping[str, AnyRecord]) -> dict[str, Change]:
    found = {key: _change(was.get(key), now.get(key)) for key in sorted(was.keys() | now.keys())}
    return {key: change for key, change in found.items() if change is not Change.same}


def _mark(name: str, was: AnyRecord | None, now: AnyRecord | None, before: Content, after: Content, touched: set[str]) -> Mark:
    """Of a statement or row: it is changed, too, if what stands behind it is."""
    one, other = before.findings.get(name), after.findings.get(name)
    change = _change(was, now)
    if change is Change.same and (name in touched or _figures(one) != _figures(other)):
        change = Change.changed
    return Mark(change, one.status if one else None, other.status if other else None)


def _figures(finding: Finding | None) -> tuple[Any, ...] | None:
    return tuple(getattr(finding, name) for name in _FIGURES) if finding else None


def _view(before: Content, after: Content, content: Content) -> dict[str, Any]:
    """Both views as one: what is in the later one stays where it is there; the rest as near as can be to where it was."""
    was, now = (view_json.from_json(canonical_json(one.view)) for one in (before, after))
    shared = now.positions.keys() & was.positions.keys()
    gone = [node for node in was.nodes if node not in now.positions]
    if len(gone) + len(now.nodes) > LIMIT_NODES:
        gone = gone[: max(0, LIMIT_NODES - len(now.nodes))]
    places = {**now.positions, **_placed(content, gone, was.positions, now.positions, steady=_steady(was, now, shared))}
    bare = View(
        tuple(sorted(places)),
        {node: (float(round(x)), float(round(y))) for node, (x, y) in places.items()},
        hidden=was.hidden & now.hidden,
    )
    nothing = {"kinds_off": [], "predicates_off": [], "statuses_off": [], "origins": 0, "only_connected": False}
    return {**json.loads(view_json.to_json(bare)), "filters": nothing}


def _steady(was: View, now: View, shared: set[str]) -> bool:
    """Whether what is in both stands where it stood, so that what went may stand there too."""
    return all(math.dist(was.positions[node], now.positions[node]) < NEAR for node in shared)


def _placed(
    content: Content, gone: list[str], was: Mapping[str, Position], now: Mapping[str, Position], *, steady: bool
) -> dict[str, Position]:
    """Places of what went: where it was, if that is free; else beside what it is connected with."""
    taken = {(round(x / NEAR), round(y / NEAR)) for x, y in now.values()}
    free = {node: was[node] for node in gone if steady and (round(was[node][0] / NEAR), round(was[node][1] / NEAR)) not in taken}
    rest = [node for node in gone if node not in free]
    if not rest:
        return free
    from graph import layout

    drawn = {**now, **free}
    nodes = {
        f"{entity.case}/{entity.key}": NodeView(entity.id, entity.key, entity.case, entity.name, entity.kind) for entity in content.entities
    }
    ends = [(said.id, said.subject, said.object, said.predicate) for said in content.statements if said.object]
    ends += [(row.id, row.subject, row.object, row.predicate) for row in content.rows]
    case = content.case.case
    edges = [EdgeView(id_, id_, case, f"{case}/{a}", f"{case}/{b}", predicate, Status.unsourced) for id_, a, b, predicate in ends]
    inside = drawn.keys() | set(rest)
    edges = [edge for edge in edges if edge.source in inside and edge.target in inside]
    fresh = [nodes[node] for node in rest if node in nodes]
    return {**free, **layout.place(fresh, edges, drawn, parent=None, drawn=[nodes[node] for node in drawn if node in nodes])}
