"""Files that are given one by one and read as one data set, whose relations name nodes of another file: Neo4j's, the ICIJ's, GDELT's."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

FORMATS = {"icij": "loaders.graphs.icij", "gdelt": "loaders.graphs.gdelt", "neo4j-csv": "loaders.graphs.neo4j_csv"}
"""The modules that tell their files among others (`together`) and read them as one (`draft_set`), in the order in which they are asked."""
FEW = 5
"""Names of files that are told at most."""


@dataclass(frozen=True)
class FileSet:
    """Files of one data set, in the order of their names; `name` is that of the data set, `format` one of FORMATS."""

    name: str
    files: tuple[Path, ...]
    format: str

    def __str__(self) -> str:
        return listed([path.name for path in self.files])

    @property
    def note(self) -> str:
        """What is said of them to the person who gave them."""
        return note([path.name for path in self.files])


def file_sets(paths: Iterable[str]) -> dict[str, FileSet]:
    """The paths that are read together with others, each with its set: those of one folder, under the name of that folder.

    The order of the paths, and one that is given twice, make no difference; one alone is in no set.
    """
    folders: dict[Path, dict[Path, list[str]]] = {}
    for path in paths:
        # `..` in a path would hide the folder's name
        place = Path(os.path.normpath(Path(path).absolute()))
        if _is_file(place):
            folders.setdefault(place.parent, {}).setdefault(place, []).append(path)
    found: dict[str, FileSet] = {}
    for folder, given in folders.items():
        for made in _sets(folder.name, list(given)):
            found |= {path: made for file in made.files for path in given[file]}
    return found


def _sets(name: str, files: list[Path]) -> Iterator[FileSet]:
    """The sets among the files of a folder, no file in two of them."""
    if len(files) < 2:
        return
    for form, module in FORMATS.items():
        # imported late, as in `loaders`: a start with one case need not wait for it
        if len(parts := import_module(module).together(files)) > 1:
            yield FileSet(name, tuple(parts), form)
            files = [file for file in files if file not in parts]


def listed(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - FEW:,} more" if len(names) > FEW else ""
    return f"{', '.join(names[:FEW])}{more}"


def note(names: Sequence[str]) -> str:
    """The line that says that several files are read as one."""
    return f"{len(names):,} files are read together as one data set: {listed(names)}"


def _is_file(place: Path) -> bool:
    try:
        return "\0" not in str(place) and place.is_file()
    except OSError:
        return False
