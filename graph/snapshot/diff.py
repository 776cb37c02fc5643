"""What differs between two snapshots: a patch that turns one into the other, and what a person wants to know of it.

Records are the same if they have the same key (statements: slug, rows and points of the timeline: the hash of what they say).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import SnapshotError
from graph.model import AnyRecord, Case, Claim, Entity, Row, Source, Statement, Status, TimelinePoint, Voice
from graph.snapshot.content import About, Content, Finding

KEYED = {"entities": "key", "statements": "slug", "rows": "id", "claims": "key", "sources": "key", "voices": "key", "timeline": "id"}
WHOLE = ("about", "view", "case")
_RECORDS: Mapping[str, type[BaseModel]] = {
    "entities": Entity,
    "statements": Statement,
    "rows": Row,
    "claims": Claim,
    "sources": Source,
    "voices": Voice,
    "timeline": TimelinePoint,
    "findings": Finding,
    "about": About,
    "case": Case,
}


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

    def to_json(self) -> dict[str, Any]:
        """As plain values, records without what has its default."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def difference_of(patch: Mapping[str, Any]) -> Difference:
    """What `Difference.to_json` gave. Raises SnapshotError, saying where, if it is none."""
    try:
        found = Difference.model_validate(patch)
        lists = {
            name: Change(added=_read(name, change.added), removed=change.removed, changed=_read(name, change.changed))
            for name, change in found.lists.items()
        }
        whole = {name: value if name == "view" else _RECORDS[name].model_validate(value) for name, value in found.whole.items()}
    except (ValidationError, KeyError) as error:
        raise SnapshotError(f"this is no difference of two snapshots: {error}") from error
    return Difference(lists=lists, whole=whole)


def _read(name: str, records: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _RECORDS[name].model_validate(record) for key, record in records.items()}


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
