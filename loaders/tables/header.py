"""The names of the columns of a table: which line holds them, below any titles, and what they are where two lines name them together."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from loaders.graphs.item import Place
from loaders.graphs.names import words
from loaders.graphs.spool import Spool
from loaders.problems import shown

_TITLES = 20
"""First rows in which the names of columns are looked for."""
_VALUE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].{1,30})?|\d{1,2}[./-]\d{1,2}[./-]\d{4}|https?://\S+|[^@\s]+@[^@\s]+\.\w+")
"""What is no name of a column: a day, a web address, an address of mail."""
_FIGURES = re.compile(r"[-+]?[\d.,\s]+%?")
_OF_A_GROUP = ("name", "id")
"""What tells that a group is about somebody: *Payer* above *Name*."""
Row = tuple[int, list[str]]


class Header(NamedTuple):
    """The line of the names, 0 if there are none, and that of their groups above it, 0 if there are none."""

    line: int = 1
    groups: int = 0


FIRST = Header()


def found_in(rows: Iterable[Row]) -> Header:
    """The first line that is nearly as full as the first lines are, below any titles; with the line of their groups, if any.

    No line if it holds a date or an address above others in its column, so that it names nothing.
    """
    first = list(itertools.islice(rows, _TITLES))
    # a single row with fields too many is no measure
    most = sorted((_filled(cells) for _, cells in first), reverse=True)[:2][-1] if first else 0
    at = next((at for at, (_, cells) in enumerate(first) if _filled(cells) > most / 2), 0)
    if not first:
        return FIRST
    line, names = first[at]
    told = zip(names, first[at + 1][1], strict=False) if at + 1 < len(first) else ()
    if not at and any(_VALUE.fullmatch(name.strip()) and _VALUE.fullmatch(below.strip()) for name, below in told):
        return Header(0)
    if at + 1 < len(first) and first[at + 1][0] == line + 1 and _completed(names, first[at + 1][1]):
        return Header(line + 1, line)
    if at and first[at - 1][0] == line - 1 and _told_apart(first[at - 1][1], names):
        return Header(line, line - 1)
    return Header(line)


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _completed(groups: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a line names what the one above leaves open, and nothing else: `No, Owner, , Vessel` above ` , Name, Share, `."""
    groups, names = _even(groups, names)
    gaps = [at for at, cell in enumerate(groups) if not cell]
    if not gaps or any(_FIGURES.fullmatch(name) or _VALUE.fullmatch(name) for name in names):
        return False
    named = [at for at, group in enumerate(groups) if names[at] and names[at] != group]
    alone = any(not names[at] for at in range(len(names))) or any(names[at] == group for at, group in enumerate(groups) if group)
    whole = all(names[at] for at in gaps) and all(not groups[at] or at + 1 in gaps for at in named)
    return whole and ((len(gaps) > 1 and alone) or _told_apart(groups, names))


def _told_apart(groups: Sequence[str], names: Sequence[str]) -> bool:
    """Whether groups tell apart names that stand twice."""
    groups, names = _even(groups, names)
    if _filled(groups) < 2:
        return False
    twice = [name for name, times in Counter(filter(None, names)).items() if times > 1]
    above = _above(groups, names)
    return any(len({above[at] for at, other in enumerate(names) if other == name}) == names.count(name) for name in twice)


def _even(groups: Sequence[str], names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both lines of one length, without spaces that tell nothing."""
    width = max(len(groups), len(names))
    upper, lower = ([_bare(cell) for cell in (*line, *[""] * (width - len(line)))] for line in (groups, names))
    return upper, lower


def _bare(cell: str) -> str:
    return " ".join(cell.split())


def _above(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """The group of each column: what stands above it, or at the left of that; none where a column is named by the upper line alone."""
    found, now = [], ""
    for group, name in zip(groups, names, strict=True):
        alone = bool(group) and name in ("", group)
        now = "" if alone else group or now
        found.append(now)
    return found


def together(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """The names of columns that two lines tell. A group stands before what is told of somebody, and before what stands twice."""
    groups, names = _even(groups, names)
    times, above = Counter(names), _above(groups, names)
    somebody = {of for of, name in zip(above, names, strict=True) if words(name) in _OF_A_GROUP}
    return [
        f"{of} {name}" if of and name and (times[name] > 1 or of in somebody) else name or group
        for group, name, of in zip(groups, names, above, strict=True)
    ]


def each_once(told: Sequence[str], place: Place, spool: Spool) -> tuple[str, ...]:
    """The names of the columns, each once: one that is empty or stands twice gets a name, with a warning."""
    found: list[str] = []
    for at, cell in enumerate(told, 1):
        name = _bare(cell)
        if not name:
            name = f"column {at}"
            spool.once(place, f"column {at} has no name; here it is called {name}", field="header")
        if name in found:
            other = next(f"{name} ({number})" for number in itertools.count(2) if f"{name} ({number})" not in found)
            spool.once(place, f"column {at} is called {shown(name)} like another; here it is called {shown(other)}", field="header")
            name = other
        found.append(name)
    return tuple(found)
