"""A workbook (.xlsx), a row at a time: cells as text, formulas as their text, nothing evaluated, run or fetched."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.problems import one_of, shown
from loaders.tables.cells import text_of
from loaders.tables.merged import Merged

MOST_UNPACKED, MOST_PARTS, MOST_SHARED = 2_000_000_000, 10_000, 200_000_000
"""Bytes and parts of a whole workbook, and bytes of the texts that its cells share, which are kept in memory."""
_OLD = b"\xd0\xcf\x11\xe0"
_PERCENT = re.compile(r"[0#,]{1,40}(?:\.[0#]{1,40})?%")
_PADDED = re.compile(r"0{2,40}")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, AttributeError, TypeError),
    *(NotImplementedError, RuntimeError, OverflowError, ParseError, DefusedXmlException),
)


def sheets(path: Path, spool: Spool) -> list[str]:
    """The names of the sheets that hold cells and are shown; none if the workbook cannot be read, which was noted, as hidden ones are."""
    book = _opened(path, spool)
    if book is None:
        return []
    try:
        shown_ = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if hidden := [shown(sheet.title) for sheet in book.worksheets if sheet.title not in shown_]:
            text = f"has hidden sheets, which are left out: {', '.join(hidden[:20])}; show them, or name them in a mapping"
            spool.once(Place(path.name, 1), text, field="sheet")
        return shown_
    finally:
        book.close()


def rows(path: Path, spool: Spool, sheet: str = "") -> Iterator[tuple[Place, list[str]]]:
    """The rows of a sheet, of the first if none is named, with their numbers; empty ones are left out."""
    book = _opened(path, spool)
    if book is None:
        return
    try:
        names = [each.title for each in book.worksheets]
        if sheet and sheet not in names:
            text = f"there is no sheet {shown(sheet)}; its sheets are {one_of(map(shown, names))}{spool.problems.nearest(sheet, names)}"
            spool.problem(Place(path.name, 1), text, field="sheet", gap=True)
            return
        if not names:
            spool.problem(Place(path.name, 1), "holds no sheet with cells", gap=True)
            return
        shown_ = book[sheet or names[0]]
        yield from _read(shown_, path.name, spool, Merged(path, shown_))
    except _BROKEN:
        spool.problem(Place(path.name, 1), "is a broken workbook, and cannot be read to its end; save it anew as .xlsx", gap=True)
    finally:
        book.close()


def _read(sheet: Any, file: str, spool: Spool, merged: Merged) -> Iterator[tuple[Place, list[str]]]:
    # what a sheet tells of its own size may be wrong or hostile
    sheet.reset_dimensions()
    name = f"{file} ({sheet.title})"
    for number, cells in enumerate(sheet.rows, 1):
        if not cells:
            continue
        place = Place(name, number)
        found = [_text(cell, place, spool) for cell in cells]
        if merged.fill(number, found, [cell.data_type in ("n", "f") for cell in cells]):
            told = "holds cells that are merged over rows: a text or date counts for each of them, a number for the first alone"
            spool.once(place, told, field="cell")
        while found and not found[-1]:
            found.pop()
        if len(found) > spool.limits.columns:
            spool.problem(place, f"has {len(found):,} columns, more than the {spool.limits.columns:,} that are taken", gap=True)
            return
        if found:
            yield place, found


def _text(cell: Any, place: Place, spool: Spool) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        spool.once(place, "holds formulas, which are kept as their text; paste their values in their place to load these", field="cell")
        return str(getattr(value, "text", value))
    text = text_of(value)
    if cell.data_type == "n" and text.isdigit() and _PADDED.fullmatch(str(cell.number_format)):
        # a number that the sheet shows with leading zeros
        return text.zfill(len(cell.number_format))
    if cell.data_type == "n" and isinstance(value, int | float) and _PERCENT.fullmatch(str(cell.number_format)):
        # a part of one that the sheet shows as a hundredth
        return f"{(Decimal(str(value)) * 100).normalize():f}%"
    return text


def _opened(path: Path, spool: Spool) -> Any:
    """The workbook, or None if it was refused."""
    import openpyxl

    told = _refusal(path, spool)
    if not told:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
        except (openpyxl.utils.exceptions.InvalidFileException, *_BROKEN):
            told = "is a broken workbook, or none, and cannot be read; save it anew as .xlsx"
    spool.problem(Place(path.name, 1), told, gap=True)
    return None


def _refusal(path: Path, spool: Spool) -> str:
    """Why a file is not opened at all, or nothing. Macros and links to elsewhere are told; they are neither run nor followed."""
    with path.open("rb") as file:
        if file.read(4) == _OLD:
            return "is locked by a password, or an old workbook (.xls); save it as .xlsx without a password"
    try:
        with zipfile.ZipFile(path) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS or sum(each.file_size for each in listed) > MOST_UNPACKED:
                return f"would unpack to more than {MOST_UNPACKED:,} bytes or {MOST_PARTS:,} parts; save its sheet as CSV"
            if any(each.file_size > MOST_SHARED for each in listed if each.filename.lower().endswith("sharedstrings.xml")):
                return f"holds more than {MOST_SHARED:,} bytes of texts; save its sheet as CSV"
            for each in listed:
                small = each.filename.lower()
                if small.endswith((".xml", ".rels")) and _declares(parts, each):
                    return "declares entities in its XML, which no workbook needs; it is not read"
                if small.endswith("vbaproject.bin"):
                    spool.once(Place(path.name, 1), "holds macros, which are not run")
                if small.startswith("xl/externallinks/"):
                    spool.once(Place(path.name, 1), "links to other workbooks, which are not opened")
    except _BROKEN:
        return "is a broken workbook, or none, and cannot be read; save it anew as .xlsx"
    return ""


def _declares(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with parts.open(part) as file:
        head = file.read(4_096).replace(b"\0", b"").upper()
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head
