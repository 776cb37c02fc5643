"""The files of a case folder, read safely: regular files inside the folder only, of bounded size, as UTF-8 text."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import Problem

Add = Callable[[Problem], None]
_MARKS = ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@dataclass(frozen=True)
class Limits:
    """How much is read at most, in bytes and files."""

    file: int = 20_000_000
    folder: int = 100_000_000
    files: int = 10_000


LIMITS = Limits()


def texts(folder: Path, add: Add, limits: Limits = LIMITS) -> Iterator[tuple[str, str | None]]:
    """Name (relative, with `/`) and text of each `.yml` file, `case.yml` first, then by name; None for a file that could not be read.

    Notes as problems: symbolic links, other things than files, `.yaml` names, sizes beyond the limits, and what is not UTF-8.
    """
    left = limits.folder
    for name in _names(folder, add, limits):
        data = _bytes(folder, name, add, min(limits.file, left), limits)
        if data is not None:
            left -= len(data)
        yield name, None if data is None else _decoded(data, name, add)


def _names(folder: Path, add: Add, limits: Limits) -> list[str]:
    """The `.yml` files of the folder and of the folders in it, without hidden ones."""
    found: list[str] = []
    waiting = [folder]
    while waiting:
        for entry in sorted(os.scandir(waiting.pop()), key=lambda item: item.name):
            name = Path(entry.path).relative_to(folder).as_posix()
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                add(Problem("is a symbolic link; a case holds its own files, so put the file itself here", name))
            elif entry.is_dir():
                waiting.append(Path(entry.path))
            elif entry.name.endswith(".yaml"):
                add(Problem("ends in .yaml; files of a case end in .yml", name))
            elif entry.name.endswith(".yml"):
                found.append(name)
            if len(found) > limits.files:
                add(Problem(f"more than {limits.files:,} files in one case", name))
                return found[:-1]
    return sorted(found, key=lambda name: (name != "case.yml", name))


def _bytes(folder: Path, name: str, add: Add, most: int, limits: Limits) -> bytes | None:
    """The content of one regular file; never follows a link that took the file's place meanwhile, never waits on a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(folder / name, flags)
    except OSError as error:
        add(Problem(f"cannot be read: {error.strerror}", name))
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            add(Problem("is not a regular file", name))
            return None
        data = file.read(most + 1)
    if len(data) <= most:
        return data
    if most < limits.file:
        add(Problem(f"the files of this case hold more than {limits.folder:,} bytes together; split the case", name))
    else:
        add(Problem(f"is larger than {limits.file:,} bytes; split it into several files", name))
    return None


def _decoded(data: bytes, name: str, add: Add) -> str | None:
    other = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if other:
        add(Problem(f"is written in {other}; save it as UTF-8", name, 1, 1))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(error.object[: error.start].decode("utf-8", "replace"))
        add(Problem("is not UTF-8; save it as UTF-8", name, line, column, value=f"byte 0x{error.object[error.start]:02X}"))
        return None
    zero = text.find("\0")
    if zero >= 0:
        line, column = _place(text[:zero])
        add(Problem("holds a null byte; this is no text file, or it is damaged", name, line, column))
        return None
    return text


def _place(before: str) -> tuple[int, int]:
    """Line and column (from 1) of what follows the text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
