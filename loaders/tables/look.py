"""What can be seen of a table before anything is guessed: the words of its headers, its values, and which columns its headers call ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.graphs.dates import edtf
from loaders.graphs.names import KINDS, kind_of, words
from loaders.tables.dates import is_open
from loaders.tables.header import FIRST, Header
from loaders.tables.header_words import header_words
from loaders.tables.parting import names_somebody, parting

LOOKED_AT = 1_000
"""Rows of a table that are looked at."""
MOST = 0.8
"""The part of the cells that has to speak for a guess."""
SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
NUMBER = re.compile(r"[-+]?[\d.,\s]+%?")
_ID = re.compile(r"(?:^|\b)(?:id|number|no|nr|key|code|uid|ref)$")
_NAME_OF = re.compile(r"^name of (?:the |an? )?")
_TIMED = re.compile(r"[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?(?:Z|[+-]\d\d:?\d\d)?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True)
class Sample:
    """A table as far as it is looked at."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    header: Header = FIRST
    """Where the names of its columns stand."""

    def cells(self, at: int) -> list[str]:
        """What stands in a column, without empty cells."""
        return [row[at].strip() for row in self.rows[:LOOKED_AT] if at < len(row) and row[at].strip()]


class Look:
    """What can be seen of one table: the words of its headers, its values, and which two columns its headers call ends."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.headers = [_word(name) for name in sample.columns]
        self.cells = [sample.cells(at) for at in range(len(sample.columns))]
        self.sets = [frozenset(cells) for cells in self.cells]
        self.partnered = False
        """Whether each row is about one, with somebody that it has to do with: an employer, an owner."""
        self.logged = False
        """Whether its rows are about the same ones again and again, as those of a log are."""
        self.ends = self._ends()

    @property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """The rows that are looked at."""
        return self.sample.rows[:LOOKED_AT]

    def unique_together(self, names: Collection[str]) -> bool:
        """Whether each row has a name of its own."""
        return len(names) == len(self.rows)

    def unique(self, at: int) -> bool:
        """Whether a column has a value in each row, each time another one."""
        return bool(self.sample.rows) and len(self.sets[at]) == len(self.cells[at]) == min(len(self.sample.rows), LOOKED_AT)

    def share(self, at: int, fits: Any) -> float:
        cells = self.cells[at]
        return sum(bool(fits(cell)) for cell in cells) / len(cells) if cells else 0.0

    def span(self) -> dict[str, int]:
        """The columns of a begin and an end, where both are there."""
        found = {}
        for end in ("start", "end"):
            names = header_words()["span"][end]
            places = (self.headers.index(name) for name in names if name in self.headers)
            at = next((at for at in places if self.share(at, _in_time) >= MOST), None)
            if at is not None:
                found[end] = at
        return found if len(found) == 2 else {}

    def first_two(self) -> dict[str, int]:
        """The first two columns of words, for want of anything better."""
        found = [at for at, cells in enumerate(self.cells) if cells and self.share(at, NUMBER.fullmatch) < MOST]
        return {"subject": found[0], "object": found[1]} if len(found) > 1 else {}

    def names(self, at: int) -> list[str]:
        """What a column names, where several stand in one cell each."""
        sign = parting(self.cells[at])
        if not sign:
            return self.cells[at]
        # a role or a share in brackets is no part of a name
        parts = (part.partition("(")[0].strip() for cell in self.cells[at] for line in cell.splitlines() for part in line.split(sign))
        return [part for part in parts if part]

    def two_named(self) -> dict[str, int]:
        """The first two columns of names, where rows of one name say different things: each row tells of two then, and makes neither."""
        found = self.first_two()
        if not found or any(self.headers[at] in header_words()["entity"]["name"] or kind_in(self.headers[at]) for at in found.values()):
            return {}
        ids = [at for at, header in enumerate(self.headers) if header in header_words()["entity"]["id"]]
        if any(map(self.unique, ids)) or any(self.share(at, names_somebody) < MOST / 2 for at in found.values()):
            return {}
        first = found["subject"]
        rows = {row for row in self.rows if first < len(row) and row[first].strip()}
        return found if len({row[first].strip() for row in rows}) < len(rows) else {}

    def _ends(self) -> dict[str, int]:
        for first, second, *_ in header_words()["ends"]:
            told = first in self.headers and second in self.headers and first != second
            # from and to, start and end are as often the time of something
            if told and not any(self.share(self.headers.index(each), _in_time) >= MOST / 2 for each in (first, second)):
                return {"subject": self.headers.index(first), "object": self.headers.index(second)}
        kinds = [(at, kind) for at, header in enumerate(self.headers) if (kind := kind_in(header)) in ("person", "organisation", "agency")]
        named = any(header in header_words()["entity"]["name"] for header in self.headers)
        if len(kinds) >= 2 and not named:
            return {"subject": kinds[0][0], "object": kinds[1][0]}
        own = next(
            (at for at, header in enumerate(self.headers) if header in header_words()["entity"]["name"] or _has_partner(header)), None
        )
        called = (at for at, header in enumerate(self.headers) if header in header_words()["predicates"])
        partner = next((at for at in called if at != own), None)
        if partner is not None and own is not None:
            self.partnered = True
            return {"subject": own, "object": partner}
        return {}


def joins(look: Look, others: Sequence[Look]) -> dict[str, int]:
    """The first two columns whose values all stand in one column of another table where each stands once."""
    found = {at: held for at, values in enumerate(look.sets) if len(values) > 1 and (held := _held(values, others))}
    if len(found) < 2 or (len(found) > 2 and look.ends):
        return {}
    first, second = list(found)[:2]
    # two columns that name two of one row of another table, as a number and its register, name one
    apart = found[first] & found[second] or {table for table, _ in found[first]} != {table for table, _ in found[second]}
    return {"subject": first, "object": second} if apart else {}


def reference(look: Look, others: Sequence[Look]) -> tuple[int, int, int, int] | None:
    """Where each row is about one that has a name and names a row of another table by its id: the column of the name and that of the id,
    and which other table and column these are. An id is called like the other column, or ends so: *company id* beside *id*."""
    names = header_words()["entity"]["name"]
    own = next((at for at, header in enumerate(look.headers) if look.cells[at] and (header in names or kind_in(header) == "person")), None)
    if own is None or look.ends:
        return None
    for at, header in enumerate(look.headers):
        for table, place in sorted(_held(look.sets[at], others)) if at != own and look.sets[at] else ():
            called = others[table].headers[place]
            if _ID.search(called) and ((header == called and " " in header) or header.endswith(f" {called}")):
                return own, at, table, place
    return None


def _held(values: frozenset[str], others: Sequence[Look]) -> set[tuple[int, int]]:
    """The tables and their columns that hold all these, each once."""
    return {
        (table, place)
        for table, other in enumerate(others)
        for place in range(len(other.sets))
        if values <= other.sets[place] and other.unique(place)
    }


def wanted(look: Look, looked: Sequence[Look]) -> tuple[int, str] | None:
    """The column of a table whose values the ends of another name, and the name of that table."""
    for other in looked:
        if other is look:
            continue
        joined = joins(other, [look])
        for place in range(len(look.sets)):
            if joined and look.unique(place) and all(other.sets[at] <= look.sets[place] for at in joined.values()):
                return place, other.sample.file
        if told := reference(other, [look]):
            return told[3], other.sample.file
    return None


def dated(cell: str) -> bool:
    return len(cell) >= 6 and bool(edtf(cell) or SLASHED.fullmatch(cell))


def names_nobody(cell: str) -> bool:
    """A number, or a day with or without its time."""
    return bool(NUMBER.fullmatch(cell)) or dated(_TIMED.sub("", cell))


def _word(column: str) -> str:
    """A header in its folded form; *Payer name* is the payer, *Name of the person* the person, and *Value (EUR)* the value."""
    word = words(column) or column.casefold()
    while " " in word and word.rpartition(" ")[2] in header_words()["units"]:
        word = word.rpartition(" ")[0]
    bare = _NAME_OF.sub("", word.removesuffix(" name"))
    an_end = any(bare in pair[:2] for pair in header_words()["ends"])
    return bare if an_end or (_NAME_OF.match(word) and kind_in(bare)) else word


def _in_time(cell: str) -> bool:
    return dated(cell) or bool(_YEAR.fullmatch(cell)) or is_open(cell)


def kind_in(header: str) -> str:
    """The kind that a header names: one of ours, or what is told to be a thing, like a ship; empty if it names none."""
    kind = kind_of(header) if header else ""
    if kind in KINDS:
        return kind
    bare = header.removesuffix(" name")
    return next((each for each in (bare, bare.removesuffix("s")) if each in header_words()["things"]), "")


def _has_partner(header: str) -> bool:
    """Whether a header names one that others can have to do with by a column of their own: no place is owned by the owner beside it."""
    kind = kind_in(header)
    return kind in ("person", "organisation") or kind in header_words()["things"]
