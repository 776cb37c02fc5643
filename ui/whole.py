"""A dropped file that becomes a case of its own, a graph or a snapshot: checked as a whole, then loaded under its own key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import loaders
from graph.errors import LoadError, Problem
from graph.load import Progress
from graph.store import GraphStore
from loaders.file_set import FileSet
from ui import became
from ui.dropped import Whole, laid_out
from ui.importing import Outcome


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
            return became.bring(store, loaded, outcome, told, dry=dry)
    except LoadError as error:
        return replace(outcome, problems=_named(error.problems or (Problem(str(error)),), given.name, names))


def _named(problems: tuple[Problem, ...], name: str, names: dict[str, str]) -> tuple[Problem, ...]:
    """The problems under the names that the person knows, not those of the temporary files."""
    return tuple(replace(problem, file=names.get(problem.file, name)) for problem in problems)
