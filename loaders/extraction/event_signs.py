"""The signs of events: which verbs and nouns tell of which, and what must stand around them. The words are in events.yml."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from loaders.extraction.frames import Needs, Places, lexicon, needed, places, table

_TIES = frozenset({"role", "represents", "worked_with", "spouse_of", "sibling_of", "parent_of", "relative_of", "founded", "friend_of"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that tells of an event, with what must stand around it."""

    type: str
    needs: Needs = ()
    who: Needs = ()
    holds: Places = ()
    dated: bool = False
    negated: bool = False
    unwilling: bool = False
    lacks: Needs = ()
    bare: bool = False
    ahead: bool = False
    urged: bool = False

    @property
    def conditions(self) -> int:
        return (
            len(self.needs)
            + len(self.who)
            + bool(self.holds)
            + self.dated
            + self.negated
            + self.unwilling
            + self.bare
            + self.ahead
            + self.urged
        )


@dataclass(slots=True)
class Signs:
    """Verbs with their signs, those with the most conditions first; nouns with their types; nouns that count with a date alone; groups of
    words by name; words that begin a line and tell what became of those named in it; words of headlines in
    capitals; what must not stand around a noun."""

    verbs: dict[str, list[Sign]] = field(default_factory=lambda: defaultdict(list))
    nouns: dict[str, str] = field(default_factory=dict)
    dated: frozenset[str] = frozenset()
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    headlines: dict[str, str] = field(default_factory=dict)
    barred: dict[str, Needs] = field(default_factory=dict)


@cache
def signs() -> Signs:
    """The signs of events.yml."""
    found = Signs()
    rows = dict(table("events.yml"))
    found.labels, found.headlines, barred = rows.pop("labels"), rows.pop("headlines"), rows.pop("barred")
    groups = {**rows.pop("words"), "post": list(posts())}
    found.groups = {name: frozenset(each) for name, each in groups.items()}
    found.barred = {noun: needed(around, groups) for noun, around in barred.items()}
    for type_, words in rows.items():
        for each in words["verbs"]:
            sign = _sign(type_, {} if isinstance(each, str) else each, groups)
            verbs = each if isinstance(each, str) else each["verb"]
            for verb in dict.fromkeys([verbs] if isinstance(verbs, str) else verbs):
                found.verbs[verb].append(sign)
        found.nouns |= dict.fromkeys([*words["nouns"], *words.get("dated", ())], type_)
        found.dated |= frozenset(words.get("dated", ()))
    for each_verb in found.verbs.values():
        each_verb.sort(key=lambda each: -each.conditions)
    return found


def _sign(type_: str, row: dict[str, Any], groups: dict[str, list[str]]) -> Sign:
    needs, lacks = (needed(row.get(each, {}), groups) for each in ("needs", "lacks"))
    who = tuple((places(where), frozenset(kinds)) for where, kinds in row.get("who", {}).items())
    holds = tuple(place for each in row.get("holds", ()) for place in places(each))
    return Sign(
        type_, needs, who, holds, "dated" in row, "negated" in row, "unwilling" in row, lacks, "bare" in row, "ahead" in row, "urged" in row
    )


@cache
def people() -> frozenset[str]:
    """The nouns for a person by a post, a tie or a trade."""
    told = frozenset(noun for noun, frames in lexicon().bonds.items() if any(each.predicate in _TIES for each in frames))
    return told | lexicon().lists["persons"]


@cache
def posts() -> frozenset[str]:
    """The nouns that tell a post."""
    return frozenset(noun for noun, frames in lexicon().bonds.items() if any(each.predicate == "role" for each in frames))
