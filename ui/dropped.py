"""What a person gave to the page, sorted out: documents, archives of documents, addresses, and files that are whole cases of their own.

Names are only ever shown; where a loader needs a file, its bytes lie in a temporary folder for as long as it reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from graph.errors import LoadError, Problem
from loaders import LOADERS
from loaders.contents import of_archive
from loaders.documents.told import is_told_of
from loaders.file_set import FileSet, file_sets, listed, note
from loaders.inputs import Input, given, unpacked, with_attached
from loaders.passed_over import PassedOver
from loaders.problems import Problems
from loaders.unread import is_hidden
from loaders.wikidata import LISTS, numbers
from ui.importing import Outcome
from ui.terminal import plain

MOST_FILES = 10_000
LONGEST = 200
"""Characters of a name that are kept."""
FOLDER = "is part of a case folder, which is not dropped but loaded by the command: redstring load FOLDER"
NUMBERS = "lists items of Wikidata, for which the network is asked by the command alone: redstring load FILE --network --case KEY"
OF_SYSTEM = "is what a system or Word keeps beside files for itself, and nothing to read"
TWICE = "was given twice; it is read once"
MAILS = "attached to mails"
"""What stands where the name of a file does, where something is told of all mails."""
OF_ONE_NAME = "has the name of another one given with it, and other content; rename it, or load it by itself"
MOST_LISTED = 1_000_000
"""Bytes of a list that are looked at."""
TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".parquet", ".pq")
"""What is taken for a table when it is dropped; a `.txt` is a document."""
SET_ENDINGS = (".csv", ".tsv")
"""What may be part of a data set of several files."""
LOOKED_AT = 65_536
"""Bytes by which it is told whether a loader knows a table by itself."""
TABLE = "is a table; drop it by itself, and say what its columns are"
PACKED = "is a table in an archive, of which nobody has said what its columns are; unpack it, and drop it by itself"
_CASE_FILES = (".yml", ".yaml", ".cypher")
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


Files = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Whole:
    """A file that becomes a case of its own: a graph, a snapshot; or several that are one data set. `format`: the name of their loader;
    `together`: the name of that data set."""

    name: str
    format: str
    files: Files
    together: str = ""

    @property
    def size(self) -> int:
        return sum(len(data) for _, data in self.files)

    @property
    def note(self) -> str:
        """What is said of several files that are read as one."""
        return note([name for name, _ in self.files]) if len(self.files) > 1 else ""


Item = Input | Whole


@dataclass
class Sorted:
    """What is to be read, and what of it is refused already."""

    items: list[Item] = field(default_factory=list)
    refused: list[Outcome] = field(default_factory=list)
    passed: PassedOver = field(default_factory=PassedOver)
    """What came attached to mails and is counted alone."""
    _files: dict[str, list[bytes]] = field(default_factory=dict)
    """What was taken, by the key of its case."""

    def take(self, whole: Whole) -> None:
        """A case of its own; of two that would have one key the second is refused."""
        key = f"{whole.together}.{whole.format}" if whole.together else PurePosixPath(whole.name).name
        given = [data for _, data in whole.files]
        if key in self._files and whole.format != "snapshot":
            self.refuse(Problem(TWICE if given == self._files[key] else OF_ONE_NAME, whole.name))
        else:
            self._files[key] = given
            self.items.append(whole)

    def refuse(self, problem: Problem) -> None:
        self.refused.append(Outcome(problem.file, problems=(problem,)))

    def tell(self, problems: Problems) -> None:
        """Refuse what is wrong; what is doubtful was left out by intent."""
        for problem in problems.wrong():
            self.refuse(problem)
        for problem in problems.doubtful():
            self.leave_out(problem)

    def leave_out(self, problem: Problem) -> None:
        self.refused.append(Outcome(problem.file or MAILS, state="left out", problems=(problem,)))


def sorted_out(files: Iterable[tuple[str, bytes]], addresses: Iterable[str] = ()) -> Sorted:
    """The files, each by what it is; the members of archives one by one; what stands at the addresses, which are asked now.

    What is loaded goes by its name, so no two files may have the same.
    """
    found, seen = Sorted(), dict[str, bytes]()
    named = [(shown_name(told), data) for told, data in files]
    one, sets = dict(reversed(named)), together(named)
    for form, parts in sets:
        stems = ", ".join(PurePosixPath(name).stem for name in parts)
        found.take(Whole(listed(parts), form, tuple((name, one[name]) for name in parts), stems))
    taken = {name for _, parts in sets for name in parts}
    for name, data in named:
        if is_hidden(name):
            found.leave_out(Problem(OF_SYSTEM, name))
            continue
        if name in seen:
            found.refuse(Problem(TWICE if data == seen[name] else OF_ONE_NAME, name))
            continue
        seen[name] = data
        if name not in taken:
            _sort(name, data, found)
        if len(found.items) > MOST_FILES:
            del found.items[MOST_FILES:]
            found.refuse(Problem(f"there are more than {MOST_FILES:,} files; what follows was not taken: load fewer at a time", name))
            break
    for address in addresses:
        _fetch(address, found)
    found.passed.tell(problems := Problems())
    found.tell(problems)
    return found


def _fetch(address: str, found: Sorted) -> None:
    from loaders.address import fetch

    try:
        found.items.append(fetch(address))
    except LoadError as error:
        for problem in error.problems or (Problem(str(error), address),):
            found.refuse(problem)


def _sort(name: str, data: bytes, found: Sorted) -> None:
    one = given(name, data)
    if one.kind is not None and one.kind.archive:
        _sort_packed(one, found)
    elif name.lower().endswith(_CASE_FILES) and not is_told_of(name):
        found.refuse(Problem(FOLDER, name))
    elif name.lower().endswith(LISTS) and len(data) < MOST_LISTED and numbers(data):
        found.refuse(Problem(NUMBERS, name))
    elif (one.kind is None or one.kind.name == "html") and data and (loader := loader_of(name, data)):
        found.take(Whole(name, loader, ((name, data),)))
    elif name.lower().endswith(TABLES):
        found.refuse(Problem(TABLE, name))
    else:
        problems = Problems()
        found.items.extend(with_attached([one], problems, found.passed))
        found.tell(problems)


def _sort_packed(archive: Input, found: Sorted) -> None:
    """The members of an archive: what is a whole among them, and the documents."""
    problems = Problems()
    with ExitStack() as stack:
        try:
            inside = of_archive(archive, stack, mappings=False)
        except LoadError as error:
            found.refuse(Problem(str(error), archive.name))
            return
        for whole, place in inside.places.items():
            if isinstance(whole, FileSet):
                files = tuple((path.name, path.read_bytes()) for path in whole.files)
                found.take(Whole(f"{place}: {whole}", whole.format, files, whole.name))
            elif whole.is_dir():
                found.refuse(Problem(FOLDER, place))
            else:
                _sort(place, whole.read_bytes(), found)
    for member in with_attached(unpacked(archive, problems), problems, found.passed, inside.taken):
        if member.kind is None and member.name.lower().endswith(TABLES):
            found.refuse(Problem(PACKED, member.name))
        else:
            found.items.append(member)
    found.tell(problems)


def loader_of(name: str, data: bytes) -> str | None:
    """The loader that knows a file."""
    with in_a_folder(name, data) as path:
        return next((each for each, loader in LOADERS.items() if loader.recognises(path)), None)


def together(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, tuple[str, ...]]]:
    """The data sets of several files among these, CSV files for Neo4j, of the ICIJ, of GDELT: the loader and the names, in order."""
    heads = {name: data[:LOOKED_AT] for name, data in files if name.lower().endswith(SET_ENDINGS)}
    if len(heads) < 2:
        return []
    with laid_out(tuple(heads.items())) as places:
        found: dict[FileSet, list[str]] = {}
        for path, made in file_sets(map(str, places)).items():
            found.setdefault(made, []).append(places[Path(path)])
        return [(made.format, tuple(sorted(names))) for made, names in found.items()]


@contextmanager
def in_a_folder(name: str, data: bytes) -> Iterator[Path]:
    """The bytes as a file in a temporary folder, under a name that is safe. Raises LoadError if there is no room for them."""
    with laid_out(((name, data),)) as places:
        yield next(iter(places))


@contextmanager
def laid_out(files: Files) -> Iterator[dict[Path, str]]:
    """As `in_a_folder`, of several files in one folder: the names by their places."""
    with ExitStack() as stack:
        places: dict[Path, str] = {}
        for name, data in files:
            try:
                folder = (
                    next(iter(places)).parent if places else Path(stack.enter_context(TemporaryDirectory(prefix="redstring-"))).resolve()
                )
                path = folder / file_name(name)
                while path.exists():
                    path = path.with_name(f"{path.stem}_{path.suffix}")
                path.write_bytes(data)
            except OSError as error:
                raise LoadError(f"{name} cannot be put into the temporary folder: {error.strerror or error}") from error
            places[path] = name
        yield places


def shown_name(name: str) -> str:
    """The name of a file that somebody gave, as it is shown and kept: on one line, nothing unseen in it, its end kept if it is long."""
    return plain(name).strip("/ ")[-LONGEST:] or "a file without a name"


def file_name(name: str) -> str:
    """A name for a file in a folder of ours that keeps the ending and as much of the beginning as is safe."""
    last = _UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).lstrip(".-")
    stem, dot, ending = last.rpartition(".")
    return f"{(stem or 'file')[:80]}{dot}{ending[:20]}" if dot else last[:80] or "file"
