"""How each record is written in a case file: which section holds it and which of its fields are written under another name.

One table for the reader, the JSON schema and the checks of references: a field added to a model is readable at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from graph.model import Case, Claim, Entity, Record, Source, Statement, TimelinePoint, Voice


@dataclass(frozen=True)
class Shape:
    """One kind of record as written.

    `section` is the key above its records; `renamed` maps a written key to the model's field; `without` lists fields that are not
    written because they follow from the place; `one` and `many` map written keys that refer to other records, singly or in a list, to
    the kind that they refer to.
    """

    name: str
    model: type[Record]
    section: str
    renamed: dict[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset({"case"})
    one: dict[str, str] = field(default_factory=dict)
    many: dict[str, str] = field(default_factory=dict)

    @property
    def a(self) -> str:
        """The name with its article."""
        return f"an {self.name}" if self.name[0] in "aeiou" else f"a {self.name}"

    @cached_property
    def keys(self) -> dict[str, str]:
        """Each key that may be written, with the model's field."""
        taken = {model: written for written, model in self.renamed.items()}
        return {taken.get(name, name): name for name in self.model.model_fields if name not in self.without}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The written keys that must be there."""
        return tuple(written for written, name in self.keys.items() if self.model.model_fields[name].is_required())


CASE = Shape("case", Case, "case", {"id": "case"}, frozenset({"queries", "lexicon"}), one={"central": "statement"})
VOICE = Shape("voice", Voice, "voices", {"id": "key"}, one={"owner": "voice", "heard_by": "voice", "entity": "entity"})
ENTITY = Shape("entity", Entity, "entities", {"id": "key"})
SOURCE = Shape("source", Source, "sources", {"id": "key"}, one={"publisher": "voice"})
STATEMENT = Shape(
    "statement",
    Statement,
    "statements",
    {"id": "slug", "from": "origin_place"},
    one={"subject": "entity", "object": "entity", "where": "entity", "from": "entity"},
    many={"conflicts_with": "statement", "speaks_against": "statement", "first_hand": "voice"},
)
CLAIM = Shape("claim", Claim, "claims", {"id": "key"}, frozenset({"case", "statement"}), one={"source": "source"}, many={"chain": "voice"})
POINT = Shape("timeline point", TimelinePoint, "timeline", one={"statement": "statement"})

SECTIONS: dict[str, Shape] = {shape.section: shape for shape in (VOICE, SOURCE, ENTITY, STATEMENT, POINT)}
"""The sections that hold a list of records; `case` stands beside them and `claims` inside each statement."""
