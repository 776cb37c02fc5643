"""Records that several imports bring: their versions are held beside what the store has of each, and what is shown of all is planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.load import versions
from graph.load.ledger import Known, Verdict
from graph.load.versions import Shared, Version
from graph.store.records import BY_LABEL, content_hash, form_of

if TYPE_CHECKING:
    from graph.load.intake import Intake

_TOGETHER = 500


@dataclass(frozen=True)
class _Met:
    """A record that the store has too: as the load has it (`given`), how it was judged by that, its place, who else brought it."""

    name: str
    given: Sequence[Version]
    verdict: Verdict
    before: Known
    place: int
    others: frozenset[str]


class Sharing:
    """Takes what of a load the store has by others too; `settle` plans what is left, for it is looked up some at a time."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._met: list[_Met] = []

    def take(self, name: str, given: Sequence[Version], verdict: Verdict, before: Known, place: int, others: frozenset[str]) -> None:
        """A record that the load and others have."""
        self._met.append(_Met(name, given, verdict, before, place, others))
        if len(self._met) >= _TOGETHER:
            self.settle()

    def settle(self) -> None:
        """Plan all that was taken."""
        met, self._met = self._met, []
        held = list(self._held(met))
        made = [self._made([*versions.of_these(had, one.others), *one.given]) for one, had in zip(met, held, strict=True)]
        # what is shown may name what only the others name
        self._intake.memory.learn(shown for _, shown in made)
        for one, had, (now, shown) in zip(met, held, made, strict=True):
            self._plan(one, had, now, shown)

    def part(self, label: str, before: Known, left: frozenset[str]) -> None:
        """Plan what is shown of a record that is only brought by those who are left."""
        now, shown = self._made(versions.of_these(versions.read(before.versions, BY_LABEL[label].record), left))
        self._intake.memory.learn([shown])
        content, noted = content_hash(shown), versions.noted(now)
        if content == before.hash:
            self._intake.ledger.own(label, before.id, left, noted)
        else:
            self._intake.ledger.parted(label)
            self._intake.plan_shared(shown, before.place, content, before, left, noted)

    @staticmethod
    def _made(told: Iterator[Version] | Sequence[Version]) -> tuple[list[Version], Shared]:
        now = versions.grouped(told)
        return now, versions.composed(now)

    def _held(self, met: Sequence[_Met]) -> Iterator[list[Version]]:
        """How those have each who brought it before."""
        asked: dict[str, set[str]] = {}
        for one in met:
            if not one.before.versions and one.verdict == "changed":
                asked.setdefault(_label(one), set()).add(one.before.id)
        found = {label: self._intake.memory.records(label, ids) for label, ids in asked.items()}
        for one in met:
            kind = type(one.given[0][1])
            if one.before.versions:
                yield versions.read(one.before.versions, kind)
            elif one.verdict == "changed":
                record = found[_label(one)].get(one.before.id)
                # it may have gone since, where a load is only foreseen
                yield [(one.before.owners, record)] if record is not None and versions.is_shared(record) else []
            else:
                yield [(one.before.owners, versions.composed(one.given))]

    def _plan(self, one: _Met, had: Sequence[Version], now: Sequence[Version], shown: Shared) -> None:
        intake, before, label = self._intake, one.before, _label(one)
        content, noted = content_hash(shown), versions.noted(now)
        verdict: Verdict = "unchanged" if content == before.hash else "changed"
        if verdict != one.verdict:
            intake.ledger.recount(label, one.verdict, verdict)
        self._tell(one, had, verdict, shown)
        owners = frozenset[str]().union(*(theirs for theirs, _ in now))
        if verdict == "changed" or (intake.forced and intake.in_parts(shown, before)):
            intake.plan_shared(shown, one.place, content, before, owners, noted)
            return
        if before.place != one.place:
            intake.ledger.plan("order", label, label, {"id": before.id, "order": one.place})
        if owners != before.owners or (noted or "") != before.versions:
            intake.ledger.own(label, before.id, owners, noted)

    def _tell(self, one: _Met, had: Sequence[Version], verdict: Verdict, shown: Shared) -> None:
        """Tell each who brings it: what they have as before is unchanged for them, whatever others change in it."""
        before = {owner: record for theirs, record in had for owner in theirs}
        kept = False
        for theirs, record in one.given:
            otherwise = versions.stays_otherwise(record, shown)
            kept = kept or otherwise
            for owner in theirs:
                same = verdict == "unchanged" or before.get(owner) == record
                self._intake.share({owner}, "unchanged" if same else "changed", one.name if otherwise else "")
        if kept:
            self._intake.kept.append(one.name)


def _label(one: _Met) -> str:
    return form_of(type(one.given[0][1])).label
