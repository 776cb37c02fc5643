"""A dropped file that becomes a case of its own, a graph or a snapshot: checked as a whole, then loaded under its own key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import loaders
from graph.errors import LoadError, Problem
from graph.load import LoadReport, Progress, load
from graph.store import GraphStore
from loaders.file_set import FileSet
from ui.dropped import Whole, laid_out
from ui.importing import Outcome
from ui.tally import Tally


class StoppedError(Exception):
    """A person stopped the load."""


def bring(store: GraphStore, given: Whole, *, dry: bool, told: Callable[[Progress], None]) -> Outcome:
    """Check a file, or several that are one data set under a name made of theirs, and unless `dry` load it. What is wrong is told.

    Raises what `told` raises (then a part of it may have come in, which loading it again completes), StoreError, RecordError.
    """
    outcome, names = Outcome(given.name, kind=given.format, note=given.note), {}
    try:
        with laid_out(given.files) as places:
            names = {path.name: name for path, name in places.items()}
            several = FileSet(given.together, tuple(places), given.format)
            loaded = loaders.load_set(several) if given.note else loaders.load(several.files[0])
            outcome = replace(outcome, title=loaded.case.title, case=loaded.name, problems=_named(loaded.warnings, given.name, names))
            tally = Tally()
            if dry:
                return replace(outcome, **_would(store, loaded, given, tally))
            report = load(store, tally.of(loaded), name=loaded.name, progress=told)
    except LoadError as error:
        return replace(outcome, problems=_named(error.problems or (Problem(str(error)),), given.name, names))
    return stored(outcome, report, tally)


def stored(outcome: Outcome, report: LoadReport, tally: Tally) -> Outcome:
    """What became of it, as the load reports, and how much was read."""
    state = "new" if report.new and not report.unchanged else "changed" if report.new or report.changed or report.removed else "unchanged"
    figures = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged, "removed": report.removed}
    return replace(outcome, state=state, **figures, **tally.figures)


def _would(store: GraphStore, loaded: loaders.Loaded, given: Whole, tally: Tally) -> dict[str, Any]:
    """What a load would make of it, by the case of its key that is there."""
    figures = tally.read(loaded).figures
    held = store.read("MATCH (c:Case {id: $case}) RETURN c.id", {"case": loaded.name}).rows
    if not held:
        return {"state": "would load", "new": tally.records, **figures}
    # the key of a snapshot's case holds its fingerprint; of a data set its source has the hash
    query = "MATCH (s:Source {case: $case}) WHERE s.sha256 IN $hashes RETURN count(DISTINCT s.sha256)"
    hashes = sorted({sha256(data).hexdigest() for _, data in given.files})
    same = given.format == "snapshot" or store.read(query, {"case": loaded.name, "hashes": hashes}).rows == ((len(hashes),),)
    return {"state": "same as loaded" if same else "would change", **figures}


def _named(problems: tuple[Problem, ...], name: str, names: dict[str, str]) -> tuple[Problem, ...]:
    """The problems under the names that the person knows, not those of the temporary files."""
    return tuple(replace(problem, file=names.get(problem.file, name)) for problem in problems)
