"""Files that are given one by one and read as one data set: Neo4j's CSV files, whose relations name nodes of another file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

FEW = 5
"""Names of files that are told at most."""


@dataclass(frozen=True)
class FileSet:
    """Files of one data set, in the order of their names; `name` is that of the data set."""

    name: str
    files: tuple[Path, ...]

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
        if len(files := _together(list(given))) > 1:
            made = FileSet(folder.name, tuple(files))
            found |= {path: made for file in files for path in given[file]}
    return found


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


def _together(files: list[Path]) -> list[Path]:
    if len(files) < 2:
        return []
    # imported late, as in `loaders`: a start with one case need not wait for it
    from loaders.graphs import neo4j_csv

    return neo4j_csv.together(files)
