"""The files of a case folder, read safely: regular files inside the folder only, of bounded size, as UTF-8 text."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.marked import Scalar
from loaders.problems import Problems, shown

_MARKS = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@dataclass(frozen=True)
class Limits:
    """How much is read at most, in bytes and files; of a data set, which is streamed: the file, a line or item of it, its columns."""

    file: int = 20_000_000
    folder: int = 100_000_000
    files: int = 10_000
    data_set: int = 10_000_000_000
    line: int = 10_000_000
    columns: int = 1_000


LIMITS = Limits()
QUERY = ".cypher"
ENDINGS = (".yml", QUERY)
VIEWS, VIEW = "views/", ".json"
DECISIONS = "decisions.jsonl"
MAPPINGS = "mappings"
"""The folder of a case that keeps mappings of tables, which come into the case when they are loaded by themselves."""


def texts(folder: Path, problems: Problems, limits: Limits = LIMITS) -> Iterator[tuple[str, str | None]]:
    """Name (relative, with `/`) and text of each file of a case, `case.yml` first, then by name.

    These are the files that end in ENDINGS, saved views, and decisions.

    The text is None for a file that could not be read. Notes as problems: symbolic links, other things than files, `.yaml` names, sizes
    beyond the limits, and what is not UTF-8.
    """
    left = limits.folder
    for name in _names(folder, problems, limits):
        data = content(folder, name, problems, min(limits.file, left), limits)
        left -= len(data or b"")
        yield name, None if data is None else decoded(data, name, problems)


def is_view(name: str) -> bool:
    """Whether a file of a case holds a saved view."""
    return name.startswith(VIEWS) and name.endswith(VIEW)


def _names(folder: Path, problems: Problems, limits: Limits) -> list[str]:
    """The files of a case in the folder and in the folders in it, without hidden ones."""
    found: list[str] = []
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop(), folder, problems):
            name = Path(entry.path).relative_to(folder).as_posix()
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                problems.add(name, None, "is a symbolic link; a case holds its own files, so put the file itself here", gap=True)
            elif entry.is_dir() and name == MAPPINGS:
                # tables and their mappings are loaded by themselves
                continue
            elif entry.is_dir():
                waiting.append(Path(entry.path))
            elif entry.name.lower().endswith((".yaml", ".yml")) and not entry.name.endswith(".yml"):
                problems.add(name, None, f"files of a case end in .yml; rename it to {shown(Path(entry.name).stem + '.yml')}", gap=True)
            elif entry.name.endswith(ENDINGS) or is_view(name) or name == DECISIONS:
                found.append(name)
            if len(found) > limits.files:
                problems.add(name, None, f"there are more than {limits.files:,} files in this case; put more into one file", gap=True)
                return []
    return sorted(found, key=lambda name: (name != "case.yml", name))


def _entries(place: Path, folder: Path, problems: Problems) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problems.add(place.relative_to(folder).as_posix(), None, f"cannot be read: {error.strerror}", gap=True)
        return []


def content(folder: Path, name: str, problems: Problems, most: int, limits: Limits) -> bytes | None:
    """The content of one regular file; never follows a link that took the file's place meanwhile, never waits on a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(folder / name, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                problems.add(name, None, "is not a regular file; remove it", gap=True)
                return None
            data = file.read(most + 1)
    except OSError as error:
        problems.add(name, None, f"cannot be read: {error.strerror}", gap=True)
        return None
    if len(data) <= most:
        return data
    if most < limits.file:
        problems.add(name, None, f"the files of this case hold more than {limits.folder:,} bytes together; split the case", gap=True)
    else:
        problems.add(name, None, f"is larger than {limits.file:,} bytes; split it into several files", gap=True)
    return None


def decoded(data: bytes, name: str, problems: Problems) -> str | None:
    """The text of UTF-8 bytes, without a byte order mark; a problem says what else it is."""
    other = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if other:
        problems.add(name, Scalar("", 1, 1), f"is written in {other}; save it as UTF-8", gap=True)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(error.object[: error.start].decode("utf-8", "replace"))
        problems.add(name, place, "is not UTF-8; save it as UTF-8", value=f"byte 0x{error.object[error.start]:02X}", gap=True)
        return None
    zero = text.find("\0")
    if zero >= 0:
        problems.add(name, _place(text[:zero]), "holds a null byte; this is no text file, or it is damaged", gap=True)
        return None
    return text


def _place(before: str) -> Scalar:
    """Line and column of what follows the text."""
    return Scalar("", before.count("\n") + 1, len(before) - before.rfind("\n"))
