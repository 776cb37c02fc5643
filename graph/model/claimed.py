"""What is said, and who says it: statements, claims, rows of data sets, dated lines of the story."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import to_json

from graph.edtf import Edtf
from graph.model.enumerations import Hedge, Review, Stance
from graph.model.fields import Key, Predicate, Slug, Text, digest
from graph.model.record import Part, Record


class Statement(Record):
    """What is said: subject, predicate, object or value, and qualifiers. It has no truth value."""

    slug: Slug
    subject: Key
    predicate: Predicate
    object: Key | None = None
    value: Text | None = None
    when: Edtf | None = None
    where: Key | None = None
    origin_place: Key | None = Field(default=None, alias="from")
    role: Text | None = None
    quantity: Text | None = None
    variant_of: Slug | None = None
    conflicts_with: tuple[Slug, ...] = ()
    speaks_against: tuple[Slug, ...] = ()
    first_hand: tuple[Key, ...] = ()
    note: Text = ""

    model_config = ConfigDict(populate_by_name=True)

    @model_validator(mode="after")
    def _object_or_value(self) -> Statement:
        if (self.object is None) == (self.value is None):
            raise ValueError("a statement has exactly one of object and value")
        return self

    @property
    def id(self) -> str:
        """A hash of what is said, with its case; the slug, notes and links to other statements are not part of it."""
        what = [self.case, self.subject, self.predicate, self.object, self.value]
        return digest([*what, self.when, self.where, self.origin_place, self.role, self.quantity])

    @property
    def type(self) -> str:
        """The relationship's type in the graph: the predicate in capitals."""
        return self.predicate.upper()


class Locator(Part):
    """Where in the source: characters (0-based, end exclusive), sentence, page or row (1-based). Empty means the whole source."""

    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    sentence: int | None = Field(default=None, ge=1)
    page: int | None = Field(default=None, ge=1)
    row: int | None = Field(default=None, ge=1)
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    cue: Annotated[str, StringConstraints(max_length=80)] | None = None

    @model_validator(mode="after")
    def _not_empty_span(self) -> Locator:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError("a span must end after it starts")
        return self


class Claim(Record):
    """Who says it: one voice chain (publisher first, origin last) about one statement in one source.

    `key` is given by hand or, if absent, derived from the content. `statement` is the statement's slug.
    """

    key: Slug = ""
    statement: Slug
    source: Key
    chain: Annotated[tuple[Key, ...], Field(min_length=1, max_length=50)]
    stance: Stance = Stance.asserts
    hedge: Hedge = Hedge.none
    reported: Edtf | None = None
    paraphrase: Text = ""
    quantity: Text | None = None
    note: Text = ""
    locator: Locator = Locator()
    verified: bool = False
    inference: bool = False
    withdrawn: bool = False
    by: Literal["hand", "import", "rules", "model"] = "hand"
    extractor: str = ""
    confidence: float = Field(default=1.0, ge=0, le=1)
    review: Review | None = None

    @model_validator(mode="before")
    @classmethod
    def _key_from_content(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("key"):
            locator = data.get("locator") or {}
            place = locator.model_dump(exclude_none=True) if isinstance(locator, Locator) else locator
            said = [data.get(name) for name in ("case", "statement", "source", "reported", "paraphrase")]
            stance = str(data.get("stance") or Stance.asserts)
            return {**data, "key": "c-" + digest([*said, stance, list(data.get("chain") or ()), place])[:16]}
        return data

    @property
    def id(self) -> str:
        return f"{self.case}/{self.key}"

    @property
    def reviewed(self) -> Review:
        """Made by hand or imported counts as accepted; extracted is proposed until a person accepts it."""
        if self.review is not None:
            return self.review
        return Review.accepted if self.by in ("hand", "import") else Review.proposed

    @property
    def waits(self) -> bool:
        """Whether it would count if a person accepted it, and nobody has decided yet."""
        return self.reviewed is Review.proposed and not self.withdrawn


class Row(Record):
    """A relationship of a bulk data set whose only evidence is one row: it carries its claim itself."""

    subject: Key
    predicate: Predicate
    object: Key
    source: Key
    row: int = Field(ge=1)
    when: Edtf | None = None
    properties: dict[str, Text] = Field(default_factory=dict)

    @property
    def id(self) -> str:
        """The same row of the same source is the same relationship."""
        # as `digest` has it, but in a tenth of the time: there are many of these
        said = to_json([self.case, self.source, self.row, self.subject, self.predicate, self.object])
        return hashlib.sha256(said).hexdigest()[:24]

    @property
    def type(self) -> str:
        return self.predicate.upper()


class TimelinePoint(Record):
    """A dated line of the case's story, carried by one statement."""

    when: Edtf
    reported: Edtf | None = None
    what: Text
    statement: Slug

    @property
    def id(self) -> str:
        return digest([self.case, self.when, self.what, self.statement])
