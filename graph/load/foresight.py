"""What a load would find and do: its records judged by the same rules, and nothing written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.load.foreign import refuse_foreign
from graph.load.intake import Intake, Owners, Progress
from graph.load.ledger import planning
from graph.load.mark import CORRECTIONS, joint_name
from graph.load.memory import Memory, begun
from graph.load.merged import is_merged
from graph.load.report import LoadReport
from graph.load.together import Together
from graph.load.versions import Versions
from graph.model import OWN, AnyRecord
from graph.store import GraphStore

Told = Callable[[Progress], None]


def foresee(store: GraphStore, records: Iterable[AnyRecord], *, name: str, owner: str = OWN, progress: Told | None = None) -> LoadReport:
    """The figures that `load` would come to with these records, which are refused as it would refuse them.

    Nothing is written, and no other load is waited for. Raises RecordError, StoreAccessError or another StoreError.
    """
    return _foreseen(store, records, name, lambda _: frozenset({owner}), frozenset({owner}), None, progress)


def foresee_imports(store: GraphStore, imports: Mapping[str, Sequence[AnyRecord]], *, progress: Told | None = None) -> LoadReport:
    """The figures that `load_imports` would come to. Raises as `foresee`."""
    run = Together(store, imports)
    return _foreseen(store, list(run.records()), joint_name(list(imports)), run.owners, frozenset(imports), run.versions, progress)


def _foreseen(
    store: GraphStore,
    records: Iterable[AnyRecord],
    name: str,
    owners: Owners,
    leaving: frozenset[str],
    versions: Versions | None,
    progress: Told | None,
) -> LoadReport:
    started, told = time.perf_counter(), progress or (lambda _: None)
    refuse_foreign(store)
    first, given = begun(records, leaving)
    if first is None:
        return LoadReport()
    case, merged = first.case, is_merged(store, first.case)
    with planning(name) as ledger:
        # a load takes apart what is merged, and takes out what was corrected, before it looks
        memory = Memory(store, ledger, case, merged=merged, without=CORRECTIONS)
        known = given if isinstance(given, Sequence) and not merged else None
        intake = Intake(
            store,
            ledger,
            case,
            name,
            owners=owners,
            versions=versions,
            leaving=leaving,
            progress=told,
            all_of_it=known,
            memory=memory,
        )
        intake.read(given)
        intake.check()
        return intake.report(time.perf_counter() - started)
