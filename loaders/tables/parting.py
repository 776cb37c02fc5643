"""Several names in one cell, and by what they are parted: a guess, by what the cells of a column hold."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.tables.kind_by_name import is_firm, kind_by_name

SIGNS = (";", "|", "\n", " / ", ",")
"""What names are parted by, the surest first."""
_SURE = (";", "|")
"""What hardly stands within a name; the others part only what are names on both sides: a cell may be broken anywhere, to fit."""


def parting(cells: Sequence[str]) -> str:
    """What parts names in some of these cells; empty if nothing does."""
    for sign in SIGNS:
        told = [[part.strip() for part in cell.split(sign) if part.strip()] for cell in cells if sign in cell]
        if told and (sign in _SURE or all(len(parts) > 1 and all(map(names_somebody, parts)) for parts in told)):
            return sign
    return ""


def names_somebody(part: str) -> bool:
    """Whether it has the form of a person's name or a firm's."""
    return is_firm(part) or kind_by_name(part) == "person"


def several(sign: str) -> str:
    """That several names stand in one cell, for whoever looks at the guess."""
    read = {"\n": "line breaks", ",": "commas", " / ": "strokes"}.get(sign, sign)
    return f"several stand in one cell, parted by {read}"
