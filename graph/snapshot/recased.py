"""A content under another key of its case: ids follow, in records, findings and the view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.model import Entity, Row, Statement
from graph.snapshot.content import Content

_LISTS = ("entities", "statements", "rows", "claims", "sources", "voices", "timeline")


def recased(content: Content, case: str) -> Content:
    """The same content with `case` as the key of its case."""
    if content.case.case == case:
        return content
    ids = dict(_ids(content, case))
    new: dict[str, Any] = {name: tuple(record.model_copy(update={"case": case}) for record in getattr(content, name)) for name in _LISTS}
    # the ids of rows and of points of the timeline are hashes, and they stand in the order of these
    for name in ("rows", "timeline"):
        new[name] = tuple(sorted(new[name], key=lambda record: str(record.id)))
    new["case"] = content.case.model_copy(update={"case": case})
    new["findings"] = {ids.get(name, name): found for name, found in content.findings.items()}
    new["view"] = _view(content.view, ids)
    return content.model_copy(update=new)


def _ids(content: Content, case: str) -> Iterator[tuple[str, str]]:
    """The new id of everything that a view may name, by the old one."""
    held: list[Entity | Statement | Row] = [*content.entities, *content.statements, *content.rows]
    for record in held:
        yield record.id, record.model_copy(update={"case": case}).id


def _view(view: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    def new(id_: str) -> str:
        if id_.startswith("group:"):
            return "group:" + "|".join(ids.get(end, end) for end in id_.removeprefix("group:").split("|"))
        return ids.get(id_, id_)

    lists = {name: sorted(map(new, view[name])) for name in ("nodes", "hidden", "opened", "pinned") if name in view}
    places = {new(id_): place for id_, place in view.get("positions", {}).items()}
    chosen = view.get("selection")
    return {**view, **lists, "positions": places, "selection": new(chosen) if chosen else None}
