"""What differs between two snapshots: a patch that turns one into the other, and what a person wants to know of it.

Records are the same if they have the same key (statements: slug, rows and points of the timeline: the hash of what they say).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from graph.model import AnyRecord, Claim, Status
from graph.snapshot.content import Content, Finding

KEYED = {"entities": "key", "statements": "slug", "rows": "id", "claims": "key", "sources": "key", "voices": "key", "timeline": "id"}
WHOLE = ("about", "view", "case")


class Change(BaseModel):
    """What came, went and changed in one list, by key; the records as they are now."""

    model_config = ConfigDict(frozen=True)

    added: dict[str, Any] = {}
    removed: tuple[str, ...] = ()
    changed: dict[str, Any] = {}

    @property
    def empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


class Difference(BaseModel):
    """A patch: `lists` by the name of the list (findings too), `whole` what is replaced as a whole."""

    model_config = ConfigDict(frozen=True)

    lists: dict[str, Change] = {}
    whole: dict[str, Any] = {}

    @property
    def empty(self) -> bool:
        return not (self.lists or self.whole)


def diff(before: Content, after: Content) -> Difference:
    """What to do to `before` to get `after`."""
    lists = {name: _change(_keyed(before, name), _keyed(after, name)) for name in KEYED}
    lists["findings"] = _change(before.findings, after.findings)
    whole = {name: getattr(after, name) for name in WHOLE if getattr(before, name) != getattr(after, name)}
    return Difference(lists={name: change for name, change in lists.items() if not change.empty}, whole=whole)


def apply(before: Content, difference: Difference) -> Content:
    """`before` with the difference made."""
    new: dict[str, Any] = dict(difference.whole)
    for name, change in difference.lists.items():
        known: Mapping[str, Any] = before.findings if name == "findings" else _keyed(before, name)
        kept = {key: record for key, record in known.items() if key not in change.removed} | change.changed | change.added
        new[name] = kept if name == "findings" else tuple(kept[key] for key in sorted(kept))
    return before.model_copy(update=new)


def _keyed(content: Content, name: str) -> dict[str, AnyRecord]:
    return {str(getattr(record, KEYED[name])): record for record in getattr(content, name)}


def _change(before: Mapping[str, Any], after: Mapping[str, Any]) -> Change:
    return Change(
        added={key: after[key] for key in sorted(after.keys() - before.keys())},
        removed=tuple(sorted(before.keys() - after.keys())),
        changed={key: after[key] for key in sorted(after.keys() & before.keys()) if before[key] != after[key]},
    )


class Shift(BaseModel):
    """A statement whose status is another one now; `before` or `after` is None where it has none there."""

    model_config = ConfigDict(frozen=True)

    statement: str
    before: Status | None
    after: Status | None
    why: str = ""


def shifts(before: Content, after: Content) -> tuple[Shift, ...]:
    """The statements and rows whose status differs, by slug or id; those that are in both first."""
    found = []
    for name in sorted(before.findings.keys() | after.findings.keys()):
        was, now = before.findings.get(name), after.findings.get(name)
        if _status(was) != _status(now):
            found.append(Shift(statement=name, before=_status(was), after=_status(now), why=now.why if now else ""))
    return tuple(sorted(found, key=lambda shift: (shift.before is None or shift.after is None, shift.statement)))


def _status(finding: Finding | None) -> Status | None:
    return finding.status if finding else None


def withdrawn(before: Content, after: Content) -> tuple[Claim, ...]:
    """Claims that their authors have taken back since."""
    held = {claim.key for claim in before.claims if not claim.withdrawn}
    return tuple(claim for claim in after.claims if claim.withdrawn and claim.key in held)
