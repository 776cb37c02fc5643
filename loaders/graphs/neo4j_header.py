"""The header of a file for `neo4j-admin database import`: `name:type`, `:ID(space)`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.graphs.dates import edtf
from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.problems import one_of, shown

_FIELD = re.compile(r"(?P<name>.*?)(?::(?P<type>[A-Za-z_]+)(?P<list>\[\])?(?:\((?P<space>[^()]*)\))?(?:\{(?P<options>.*)\})?)?", re.DOTALL)
_MARK = re.compile(r"(?:^|[,\t;|\"])[^,\t;|\"\s]*:(?:ID|START_ID)(?:\([^()]*\))?(?:\{[^{}]*\})?(?=$|[,\t;|\"])")
_WHOLE = ("int", "long", "byte", "short")
_REAL = ("float", "double")
_DATES = ("date", "datetime", "localdatetime")
PLAIN = (*_WHOLE, *_REAL, "boolean", "char", "string", "point", *_DATES, "localtime", "time", "duration")
STRUCTURE = ("ID", "LABEL", "START_ID", "END_ID", "TYPE", "IGNORE")
_NUMBER = re.compile(r"[+-]?\d+")
_LABEL_OPTION = re.compile(r"label\s*:\s*([^,}]+)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is one of STRUCTURE or PLAIN; `space` that of its ids; `label` what its option gives every node."""

    name: str
    type: str
    several: bool = False
    space: str = ""
    label: str = ""

    def doubt(self, value: str) -> str:
        """What is wrong with a value of this type; empty if nothing is."""
        fits = True
        if self.type in _WHOLE:
            fits = _NUMBER.fullmatch(value) is not None
        elif self.type in _REAL:
            fits = _real(value)
        elif self.type == "boolean":
            fits = value.lower() in ("true", "false")
        elif self.type in _DATES:
            fits = edtf(value) is not None
        return "" if fits else f"{shown(value)} is no {self.type}; it is kept as a text"


def is_header(line: str) -> bool:
    """Whether a line is such a header."""
    return _MARK.search(line) is not None


def columns(cells: Iterable[str], place: Place, spool: Spool) -> list[Column]:
    """The columns of a header. A type that is not known, and a name that stands twice, are problems."""
    found: list[Column] = []
    seen: set[str] = set()
    for number, cell in enumerate(cells, 1):
        match = _FIELD.fullmatch(cell.strip())
        name, type_ = (match["name"], match["type"] or "string") if match else (cell, "")
        known = type_.upper() if type_.upper() in STRUCTURE else type_.lower()
        if known not in (*STRUCTURE, *PLAIN):
            spool.problem(
                place, f"the type of column {number} is not known; it is one of {one_of(PLAIN)}", field=cell, value=cell, gap=True
            )
        identity = f":{known}" if known in STRUCTURE else name
        if known != "IGNORE" and identity in seen:
            spool.problem(place, f"column {number} stands twice; give each column a name of its own", field=identity, gap=True)
        if not name and known in PLAIN:
            spool.problem(place, f"column {number} has no name", field="header", gap=True)
        seen.add(identity)
        option = _LABEL_OPTION.search(match["options"] or "") if match else None
        several, space = bool(match and match["list"]), (match["space"] or "") if match else ""
        found.append(Column(name, known, several, space, option[1].strip() if option else ""))
    return found


def _real(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
