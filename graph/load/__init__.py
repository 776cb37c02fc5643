"""Load records into a store: what is new or changed is written, what an earlier load of the case had and this one lacks is removed.

All records are read, judged and checked first, on disk; only then is anything written. The store says that a load has begun until it is
finished. After a crash anywhere, loading the same records again gives the same graph. Of two loads at once the second waits.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph import derivation, start
from graph.errors import NotFoundError, StoreAccessError, StoreError
from graph.load.intake import EVIDENCE, Intake, Mark, Owners, Progress, mark_case, unmark_case
from graph.load.ledger import OWN, Ledger
from graph.load.merged import taken_apart
from graph.load.together import Together
from graph.load.writer import Writer
from graph.model import AnyRecord, Claim, Decision, Statement
from graph.queries.corrections import corrected, is_correction
from graph.queries.decisions import decisions_about
from graph.queries.rows import records_by_id
from graph.store import GraphStore, schema
from graph.store.links import OUTGOING, bulk_cypher, link_cypher, links
from graph.store.records import BY_LABEL, checked_label, checked_type, node_cypher

__all__ = ["Counts", "ImportCounts", "LoadReport", "Progress", "correct", "load", "load_imports", "refuse_foreign", "unload"]
_IN_TURN = (*(label for label in BY_LABEL if label != "Case"), "Case")
"""What others name is written before them, and a case once it has something to show; what names others is removed before these."""
_CORRECTIONS = "@corrections"
"""The owner of what corrections on review made: no import can have this name."""
_ENDS = "s.case + '/' + s.subject AS a, CASE WHEN s.object IS NULL THEN null ELSE s.case + '/' + s.object END AS b"


@dataclass(frozen=True)
class Counts:
    """What a load found, in records."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True)
class ImportCounts(Counts):
    """What a load found of one import; `kept` names what stays as others brought it."""

    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class LoadReport(Counts):
    """What a load did, in all, by label and by import; `derived` counts the statements whose figures were computed, `took` is seconds.

    `kept` names what stays as others brought it, though this load has it otherwise.
    """

    by_kind: Mapping[str, Counts] = field(default_factory=dict)
    by_import: Mapping[str, ImportCounts] = field(default_factory=dict)
    derived: int = 0
    kept: tuple[str, ...] = ()
    took: float = 0.0


@dataclass(frozen=True)
class _Order:
    """How a load goes: the name in its mark, whose each record is, whose earlier records go, whether the first view is laid out."""

    name: str
    owners: Owners
    leaving: frozenset[str] | None
    lay_out: bool = True


def load(
    store: GraphStore,
    records: Iterable[AnyRecord],
    *,
    name: str,
    owner: str = OWN,
    owners: Owners | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> LoadReport:
    """Load the records of one case; `name` stands in the mark of an unfinished load, so that a person knows what to load again.

    What an earlier load of the case had and this one lacks is removed, decisions never. With an `owner` the records are an import
    of that name into the case, beside what its own load and other imports brought: these keep what is theirs, a record that several
    bring stays as the first had it (the case's own load overrules), and goes when the last of them lacks it. `owners` tells each
    record's owners apart, for a store that is restored. Memory is bounded by the evidence of the case, not by its entities and rows.
    Raises RecordError (two cases, two records of one key, a name without a record; nothing is written then), StoreAccessError (a
    database that holds other data) or another StoreError.
    """
    theirs = owners or (lambda _: frozenset({owner}))
    return _bring(store, records, _Order(name, theirs, None if owners else frozenset({owner})), progress)


def load_imports(
    store: GraphStore,
    imports: Mapping[str, Sequence[AnyRecord]],
    *,
    lay_out: bool = True,
    progress: Callable[[Progress], None] | None = None,
) -> LoadReport:
    """Load several imports of one case at once, by name: as one load after the other, in a fraction of the time.

    What several bring under one key stays as the store has it, else as the first of them has it. Without `lay_out` the first view of the
    case is left as it is: whoever loads on and on does it once (`graph.start.lay_out`). Raises as `load`.
    """
    together = Together(store, imports)
    name = f"{next(iter(imports))} and {len(imports) - 1} more" if len(imports) > 1 else next(iter(imports), "")
    return _bring(store, together.records(), _Order(name, together.owners, frozenset(imports), lay_out), progress)


def _bring(store: GraphStore, records: Iterable[AnyRecord], order: _Order, progress: Callable[[Progress], None] | None) -> LoadReport:
    started = time.perf_counter()
    told = progress or (lambda _: None)
    refuse_foreign(store)
    feed = iter(records)
    first = next(feed, None)
    if first is None:
        return LoadReport()
    case, records = first.case, itertools.chain([first], feed)
    with taken_apart(store, case, progress=told):
        # a dump holds what was corrected beside what was found
        holding = {} if order.leaving is None else _corrections(store, case)
        if holding:
            _put(store, case, [], told)
        report = _load(store, case, records, order, told, started)
        if holding or (order.leaving is not None and _corrections(store, case)):
            _correct(store, case, told)
    return report


def correct(store: GraphStore, case: str, *, progress: Callable[[Progress], None] | None = None) -> None:
    """Bring what persons corrected on review in line with the decisions that hold: it lies beside what imports and the case brought."""
    with taken_apart(store, case, progress=progress):
        _correct(store, case, progress or (lambda _: None))


def _correct(store: GraphStore, case: str, told: Callable[[Progress], None]) -> None:
    _put(store, case, corrected(store, decisions_about(store, case, "review")), told)


def _put(store: GraphStore, case: str, records: Iterable[AnyRecord], told: Callable[[Progress], None]) -> None:
    _add(store, case, records, "corrections", _CORRECTIONS, told)


def _add(store: GraphStore, case: str, records: Iterable[AnyRecord], name: str, owner: str, told: Callable[[Progress], None]) -> LoadReport:
    owners = frozenset({owner})
    return _load(store, case, records, _Order(name, lambda _: owners, owners), told, time.perf_counter())


def _corrections(store: GraphStore, case: str) -> dict[str, Decision]:
    return {about: decision for about, decision in decisions_about(store, case, "review").items() if is_correction(decision)}


def unload(store: GraphStore, case: str, owner: str, *, progress: Callable[[Progress], None] | None = None) -> LoadReport:
    """Take an import out of a case: what it alone brought goes, what others brought too stays, with statuses computed anew.

    Broken off, it is finished by doing it again. Raises NotFoundError without such an import, StoreError.
    """
    if not store.read("MATCH (n:Import {id: $id}) RETURN n.id", {"id": f"{case}/import/{owner}"}).rows:
        raise NotFoundError(f"Nothing was loaded into {case} under the name {owner!r}")
    told = progress or (lambda _: None)
    with taken_apart(store, case, progress=told):
        if holding := _corrections(store, case):
            # a correction goes before what it corrects
            _put(store, case, corrected(store, holding, without=owner), told)
        report = _add(store, case, iter(()), f"unload {owner}", owner, told)
        if holding:
            _correct(store, case, told)
    return report


def _load(
    store: GraphStore,
    case: str,
    records: Iterable[AnyRecord],
    order: _Order,
    told: Callable[[Progress], None],
    started: float,
) -> LoadReport:
    try:
        return _planned(store, case, records, order, told, started)
    except sqlite3.Error as error:
        raise StoreError(
            f"The load of {order.name} needs more room for temporary files than their folder has ({error}). "
            "Make room there, or name another folder in TMPDIR, and load it again"
        ) from error


def _planned(
    store: GraphStore,
    case: str,
    records: Iterable[AnyRecord],
    order: _Order,
    told: Callable[[Progress], None],
    started: float,
) -> LoadReport:
    # what a load writes rests on what it found at its beginning
    with store.alone(lambda: told(Progress("waiting for another load", 0))), Ledger() as ledger:
        schema.prepare(store)
        intake = Intake(store, ledger, case, order.name, owners=order.owners, leaving=order.leaving, progress=told)
        intake.read(records)
        intake.check()
        writing = _Writing(intake, lay_out=order.lay_out)
        derived = writing.run()
        by_kind = writing.counts()
        by_import = {owner: ImportCounts(**share.counts, kept=tuple(share.kept)) for owner, share in intake.shares.items()}
    total = {verdict: sum(getattr(counts, verdict) for counts in by_kind.values()) for verdict in Counts.__dataclass_fields__}
    took = time.perf_counter() - started
    return LoadReport(**total, by_kind=by_kind, by_import=by_import, derived=derived, kept=tuple(intake.kept), took=took)


def refuse_foreign(store: GraphStore) -> None:
    """Raise StoreAccessError if the store holds data that is not ours: such a database is only read."""
    if store.read("MATCH (r:Redstring) RETURN r.id LIMIT 1").rows or not store.read("MATCH (n) RETURN 1 AS one LIMIT 1").rows:
        return
    raise StoreAccessError(
        f"The database at {store.address} holds other data and no mark of Redstring, so nothing is written to it. "
        "Give an empty database, or open this one to look at it only."
    )


class _Writing:
    """The second half of a load: everything that was planned, from setting the mark to clearing it."""

    def __init__(self, intake: Intake, *, lay_out: bool) -> None:
        self.lay_out = lay_out
        self.intake, self.store, self.ledger, self.case = intake, intake.store, intake.ledger, intake.case
        self.whole = intake.fresh or intake.forced
        self.keep = intake.adds
        self.removed: dict[str, int] = {}

    def run(self) -> int:
        """Write it all; gives back for how many statements the figures were computed."""
        if not self._anything():
            if schema.loading(self.store) == self.intake.name:
                # the last load was stopped between its last write and the clearing of its mark
                unmark_case(self.store, self.case)
            return 0
        mark_case(self.store, self.case, Mark(self.intake.name, self.intake.bases))
        touched = set() if self.whole else self._touched()
        self._relabel()
        with Writer(self.store, self.ledger, self.intake.progress) as self.writer:
            self._nodes()
            self._links()
            self._rows()
        self._remove()
        touched |= set() if self.whole else self._touched()
        derived = self._derive(touched)
        self._degrees()
        if self.lay_out:
            self._start()
        self._finish()
        return derived

    def counts(self) -> dict[str, Counts]:
        """By label, what the load found."""
        tally = self.ledger.tally()
        return {label: Counts(**tally.get(label, {}), removed=self.removed.get(label, 0)) for label in sorted({*tally, *self.removed})}

    def _anything(self) -> bool:
        steps = ("new node", "node", "new row", "row", "order", "own")
        return self.whole or self.ledger.going() or any(self.ledger.count(step) for step in steps)

    def _finish(self) -> None:
        before = self.intake.mark
        if before and before.name != self.intake.name and self.keep:
            # this load only added to a case whose own load did not finish
            mark_case(self.store, self.case, before)
        else:
            unmark_case(self.store, self.case)

    def _touched(self) -> set[str]:
        gone = {label: {id_ for id_, _ in self.ledger.gone(label)} for label in EVIDENCE}
        changes = {label: self.intake.changed[label] | gone[label] for label in EVIDENCE}
        touched = derivation.affected(self.store, changes)
        self._note_ends(touched)
        return touched - gone["Statement"]

    def _note_ends(self, statements: Iterable[str]) -> None:
        query = f"UNWIND $ids AS id MATCH (s:Statement {{id: id}}) RETURN {_ENDS}"
        for row in self.store.stream(query, {"ids": sorted(statements)}, timeout=None):
            self.ledger.touch(end for end in (row["a"], row["b"]) if end)

    def _relabel(self) -> None:
        """An entity whose kind changed keeps its node and its relationships, and gets the other label."""
        for kinds in self.ledger.kinds("relabel"):
            old, _, new = kinds.partition(">")
            for step, label in (*(("REMOVE", one) for one in old.split(",") if one and one != new), ("SET", new)):
                rows = self.ledger.planned("relabel", kinds)
                self.store.write_rows(f"UNWIND $rows AS row MATCH (n:Entity {{id: row.id}}) {step} n:{checked_label(label)}", rows)

    def _nodes(self) -> None:
        for kind in self.ledger.kinds("new node"):
            self.writer.new_nodes(kind)
        for kind in sorted(self.ledger.kinds("node"), key=lambda kind: _IN_TURN.index(kind.partition(":")[0])):
            self.writer.merge(f"writing {kind}", "node", node_cypher(tuple(kind.split(":"))), self.ledger.planned("node", kind))
        for label in self.ledger.kinds("order"):
            cypher = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.order = row.order"
            self.writer.merge(f"ordering {label}", "order", cypher, self.ledger.planned("order", label))

        for label in self.ledger.kinds("own"):
            cypher = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.owners = row.owners"
            self.writer.merge(f"owning {label}", "own", cypher, self.ledger.planned("own", label))
        if renamed := {old.partition("/")[2]: new.partition("/")[2] for old, new in self.ledger.renamed.items()}:
            # what imports claim of it goes along; the case's own claims say the new slug themselves
            moved = "MATCH (c:Claim {case: $case}) WHERE c.owners IS NOT NULL AND NOT '' IN c.owners AND c.statement IN $old "
            moved += "SET c.statement = $new[c.statement]"
            self.store.execute(moved, {"case": self.case, "old": list(renamed), "new": renamed})

    def _links(self) -> None:
        for label in self.ledger.kinds("unlink"):
            self._unlink(label, self.ledger.planned("unlink", label))
        for kind in self.ledger.kinds("link"):
            name, _, start = kind.partition(":")
            for end in OUTGOING[start][name]:
                rows = self._ended(self.ledger.planned("link", kind), end)
                self.writer.merge(f"linking {name}", "link", link_cypher(name, start, end), rows)
        self._move()

    def _unlink(self, label: str, rows: Iterable[Mapping[str, Any]]) -> None:
        if label in OUTGOING:
            types = "|".join(f"`{name}`" for name in OUTGOING[label])
            self.store.write_rows(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}})-[r:{types}]->() DELETE r", rows)

    def _ended(self, rows: Iterable[dict[str, Any]], label: str) -> Iterator[dict[str, Any]]:
        """The links that end at a record of this label, with its id."""
        for row in rows:
            found = self.ledger.resolve(row.pop("to"), row.pop("labels"), keep=self.keep)
            if found and found[0] == label:
                yield {**row, "b": found[1]}

    def _move(self) -> None:
        """A slug whose statement now says something else has a new node: what names the slug is linked to that one."""
        slugs = sorted(row["slug"] for row in self.ledger.planned("moved", "Statement"))
        if not slugs:
            return
        named: dict[type[Claim] | type[Statement], str] = {
            Claim: "n.statement IN $slugs",
            Statement: "any(slug IN n.conflicts_with WHERE slug IN $slugs) OR any(slug IN n.speaks_against WHERE slug IN $slugs)",
        }
        for kind, where in named.items():
            label = kind.__name__
            query = f"MATCH (n:{label} {{case: $case}}) WHERE {where} RETURN n.id AS id"
            ids = [row["id"] for row in self.store.stream(query, {"case": self.case, "slugs": slugs}, timeout=None)]
            going = {id_ for id_, _ in self.ledger.gone(label)}
            self._relink(label, records_by_id(self.store, kind, (id_ for id_ in ids if id_ not in going)))

    def _relink(self, label: str, records: Iterable[Claim | Statement]) -> None:
        known = list(records)
        self._unlink(label, [{"id": record.id} for record in known])
        for name, ends in OUTGOING[label].items():
            for end in ends:
                rows = [
                    {"a": record.id, "case": self.case, "to": link.end, "labels": link.labels, **link.properties}
                    for record in known
                    for link in links(record)
                    if link.type == name
                ]
                self.store.write_rows(link_cypher(name, label, end), self._ended(rows, end))

    def _rows(self) -> None:
        kinds = [(step, *kind.split()) for step in ("new row", "row") for kind in self.ledger.kinds(step)]
        shared = derivation.shared_figures(self.store, self.case, {source for _, _, source, _ in kinds})
        for step, name, source, way in kinds:
            kind = f"{name} {source} {way}"
            if step == "new row":
                self.writer.new_rows(kind, shared[source], self._noted)
                continue
            cypher = bulk_cypher(name, turned=way == "turned")
            self.writer.merge(f"writing {name}", step, cypher, self._noted(self.ledger.planned(step, kind)), {"shared": shared[source]})

    def _noted(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            if not self.whole:
                self.ledger.touch((row["a"], row["b"]))
            yield row

    def _remove(self) -> None:
        """Relationships first, then the nodes; so a crash between leaves nothing that the next load would not find."""
        self._remove_rows()
        gone = [{"id": id_} for id_, _ in self.ledger.gone("Statement")]
        query = f"UNWIND $ids AS id MATCH (s:Statement {{id: id}}) RETURN s.id AS id, s.predicate AS predicate, {_ENDS}"
        types: dict[str, list[dict[str, Any]]] = {}
        for row in self.store.stream(query, {"ids": [row["id"] for row in gone]}, timeout=None):
            types.setdefault(row["predicate"].upper(), []).append(row)
            self.ledger.touch(end for end in (row["a"], row["b"]) if end)
        for name, rows in types.items():
            self.store.write_rows(_removal(name), (row for row in rows if row["b"]))
        for label in reversed(_IN_TURN):
            cypher = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n"
            number = self.store.write_rows(cypher, ({"id": id_} for id_, _ in self.ledger.gone(label)), size=1_000)
            if number:
                self.removed[label] = number

    def _remove_rows(self) -> None:
        gone = self.ledger.gone("Row")
        for name in sorted({json.loads(extra)[0] for _, extra in gone}):
            number = self.store.write_rows(_removal(name), self._rows_gone(name))
            self.removed["Row"] = self.removed.get("Row", 0) + number

    def _rows_gone(self, name: str) -> Iterator[dict[str, str]]:
        for id_, extra in self.ledger.gone("Row"):
            type_, a, b = json.loads(extra)
            if type_ == name:
                self.ledger.touch((a, b))
                yield {"id": id_, "a": a, "b": b}

    def _derive(self, touched: set[str]) -> int:
        def told(done: int) -> None:
            self.intake.progress(Progress("computing statuses", done))

        if self.intake.forced or self.intake.changed["Source"]:
            derivation.refresh_rows(self.store, self.case)
        return derivation.derive(self.store, case=self.case, statements=None if self.whole else touched, progress=told)

    def _degrees(self) -> None:
        self.intake.progress(Progress("counting relationships", 0))
        derivation.count_degrees(self.store, self.ledger.ids("Entity") if self.whole else self.ledger.touched())

    def _start(self) -> None:
        self.intake.progress(Progress("laying out the first view", 0))
        start.lay_out(self.store, self.case)


def _removal(name: str) -> str:
    return f"UNWIND $rows AS row MATCH (:Entity {{id: row.a}})-[r:`{checked_type(name)}` {{id: row.id}}]->(:Entity {{id: row.b}}) DELETE r"
