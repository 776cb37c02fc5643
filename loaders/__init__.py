"""Where data comes from. A loader reads one kind of input, checks the whole of it, and only then yields records; it never writes.

`load(path)` gives the records or raises one LoadError with every problem; `check(path)` lists problems and warnings and loads nothing.
A new format is one module with `recognises` and `read`, and one line in LOADERS.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, TypeVar

from graph.errors import LoadError, Problem
from graph.model import AnyRecord, Case, Import
from loaders import case, snapshot
from loaders.file_set import FORMATS, FileSet
from loaders.folder import LIMITS, Limits
from loaders.problems import Problems, shown

__all__ = ["LIMITS", "LOADERS", "Limits", "Loaded", "Loader", "check", "knows", "load", "load_set"]

_Given = TypeVar("_Given", Path, FileSet)


@dataclass(frozen=True)
class Loaded:
    """Input that was checked as a whole: iterate for its records (again, if need be), and show the warnings to the person.

    `doubts` counts all warnings, of which the first 50 are kept. With `imported` it is no whole case, but comes into one under that name.
    `together`: the files that were read as one.
    """

    path: Path
    format: str
    case: Case
    warnings: tuple[Problem, ...]
    doubts: int
    records: Callable[[], Iterable[AnyRecord]]
    imported: Import | None = None
    together: FileSet | None = None
    own_title: str = ""

    @property
    def title(self) -> str:
        """What a person knows it by: its own title where it joins a case, else that of the case."""
        return self.own_title or self.case.title

    @property
    def name(self) -> str:
        """The name under which a store keeps these records: the id of the case."""
        return self.case.case

    def __iter__(self) -> Iterator[AnyRecord]:
        return iter(self.records())


class Draft(Protocol):
    """What a loader has read: its records can be had once no problem was noted."""

    @property
    def case(self) -> Case | None: ...

    def records(self) -> Iterator[AnyRecord]: ...


@dataclass(frozen=True)
class Loader:
    """One format: what it is, whether a path looks like it, and how it is read (problems are noted, nothing is raised)."""

    about: str
    recognises: Callable[[Path], bool]
    draft: Callable[[Path, Problems, Limits], Draft]


def _later(module: str, about: str) -> Loader:
    """A loader whose module is imported when a path is held against it: a start with a case folder need not wait for it."""

    def recognises(path: Path) -> bool:
        return bool(import_module(module).recognises(path))

    def draft(path: Path, problems: Problems, limits: Limits) -> Draft:
        made: Draft = import_module(module).draft(path, problems, limits)
        return made

    return Loader(about, recognises, draft)


LOADERS: dict[str, Loader] = {
    "case": Loader("a case: a folder with a case.yml, or that file itself", case.recognises, case.draft),
    "graphml": _later("loaders.graphs.graphml", "a graph in GraphML: a .graphml file"),
    "gexf": _later("loaders.graphs.gexf", "a graph in GEXF: a .gexf file"),
    "node-link": _later("loaders.graphs.nodelink", "a graph in node-link JSON: a .json file with nodes and edges or links"),
    "gdelt": _later("loaders.graphs.gdelt", "GDELT 2.0 events and mentions: .export.CSV, .mentions.CSV, or a folder"),
    "neo4j-csv": _later("loaders.graphs.neo4j_csv", "CSV files for Neo4j: a folder, or a file with :ID or :START_ID"),
    "followthemoney": _later("loaders.graphs.followthemoney", "FollowTheMoney entities or statements: JSON lines"),
    "wikidata": _later("loaders.wikidata", "items of Wikidata: a .json or .jsonl file, or a list of their numbers"),
    "stix": _later("loaders.graphs.stix", "a STIX 2.1 bundle: a .json file"),
    "icij": _later("loaders.graphs.icij", "the CSV files of the ICIJ Offshore Leaks Database: a folder"),
    "table": _later("loaders.tables", "tables (CSV, TSV, XLSX, Parquet) by a mapping: a .yml file with the section tables"),
    "snapshot": Loader("a snapshot: an .html or .json file, opened as a case that is only read", snapshot.recognises, snapshot.draft),
}


def load(path: str | Path, *, limits: Limits = LIMITS) -> Loaded:
    """Read and check the whole input, then hand out its records.

    Raises LoadError with the first 50 problems (and how many there are) if anything is wrong; then nothing is loaded.
    """
    name, loader, place = _loader(path)
    return _loaded(place, name, loader.draft, place, limits)


def load_set(given: FileSet, *, limits: Limits = LIMITS) -> Loaded:
    """As `load`, of files that are read as one: a case under the key that their folder would have."""
    draft: Callable[[FileSet, Problems, Limits], Draft] = import_module(FORMATS[given.format]).draft_set
    return replace(_loaded(given.files[0].parent, given.format, draft, given, limits), together=given)


def _loaded(path: Path, form: str, draft: Callable[[_Given, Problems, Limits], Draft], given: _Given, limits: Limits) -> Loaded:
    problems = Problems()
    made = _draft(draft, given, problems, limits)
    problems.raise_if_any(str(given))
    if made.case is None:
        raise LoadError(f"{shown(str(given))} names no case")
    # tables alone come into a case that may hold more
    imported: Import | None = getattr(made, "imported", None)
    return Loaded(path, form, made.case, tuple(problems.doubtful()), problems.doubts, made.records, imported)


def knows(path: str | Path) -> bool:
    """Whether a path looks like something that is loaded as a whole: a case, a snapshot, a data set."""
    place = Path(path)
    try:
        return "\0" not in str(path) and place.exists() and any(loader.recognises(place) for loader in LOADERS.values())
    except OSError:
        return False


def check(path: str | Path, *, limits: Limits = LIMITS) -> list[Problem]:
    """The first 50 problems and the first 50 warnings (`problem.warning`) of the input, in the order of files and lines.

    Raises LoadError only if no loader knows the input.
    """
    _, loader, place = _loader(path)
    problems = Problems()
    _draft(loader.draft, place, problems, limits)
    return [*problems.wrong(), *problems.doubtful()]


def _draft(draft: Callable[[_Given, Problems, Limits], Draft], given: _Given, problems: Problems, limits: Limits) -> Draft:
    try:
        return draft(given, problems, limits)
    except OSError as error:
        raise LoadError(f"{shown(str(given))} cannot be read: {error.strerror or error}") from error
    except sqlite3.Error as error:
        raise LoadError(
            f"{shown(str(given))} needs more room for temporary files than their folder has ({error}). "
            "Make room there, or name another folder in TMPDIR; nothing was loaded"
        ) from error


def _loader(path: str | Path) -> tuple[str, Loader, Path]:
    """The loader that knows the input."""
    place = Path(path)
    try:
        if "\0" not in str(path) and place.exists():
            for name, loader in LOADERS.items():
                if loader.recognises(place):
                    return name, loader, place
            what = _what(place)
        else:
            what = f"there is no file or folder {shown(str(path))}"
    except OSError as error:
        what = f"{shown(str(path))} cannot be read: {error.strerror}"
    raise LoadError(f"{what}; what can be loaded: {'; '.join(loader.about for loader in LOADERS.values())}")


def _what(place: Path) -> str:
    name = shown(str(place))
    if not place.is_dir():
        return f"no loader knows the file {name}"
    return f"the folder {name} holds no case.yml" if any(place.iterdir()) else f"the folder {name} is empty"
