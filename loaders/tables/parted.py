"""Rows in which several are named in one cell: such a row once for each of them, with what stands in brackets behind the name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.tables.getters import Columns
from loaders.tables.mapping import RelationMap

MOST = 10_000
"""Relations that one row may make."""
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,6})? ?%")
_ROLE = re.compile(r"[^\W\d_][^\W\d_ -]{0,40}(?:[ -][^\W\d_]{1,40}){0,3}")


@dataclass(frozen=True)
class Part:
    """A row with one name in each cell that names somebody, and what stood in brackets behind them."""

    cells: Sequence[str]
    role: str = ""
    quantity: str = ""


def parted(made: RelationMap, columns: Columns, spool: Spool) -> Callable[[Place, Sequence[str]], Iterable[Part]]:
    """Rows as they are or, where an end of the relation parts its cell, once for each part; a line break parts it then too."""
    ends = [end.id or end.name for end in (made.subject, made.object)]
    places = [(at, end.split) for end in ends if end.split and len(end.columns) == 1 and (at := columns.at_of(end.columns[0])) is not None]
    if not places:
        return lambda _, cells: (Part(cells),)

    def rows(place: Place, cells: Sequence[str]) -> Iterator[Part]:
        told = [_parts(cells[at], split) for at, split in places]
        if prod(map(len, told)) > MOST:
            text = f"would make more than {MOST:,} relations of the parts of its cells; look at what parts them"
            spool.problem(place, text, field="split")
            return
        for parts in product(*told):
            row, role, quantity = list(cells), "", ""
            for (at, _), part in zip(places, parts, strict=True):
                row[at], bracket = _bracketed(part, role=not made.role, quantity=not made.quantity)
                share = bool(_SHARE.fullmatch(bracket))
                role, quantity = role or ("" if share else bracket), quantity or (bracket if share else "")
            yield Part(row, role, quantity)

    return rows


def _parts(cell: str, split: str) -> list[str]:
    """The parts of a cell, each once; an empty one if there are none."""
    found = (part.strip() for line in cell.splitlines() for part in line.split(split))
    return list(dict.fromkeys(filter(None, found))) or [""]


def _bracketed(part: str, *, role: bool, quantity: bool) -> tuple[str, str]:
    """A name without the role (director) or the share (60%) in brackets behind it, and that; anything else in brackets is of the name."""
    name, bracket, rest = part.rpartition("(")
    told = rest[:-1].strip()
    share = quantity and bool(_SHARE.fullmatch(told))
    is_role = role and told.islower() and bool(_ROLE.fullmatch(told))
    if bracket and rest.endswith(")") and name.strip() and (share or is_role):
        return name.strip(), told
    return part, ""
