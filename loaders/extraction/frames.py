"""Frames as data: which words connect two entities, and where around them the two stand (relations.yml says how they are written)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from loaders.extraction import own

Places = tuple[str, ...]
Needs = tuple[tuple[Places, frozenset[str]], ...]
"""Places at each of which one of the words must stand."""
_MARKS = ("detail", "through", "part", "turned", "named", "together", "publisher", "present", "parents", "personal", "placeless", "passing")
_LOADER: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def possible(needs: Needs, words: set[str]) -> bool:
    """Whether a sentence of these words and lemmas can hold what is needed."""
    for _, wanted in needs:  # noqa: SIM110 # a generator takes twice as long, and this is asked of each frame of each verb
        if wanted.isdisjoint(words):
            return False
    return True


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say a predicate. `ends`: the places of its subject and of its object; `kinds`: of which kinds each may be."""

    predicate: str
    ends: tuple[Places, Places]
    kinds: tuple[frozenset[str], frozenset[str]]
    needs: Needs = ()
    lacks: Places = ()
    unless: Needs = ()
    denied: bool = False
    affirmed: bool = False
    detail: bool = False
    through: bool = False
    part: bool = False
    turned: bool = False
    named: bool = False
    together: bool = False
    publisher: bool = False
    parents: bool = False
    present: bool = False
    personal: bool = False
    placeless: bool = False
    passing: bool = False
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The frames by their words: verbs, nouns that tell of an act, nouns that tell who somebody is; and lists of small words by name."""

    verbs: Mapping[str, list[Frame]]
    deeds: Mapping[str, list[Frame]]
    bonds: Mapping[str, list[Frame]]
    lists: Mapping[str, frozenset[str]]
    hedges: Mapping[str, str] = field(default_factory=dict)
    implied: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    irregular: Mapping[str, str] = field(default_factory=dict)
    peoples: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def bond_ends(self) -> frozenset[str]:
        """The nouns of bonds, and what stands behind a hyphen in them: the words that such a noun can end with."""
        parts = {noun.split("-", hyphens)[-1] for noun in self.bonds for hyphens in range(1, noun.count("-") + 1)}
        return frozenset({*self.bonds, *parts})

    def among(self, name: str, word: str) -> bool:
        """Whether a word is in a list."""
        return word in self.lists[name]

    def any_among(self, name: str, words: Iterable[str]) -> bool:
        """Whether any of the words is in a list."""
        return not self.lists[name].isdisjoint(words)


def lexicon() -> Lexicon:
    """The frames of relations.yml, behind those of a case that is in force."""
    return _with_own(own.in_force().verbs)


@lru_cache(maxsize=8)
def _with_own(verbs: tuple[own.OwnVerbs, ...]) -> Lexicon:
    base = _language()
    if not verbs:
        return base
    kinds = {name: frozenset(each) for name, each in table("relations.yml")["kinds"].items()}
    rows = [{"predicate": each.predicate, "verbs": each.verbs, "ends": each.ends, "kinds": each.kinds} for each in verbs]
    found = _by_word(rows, "verbs", kinds, {})
    return replace(base, verbs={**base.verbs, **{verb: [*frames, *base.verbs.get(verb, ())] for verb, frames in found.items()}})


@cache
def _language() -> Lexicon:
    data = table("relations.yml")
    kinds = {name: frozenset(each) for name, each in data["kinds"].items()}
    lists = {name: frozenset(each) for name, each in data["words"].items() if isinstance(each, list)}
    plain = {name: each for name, each in data["words"].items() if isinstance(each, str)}
    return Lexicon(
        _by_word(data["verbs"], "verbs", kinds, lists),
        _by_word(data["deeds"], "nouns", kinds, lists),
        _by_word(data["bonds"], "nouns", kinds, lists, bond=True),
        lists,
        data["words"]["hedges"],
        data["words"]["implied"],
        plain,
        data["words"]["irregular"],
        data["words"]["peoples"],
    )


def table(name: str) -> dict[str, Any]:
    """A file beside this one, every value in it a text."""
    found: dict[str, Any] = yaml.load(Path(__file__).with_name(name).read_text("utf-8"), _LOADER)
    return found


def _by_word(
    rows: list[dict[str, Any]],
    words: str,
    kinds: Mapping[str, frozenset[str]],
    groups: Mapping[str, Collection[str]],
    *,
    bond: bool = False,
) -> dict[str, list[Frame]]:
    """Frames by word. A bond has one list of places, where the other stands; verbs and deeds have two."""
    found: dict[str, list[Frame]] = defaultdict(list)
    for row in rows:
        ends = (tuple(row["ends"]), ()) if bond else (places(row["ends"][0]), places(row["ends"][1]))
        needs, unless = (needed(row.get(each, {}), groups) for each in ("needs", "unless"))
        frame = _frame(row, ends, (kinds[row["kinds"][0]], kinds[row["kinds"][1]]), needs, unless, _members(row.get("absent", ()), groups))
        for word in dict.fromkeys(row[words]):
            found[word].append(frame)
    return dict(found)


def _frame(
    row: dict[str, Any],
    ends: tuple[Places, Places],
    kinds: tuple[frozenset[str], frozenset[str]],
    needs: Needs,
    unless: Needs,
    absent: frozenset[str],
) -> Frame:
    return Frame(
        row["predicate"],
        ends,
        kinds,
        needs,
        tuple(row.get("lacks", ())),
        unless,
        denied=row.get("when") == "denied",
        affirmed=row.get("when") == "affirmed",
        absent=absent,
        **{mark: mark in row for mark in _MARKS},
    )


def needed(row: Mapping[str, list[str]], groups: Mapping[str, Collection[str]]) -> Needs:
    """Places with their words as they are written, those of a group where its name stands: `$heading`."""
    return tuple((places(where), _members(wanted, groups)) for where, wanted in row.items())


def _members(wanted: Iterable[str], groups: Mapping[str, Collection[str]]) -> frozenset[str]:
    return frozenset(word for each in wanted for word in (groups.get(each[1:], [each]) if each[0] == "$" else [each]))


def places(written: str) -> Places:
    """Where an end may stand, as it is written: `by|doer|own`."""
    return tuple(each.strip('" ') for each in written.split("|"))
