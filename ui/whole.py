"""A dropped file that becomes a case of its own, a graph or a snapshot: checked as a whole, then loaded under its own key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import loaders
from graph.errors import LoadError, Problem
from graph.load import LoadReport, Progress, load
from graph.store import GraphStore
from ui.dropped import Whole, in_a_folder
from ui.importing import Outcome


class StoppedError(Exception):
    """A person stopped the load."""


def bring(store: GraphStore, given: Whole, *, dry: bool, told: Callable[[Progress], None]) -> Outcome:
    """Check a file, and unless `dry` load it. What is wrong with it is told, not raised.

    Raises what `told` raises (then a part of it may have come in, which loading it again completes), StoreError, RecordError.
    """
    outcome = Outcome(given.name, kind=given.format)
    try:
        with in_a_folder(given.name, given.data) as path:
            loaded = loaders.load(path)
            outcome = replace(outcome, title=loaded.case.title, case=loaded.name, problems=_named(loaded.warnings, given.name))
            if dry:
                return replace(outcome, **_would(store, loaded, given))
            report = load(store, loaded, name=loaded.name, progress=told)
    except LoadError as error:
        return replace(outcome, problems=_named(error.problems or (Problem(str(error)),), given.name))
    return stored(outcome, report)


def stored(outcome: Outcome, report: LoadReport) -> Outcome:
    """What became of it, as the load reports."""
    state = "new" if report.new and not report.unchanged else "changed" if report.new or report.changed or report.removed else "unchanged"
    return replace(outcome, state=state, new=report.new, changed=report.changed, unchanged=report.unchanged, removed=report.removed)


def _would(store: GraphStore, loaded: loaders.Loaded, given: Whole) -> dict[str, object]:
    """What a load would make of it, by the case of its key that is there."""
    held = store.read("MATCH (c:Case {id: $case}) RETURN c.id", {"case": loaded.name}).rows
    if not held:
        return {"state": "would load", "new": sum(1 for _ in loaded)}
    # the key of a snapshot's case holds its fingerprint; of a data set its source has the hash
    query = "MATCH (s:Source {case: $case, sha256: $hash}) RETURN s.id LIMIT 1"
    same = given.format == "snapshot" or store.read(query, {"case": loaded.name, "hash": sha256(given.data).hexdigest()}).rows
    return {"state": "same as loaded" if same else "would change"}


def _named(problems: tuple[Problem, ...], name: str) -> tuple[Problem, ...]:
    """The problems under the name that the person knows, not that of the temporary file."""
    return tuple(replace(problem, file=name) for problem in problems)
