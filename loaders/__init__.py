"""Where data comes from. A loader reads one kind of input, checks the whole of it, and only then yields records; it never writes.

`load(path)` gives the records or raises one LoadError with every problem; `check(path)` lists problems and warnings and loads nothing.
A new format is one module with `recognises` and `read`, and one line in LOADERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.errors import LoadError, Problem
from graph.model import AnyRecord, Case
from loaders import case, snapshot
from loaders.folder import LIMITS, Limits
from loaders.graphs import followthemoney, gdelt, gexf, graphml, icij, neo4j_csv, nodelink, stix
from loaders.problems import Problems, shown

__all__ = ["LIMITS", "LOADERS", "Limits", "Loaded", "Loader", "check", "load"]


@dataclass(frozen=True)
class Loaded:
    """Input that was checked as a whole: iterate for its records (again, if need be), and show the warnings to the person.

    `doubts` counts all warnings, of which the first 50 are kept.
    """

    path: Path
    format: str
    case: Case
    warnings: tuple[Problem, ...]
    doubts: int
    records: Callable[[], Iterable[AnyRecord]]

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


LOADERS: dict[str, Loader] = {
    "case": Loader("a case: a folder with a case.yml, or that file itself", case.recognises, case.draft),
    "graphml": Loader("a graph in GraphML: a .graphml file", graphml.recognises, graphml.draft),
    "gexf": Loader("a graph in GEXF: a .gexf file", gexf.recognises, gexf.draft),
    "node-link": Loader("a graph in node-link JSON: a .json file with nodes and edges or links", nodelink.recognises, nodelink.draft),
    "gdelt": Loader("GDELT 2.0 events and mentions: .export.CSV, .mentions.CSV, or a folder", gdelt.recognises, gdelt.draft),
    "neo4j-csv": Loader("CSV files for Neo4j: a folder, or a file with :ID or :START_ID", neo4j_csv.recognises, neo4j_csv.draft),
    "followthemoney": Loader("FollowTheMoney entities or statements: JSON lines", followthemoney.recognises, followthemoney.draft),
    "stix": Loader("a STIX 2.1 bundle: a .json file", stix.recognises, stix.draft),
    "icij": Loader("the CSV files of the ICIJ Offshore Leaks Database: a folder", icij.recognises, icij.draft),
    "snapshot": Loader("a snapshot: an .html or .json file, opened as a case that is only read", snapshot.recognises, snapshot.draft),
}


def load(path: str | Path, *, limits: Limits = LIMITS) -> Loaded:
    """Read and check the whole input, then hand out its records.

    Raises LoadError with the first 50 problems (and how many there are) if anything is wrong; then nothing is loaded.
    """
    name, loader, place = _loader(path)
    problems = Problems()
    draft = _draft(loader, place, problems, limits)
    problems.raise_if_any(str(path))
    if draft.case is None:
        raise LoadError(f"{shown(str(path))} names no case")
    return Loaded(place, name, draft.case, tuple(problems.doubtful()), problems.doubts, draft.records)


def check(path: str | Path, *, limits: Limits = LIMITS) -> list[Problem]:
    """The first 50 problems and the first 50 warnings (`problem.warning`) of the input, in the order of files and lines.

    Raises LoadError only if no loader knows the input.
    """
    _, loader, place = _loader(path)
    problems = Problems()
    _draft(loader, place, problems, limits)
    return [*problems.wrong(), *problems.doubtful()]


def _draft(loader: Loader, path: Path, problems: Problems, limits: Limits) -> Draft:
    try:
        return loader.draft(path, problems, limits)
    except OSError as error:
        raise LoadError(f"{shown(str(path))} cannot be read: {error.strerror or error}") from error


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
