"""What a mapping of some tables may be, by the names of their columns and by what stands in them; each guess with its reason.

Pure, and never certain: a person looks at it. Words of headers stand in guess.yml; a column that nothing is known of becomes a property.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from loaders.graphs.dates import edtf
from loaders.graphs.names import KINDS, case_key, kind_of, words
from loaders.tables.dates import ORDERS
from loaders.tables.plan import (
    BY_ID,
    ENTITIES,
    HEDGES,
    LEAVE,
    ONCE,
    PROPERTY,
    RELATIONS,
    STANCES,
    ColumnPlan,
    Plan,
    TablePlan,
    types_of,
)

LOOKED_AT = 1_000
"""Rows of a table that are looked at."""
_FEW, _MOST = 30, 0.8
"""How many different values a column of kinds or types may have, and the part of the cells that has to speak for a guess."""
_SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_FIRM = re.compile(
    r"\b(?:ltd|limited|inc|llc|plc|gmbh|ag|kg|corp|corporation|company|s\.?a\.?|b\.?v\.?|oy|a/s|ministry|university|bank)\b\.?", re.I
)
_NUMBER = re.compile(r"[-+]?[\d.,\s]+%?")


@dataclass(frozen=True)
class Sample:
    """A table as far as it is looked at."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    header: int = 1
    """The line of the names of its columns."""

    def cells(self, at: int) -> list[str]:
        """What stands in a column, without empty cells."""
        return [row[at].strip() for row in self.rows[:LOOKED_AT] if at < len(row) and row[at].strip()]


def guess(samples: Sequence[Sample], makes: Sequence[str | None] = ()) -> Plan:
    """The plan that fits some tables best. `makes`: for each table what a person says that its rows are, or None."""
    looked = [_Look(sample) for sample in samples]
    told = [*makes, *[None] * len(samples)]
    things = [each for each, shape in zip(looked, told, strict=False) if shape == ENTITIES or (shape is None and not each.ends)]
    plans = []
    for each, shape in zip(looked, told, strict=False):
        others = [other for other in things if other is not each]
        joined = {} if shape == ENTITIES else _joins(each, others)
        ends = joined or each.ends or each.first_two()
        if shape == RELATIONS or (shape is None and (joined or each.ends)):
            plans.append(_relations(each, ends, joined) if len(ends) == 2 else _entities(each, None))
        else:
            plans.append(_entities(each, _wanted(each, looked)))
    name = case_key(Path(samples[0].file).stem) if samples else "tables"
    headed = [replace(plan, header=sample.header) for plan, sample in zip(plans, samples, strict=True)]
    return Plan(name or "tables", tuple(headed))


class _Look:
    """What can be seen of one table: the words of its headers, its values, and which two columns its headers call ends."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.headers = [words(name) or name.casefold() for name in sample.columns]
        self.cells = [sample.cells(at) for at in range(len(sample.columns))]
        self.sets = [frozenset(cells) for cells in self.cells]
        self.ends = self._ends()

    def unique(self, at: int) -> bool:
        """Whether a column has a value in each row, each time another one."""
        return bool(self.sample.rows) and len(self.sets[at]) == len(self.cells[at]) == min(len(self.sample.rows), LOOKED_AT)

    def share(self, at: int, fits: Any) -> float:
        cells = self.cells[at]
        return sum(bool(fits(cell)) for cell in cells) / len(cells) if cells else 0.0

    def first_two(self) -> dict[str, int]:
        """The first two columns of words, for want of anything better."""
        found = [at for at, cells in enumerate(self.cells) if cells and self.share(at, _NUMBER.fullmatch) < _MOST]
        return {"subject": found[0], "object": found[1]} if len(found) > 1 else {}

    def _ends(self) -> dict[str, int]:
        for first, second, *_ in _words()["ends"]:
            told = first in self.headers and second in self.headers and first != second
            # from and to, start and end are as often the time of something
            if told and not any(self.share(self.headers.index(each), _in_time) >= _MOST / 2 for each in (first, second)):
                return {"subject": self.headers.index(first), "object": self.headers.index(second)}
        kinds = [(at, kind) for at, header in enumerate(self.headers) if (kind := _kind_in(header)) in ("person", "organisation", "agency")]
        named = any(header in _words()["entity"]["name"] for header in self.headers)
        if len(kinds) >= 2 and not named:
            return {"subject": kinds[0][0], "object": kinds[1][0]}
        partner = next((at for at, header in enumerate(self.headers) if header in _words()["predicates"]), None)
        own = next(
            (at for at, header in enumerate(self.headers) if header in _words()["entity"]["name"] or _kind_in(header) == "person"), None
        )
        if partner is not None and own is not None and partner != own:
            return {"subject": own, "object": partner}
        return {}


def _joins(look: _Look, others: Sequence[_Look]) -> dict[str, int]:
    """The first two columns whose values all stand in one column of another table where each stands once."""
    found = []
    for at, values in enumerate(look.sets):
        if len(values) > 1 and any(
            values <= other.sets[place] for other in others for place in range(len(other.sets)) if other.unique(place)
        ):
            found.append(at)
    return {"subject": found[0], "object": found[1]} if len(found) == 2 or (len(found) > 2 and not look.ends) else {}


def _wanted(look: _Look, looked: Sequence[_Look]) -> tuple[int, str] | None:
    """The column of a table whose values the ends of another name, and the name of that table."""
    for other in looked:
        if other is look:
            continue
        joined = _joins(other, [look])
        for place in range(len(look.sets)):
            if joined and look.unique(place) and all(other.sets[at] <= look.sets[place] for at in joined.values()):
                return place, other.sample.file
    return None


# Entities --------------------------------------------------------------------------------------------------------------------


def _entities(look: _Look, wanted: tuple[int, str] | None) -> TablePlan:
    roles = _by_words(look, _words()["entity"])
    if wanted is not None:
        roles = {at: found for at, found in roles.items() if found[0] != "id"}
        if roles.get(wanted[0], ("", ""))[0] != "name":
            roles[wanted[0]] = ("id", f"the relations in {wanted[1]} name these")
    _by_values(look, roles, ("date", "wikidata", "lei"))
    told = {role for role, _ in roles.values()}
    if not told & {"name", "first name", "last name"}:
        texts = [at for at in range(len(look.headers)) if at not in roles and look.cells[at] and look.share(at, _NUMBER.fullmatch) < _MOST]
        if texts:
            roles[texts[0]] = ("name", "it is the first column of words")
        elif (id_ := next((at for at, found in roles.items() if found[0] == "id"), None)) is not None:
            roles[id_] = ("name", "there is no other column of names")
        elif (some := next((at for at, cells in enumerate(look.cells) if cells), None)) is not None:
            roles[some] = ("name", "there is no column of words")
    if wanted is None:
        # an id that does not tell rows apart is a property
        roles = {at: found for at, found in roles.items() if found[0] != "id" or look.unique(at)}
    columns = _columns(look, roles)
    kind, why = _kind(look, columns)
    return TablePlan(look.sample.file, columns, ENTITIES, look.sample.sheet, why, kind=kind, dates=_order(look, columns))


def _kind(look: _Look, columns: Sequence[ColumnPlan]) -> tuple[str, str]:
    """The kind of the entities of a table: by its name, or by what its names look like."""
    for word in (look.sample.sheet, look.sample.file.rpartition(".")[0]):
        for part in (words(word), *words(word).split()):
            if kind_of(part) in KINDS:
                return kind_of(part), f"its name says {part}"
    name = next((at for at, column in enumerate(columns) if column.role == "name"), None)
    if name is not None and look.share(name, _FIRM.search) > 0.3:
        return "organisation", "its names look like those of organisations"
    return "person", "nothing says otherwise"


# Relations -------------------------------------------------------------------------------------------------------------------


def _relations(look: _Look, ends: dict[str, int], joined: dict[str, int]) -> TablePlan:
    why = "both are ids of another table" if joined else "its columns name two ends"
    roles = {at: (role, "its values stand in another table" if joined else "its header says so") for role, at in ends.items()}
    for at, found in _by_words(look, _words()["relation"], frozenset(ends)).items():
        roles.setdefault(at, found)
    _by_values(look, roles, ("date", "url", "stance", "hedge"))
    _between(look, roles, ends)
    columns = _columns(look, roles)
    kinds = {role: BY_ID if joined else _end_kind(look, at) for role, at in ends.items()}
    predicate = _predicate(look.headers[ends["subject"]], look.headers[ends["object"]])
    return TablePlan(
        look.sample.file,
        columns,
        RELATIONS,
        look.sample.sheet,
        why,
        predicate=predicate,
        subject=kinds["subject"],
        object=kinds["object"],
        dates=_order(look, columns),
    )


def _predicate(subject: str, object_: str) -> str:
    """The relation that the headers of both ends tell."""
    told = (words[0] for first, second, *words in _words()["ends"] if words and (first, second) == (subject, object_))
    return str(next(told, None) or _words()["predicates"].get(object_, "linked_to"))


def _between(look: _Look, roles: dict[int, tuple[str, str]], ends: dict[str, int]) -> None:
    """Where no header names the relation: a column of few different words that stands between both ends."""
    first, last = sorted(ends.values())
    if any(role == "predicate" for role, _ in roles.values()):
        return
    for at in range(first + 1, last):
        few = 0 < len(look.sets[at]) <= min(_FEW, max(1, len(look.cells[at]) * 3 // 4))
        # somebody's country is no word for what they have to do with their firm
        about_one = any(look.headers[at] in _words()["entity"][role] for role in ("country", "date"))
        if at not in roles and few and not about_one and look.share(at, _NUMBER.fullmatch) < 1 - _MOST:
            roles[at] = ("predicate", "it stands between both ends, with few different words")
            return


def _end_kind(look: _Look, at: int) -> str:
    if kind := _kind_in(look.headers[at]):
        return kind
    if look.headers[at] in _words()["predicates"]:
        return "organisation" if look.headers[at] in _words()["organisations"] else "person"
    return "organisation" if look.share(at, _FIRM.search) > 0.3 else "person"


# Columns ---------------------------------------------------------------------------------------------------------------------


def _by_words(look: _Look, known: dict[str, list[str]], taken: frozenset[str] = frozenset()) -> dict[int, tuple[str, str]]:
    """What headers say; each role that one column alone tells goes to the column whose header stands first in its list."""
    found: dict[int, tuple[str, str]] = {}
    for role, names in known.items():
        if role in taken:
            continue
        places = [at for name in names for at, header in enumerate(look.headers) if header == name and at not in found and look.cells[at]]
        for at in dict.fromkeys(places[:1] if role in ONCE else places):
            linked = role == "predicate" and look.share(at, _URL.fullmatch) >= _MOST
            if not linked and (role != "kind" or len(look.sets[at]) <= _FEW):
                found[at] = (role, "its header says so")
    return found


def _by_values(look: _Look, roles: dict[int, tuple[str, str]], wanted: Sequence[str]) -> None:
    """What values say of columns whose headers say nothing."""
    tests: dict[str, tuple[Any, str]] = {
        "date": (_dated, "its values are dates"),
        "wikidata": (_WIKIDATA.fullmatch, "its values are Wikidata items"),
        "lei": (_LEI.fullmatch, "its values are LEIs"),
        "url": (_URL.fullmatch, "its values are web addresses"),
        "stance": (lambda cell: cell.lower() in STANCES, "its values are asserts, denies …"),
        "hedge": (lambda cell: cell.lower() in HEDGES, "its values are alleged, reported …"),
    }
    for at in range(len(look.headers)):
        for role in wanted:
            if at not in roles and role not in {found for found, _ in roles.values()} and look.share(at, tests[role][0]) >= _MOST:
                roles[at] = (role, tests[role][1])


def _dated(cell: str) -> bool:
    return len(cell) >= 6 and bool(edtf(cell) or _SLASHED.fullmatch(cell))


def _in_time(cell: str) -> bool:
    return _dated(cell) or bool(_YEAR.fullmatch(cell))


def _columns(look: _Look, roles: dict[int, tuple[str, str]]) -> tuple[ColumnPlan, ...]:
    made = []
    for at, name in enumerate(look.sample.columns):
        role, why = roles.get(at, (PROPERTY, "nothing is known of it") if look.cells[at] else (LEAVE, "it is empty"))
        column = ColumnPlan(name, role, why)
        if role == "predicate" and len(look.sets[at]) <= 10 * _FEW:
            column = replace(column, values=types_of(set(look.sets[at])))
        elif role in ("stance", "hedge"):
            column = replace(column, values=_meant(look.sets[at], STANCES if role == "stance" else HEDGES))
        elif role in ("alias", "said by"):
            column = replace(
                column, split=next((each for each in (";", "|", "\n") if look.share(at, lambda cell, e=each: e in cell) > 0), "")
            )
        made.append(column)
    return tuple(made)


def _meant(told: frozenset[str], known: Sequence[str]) -> dict[str, str]:
    """What words for a stance or hedge mean, as far as that is told in guess.yml."""
    meanings = _words()["meanings"]
    return {word: meanings[word.lower()] for word in sorted(told) if meanings.get(word.lower()) in known}


def _order(look: _Look, columns: Sequence[ColumnPlan]) -> str:
    """The order of day and month, where one of the dates can be read in one way only, and none in the other only."""
    found: Counter[str] = Counter()
    for at, column in enumerate(columns):
        if column.role in ("date", "published", "reported"):
            for match in filter(None, map(_SLASHED.fullmatch, look.cells[at])):
                first, second = int(match[1]), int(match[2])
                if first > 12 >= second:
                    found[ORDERS[0]] += 1
                elif second > 12 >= first:
                    found[ORDERS[1]] += 1
    return next(iter(found)) if len(found) == 1 else ""


def _kind_in(header: str) -> str:
    """The kind that a header names; empty if it names none."""
    kind = kind_of(header) if header else ""
    return kind if kind in KINDS else ""


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(Path(__file__).with_name("guess.yml").read_text("utf-8"), yaml.BaseLoader)
    return found
