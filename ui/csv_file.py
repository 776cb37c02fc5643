"""Rows as a CSV file that a spreadsheet opens without running anything in it. RFC 4180, UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from ui.words import DISCLAIMER

_SIGNS = {"=", "+", "-", "@"}
_BREAKS = ("\t", "\r", "\n")


def harmless(value: object) -> str:
    """The value as a cell: text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).

    Full-width and other forms of the signs count too, and so does a sign behind spaces or invisible characters. Numbers stay numbers.
    """
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    text = str(value)
    first = next((c for c in text if unicodedata.category(c)[0] not in "CZ"), "")
    return f"'{text}" if text.startswith(_BREAKS) or unicodedata.normalize("NFKC", first) in _SIGNS else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file; its first line says what relations are, its second line names the columns."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([DISCLAIMER])
    writer.writerow([harmless(column) for column in columns])
    writer.writerows([harmless(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
