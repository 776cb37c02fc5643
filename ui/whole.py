"""A dropped file that is a graph or a snapshot: checked as a whole, then loaded as a case of its own, or a graph into one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import loaders
from graph.errors import LoadError, Problem
from graph.load import Progress
from graph.store import GraphStore
from loaders import Loaded, wikidata
from loaders.file_set import FileSet
from loaders.graphs.joining import joining
from ui import became
from ui.dropped import Whole, laid_out
from ui.importing import Outcome
from ui.loading_items import held_items


class StoppedError(Exception):
    """A person stopped the load."""


def bring(store: GraphStore, given: Whole, *, dry: bool, told: Callable[[Progress], None], into: str = "") -> Outcome:
    """Check a file, or several that are one data set under a name made of theirs, and unless `dry` load it. What is wrong is told.

    A graph goes `into` this case, else it becomes one of its own. Raises what `told` raises (then a part of it may have come in, which
    loading it again completes), StoreError, RecordError.
    """
    outcome, names = Outcome(given.name, kind=given.format, note=given.note), {}
    try:
        with laid_out(given.files) as places:
            names = {path.name: name for path, name in places.items()}
            loaded = _checked(store, given, FileSet(given.together, tuple(places), given.format), into)
            name = loaded.imported.name if loaded.imported else ""
            told_of = {"title": loaded.title, "case": loaded.name, "imported": name}
            outcome = replace(outcome, **told_of, problems=_named(loaded.warnings, given.name, names))
            return became.bring(store, loaded, outcome, told, dry=dry)
    except LoadError as error:
        return replace(outcome, problems=_named(error.problems or (Problem(str(error)),), given.name, names))


def _checked(store: GraphStore, given: Whole, files: FileSet, into: str) -> Loaded:
    if into and given.format == wikidata.FORMAT:
        return wikidata.joining(files.files[0], into, wikidata.Held(held_items(store, into)))
    return joining(loaders.load_set(files) if given.note else loaders.load(files.files[0]), into)


def _named(problems: tuple[Problem, ...], name: str, names: dict[str, str]) -> tuple[Problem, ...]:
    """The problems under the names that the person knows, not those of the temporary files."""
    return tuple(replace(problem, file=names.get(problem.file, name)) for problem in problems)
