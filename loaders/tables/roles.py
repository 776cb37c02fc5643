"""What the columns of a table tell, their roles: by the words of their headers (guess.yml), and by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from loaders.tables.dates import ORDERS
from loaders.tables.header_words import header_words
from loaders.tables.look import MOST, NUMBER, SLASHED, Look, dated
from loaders.tables.parting import parting, several
from loaders.tables.plan import HEDGES, LEAVE, ONCE, PROPERTY, STANCES, SUBJECT_DATE, ColumnPlan, types_of

Roles = dict[int, tuple[str, str]]
"""Of each column what it tells, and why that is thought."""
FEW = 30
"""How many different values a column of kinds or types may have."""
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")
_LEI = re.compile(r"[A-Z0-9]{18}\d{2}")
_URL = re.compile(r"https?://\S+", re.IGNORECASE)


def by_words(look: Look, known: dict[str, list[str]], taken: frozenset[str] = frozenset()) -> Roles:
    """What headers say; each role that one column alone tells goes to the column whose header stands first in its list."""
    found: Roles = {}
    for role, names in known.items():
        if role in taken:
            continue
        called = (at for name in names for at, header in enumerate(look.headers) if header == name and at not in found and look.cells[at])
        places = [at for at in called if _can_tell(look, at, role)]
        for at in dict.fromkeys(places[:1] if role in ONCE else places):
            found[at] = (role, "its header says so")
    return found


def _can_tell(look: Look, at: int, role: str) -> bool:
    """Whether what stands in a column can be what its header says."""
    if role == "kind":
        return len(look.sets[at]) <= FEW
    if role == "said by":
        # a number names nobody
        return look.share(at, _URL.fullmatch) < MOST and look.share(at, NUMBER.fullmatch) < MOST
    return role != "predicate" or look.share(at, _is_no_type) < MOST


def _is_no_type(cell: str) -> bool:
    """A web address, a formula, or which way a line is drawn: no relation's type."""
    return bool(_URL.fullmatch(cell)) or cell.startswith("=") or cell.lower() in header_words()["ways"]


def by_values(look: Look, roles: Roles, wanted: Sequence[str]) -> None:
    """What values say of columns whose headers say nothing."""
    tests: dict[str, tuple[Any, str]] = {
        "date": (dated, "its values are dates"),
        "wikidata": (_WIKIDATA.fullmatch, "its values are Wikidata items"),
        "lei": (_LEI.fullmatch, "its values are LEIs"),
        "url": (_URL.fullmatch, "its values are web addresses"),
        "stance": (lambda cell: cell.lower() in STANCES, "its values are asserts, denies …"),
        "hedge": (lambda cell: cell.lower() in HEDGES, "its values are alleged, reported …"),
    }
    for at in range(len(look.headers)):
        for role in wanted:
            told = role in {found for found, _ in roles.values()} or (role == "date" and look.headers[at] in header_words()["entries"])
            if at not in roles and not told and look.share(at, tests[role][0]) >= MOST:
                roles[at] = (role, tests[role][1])


def planned(look: Look, roles: Roles) -> tuple[ColumnPlan, ...]:
    made = []
    for at, name in enumerate(look.sample.columns):
        role, why = roles.get(at, (PROPERTY, "nothing is known of it") if look.cells[at] else (LEAVE, "it is empty"))
        column = ColumnPlan(name, role, why)
        if role == "predicate" and len(look.sets[at]) <= 10 * FEW:
            column = replace(column, values=types_of(set(look.sets[at])))
        elif role in ("stance", "hedge"):
            column = replace(column, values=_meant(look.sets[at], STANCES if role == "stance" else HEDGES))
        elif role in ("subject", "object") and (sign := parting(look.cells[at])):
            column = replace(column, split=sign, why=f"{why}; {several(sign)}")
        elif role in ("alias", "said by"):
            column = replace(
                column, split=next((each for each in (";", "|", "\n") if look.share(at, lambda cell, e=each: e in cell) > 0), "")
            )
        made.append(column)
    return tuple(made)


def _meant(told: frozenset[str], known: Sequence[str]) -> dict[str, str]:
    """What words for a stance or hedge mean, as far as that is told in guess.yml."""
    meanings = header_words()["meanings"]
    return {word: meanings[word.lower()] for word in sorted(told) if meanings.get(word.lower()) in known}


def date_order(look: Look, columns: Sequence[ColumnPlan]) -> str:
    """The order of day and month, where one of the dates can be read in one way only, and none in the other only."""
    found: Counter[str] = Counter()
    for at, column in enumerate(columns):
        if column.role in ("date", "until", "published", "reported", SUBJECT_DATE):
            for match in filter(None, map(SLASHED.fullmatch, look.cells[at])):
                first, second = int(match[1]), int(match[2])
                if first > 12 >= second:
                    found[ORDERS[0]] += 1
                elif second > 12 >= first:
                    found[ORDERS[1]] += 1
    return next(iter(found)) if len(found) == 1 else ""
