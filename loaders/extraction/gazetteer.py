"""What is known by name: bodies, outlets and places (gazetteer.yml, cities.yml, the countries of babel) and people's names (people.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.model import fold
from loaders.extraction.lexicon import LOADER, Lexicon, members

_PLAIN_CODE = re.compile(r"[A-Z]{2}|\d{3}")
_SYLLABLE = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh|ts|hs)?(?:iang|iong|uang|ang|eng|ing|ong|ung|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui"
    r"|uo|ue|ih|a|o|e|i|u)"
)
_GIVEN_PINYIN = re.compile(rf"{_SYLLABLE}(?:[-']?{_SYLLABLE})?")
_TWO_SYLLABLES = re.compile(rf"{_SYLLABLE}[-']?{_SYLLABLE}")
STRONG, WEAK = 2.5, 1.2


@dataclass(frozen=True)
class Known:
    """A name of the lists: its kind, its name in full, and how much that tells."""

    kind: str
    name: str
    weight: float = STRONG


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Names by their folded form (`graph.model.fold`)."""

    names: dict[str, Known]
    women: frozenset[str]
    men: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    surnames_first: frozenset[str]
    endings: tuple[str, ...]

    def pinyin(self, first: str, second: str) -> bool:
        """Whether two words, folded, are a surname with a given name behind it, as in Chinese."""
        return first in self.surnames_first and _GIVEN_PINYIN.fullmatch(second) is not None

    @staticmethod
    def of_two_syllables(name: str) -> bool:
        """Whether a Chinese given name has two syllables, as few words of another language do."""
        return _TWO_SYLLABLES.fullmatch(name) is not None


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(Path(__file__).with_name(name).read_text("utf-8"), LOADER)
    return found


def _folded(text: str) -> frozenset[str]:
    return frozenset(map(fold, members(text)))


@cache
def gazetteer(language: str = "en") -> Gazetteer:
    """The lists, with countries by their names in a language."""
    facts, people, cities = _read("gazetteer.yml"), _read("people.yml"), _read("cities.yml")
    names: dict[str, Known] = {}
    for town in members(cities["towns"]):
        names[fold(town)] = Known("place", town, WEAK)
    for city in (*members(cities["cities"]), *members(cities["called"])):
        names[fold(city)] = Known("place", city, 2.0)
    for name, alias in _countries(language, facts):
        names[fold(alias)] = Known("place", name)
    for kind in ("place", "organisation", "outlet", "agency"):
        for line in facts[kind].strip().splitlines():
            first, *others = (part.strip() for part in line.split("|"))
            for alias in (first, *others):
                names[fold(alias)] = Known(kind, first)
    # words of a text come without a last full stop: "u.s"
    names |= {bare: known for name, known in names.items() if "." in name and (bare := _stopless(name)) not in names}
    women, men = _folded(people["female"]), _folded(people["male"])
    given = women | men | _folded(people["either"])
    return Gazetteer(
        names,
        women,
        men,
        given,
        _folded(people["surnames"]),
        _folded(facts["surnames_first"]),
        tuple(set(members(facts["surname_endings"]))),
    )


def _stopless(name: str) -> str:
    return " ".join(word.rstrip(".") for word in name.split())


@cache
def countries(language: str = "en") -> frozenset[str]:
    """The names of countries, folded, without those that are cities too."""
    facts = _read("gazetteer.yml")
    return frozenset(fold(alias) for _, alias in _countries(language, facts)) - _folded(facts["city_states"])


def _countries(language: str, facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each country's name with each of its names."""
    from babel import Locale

    not_places = frozenset(members(facts["not_places"]))
    territories = {
        code: name for code, name in Locale(language).territories.items() if _PLAIN_CODE.fullmatch(code) and name not in not_places
    }
    for name in territories.values():
        yield name, name
    for code, aliases in facts["countries"].items():
        for alias in (part.strip() for part in aliases.split("|")):
            yield territories.get(code, alias), alias.strip()


def extended(base: Gazetteer, words: Lexicon) -> Gazetteer:
    """With the names that a lexicon's section `gazetteer` brings, by kind, as a case has them: aliases stand behind a name, by `|`."""
    own = {
        fold(alias): Known(kind, name.partition("|")[0])
        for kind in ("person", "agency", "organisation", "outlet", "place", "event")
        for name in words.forms("gazetteer", kind)
        for alias in name.split("|")
    }
    given = frozenset(map(fold, words.forms("names", "given")))
    if not own and given <= base.given:
        return base
    return Gazetteer({**base.names, **own}, base.women, base.men, base.given | given, base.surnames, base.surnames_first, base.endings)
