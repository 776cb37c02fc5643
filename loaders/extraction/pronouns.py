"""The words of coreference.yml: pronouns, nouns that mean somebody, and what tells a gender."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from loaders.extraction.frames import table


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of coreference.yml."""

    pronouns: dict[str, str]
    possessive: frozenset[str]
    reflexive: frozenset[str]
    loose: frozenset[str]
    honours: frozenset[str]
    deaths: frozenset[str]
    stages: tuple[frozenset[str], ...]
    empty: frozenset[str]
    definite: frozenset[str]
    otherwise: frozenset[str]
    bodies_untold: frozenset[str]
    persons_untold: frozenset[str]
    generic: dict[str, str]
    abbreviations: dict[str, str]
    synonyms: dict[str, str]
    nominal: frozenset[str]
    aged: frozenset[str]
    any_firm: frozenset[str]
    firms: frozenset[str]
    no_firms: frozenset[str]
    taking: frozenset[str]
    learning: frozenset[str]
    firm_posts: frozenset[str]
    no_firm: frozenset[str]
    gender: dict[str, str]
    names: dict[str, str]
    particles: dict[str, str]
    endings: dict[str, str]


@cache
def words() -> Words:
    data = table("coreference.yml")
    return Words(
        data["pronouns"],
        frozenset(data["possessive"]),
        frozenset(data["reflexive"]),
        frozenset(data["loose"]),
        frozenset(data["honours"]),
        frozenset(data["deaths"]),
        tuple(map(frozenset, data["stages"].values())),
        frozenset(data["empty_verbs"]),
        frozenset(data["definite"]),
        frozenset(data["otherwise"]),
        frozenset(data["bodies_untold"]),
        frozenset(data["persons_untold"]),
        {word: kind for kind, words in data["generic"].items() for word in words},
        data["abbreviations"],
        data["synonyms"],
        frozenset(data["nominal"]),
        frozenset(data["aged"]),
        frozenset(data["any_firm"]),
        frozenset(data["firms"]),
        frozenset(data["no_firms"]),
        frozenset(data["taking"]),
        frozenset(data["learning"]),
        frozenset(data["firm_posts"]),
        frozenset(data["no_firm"]),
        {**dict.fromkeys(data["male"], "m"), **dict.fromkeys(data["female"], "f")},
        {**dict.fromkeys(data["male_names"], "m"), **dict.fromkeys(data["female_names"], "f")},
        data["particles"],
        data["endings"],
    )
