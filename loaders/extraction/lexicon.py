"""The words of a language that the rules go by: lexicon.yml, read once; a case may extend it by a mapping of the same form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from loaders.extraction import own

LOADER: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Words = frozenset[str]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Sections of named lists; `words` and `forms` look one up, empty where a language has none."""

    sections: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    _words: dict[tuple[str, str], Words] = field(default_factory=dict, init=False, repr=False)

    def forms(self, section: str, name: str) -> tuple[str, ...]:
        """The members of a list as they are written, in their order."""
        return self.sections.get(section, {}).get(name, ())

    def words(self, section: str, name: str) -> Words:
        """The members of a list without case."""
        if (section, name) not in self._words:
            self._words[section, name] = frozenset(word.casefold() for word in self.forms(section, name))
        return self._words[section, name]

    def extended(self, further: Mapping[str, Mapping[str, Any]]) -> Lexicon:
        """A lexicon with the members of a further mapping behind its own, as a case brings them."""
        joined = {name: dict(lists) for name, lists in self.sections.items()}
        for section, lists in _lists(further).items():
            own = joined.setdefault(section, {})
            for name, members in lists.items():
                own[name] = own.get(name, ()) + members
        return Lexicon(joined)


def _lists(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        section: {name: members(value) for name, value in lists.items()} for section, lists in raw.items() if isinstance(lists, Mapping)
    }


def members(value: Any) -> tuple[str, ...]:
    """A list written as such, or as one text with commas."""
    parts = value.split(",") if isinstance(value, str) else map(str, value)
    return tuple(word for part in parts if (word := " ".join(part.split())))


def lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language, English where there is no file `lexicon.LANGUAGE.yml`; with the names of a case that is in force."""
    return _with_own(language, own.in_force())


@lru_cache(maxsize=8)
def _with_own(language: str, words: own.OwnWords) -> Lexicon:
    lists: dict[str, list[str]] = {}
    for each in words.names:
        lists.setdefault(each.kind, []).append("|".join((each.name, *each.aliases)))
    return _language(language).extended({"gazetteer": lists}) if lists else _language(language)


@cache
def _language(language: str) -> Lexicon:
    here = Path(__file__)
    other = here.with_name(f"lexicon.{language}.yml")
    path = other if other.exists() else here.with_suffix(".yml")
    return Lexicon(_lists(yaml.load(path.read_text("utf-8"), LOADER)))
