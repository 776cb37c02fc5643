"""Tables that a person gave to the page, with the mapping that they chose: looked at, tried on the first rows, and loaded as one import."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import LoadError, Problem
from graph.load import Progress
from graph.model import AnyRecord, Claim, Entity, Row
from graph.store import GraphStore
from loaders import Loaded
from loaders.problems import Problems
from loaders.tables import FORMAT, drafted
from loaders.tables.look import Sample
from loaders.tables.mapping import TablesMap
from loaders.tables.mapping_file import parse
from loaders.tables.sample import samples
from ui import became
from ui.dropped import in_a_folder
from ui.importing import Outcome
from ui.mapping_faults import by_column

Files = tuple[tuple[str, bytes], ...]
MAPPING = "mapping.yml"
TRIED, WHOLE = 2_000, 5_000_000
"""Rows of each table that are tried, and bytes up to which all of them are."""


@dataclass(frozen=True)
class Tabled:
    """Tables with their mapping, of which all names one of the files."""

    name: str
    mapping: TablesMap
    files: Files

    @property
    def size(self) -> int:
        return sum(len(data) for _, data in self.files)


@dataclass(frozen=True)
class Trial:
    """What a mapping makes of the first rows, and what is wrong with it. `whole`: all rows were tried."""

    records: tuple[AnyRecord, ...] = ()
    entities: int = 0
    relations: int = 0
    wrong: tuple[Problem, ...] = ()
    doubtful: tuple[Problem, ...] = ()
    errors: int = 0
    doubts: int = 0
    whole: bool = True


@dataclass
class Looked:
    """The tables of files as they are, and what is wrong with those that cannot be read."""

    samples: list[Sample] = field(default_factory=list)
    wrong: list[Problem] = field(default_factory=list)
    doubtful: list[Problem] = field(default_factory=list)


def looked_at(files: Files) -> Looked:
    """The first rows of every table in the files."""
    found = Looked()
    with _laid_out(files) as places:
        for name, path in places.items():
            problems = Problems()
            found.samples += samples(path, name, problems)
            found.wrong += [replace(each, file=name) for each in problems.wrong()]
            found.doubtful += [replace(each, file=name) for each in problems.doubtful()]
    return found


def tried(text: str, files: Files, *, shown: int = 40) -> Trial:
    """What the mapping in a text makes of the files; of large ones of their first rows. The records are so many at most of each kind."""
    problems = Problems()
    mapping = parse(text, MAPPING, problems)
    whole = sum(len(data) for _, data in files) <= WHOLE
    if mapping is None or problems.errors:
        return Trial(wrong=by_column(problems.wrong(), MAPPING, text, _all(files)), errors=problems.errors)
    with _laid_out(files) as places:
        made = drafted(mapping, places, MAPPING, problems, most=None if whole else TRIED)
        kept: dict[type, list[AnyRecord]] = {}
        counted: dict[type, int] = {}
        for record in made.records():
            kind = type(record)
            counted[kind] = counted.get(kind, 0) + 1
            if counted[kind] <= shown or kind not in (Entity, Row, Claim):
                kept.setdefault(kind, []).append(record)
        ends = _ends_of(kept, made.records())
    records = tuple(record for each in kept.values() for record in each)
    figures = {"entities": counted.get(Entity, 0), "relations": counted.get(Row, 0) + counted.get(Claim, 0)}
    wrong, doubtful = (by_column(each, MAPPING, text, _all(files)) for each in (problems.wrong(), problems.doubtful()))
    told = {"wrong": wrong, "doubtful": doubtful, "errors": problems.errors, "doubts": problems.doubts}
    return Trial((*records, *ends), **figures, **told, whole=whole)  # type: ignore[arg-type]


def _all(files: Files) -> str:
    return ", ".join(name for name, _ in files)


def _ends_of(kept: dict[type, list[AnyRecord]], records: Iterator[AnyRecord]) -> list[AnyRecord]:
    """The entities that the kept relations name and that were not kept themselves."""
    rows = [each for each in kept.get(Row, []) if isinstance(each, Row)]
    have = {each.key for each in kept.get(Entity, []) if isinstance(each, Entity)}
    wanted = {key for row in rows for key in (row.subject, row.object)} - have
    return [each for each in records if isinstance(each, Entity) and each.key in wanted] if wanted else []


def bring(store: GraphStore, given: Tabled, *, dry: bool, told: Callable[[Progress], None]) -> Outcome:
    """Check tables, and unless `dry` load them. What is wrong is told, not raised; raises what `told` raises, StoreError, RecordError."""
    problems = Problems()
    outcome = Outcome(given.name, given.mapping.name, kind=FORMAT, case=given.mapping.case or given.mapping.name, title=given.name)
    try:
        with _laid_out(given.files) as places:
            made = drafted(given.mapping, places, MAPPING, problems)
            problems.raise_if_any(given.name)
            assert made.case is not None and made.imported is not None
            loaded = Loaded(Path(MAPPING), FORMAT, made.case, tuple(problems.doubtful()), problems.doubts, made.records, made.imported)
            outcome = replace(outcome, problems=by_column(loaded.warnings, MAPPING, "", given.name))
            return became.bring(store, loaded, outcome, told, dry=dry)
    except LoadError as error:
        return replace(outcome, problems=by_column(error.problems, MAPPING, "", given.name) or (Problem(str(error), given.name),))


@contextmanager
def _laid_out(files: Sequence[tuple[str, bytes]]) -> Iterator[dict[str, Path]]:
    """The files in temporary folders, each by its own name."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(in_a_folder(name, data)) for name, data in files}
