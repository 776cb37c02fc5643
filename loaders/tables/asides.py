"""Rows that tell of nobody: a note or the source below a table, a heading between its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders.tables.header_words import header_words

_WIDE = 4
"""Columns from which on a row with one cell alone is no relation that lacks something, but a remark."""


def is_aside(cells: Sequence[str], *, entities: bool) -> bool:
    """Whether one cell alone is filled in, and it holds a remark: by how it begins or, where no row makes an entity by itself, in a table
    of many columns, since a relation needs two ends."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) != 1 or len(cells) < 2:
        return False
    return bool(_remark().match(filled[0])) or (not entities and len(cells) >= _WIDE)


@cache
def _remark() -> re.Pattern[str]:
    words = "|".join(map(re.escape, header_words()["remarks"]))
    return re.compile(rf"[*†‡]|(?:{words})\s?:", re.IGNORECASE)
