"""What became of something that was checked, or would: brought into a store or only held against it, with the figures of both alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from graph.load import Counts, LoadReport, Progress
from graph.store import GraphStore
from loaders import Loaded
from ui import additions
from ui.importing import Outcome, state_of
from ui.tally import Tally

KINDS = {"Entity": "entities", "Row": "relations", "Statement": "relations", "Claim": "claims", "Source": "sources"}
"""The kinds that are told apart, by label; a row of a data set is a relation, as a statement is."""
OTHER = "other records"


def bring(store: GraphStore, loaded: Loaded, outcome: Outcome, told: Callable[[Progress], None], *, dry: bool) -> Outcome:
    """Load it, or with `dry` find what a load would do. Raises what `told` raises, StoreError, RecordError."""
    tally, held = Tally(), additions.is_held(store, loaded)
    report = additions.add(store, tally.of(loaded), outcome.name, told, dry=dry)
    figures = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged, "removed": report.removed}
    state, kinds = state_of(report, held=held, dry=dry), {name: _counts(each) for name, each in by_kind(report).items()}
    return replace(outcome, state=state, kept=report.kept, kinds=kinds, took=report.took, **figures, **tally.figures)


def by_kind(report: LoadReport) -> Mapping[str, Counts]:
    """The figures of entities, relations, claims, sources and all else, as far as there are any."""
    found: dict[str, Counts] = {}
    for label, each in sorted(report.by_kind.items(), key=lambda item: [*KINDS, item[0]].index(item[0])):
        name = KINDS.get(label, OTHER)
        found[name] = _sum(found.get(name, Counts()), each)
    return {name: each for name, each in found.items() if each != Counts()}


def in_words(found: Outcome | Counts) -> str:
    """All records: "12 new, 0 changed, 3 unchanged, 0 removed"."""
    return f"{found.new:,} new, {found.changed:,} changed, {found.unchanged:,} unchanged, {found.removed:,} removed"


def kinds_in_words(outcome: Outcome) -> str:
    """The same by kind, without what is none: "entities 8 new, 2 unchanged; claims 4 new"."""
    return "; ".join(
        f"{name} {', '.join(f'{many:,} {verdict}' for verdict, many in counts.items() if many)}" for name, counts in outcome.kinds.items()
    )


def _counts(each: Counts) -> dict[str, int]:
    return {"new": each.new, "changed": each.changed, "unchanged": each.unchanged, "removed": each.removed}


def _sum(one: Counts, other: Counts) -> Counts:
    return Counts(one.new + other.new, one.changed + other.changed, one.unchanged + other.unchanged, one.removed + other.removed)
