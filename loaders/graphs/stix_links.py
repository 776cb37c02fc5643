"""What the objects of a STIX bundle have to do with each other, where a bundle holds a part of them: references may lead out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.graphs.item import Edge, Node, Place
from loaders.graphs.spool import Spool

META = ("marking-definition", "extension-definition", "language-content")
"""Objects that tell of others."""
_ID = re.compile(r"([a-z][a-z0-9-]{1,250})--[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_TYPES = {"location": "place", "incident": "event", "report": "document"}
_FEW = 3


def kind_of(type_: str) -> str:
    """The kind of an object of a type."""
    return _TYPES.get(type_, type_)


@dataclass
class Held:
    """What a bundle holds: of each id the latest version, which of them are revoked, and opinions on relationships."""

    latest: dict[str, str] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    opinions: dict[str, list[str]] = field(default_factory=dict)
    """Of relationships, what others think of them."""

    def see(self, id_: str, version: str, *, revoked: bool) -> None:
        """Take note of a version of an object."""
        if id_ in self.latest and version < self.latest[id_]:
            return
        self.latest[id_] = version
        (self.revoked.add if revoked else self.revoked.discard)(id_)


class Links:
    """Takes in relations. An end that the bundle does not hold becomes an entity that is known by its id alone."""

    def __init__(self, held: Held, spool: Spool) -> None:
        self.held, self.spool = held, spool
        self.outside: dict[str, Place] = {}

    def edge(self, edge: Edge, field: str) -> None:
        """Take in a relation, unless an end of it is no entity."""
        ends = edge.start, edge.end
        if any(end.partition("--")[0] in ("relationship", "sighting", *META) for end in ends):
            self.spool.once(edge.place, "references to relationships and markings are left out", field=field)
            return
        if not self.held.revoked.isdisjoint(ends):
            self.spool.once(edge.place, "relations of objects that their maker has revoked are left out", field=field)
            return
        for end in ends:
            if end not in self.held.latest and end not in self.outside and (match := _ID.fullmatch(end)):
                self.outside[end] = edge.place
                self.spool.node(Node(edge.place, end, name=end, kind=kind_of(match[1])))
        self.spool.edge(edge)

    def tell(self, file: str) -> None:
        """Say how many objects are named and not held."""
        if self.outside:
            first = ", ".join([*self.outside][:_FEW]) + (" …" if len(self.outside) > _FEW else "")
            one = len(self.outside) == 1
            text = f"{len(self.outside):,} object{' that is' if one else 's that are'} named and not in the file"
            place = Place(file, next(iter(self.outside.values())).line)
            self.spool.once(
                place, f"{text} {'is' if one else 'are'} known by the id alone: {first}; load the file that holds them together"
            )
