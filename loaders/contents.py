"""What lies among the documents of a folder or an archive and is loaded as a whole: graphs, data sets, cases, tables with their mapping."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from graph.errors import LoadError
from loaders import case, knows, tables, wikidata
from loaders.file_names import legible
from loaders.file_set import FileSet, file_sets
from loaders.graphs import gdelt
from loaders.inputs import Input, given_at, is_pattern, opened, places, unpacked
from loaders.kinds import HEAD, recognise
from loaders.problems import Problems
from loaders.unread import is_hidden, is_readme

Whole = Path | FileSet
_PACKED_ALONE = re.compile(r"\.(?:export|mentions)\.csv\.zip$", re.IGNORECASE)
"""The archives that GDELT gives out, one for each of its files."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
ENDINGS = frozenset(
    (
        *(".graphml", ".gexf", ".json", ".jsonl", ".ndjson", ".ijson", ".ftm", ".cyjs", ".stix", ".stix2", ".html", ".htm"),
        *(".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".parquet", ".pq", ".yml", ".yaml", ".cypher", ".qids"),
    )
)
"""What of an archive may be more than a document, or a part of it; nothing else is unpacked to the disk."""


@dataclass
class Contents:
    """`wholes` in the order in which they were met; `taken` are the names (`loaders.inputs`) of all files and folders that these are made
    of; `unpacked` the archives by the folders of ours in which their files lie for as long as they are read."""

    wholes: list[Whole] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    unpacked: dict[Path, str] = field(default_factory=dict)
    places: dict[Whole, str] = field(default_factory=dict)
    """Where each lies, as a person calls that; a set lies in its folder."""
    mappings: bool = True
    """Whether tables are taken by a mapping beside them."""
    stack: ExitStack = field(default_factory=ExitStack, repr=False)
    """What is unpacked goes when it is left."""

    def add(self, whole: Whole, *parts: Path) -> None:
        """Take what is loaded as a whole, made of these files or folders."""
        self.wholes.append(whole)
        self.places[whole] = self._shown(parts[0].parent if isinstance(whole, FileSet) else whole)
        self.taken |= set(map(self._shown, parts))

    def _shown(self, path: Path) -> str:
        for folder, archive in self.unpacked.items():
            if path.is_relative_to(folder):
                return legible(str(PurePosixPath(archive, path.relative_to(folder).as_posix())))
        return legible(path.as_posix())


@contextmanager
def within(paths: Iterable[str]) -> Iterator[Contents]:
    """What lies in folders, in archives, and among the files that a pattern stands for. What cannot be read is passed over here: whoever
    reads the documents tells it. Raises LoadError if there is no room to unpack."""
    with ExitStack() as stack:
        found = Contents(stack=stack)
        named: list[Path] = []
        for path in paths:
            spread = [place for place in places(path, Problems()) if not place.is_symlink()]
            for place in spread:
                if place.is_dir():
                    _walk(place, found)
            files = [place for place in spread if place.is_file()]
            # a file that is named itself was asked about before
            archives = [file for file in files if _archive(file)]
            named += [] if is_pattern(path) else [file for file in archives if _PACKED_ALONE.search(file.name)]
            _sort(files if is_pattern(path) else [file for file in archives if file not in named], found)
        for folder in dict.fromkeys(file.parent for file in named):
            _sort([file for file in named if file.parent == folder], found)
        yield found


def of_archive(archive: Input, stack: ExitStack, *, mappings: bool = True) -> Contents:
    """What lies in an archive; its files are there until the stack is left. Without `mappings`, tables are left alone.

    Raises LoadError if there is no room to unpack.
    """
    found = Contents(mappings=mappings, stack=stack)
    if archive.kind is not None and archive.kind.packed:
        _unpack(archive, found)
    return found


def is_whole(path: str) -> bool:
    """Whether a path is loaded as a whole; a folder is only if it has nothing beside what its loader reads."""
    place = Path(path)
    if not knows(path):
        return False
    return not place.is_dir() or case.recognises(place) or not _is_mixed(place)


def _is_mixed(folder: Path) -> bool:
    seen = [each for each in folder.iterdir() if not is_hidden(each.name) and not is_readme(each.name)]
    return any(each.is_dir() or each.suffix.lower() not in (".csv", ".tsv") for each in seen)


def _walk(folder: Path, found: Contents) -> None:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        with suppress(OSError):
            if case.recognises(here):
                found.add(here, here)
                continue
            inside = [each for each in sorted(here.iterdir()) if not is_hidden(each.name) and not each.is_symlink()]
            waiting += [each for each in reversed(inside) if each.is_dir()]
            _sort([each for each in inside if each.is_file()], found)


def _sort(files: list[Path], found: Contents) -> None:
    """Files of one folder: mappings with their tables, sets, then each by itself; archives are opened."""
    for file in [each for each in files if found.mappings and tables.recognises(each)]:
        beside = tables.beside(file)
        found.add(file, file, *beside)
        files = [each for each in files if each != file and each not in beside]
    sets = file_sets(map(str, files))
    for made in dict.fromkeys(sets.values()):
        found.add(made, *(file for file in files if sets.get(str(file)) is made))
    alone = [file for file in files if _PACKED_ALONE.search(file.name)]
    if len(alone) > 1 and _together(alone, found):
        files = [file for file in files if file not in alone]
    for file in files:
        if str(file) in sets:
            continue
        if (archive := _archive(file)) is not None:
            _unpack(archive, found)
        elif _may_be(file) and knows(file) and not tables.recognises(file):
            found.add(file, file)


def _together(files: list[Path], found: Contents) -> bool:
    """Files of GDELT, each in an archive of its own as it gives them out, as one set; whether these are such."""
    archives = [archive for file in files if (archive := _archive(file)) is not None]
    name = Path(os.path.normpath(files[0].absolute())).parent.name
    room = _room(name, found.stack)
    parts: list[Path] = []
    for number, archive in enumerate(archives):
        folder = room / str(number)
        folder.mkdir()
        _lay(archive, found, folder)
        parts += sorted(each for each in folder.rglob("*") if each.is_file())
    told = gdelt.together(parts)
    if len(told) < 2 or len(told) < len(parts):
        return False
    whole = FileSet(name, tuple(told), "gdelt")
    found.add(whole, *told)
    found.places[whole] = legible(files[0].parent.as_posix())
    return True


def _archive(file: Path) -> Input | None:
    one = given_at(file, Problems())
    return one if one is not None and one.kind is not None and one.kind.packed else None


def _may_be(file: Path) -> bool:
    """Whether a file may be no document, by its first bytes and its name."""
    with suppress(OSError):
        with opened(file) as head:
            kind = recognise(head.read(HEAD), file.name)
        return kind is None or kind.name == "html" or (file.suffix.lower() in wikidata.LISTS and wikidata.is_list(file))
    return False


def _unpack(archive: Input, found: Contents) -> None:
    """Lay out those members that may be no documents, under the names that they have in the archive, and take what they are."""
    if (folder := _lay(archive, found)) is not None:
        _walk(folder, found)


def _lay(archive: Input, found: Contents, folder: Path | None = None) -> Path | None:
    """Lay out members of an archive, in a folder of ours or else in one of its own; gives it back if there was any."""
    laid = False
    for member in unpacked(archive, Problems()):
        if PurePosixPath(member.name).suffix.lower() not in ENDINGS:
            continue
        laid = True
        folder = folder or _room(archive.name, found.stack)
        found.unpacked[folder] = archive.name
        place = folder / PurePosixPath(member.name.removeprefix(f"{archive.name}/"))
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with member.open() as source, place.open("xb") as copy:
                shutil.copyfileobj(source, copy)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise LoadError(f"{member.name} cannot be unpacked into the temporary folder: {error.strerror}") from error
            # a member that is broken, or has no name that a file can have, is told by whoever reads the documents
            with suppress(OSError):
                place.unlink()
    return folder if laid else None


def _room(archive: str, stack: ExitStack) -> Path:
    """A folder of ours with the name of an archive, which names the data set in it."""
    try:
        room = Path(stack.enter_context(TemporaryDirectory(prefix="redstring-"))).resolve()
        folder = room / (PurePosixPath(archive).name.split(".")[0] or "archive")
        folder.mkdir()
    except OSError as error:
        raise LoadError(f"{archive} cannot be unpacked into the temporary folder: {error.strerror or error}") from error
    return folder
