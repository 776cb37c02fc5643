"""Values as cells of a table that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable

_SIGNS = {"=", "+", "-", "@"}
_HARMLESS = frozenset([*string.ascii_letters, *string.digits])
_PLAIN = _HARMLESS | {""}
_BREAKS = ("\t", "\r", "\n")


def harmless(value: object) -> str:
    """The value as a cell: text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).

    Full-width and other forms of the signs count too, and so does a sign behind spaces or invisible characters. Numbers stay numbers.
    """
    if value is None or value == "":
        return ""
    if type(value) is int or type(value) is float:
        return str(value)
    text = str(value)
    # so begins nearly every cell
    if text[0] in _HARMLESS:
        return text
    first = next((c for c in text if unicodedata.category(c)[0] not in "CZ"), "")
    return f"'{text}" if text.startswith(_BREAKS) or unicodedata.normalize("NFKC", first) in _SIGNS else text


def harmless_row(row: Iterable[object]) -> list[str]:
    """Each value as `harmless` has it."""
    # nearly every cell is text that begins so: asking here is a third of calling
    return [value if value.__class__ is str and value[:1] in _PLAIN else harmless(value) for value in row]
