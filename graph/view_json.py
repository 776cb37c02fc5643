"""A view as JSON text and back: what a saved view, a permalink or a snapshot keeps. Versioned; unknown keys are refused."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from graph.edtf import Edtf, latest
from graph.errors import ViewError
from graph.filters import HIDDEN_AT_FIRST, Filters
from graph.model import Status, Unclaimed
from graph.view import Position, View

VERSION: Final = 1


class _SavedFilters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kinds_off: tuple[str, ...] = ()
    predicates_off: tuple[str, ...] = ()
    statuses_off: tuple[Status | Unclaimed, ...] = tuple(HIDDEN_AT_FIRST)
    origins: int = 0
    only_connected: bool = False
    proposed: bool = False


class _SavedView(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    version: Literal[1] = VERSION
    nodes: tuple[str, ...] = ()
    positions: dict[str, Position] = {}
    hidden: tuple[str, ...] = ()
    collapsed: dict[str, tuple[str, ...]] = {}
    opened: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    filters: _SavedFilters = _SavedFilters()
    selection: str | None = None
    as_of: Edtf | None = None

    @field_validator("as_of")
    @classmethod
    def _has_a_last_day(cls, as_of: str | None) -> str | None:
        if as_of is not None and latest(as_of) is None:
            raise ValueError("it has no last day; write a day, a month or a year")
        return as_of


def to_json(view: View) -> str:
    """The view as one line of JSON; the same view gives the same text."""
    filters = view.filters
    saved = _SavedView(
        nodes=view.nodes,
        positions={node: view.positions[node] for node in view.nodes},
        hidden=tuple(sorted(view.hidden)),
        collapsed=dict(sorted(view.collapsed.items())),
        opened=tuple(sorted(view.opened)),
        pinned=tuple(sorted(view.pinned)),
        filters=_SavedFilters(
            kinds_off=tuple(sorted(filters.kinds_off)),
            predicates_off=tuple(sorted(filters.predicates_off)),
            statuses_off=tuple(sorted(filters.statuses_off)),
            origins=filters.origins,
            only_connected=filters.only_connected,
            proposed=filters.proposed,
        ),
        selection=view.selection,
        as_of=view.as_of,
    )
    # written only where it is so: a view that shows nothing proposed is the text that it was before anything could be proposed
    return saved.model_dump_json(exclude={"filters": {"proposed"}} if not filters.proposed else None)


def from_json(text: str | bytes) -> View:
    """The view that `to_json` wrote. Raises ViewError, saying where, if the text is no view of a known version."""
    try:
        saved = _SavedView.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the text"
        raise ViewError(f"this is no saved view of version {VERSION}: {place}: {first['msg']}") from error
    filters = saved.filters
    return View(
        nodes=tuple(dict.fromkeys(saved.nodes)),
        positions={node: saved.positions[node] for node in saved.nodes if node in saved.positions},
        hidden=frozenset(saved.hidden),
        collapsed=saved.collapsed,
        opened=frozenset(saved.opened),
        pinned=frozenset(saved.pinned),
        filters=Filters(
            frozenset(filters.kinds_off),
            frozenset(filters.predicates_off),
            frozenset(filters.statuses_off),
            filters.origins,
            filters.only_connected,
            filters.proposed,
        ),
        selection=saved.selection,
        as_of=saved.as_of,
    )
