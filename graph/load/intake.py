"""Take in the records of one load: judge each by what the store has, check that every name stands for a record, plan what to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.errors import RecordError, StoreAccessError
from graph.load.crowd import Crowd
from graph.load.ledger import Known, Ledger, Verdict, listed
from graph.load.mark import MERGING, mark_of
from graph.load.memory import Memory
from graph.load.report import Counts, ImportCounts, LoadReport
from graph.load.sharing import Sharing
from graph.load.versions import Shared, Version, Versions, composed, grouped, is_shared, noted
from graph.model import OWN, AnyRecord, Case, Claim, Decision, Row, Source, Statement
from graph.queries.decisions import check_decision
from graph.store import GraphStore
from graph.store.links import OUTGOING, bulk_row, links, names
from graph.store.records import BY_LABEL, content_hash, form_of, labels_of

EVIDENCE = ("Voice", "Source", "Statement", "Claim")
"""The labels on whose records statuses rest."""
_TOLD = 5_000


@dataclass(frozen=True)
class Progress:
    """How far a load is: `done` of `total` in this stage, or of nobody knows how many (None)."""

    stage: str
    done: int
    total: int | None = None


Told = Callable[[Progress], None]
Owners = Callable[[AnyRecord], frozenset[str]]
"""Which imports bring a record."""


@dataclass
class Share:
    """What one import of a load brought, in records; `kept` names those that stay as others had them."""

    counts: dict[str, int] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def count(self, verdict: str) -> None:
        """One more that is new, changed, unchanged or removed."""
        self.counts[verdict] = self.counts.get(verdict, 0) + 1


class Intake:
    """The records of one load, planned in a ledger. `owners` tells whose a record is, `versions` how each of them has it where they differ.

    `all_of_it` are the records where they are at hand, so that an addition looks at no more of the store than it must.
    `memory` is what is known of the store where a load is only foreseen.
    `leaving`: whose earlier records go if the load does not bring them, None for everybody's; without the case's own load among them the
    load only adds to the case. `shares`: what each of them brought.
    `fresh`: the store has nothing of the case. `forced`: an earlier load of it did not finish, so links and figures may be missing
    anywhere and are written again; nodes and rows are whole or not there. `changed`: ids of what is new or changed, by label, unless
    everything is; `changed_sets`: keys of the sources among them on whose rows in the store that tells.
    """

    def __init__(
        self,
        store: GraphStore,
        ledger: Ledger,
        case: str,
        name: str,
        *,
        owners: Owners,
        leaving: frozenset[str] | None,
        progress: Told,
        all_of_it: Sequence[AnyRecord] | None = None,
        memory: Memory | None = None,
        versions: Versions | None = None,
    ) -> None:
        self.store, self.ledger, self.case, self.name = store, ledger, case, name
        self.owners, self.leaving = owners, leaving
        self.adds = bool(leaving) and OWN not in (leaving or ())
        self.shares: dict[str, Share] = {owner: Share() for owner in leaving or ()}
        self.kept: list[str] = []
        self.progress = progress
        found = mark_of(store, case)
        self.mark = None if found is not None and found.name == MERGING else found
        self.forced = self.mark is not None
        self.memory = memory or Memory(store, ledger, case)
        if all_of_it is not None and self.adds and not self.forced:
            places = self.memory.part(all_of_it, leaving or ())
        else:
            self.memory.whole()
            places = ledger.places()
        self.fresh = not places
        self.bases = {} if not self.adds else self.mark.bases if self.mark and self.mark.is_of(name, leaving) else places
        self.changed: dict[str, set[str]] = {label: set() for label in EVIDENCE}
        self.changed_sets: set[str] = set()
        self._places = dict(self.bases)
        self._crowd = Crowd()
        # decisions may outlive their case
        self._titled = self.adds and bool(ledger.owned(case, "Case"))
        self._slugs: dict[str, str] = {}
        self._opens = False
        self._versions = versions
        self._sharing = Sharing(self)

    def read(self, records: Iterable[AnyRecord]) -> None:
        """Judge and plan every record. Raises RecordError for a second case and for two records of one key that differ."""
        number = 0
        for number, record in enumerate(records, 1):
            if record.case != self.case:
                raise RecordError(f"A load brings one case: after {self.case!r} came {record.case!r}; load them one after the other")
            self._take(record)
            if number % _TOLD == 0:
                self.progress(Progress("reading", number))
        if not self._titled and (number or self.fresh or not self.adds):
            self._take(Case(case=self.case, title=self.case if self.adds else self.name))
        if self.adds and number:
            self._join_case()
        self._sharing.settle()
        for label, before, left in self.ledger.leave((label for label in (*BY_LABEL, "Row") if label != "Decision"), self.leaving):
            if left:
                self._sharing.part(label, before, left)
            else:
                self.share(before.owners, "removed", "")

    def _join_case(self) -> None:
        """A case that imports alone hold is this one's too, and counts each time, so that a second load has as many records."""
        owners = self.leaving or frozenset()
        if self.ledger.join("Case", self.case, owners):
            self.share(owners, "unchanged", "")

    def report(self, took: float, derived: int = 0) -> LoadReport:
        """What was found, in figures: the same before it is written and after."""
        tally, going = self.ledger.tally(), self.ledger.going()
        by_kind = {label: Counts(**tally.get(label, {}), removed=going.get(label, 0)) for label in sorted({*tally, *going})}
        by_import = {owner: ImportCounts(**share.counts, kept=tuple(share.kept)) for owner, share in self.shares.items()}
        total = {verdict: sum(getattr(counts, verdict) for counts in by_kind.values()) for verdict in Counts.__dataclass_fields__}
        return LoadReport(**total, by_kind=by_kind, by_import=by_import, derived=derived, kept=tuple(self.kept), took=took)

    def check(self) -> None:
        """Raise RecordError if a record names another that is neither among the records nor, in an addition, in the store.

        Raises StoreAccessError if this would write to a snapshot that was opened to be read, or put one in the place of a case.
        """
        self._check_snapshot()
        missing = self.ledger.missing(keep=self.adds)
        if missing:
            first = "; ".join(f"{by} names {name} ({label.lower()})" for name, label, by in missing[:5])
            more = f"; and {len(missing) - 5} or more others" if len(missing) > 5 else ""
            raise RecordError(f"Records name what is not there: {first}{more}. Add them or correct the names; nothing was loaded")

    def _check_snapshot(self) -> None:
        if self.forced:
            # what is there is a part of what was broken off
            return
        held = bool(self.store.read("MATCH (n:Snapshot {case: $case}) RETURN n.id LIMIT 1", {"case": self.case}).rows)
        if held and not self._opens:
            raise StoreAccessError(f"{self.case} is a snapshot opened to be read, so nothing is written to it: give your case another id")
        if self._opens and not held and not self.fresh:
            raise StoreAccessError(f"The store holds a case {self.case} of its own, so no snapshot is put in its place")

    def _take(self, record: AnyRecord) -> None:
        if isinstance(record, Row):
            self._take_row(record)
            return
        if isinstance(record, Decision):
            check_decision(record)
        label = form_of(type(record)).label
        if self.adds and isinstance(record, Statement | Claim):
            record = self._told_here(record)
        owners = self.owners(record)
        given = self._given(record, owners)
        if given:
            record = composed(given)
        id_ = record.id
        name = f"{record.case}/{record.slug}" if isinstance(record, Statement) else id_
        content = content_hash(record)
        verdict, before = self.ledger.meet(label, name, id_, content)
        if verdict == "again":
            return
        self._titled = self._titled or label == "Case"
        self._opens = self._opens or label == "Snapshot"
        for link in links(record):
            self.ledger.name(link.end, link.labels, name)
        place = self._place(label, before)
        others = self._others(owners, before)
        if before and given and (before.versions or len(given) > 1 or (others and verdict == "changed")):
            self._name(record, name)
            self._sharing.take(name, given, verdict, before, place, others)
            return
        kept = self._judge(record, label, name, owners, verdict, before)
        if not kept and (verdict != "unchanged" or (self.forced and self.in_parts(record, before))):
            self._plan(record, label, place, content, before, owners | others, noted(given))
            return
        if before and before.place != place:
            self.ledger.plan("order", label, label, {"id": before.id, "order": place})
        if before and owners | others != before.owners:
            self.ledger.own(label, before.id, owners | others)

    def _take_row(self, record: Row) -> None:
        id_, content = record.id, content_hash(record)
        verdict, before = self.ledger.meet_row(record.source, record.row, id_, content)
        if verdict == "again":
            return
        owners, kept = self.owners(record), False
        if before is None:
            self.share(owners, verdict, "")
            self._name(record, id_)
        else:
            kept = self._judge(record, "Row", id_, owners, verdict, before)
        if verdict != "unchanged" and not kept:
            way = "turned" if self._crowd.begins_busier(record.subject, record.object) else "straight"
            step = "new row" if verdict == "new" else "row"
            self.ledger.plan(step, f"{record.type} {record.source} {way}", "Row", bulk_row(record, id_, content))

    def _given(self, record: AnyRecord, owners: frozenset[str]) -> list[Version]:
        """How those have a record who bring it, where it is of a kind that has versions."""
        if not is_shared(record):
            return []
        told = list(self._versions(record)) if self._versions else [(owners, record)]
        return told if len(told) < 2 else grouped(told)

    def _others(self, owners: frozenset[str], before: Known | None) -> frozenset[str]:
        """Who else brought what the store has, and brings it still."""
        return before.owners - (owners if self.leaving is None else self.leaving) if before else frozenset()

    def _judge(self, record: AnyRecord, label: str, name: str, owners: frozenset[str], verdict: Verdict, before: Known | None) -> bool:
        """Whether a record stays as others had it; notes whom it names."""
        kept = verdict == "changed" and bool(self._others(owners, before)) and OWN not in owners
        if kept:
            self.ledger.recount(label, verdict, "unchanged")
            self.kept.append(name)
        self.share(owners, "unchanged" if kept else verdict, name if kept else "")
        self._name(record, name)
        return kept

    def _name(self, record: AnyRecord, name: str) -> None:
        for other, kind in names(record):
            self.ledger.name(other, (kind,), name)

    def share(self, owners: Iterable[str], verdict: str, kept: str) -> None:
        """Count a record for those of these owners whose load this is; `kept` is its name where it stays as others had it."""
        for share in (self.shares[owner] for owner in owners if owner in self.shares):
            share.count(verdict)
            if kept:
                share.kept.append(kept)

    def _told_here(self, record: Statement | Claim) -> Statement | Claim:
        """The record by the slug under which the case says the same already."""
        if isinstance(record, Claim):
            slug = self._slugs.get(record.statement)
            return record.model_copy(update={"statement": slug}) if slug else record
        found = self.ledger.same_statement(f"{record.case}/{record.slug}", record.id)
        if found is None or found[1].owners <= self.owners(record):
            return record
        self._slugs[record.slug] = found[0].partition("/")[2]
        return record.model_copy(update={"slug": self._slugs[record.slug]})

    def _place(self, label: str, before: Known | None) -> int:
        """The next place in file order; beside an earlier load, what that one brought keeps its own."""
        if before and 0 <= before.place < self.bases.get(label, 0):
            return before.place
        place = self._places.get(label, 0)
        self._places[label] = place + 1
        return place

    def plan_shared(self, shown: Shared, place: int, content: str, before: Known, owners: Iterable[str], versions: str | None) -> None:
        """Plan what is shown of a record that several bring; what it names may be there by others alone."""
        self._plan(shown, form_of(type(shown)).label, place, content, before, owners, versions, keep=True)

    def _plan(
        self,
        record: AnyRecord,
        label: str,
        place: int,
        content: str,
        before: Known | None,
        owners: Iterable[str],
        versions: str | None,
        *,
        keep: bool = False,
    ) -> None:
        labels = labels_of(record)
        row = form_of(type(record)).row(record, place, content) | {"owners": listed(owners)}
        if versions:
            row["versions"] = versions
        id_ = row["id"]
        if isinstance(record, Claim) and before is None and not self.forced:
            self._plan_claim(record, row)
            self._note(record, label, id_)
            return
        if isinstance(record, Source) and before is not None:
            self.changed_sets.add(record.key)
        self.ledger.plan("new node" if label == "Entity" and before is None else "node", ":".join(labels), label, row)
        if before:
            self.ledger.plan("unlink", label, label, {"id": id_})
            if label == "Entity" and before.extra != labels[1]:
                self.ledger.plan("relabel", f"{before.extra}>{labels[1]}", label, {"id": id_})
        for link in links(record):
            to = {"to": link.end, "labels": link.labels, **({"keep": True} if keep else {})}
            self.ledger.plan("link", f"{link.type}:{label}", label, {"a": id_, "case": self.case, **to, **link.properties})
        if isinstance(record, Statement) and (self.ledger.renamed or (before and before.id != id_)):
            self.ledger.plan("moved", label, label, {"slug": record.slug})
        self._note(record, label, id_)

    def _plan_claim(self, claim: Claim, row: dict[str, Any]) -> None:
        """One that the store lacks is written at once with its links."""
        ends = {"to": f"{claim.case}/{claim.statement}", "stands_in": f"{claim.case}/{claim.source}"}
        voices = [f"{claim.case}/{voice}" for voice in claim.chain]
        self.ledger.plan("new claim", str(len(voices)), "Claim", {**row, **ends, "voices": voices})

    @staticmethod
    def in_parts(record: AnyRecord, before: Known | None) -> bool:
        """Whether a record that the store has may yet lack something that is written apart from its node: its links, its other label."""
        labels = labels_of(record)
        return labels[0] in OUTGOING or (labels[0] == "Entity" and before is not None and before.extra != labels[1])

    def _note(self, record: AnyRecord, label: str, id_: str) -> None:
        if self.fresh or self.forced:
            return
        if label in self.changed:
            self.changed[label].add(id_)
        elif isinstance(record, Decision) and record.kind == "review":
            self.changed["Claim"].add(record.about)
        elif isinstance(record, Decision) and record.kind == "retraction":
            self.changed["Source"].add(record.about)
            self.changed_sets.add(record.about.partition("/")[2])
