"""Cells of a workbook that are merged over rows: its file keeps what stands in them in the first row alone."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from openpyxl.utils import column_index_from_string

_PIECE, _OVERLAP = 1 << 20, 200
_CELLS = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^<>]{0,60}?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_MOST = 100_000
"""Merged cells of a sheet that are heeded."""


class Merged:
    """The cells of one sheet that are merged over rows; those over columns alone, like titles, are none."""

    def __init__(self, path: Path, sheet: Any) -> None:
        self._ends: dict[tuple[int, int], int] = {}
        self._open: dict[int, tuple[int, str]] = {}
        part = getattr(sheet, "_worksheet_path", "")
        with zipfile.ZipFile(path) as parts:
            if part in parts.namelist():
                with parts.open(part) as file:
                    before = b""
                    # they stand behind all rows
                    while (piece := file.read(_PIECE)) and len(self._ends) < _MOST:
                        for column, first, _, last in _CELLS.findall(before + piece):
                            if int(last) > int(first):
                                self._ends[int(first), column_index_from_string(column.decode()) - 1] = int(last)
                        before = piece[-_OVERLAP:]

    def fill(self, row: int, cells: list[str], numbers: list[bool]) -> bool:
        """Write the text or date of a cell that is merged over this row and earlier ones into its place; whether there was one.

        A number is left to the first row: a sum that stands beside several rows is not that of each.
        """
        if not self._ends:
            return False
        filled = False
        for at, (last, text) in self._open.items():
            if row <= last:
                cells += [""] * (at + 1 - len(cells))
                filled |= not cells[at]
                cells[at] = cells[at] or text
        for at, text in enumerate(cells):
            if (last := self._ends.get((row, at), 0)) and text and not (at < len(numbers) and numbers[at]):
                self._open[at] = last, text
        return filled
