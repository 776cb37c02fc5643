"""What is taken of an item of Wikidata, and as what: the table taken.yml."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Relation:
    """A property between two items: `kind` is that of an object about which nothing else is told."""

    predicate: str
    kind: str
    reverse: bool = False
    role: str = ""


@dataclass(frozen=True)
class Taken:
    """The table: properties and classes by their numbers."""

    relations: dict[str, Relation]
    identifiers: dict[str, str]
    names: tuple[str, ...]
    dates: dict[str, str]
    website: str
    coordinates: str
    roles: tuple[str, ...]
    circumstances: tuple[str, ...]
    disputed: str
    supported: str
    hedges: dict[str, str]
    about: frozenset[str]
    publishers: tuple[str, ...]
    address: str
    title: str
    published: str
    retrieved: str
    own: frozenset[str]
    own_hosts: tuple[str, ...]
    kinds: dict[str, str] = field(default_factory=dict)

    def properties(self) -> frozenset[str]:
        """The properties of an item that are read."""
        beside = ("P31", "P279", self.website, self.coordinates)
        return frozenset((*self.relations, *self.identifiers, *self.names, *self.dates, *beside))


@cache
def taken() -> Taken:
    """The table, read once."""
    given: dict[str, Any] = yaml.load(Path(__file__).with_suffix(".yml").read_text("utf-8"), yaml.BaseLoader)
    given["relations"] = {name: Relation(**each | {"reverse": "reverse" in each}) for name, each in given["relations"].items()}
    given["kinds"] = {class_: kind for kind, classes in given["kinds"].items() for class_ in classes}
    for name in ("names", "roles", "circumstances", "publishers", "own_hosts"):
        given[name] = tuple(given[name])
    for name in ("about", "own"):
        given[name] = frozenset(given[name])
    return Taken(**given)
