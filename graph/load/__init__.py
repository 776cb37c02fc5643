"""Load records into a store: what is new or changed is written, what an earlier load of the case had and this one lacks is removed.

All records are read, judged and checked first, on disk; only then is anything written. The store says that a load has begun until it is
finished. After a crash anywhere, loading the same records again gives the same graph. Of two loads at once the second waits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph import start
from graph.errors import NotFoundError
from graph.load.foreign import refuse_foreign
from graph.load.foresight import foresee, foresee_imports
from graph.load.intake import Intake, Owners, Progress
from graph.load.ledger import planning
from graph.load.mark import CORRECTIONS, joint_name, mark_of, take_over
from graph.load.memory import begun
from graph.load.merged import holds_any, taken_apart
from graph.load.removal import take_out
from graph.load.report import Counts, ImportCounts, LoadReport
from graph.load.together import Together
from graph.load.versions import Versions
from graph.load.writing import Writing
from graph.model import OWN, AnyRecord, Decision
from graph.queries.cases import case_of
from graph.queries.corrections import corrected, is_correction
from graph.queries.decisions import decisions_about
from graph.store import GraphStore, schema

__all__ = [
    "Counts",
    "ImportCounts",
    "LoadReport",
    "Progress",
    "correct",
    "foresee",
    "foresee_imports",
    "load",
    "load_imports",
    "refuse_foreign",
    "unload",
]
_CORRECTING = "corrections"


@dataclass(frozen=True)
class _Order:
    """How a load goes: the name in its mark, whose each record is, whose earlier records go, whether the first view is laid out.

    `versions` are how each of them has what they do not have alike.
    """

    name: str
    owners: Owners
    leaving: frozenset[str] | None
    lay_out: bool = True
    versions: Versions | None = None


def load(
    store: GraphStore,
    records: Iterable[AnyRecord],
    *,
    name: str,
    owner: str = OWN,
    owners: Owners | None = None,
    versions: Versions | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> LoadReport:
    """Load the records of one case; `name` stands in the mark of an unfinished load, so that a person knows what to load again.

    What an earlier load of the case had and this one lacks is removed, decisions never. With an `owner` the records are an import
    of that name into the case, beside what its own load and other imports brought: these keep what is theirs. An entity, voice or source
    that several bring is made of what all of them have, whoever comes first (`graph.load.versions`; the case's own load overrules), and
    of what is left when one of them lacks it. `owners` and `versions` tell whose each record is, for a store that is restored.
    Memory is bounded by the evidence of the case, not by its entities and rows.
    Raises RecordError (two cases, two records of one key, a name without a record; nothing is written then), StoreAccessError (a
    database that holds other data) or another StoreError.
    """
    theirs = owners or (lambda _: frozenset({owner}))
    return _bring(store, records, _Order(name, theirs, None if owners else frozenset({owner}), versions=versions), progress)


def load_imports(
    store: GraphStore,
    imports: Mapping[str, Sequence[AnyRecord]],
    *,
    lay_out: bool = True,
    progress: Callable[[Progress], None] | None = None,
) -> LoadReport:
    """Load several imports of one case at once, by name: as one load after the other, in a fraction of the time.

    Without `lay_out` the first view of the
    case is left as it is: whoever loads on and on does it once (`graph.start.lay_out`). Raises as `load`.
    """
    run = Together(store, imports)
    order = _Order(joint_name(list(imports)), run.owners, frozenset(imports), lay_out, run.versions)
    return _bring(store, list(run.records()), order, progress)


def _bring(store: GraphStore, records: Iterable[AnyRecord], order: _Order, progress: Callable[[Progress], None] | None) -> LoadReport:
    started = time.perf_counter()
    told = progress or (lambda _: None)
    refuse_foreign(store)
    first, records = begun(records, order.leaving)
    if first is None:
        return LoadReport()
    case = first.case
    with taken_apart(store, case, lay_out=order.lay_out, progress=told):
        # a dump holds what was corrected beside what was found
        holding = {} if order.leaving is None else _corrections(store, case)
        if holding:
            _put(store, case, [], told)
        report = _load(store, case, records, replace(order, lay_out=order.lay_out and not holding), told, started)
        if holding or (order.leaving is not None and _corrections(store, case)):
            _correct(store, case, told, lay_out=order.lay_out)
    return report


def correct(store: GraphStore, case: str, *, progress: Callable[[Progress], None] | None = None) -> None:
    """Bring what persons corrected on review in line with the decisions that hold: it lies beside what imports and the case brought."""
    with taken_apart(store, case, progress=progress):
        _correct(store, case, progress or (lambda _: None), lay_out=True)


def _correct(store: GraphStore, case: str, told: Callable[[Progress], None], name: str = _CORRECTING, *, lay_out: bool) -> None:
    """The last step of what changes a case in which something was corrected: the first view is laid out here, once."""
    _put(store, case, corrected(store, decisions_about(store, case, "review")), told, name)
    if lay_out and not holds_any(store, case):
        start.lay_out(store, case)


def _put(store: GraphStore, case: str, records: Iterable[AnyRecord], told: Callable[[Progress], None], name: str = _CORRECTING) -> None:
    """`name` is that of the whole of which it is a step, by which a person knows what to do again."""
    owners = frozenset({CORRECTIONS})
    order = _Order(name, lambda _: owners, owners, lay_out=False)
    _load(store, case, list(records), order, told, time.perf_counter())


def _corrections(store: GraphStore, case: str) -> dict[str, Decision]:
    return {about: decision for about, decision in decisions_about(store, case, "review").items() if is_correction(decision)}


def unload(store: GraphStore, case: str, *names: str, progress: Callable[[Progress], None] | None = None) -> LoadReport:
    """Take imports out of a case at once, or a whole case: what they alone brought goes, what others brought too stays, with statuses anew.

    A case into which others came stays, with what they brought. Decisions stay, and hold should it be loaded again.
    Broken off, it is finished by doing it again. Raises NotFoundError if one of them was not loaded (then nothing goes), StoreError.
    """
    told = progress or (lambda _: None)
    called = f"unload {joint_name(sorted(set(names)))}"
    noted = _owner_of(store, case)
    known = _half_there(store, case) | noted
    missing = sorted(set(names) - known.keys())
    # one that was stopped between its last write and the clearing of its mark is known by its name alone
    if missing and schema.loading(store) != called:
        raise NotFoundError(f"Nothing was loaded into {case} under the name {missing[0]!r}")
    if not names:
        return LoadReport()
    leaving = frozenset(known.get(name, name) for name in names)
    others = frozenset(noted.values()) - {OWN} - leaving
    if OWN not in leaving:
        return _unload(store, case, _Order(called, lambda _: frozenset(), leaving), [], told)
    if not others:
        with taken_apart(store, case, progress=told):
            return LoadReport(removed=take_out(store, case, called, told))
    # its words stay, by which their documents were read; what names statements goes with these
    theirs = case_of(store, case).model_copy(update={"central": None, "queries": ()})
    return _unload(store, case, _Order(called, lambda _: others, leaving), [theirs], told)


def _owner_of(store: GraphStore, case: str) -> dict[str, str]:
    """By the name of everything that was loaded into a case, whose its records are: OWN, or its name."""
    query = "MATCH (n:Import {case: $case}) RETURN n.name AS name, n.owners IS NULL AS whole"
    return {row["name"]: OWN if row["whole"] else row["name"] for row in store.stream(query, {"case": case}, timeout=None)}


def _half_there(store: GraphStore, case: str) -> dict[str, str]:
    """The same of what was broken off, in coming or in going: the note of it may be gone, or never have been written."""
    mark = mark_of(store, case)
    return {owner or case: owner for owner in mark.owners} if mark else {}


def _unload(store: GraphStore, case: str, order: _Order, kept: list[AnyRecord], told: Callable[[Progress], None]) -> LoadReport:
    """Take out what those that leave alone brought, but for what is kept."""
    with taken_apart(store, case, progress=told):
        if holding := _corrections(store, case):
            # a correction goes before what it corrects
            _put(store, case, corrected(store, holding, without=order.leaving or frozenset()), told, order.name)
        report = _load(store, case, kept, replace(order, lay_out=not holding), told, time.perf_counter())
        if holding:
            _correct(store, case, told, order.name, lay_out=True)
    return report


def _load(
    store: GraphStore,
    case: str,
    records: Iterable[AnyRecord],
    order: _Order,
    told: Callable[[Progress], None],
    started: float,
) -> LoadReport:
    # what a load writes rests on what it found at its beginning
    with planning(order.name) as ledger, store.alone(lambda: told(Progress("waiting for another load", 0))):
        schema.prepare(store)
        take_over(store, case)
        known = records if isinstance(records, Sequence) else None
        intake = Intake(
            store,
            ledger,
            case,
            order.name,
            owners=order.owners,
            versions=order.versions,
            leaving=order.leaving,
            progress=told,
            all_of_it=known,
        )
        intake.read(records)
        intake.check()
        derived = Writing(intake, lay_out=order.lay_out).run()
        return intake.report(time.perf_counter() - started, derived)
