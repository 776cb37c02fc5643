"""Whether a content is whole: nothing stands in it twice, everything is of its one case, and what is named in it is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph import view_json
from graph.errors import SnapshotError, ViewError
from graph.model import AnyRecord
from graph.snapshot.canonical import canonical_json
from graph.snapshot.content import Content
from graph.store.links import links, names

_LISTS = (("Entity", "entities"), ("Source", "sources"), ("Voice", "voices"))
_ALL = ("entities", "statements", "rows", "claims", "sources", "voices", "timeline")


def check(content: Content) -> None:
    """Raise SnapshotError, saying which record, if something is missing, double or of another case, or if the view is none."""
    for fault in _faults(content):
        raise SnapshotError(fault)
    try:
        view_json.from_json(canonical_json(content.view))
    except (ViewError, ValueError) as error:
        raise SnapshotError(f"its view cannot be drawn: {error}") from error


def _faults(content: Content) -> Iterator[str]:
    known: dict[str, set[str]] = {label: {record.id for record in getattr(content, name)} for label, name in _LISTS}
    known["Statement"] = {f"{said.case}/{said.slug}" for said in content.statements}
    for name in _ALL:
        held: list[AnyRecord] = list(getattr(content, name))
        keys = Counter(getattr(record, "slug", record.id) for record in held)
        yield from (f"{key} stands twice among its {name}" for key, number in keys.items() if number > 1)
        for record in held:
            if record.case != content.case.case:
                yield f"{record.id}, among its {name}, is of another case ({record.case})"
            yield from _missing(record, known)
    yield from _missing(content.case, known)
    told = {said.slug for said in content.statements} | {row.id for row in content.rows}
    yield from (f"it tells a status of {name}, which is not in it" for name in content.findings.keys() - told)
    yield from (f"it tells no status of row {row.id}" for row in content.rows if row.id not in content.findings)


def _missing(record: AnyRecord, known: dict[str, set[str]]) -> Iterator[str]:
    named = [*((end, (label,)) for end, label in names(record)), *((link.end, link.labels) for link in links(record))]
    for end, labels in named:
        if not any(end in known[label] for label in labels):
            yield f"{record.id} names {end}, which is not in it"
