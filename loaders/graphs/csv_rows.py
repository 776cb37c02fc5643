"""Rows of a delimited file (RFC 4180) with their lines: UTF-8, quoted line breaks, everything as text, a line at a time."""

from __future__ import annotations

import csv
import stat
from collections.abc import Iterator
from pathlib import Path

from loaders.graphs.item import Place
from loaders.graphs.spool import Spool

_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
DELIMITERS = ",\t;|"


class _StopError(Exception):
    """The file cannot be read from here on; it was noted."""


def lines(path: Path, spool: Spool) -> Iterator[str]:
    """The lines of a text file with their ends, without a byte order mark. What is wrong is noted, and ends the stream."""
    number, name, most = 0, path.name, spool.limits.line
    with path.open("rb") as file:
        while data := file.readline(most + 1):
            number += 1
            if number > 1 and len(data) <= most and data.isascii() and b"\0" not in data:
                yield data.decode("ascii")
                continue
            place = Place(name, number)
            if number == 1 and (encoding := next((name for mark, name in _MARKS if data.startswith(mark)), "")):
                spool.problem(place, f"is written in {encoding}; save it as UTF-8", field="encoding", gap=True)
                return
            if len(data) > most:
                spool.problem(place, f"the line is longer than {most:,} bytes", gap=True)
                return
            if b"\0" in data:
                place.column = data.index(b"\0") + 1
                spool.problem(place, "holds a null byte; this is no text file, or it is damaged", gap=True)
                return
            try:
                yield data.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                place.column = len(data[: error.start].decode("utf-8", "replace")) + 1
                byte = f"byte 0x{data[error.start]:02X}"
                spool.problem(place, "is not UTF-8; save it as UTF-8", field="encoding", value=byte, gap=True)
                return


def rows(path: Path, spool: Spool, delimiter: str, *, quoted: bool = True) -> Iterator[tuple[Place, list[str]]]:
    """The rows with the line at which each begins; empty lines are left out. Without `quoted` a quotation mark is a character like any."""
    return parsed(lines(path, spool), path.name, spool, delimiter, quoted=quoted)


def parsed(feed: Iterator[str], name: str, spool: Spool, delimiter: str, *, quoted: bool = True) -> Iterator[tuple[Place, list[str]]]:
    """As `rows`, of lines with their ends; `name` is that of the file."""
    # the bound is one of the module; no line is longer than this anyway
    csv.field_size_limit(max(csv.field_size_limit(), spool.limits.line))
    counted = _Counted(feed, spool.limits.line)
    reader = csv.reader(counted, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE, strict=True)
    most = spool.limits.columns
    while True:
        place = Place(name, reader.line_num + 1)
        counted.length = 0
        try:
            row = next(reader, None)
        except csv.Error as error:
            spool.problem(place, f"the row that begins here cannot be read: {error}; look for a quotation mark too many", gap=True)
            return
        except _StopError:
            text = f"the row that begins here is longer than {spool.limits.line:,} characters; look for a quotation mark too many"
            spool.problem(place, text, gap=True)
            return
        if row is None:
            return
        if len(row) > most:
            spool.problem(place, f"has {len(row):,} columns, more than the {most:,} that are taken", gap=True)
            return
        if row and row != [""]:
            yield place, row


class _Counted:
    """The lines of one row after the other, with a bound for all that a quotation mark holds together."""

    def __init__(self, feed: Iterator[str], most: int) -> None:
        self._feed, self._most, self.length = feed, most, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._feed)
        self.length += len(line)
        if self.length > self._most:
            raise _StopError
        return line


def first_line(path: Path, most: int = 1 << 16) -> str:
    """The first line of a file as far as it can be read; empty if it cannot."""
    try:
        with path.open("rb") as file:
            return file.readline(most).decode("utf-8-sig", "ignore").rstrip("\r\n")
    except OSError:
        return ""


def delimiter_of(header: str) -> str:
    """What parts the columns of this header: the delimiter that stands in it most often."""
    return max(DELIMITERS, key=header.count)


def files(folder: Path, endings: tuple[str, ...], spool: Spool) -> list[Path]:
    """The regular files of a folder with one of these endings, by name; a symbolic link is a problem."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix.lower() not in endings:
            continue
        if path.is_symlink():
            text = "is a symbolic link; put the file itself into the folder"
            spool.problem(Place(path.name, 1), text, gap=True)
        elif stat.S_ISREG(path.stat().st_mode):
            found.append(path)
    return found
