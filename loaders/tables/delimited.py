"""Delimited text (CSV, TSV) of any encoding that can be told: looked through once for what it is, then read a line at a time."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from graph.errors import LoadError
from loaders.documents import encoding
from loaders.documents.metadata import Metadata
from loaders.graphs.csv_rows import DELIMITERS, parsed
from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.problems import shown

_PIECE, _JUDGED = 1 << 20, 20_000_000
_SNIFFED = 1 << 16
"""Bytes read at once, those by which an encoding without a mark is judged, and characters in which a delimiter is looked for."""

_GZIP = b"\x1f\x8b"
_NULL = "\\N"


def rows(path: Path, spool: Spool, *, delimiter: str = "", said: str = "") -> Iterator[tuple[Place, list[str]]]:
    """The rows of a file with their lines. `said` is the encoding that the mapping names. What is wrong is noted, and ends the stream."""
    found = encoding_of(path, spool, said)
    if found is None:
        return
    # what cannot be decoded was noted already, but for Windows-1252, of which five bytes mean nothing
    with path.open(encoding=found, errors="replace", newline="") as file:
        start = file.read(_SNIFFED)
        delimiter = delimiter or delimiter_in(start, path.suffix.lower())
        file.seek(0)
        bare = _bare(file.read(_JUDGED)) if delimiter == "\t" else 0
        if bare:
            text = "a cell here only begins with a quotation mark: in this file they are signs like any others, and hold nothing together"
            spool.once(Place(path.name, bare), text, field="delimiter")
        file.seek(0)
        for place, cells in parsed(_lines(file, path.name, spool), path.name, spool, delimiter, quoted=not bare):
            if _NULL in cells:
                spool.once(place, f"cells that hold {_NULL} are empty: so databases write what is not known", field="cell")
                cells = ["" if cell == _NULL else cell for cell in cells]
            yield place, cells


def encoding_of(path: Path, spool: Spool, said: str = "") -> str | None:
    """The encoding of a file: by its mark, as the mapping says, UTF-8, or Windows-1252 with a warning; None if it was refused."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(_GZIP):
        spool.problem(Place(path.name, 1), "is compressed (gzip); unpack it first", gap=True)
        return None
    name = next((name for mark, name in encoding.MARKS if head.startswith(mark)), "")
    if not name and said:
        try:
            name = codecs.lookup(said).name
        except (LookupError, ValueError):
            spool.problem(
                Place(path.name, 1), f"{shown(said)} is no encoding that is known; write utf-8, cp1252 or latin-1", field="encoding"
            )
            return None
    if name:
        return name if _holds(path, name, spool, told=True) else None
    try:
        whole = _holds(path, "utf-8", spool, told=False)
    except UnicodeDecodeError:
        return _judged(path, spool)
    return "utf-8" if whole else None


def _holds(path: Path, name: str, spool: Spool, *, told: bool) -> bool:
    """Whether the file is of this encoding throughout and without NUL characters. Unless `told`, a wrong byte raises UnicodeDecodeError."""
    decoder, line = codecs.getincrementaldecoder(name)(), 1
    with path.open("rb") as file:
        while True:
            piece = file.read(_PIECE)
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                if not told:
                    raise
                line += error.object[: error.start].decode(name, "replace").count("\n")
                what = name.removesuffix("-sig").upper()
                spool.problem(Place(path.name, line), f"is not {what} throughout; save it as UTF-8", field="encoding", gap=True)
                return False
            if "\0" in text:
                place = Place(path.name, line + text.count("\n", 0, text.index("\0")))
                wide = piece.count(0) > len(piece) // 5
                hint = "it may be UTF-16 without its mark: save it as UTF-8" if wide else "this is no text file, or it is damaged"
                spool.problem(place, f"holds a null byte; {hint}", gap=True)
                return False
            line += text.count("\n")
            if not piece:
                return True


def _judged(path: Path, spool: Spool) -> str | None:
    """What is neither marked nor UTF-8, by its first bytes."""
    with path.open("rb") as file:
        data = file.read(_JUDGED)
    if len(data) == _JUDGED:
        data = data[: data.rfind(b"\n") + 1] or data
    about = Metadata(path.name)
    try:
        text = encoding.text_of(data, about)
    except LoadError as error:
        for problem in error.problems:
            spool.problem(Place(path.name, problem.line or 1), problem.message, field="encoding", gap=True)
        return None
    for doubt in about.warnings:
        spool.once(Place(path.name, doubt.line or 1), doubt.message, field="encoding")
    if not about.warnings and text:
        wanted = "is not UTF-8 throughout; save it as UTF-8, or name its encoding in the mapping"
        spool.problem(Place(path.name, 1), wanted, field="encoding", gap=True)
        return None
    return "cp1252"


def _lines(file: Iterator[str], name: str, spool: Spool) -> Iterator[str]:
    """The lines, of a length that is bounded."""
    most, number = spool.limits.line, 0
    while line := file.readline(most + 1):  # type: ignore[attr-defined]
        number += 1
        if len(line) > most:
            spool.problem(Place(name, number), f"the line is longer than {most:,} characters", gap=True)
            return
        yield line


def delimiter_in(text: str, ending: str = "") -> str:
    """What parts the columns: of comma, tab, semicolon and bar the one that parts most lines into the same number of cells, two or more."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    best, score = "\t" if ending in (".tsv", ".tab") else ",", 0.0
    for each in DELIMITERS:
        counts = [len(row) for row in csv.reader(lines[: len(lines) - (len(lines) > 1)] or lines, delimiter=each) if row]
        usual = max(set(counts), key=counts.count, default=1)
        good = counts.count(usual) * min(usual, 20) / max(len(counts), 1) if usual > 1 else 0.0
        if good > score:
            best, score = each, good
    return best


def _bare(text: str) -> int:
    """The line of a cell parted by tabs that a quotation mark begins and does not hold together; 0 where all of them are right, or where
    the lines are not even without them. Programs that write tabs often quote nothing."""
    lines = text.splitlines()
    if not any(line.startswith('"') or '\t"' in line for line in lines):
        return 0
    reader = csv.reader(lines, delimiter="\t", strict=True)
    begun = 1
    try:
        for _ in reader:
            begun = reader.line_num + 1
    except csv.Error:
        return begun if len({line.count("\t") for line in lines[: len(lines) - (len(text) == _JUDGED)] if line}) == 1 else 0
    return 0
