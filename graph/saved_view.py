"""A view kept under a name: a decision of a person in the store, or a file `views/NAME.json` in the folder of a case.

{"redstring": "view", "version": 1, "case": "…", "name": "Who denies it", "note": "", "by": "…", "at": "2026-01-31T12:00:00Z", "view": {…}}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from graph import view_json
from graph.errors import NotFoundError, ViewError
from graph.model import CaseKey, Decision, Name, fold
from graph.view import View

LONGEST_NAME = 120
LONGEST_NOTE = 2_000
_Name = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]+$")]


@dataclass(frozen=True)
class SavedView:
    """A view of a case under a name, by whom and when it was saved. Two names that fold to one are the same."""

    case: str
    name: str
    view: View
    note: str
    by: str
    at: datetime

    @property
    def about(self) -> str:
        """What its decisions are about: the latest about it holds."""
        return f"{self.case}/{fold(self.name)}"

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return f"{re.sub(r'[^a-z0-9]+', '-', fold(self.name)).strip('-')[:60] or 'view'}.json"

    @property
    def text(self) -> str:
        """The text of its file."""
        head = {"redstring": "view", "version": 1, "case": self.case, "name": self.name, "note": self.note, "by": self.by}
        saved = {**head, "at": f"{self.at:%Y-%m-%dT%H:%M:%SZ}", "view": json.loads(view_json.to_json(self.view))}
        return json.dumps(saved, ensure_ascii=False, indent=1) + "\n"

    def decision(self, *, removed: bool = False) -> Decision:
        """As a decision; `removed` says that the name is no longer wanted."""
        content: dict[str, str | float | bool | None] = {"name": self.name, "note": self.note, "view": view_json.to_json(self.view)}
        if removed:
            content["removed"] = True
        return Decision(case=self.case, kind="view", about=self.about, content=content, by=self.by, at=self.at)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    redstring: Literal["view"]
    version: Literal[1]
    case: CaseKey
    name: _Name
    note: Annotated[str, StringConstraints(max_length=LONGEST_NOTE)] = ""
    by: Name
    at: datetime
    view: dict[str, object]


def named(case: str, name: str, view: View, *, by: str, at: datetime, note: str = "") -> SavedView:
    """A view under a name. Raises ViewError for a name or note that cannot be kept."""
    said: dict[str, object] = {"case": case, "name": " ".join(name.split()), "note": note, "by": by, "at": at}
    return _checked({"redstring": "view", "version": 1, **said, "view": {}}, view)


def parse(text: str) -> SavedView:
    """The view that a file holds. Raises ViewError, naming the field."""
    try:
        raw = json.loads(text)
    except RecursionError as error:
        raise ViewError("it is nested too deep") from error
    except ValueError as error:
        raise ViewError(f"it is no JSON: {error}") from error
    if not isinstance(raw, dict):
        raise ViewError("it is no saved view: it must be an object")
    return _checked(raw, None)


def _checked(raw: dict[str, object], view: View | None) -> SavedView:
    try:
        found = _File.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        raise ViewError(f"{'.'.join(map(str, first['loc'])) or 'the text'}: {first['msg']}") from error
    if found.at.tzinfo is None or found.at.utcoffset() != datetime.now(UTC).utcoffset():
        raise ViewError("at: the time is given in UTC, like 2026-01-31T12:00:00Z")
    view = view_json.from_json(json.dumps(found.view)) if view is None else view
    if strange := next((node for node in view.nodes if not node.startswith(f"{found.case}/")), None):
        raise ViewError(f"view.nodes: {strange[:80]} is not of the case {found.case}")
    return SavedView(found.case, found.name, view, found.note, found.by, found.at)


def standing(decisions: Iterable[Decision]) -> tuple[SavedView, ...]:
    """The views that hold after these decisions, oldest first, by name; what is none (any more) is left out."""
    latest = {decision.about: decision for decision in decisions if decision.kind == "view"}
    found = []
    for decision in latest.values():
        said = decision.content
        if said.get("removed"):
            continue
        try:
            view = view_json.from_json(str(said.get("view")))
            note = str(said.get("note") or "")
            found.append(named(decision.case, str(said.get("name")), view, note=note, by=decision.by, at=decision.at))
        except ViewError:
            continue
    return tuple(sorted(found, key=lambda saved: fold(saved.name)))


def find(views: Iterable[SavedView], name: str) -> SavedView:
    """The view of a name, however it is spelt. Raises NotFoundError, with the names that there are."""
    known = {fold(saved.name): saved for saved in views}
    if fold(name) in known:
        return known[fold(name)]
    names = ", ".join(saved.name for saved in list(known.values())[:10])
    raise NotFoundError(f"there is no saved view {name!r}; " + (f"there are {names}" if names else "there are none yet"))
