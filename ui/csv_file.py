"""Rows as a CSV file that a spreadsheet opens without running anything in it. RFC 4180, UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from graph.cells import harmless_row
from ui.words import DISCLAIMER


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file; its first line says what relations are, its second line names the columns."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([DISCLAIMER])
    writer.writerow(harmless_row(columns))
    writer.writerows(map(harmless_row, rows))
    return out.getvalue().encode("utf-8-sig")
