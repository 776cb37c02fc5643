"""The records: what a loader yields and a store keeps. Frozen, checked, unknown keys refused.

Keys (`person:dong-jingwei`) are unique in a case and kind of record; `id` is `case/key` and unique in a store. References between
records are keys within the same case. A statement's id is a hash of what it says; its `slug` is for people.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator
from pydantic_core import to_json

from graph.edtf import Edtf

LIMIT_TEXT = 100_000
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*:[^\s/|]{1,200}$")]
CaseKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$")]
Predicate = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
Text = Annotated[str, StringConstraints(max_length=LIMIT_TEXT)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=LIMIT_TEXT)]


def _web(address: str) -> str:
    if not address.lower().startswith(("http://", "https://")) or any(c.isspace() for c in address):
        raise ValueError("an address must begin with http:// or https:// and hold no spaces")
    return address


_WEB = {"type": "string", "maxLength": 4_000, "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://\S*$"}
WebAddress = Annotated[str, StringConstraints(max_length=4_000), AfterValidator(_web), WithJsonSchema(_WEB)]

Tier = Literal["core", "wide", "background"]
"""How near a source is to what a case is about."""


_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def digest(said: list[object]) -> str:
    """24 hex digits of SHA-256 over the canonical JSON of what is said: the same content has the same id everywhere."""
    return hashlib.sha256(_CANONICAL(said).encode()).hexdigest()[:24]


class EntityKind(StrEnum):
    """The kinds that have their own badge; a data set may bring others as a label."""

    person = "person"
    agency = "agency"
    organisation = "organisation"
    outlet = "outlet"
    event = "event"
    place = "place"
    document = "document"


class VoiceKind(StrEnum):
    outlet = "outlet"
    person = "person"
    body = "body"
    unnamed = "unnamed"
    rumour = "rumour"
    record = "record"
    dataset = "dataset"


class Stance(StrEnum):
    asserts = "asserts"
    denies = "denies"
    doubts = "doubts"
    asks = "asks"


class Hedge(StrEnum):
    """What the words say; never the same thing as the computed status."""

    none = "none"
    reported = "reported"
    alleged = "alleged"
    rumoured = "rumoured"
    believed = "believed"
    conditional = "conditional"
    inferred = "inferred"
    confirmed = "confirmed"


class Review(StrEnum):
    proposed = "proposed"
    accepted = "accepted"
    rejected = "rejected"


class Status(StrEnum):
    """Computed from the claims, never typed in; in order of the legend, firmest first."""

    confirmed = "confirmed"
    corroborated = "corroborated"
    unconfirmed = "unconfirmed"
    single_source = "single-source"
    rumour = "rumour"
    contested = "contested"
    denied = "denied"
    unsourced = "unsourced"


class Unclaimed(StrEnum):
    """What stands where a status would: for a relationship that carries no claims, as in a database that Redstring did not write; for one
    that only claims tell which were found in documents and wait for review."""

    proposed = "proposed"
    unclaimed = "no claims"


def status_of(name: str) -> Status | Unclaimed:
    """The status of this name, or what stands in the place of one. Raises ValueError for any other name."""
    return Unclaimed(name) if name in set(Unclaimed) else Status(name)


class Record(BaseModel):
    """What every record shares: its case. `str` values are stripped; unknown keys are refused; nothing changes after creation."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    case: CaseKey


class Part(BaseModel):
    """A piece of a record, stored inside it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Case(Record):
    """A folder or data set of its own; `central` is the slug of the statement whose card is open at first."""

    title: Name
    note: Text = ""
    as_of: Edtf | None = None
    compiled: Edtf | None = None
    central: Slug | None = None
    queries: tuple[Text, ...] = ()
    """Saved queries (`graph.saved_query`), in the order of their files."""
    lexicon: Text = ""
    """The words of the case by which its documents are read, as `lexicon.yml` has them (`loaders.own_words`)."""

    @property
    def id(self) -> str:
        return self.case


class Alias(Part):
    """Another name of an entity; `weak` is too common to be searched for alone. `lang` is BCP 47, `script` ISO 15924."""

    name: Name
    lang: str | None = None
    script: str | None = None
    weak: bool = False


class Keyed(Record):
    key: Key

    @property
    def id(self) -> str:
        return f"{self.case}/{self.key}"


class Voice(Keyed):
    """Whoever can be quoted. `owner` makes voices of one owner one origin; `heard_by` is the only voice that spoke to an unnamed one."""

    name: Name
    kind: VoiceKind
    owner: Key | None = None
    heard_by: Key | None = None
    entity: Key | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _nobody_is_no_entity(self) -> Voice:
        if self.entity and self.kind in (VoiceKind.unnamed, VoiceKind.rumour):
            raise ValueError(f"an {self.kind} voice never becomes an entity; remove `entity`")
        return self


class Citation(Part):
    """What a source rests on: another source (`src:…`) or a voice, by key."""

    to: Key
    how: Literal["quotes", "relays", "links", "mentions", "confirms"] = "relays"


class Source(Keyed):
    """A document or data set that we hold or cite. `url` is the original, `read_at` the copy that was read."""

    kind: Literal["article", "post", "tweet", "report", "record", "email", "dataset", "feed-item", "statement"] = "article"
    title: Text = ""
    publisher: Key
    author: Text | None = None
    url: WebAddress | None = None
    read_at: WebAddress | None = None
    published: Edtf | None = None
    retrieved: Edtf | None = None
    lang: str = "en"
    tier: Tier | None = None
    seen: Literal["full", "excerpt", "copy", "no"] | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    rights: Text | None = None
    retracted: bool = False
    note: Text = ""
    cites: tuple[Citation, ...] = ()

    @property
    def called(self) -> str:
        """Its title, else its address, else what its key tells."""
        return self.title or self.url or self.key.partition(":")[2]


class Entity(Keyed):
    """A node. `kind` is one of EntityKind or any label that a data set brings; `ids` maps a scheme (wikidata, lei) to an identifier."""

    name: Name
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
    aliases: tuple[Alias, ...] = ()
    ids: dict[str, str] = Field(default_factory=dict)
    country: Text | None = None
    when: Edtf | None = None
    note: Text = ""
    properties: dict[str, Text] = Field(default_factory=dict)


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


class Decision(Record):
    """What a person decided. Append-only; `about` is the id of the record it concerns, `content` what was decided."""

    kind: Literal["review", "merge", "retraction", "grade", "note", "view"]
    about: Text
    content: dict[str, str | float | bool | None] = Field(default_factory=dict)
    by: Name
    at: datetime

    @model_validator(mode="after")
    def _utc(self) -> Decision:
        if self.at.tzinfo is None or self.at.utcoffset() != datetime.now(UTC).utcoffset():
            raise ValueError("the time of a decision is given in UTC, like 2026-01-31T12:00:00Z")
        return self

    @property
    def id(self) -> str:
        return digest([self.case, self.kind, self.about, self.content, self.by, self.at.isoformat()])


class Import(Record):
    """What one load of something else brought into a case: a document, a data set. Its records are known by `name` and go with it.

    `format` is the loader's name, `path` what was given, `sha256` of the bytes read; `loaded_at` is when it came as it is now (UTC).
    `way` is how they were read (`loaders.edition`): the same bytes read in the same way bring the same.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,119}$")]
    format: Name
    path: Text = ""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    way: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")] | None = None
    loaded_at: datetime

    @property
    def id(self) -> str:
        return f"{self.case}/import/{self.name}"


class Snapshot(Record):
    """What a case comes from that is a snapshot opened to be read: what its file says of itself, and what was found of it.

    `of` is the key of the case that it was made of; `changed` are the parts that differ from what the file's manifest tells, `told` says
    whether it has one; `doubts` are findings that do not follow from its claims, in words. `view` is that of `graph.view_json`.
    """

    of: CaseKey
    title: Name
    note: Text = ""
    author: Text = ""
    made: Text = ""
    as_of: Edtf | None = None
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    told: bool = False
    changed: tuple[Text, ...] = ()
    signature: Literal["none", "valid", "trusted", "wrong"] = "none"
    signed_by: Text = ""
    doubts: tuple[Text, ...] = ()
    anonymised: int = Field(default=0, ge=0)
    view: Annotated[str, StringConstraints(max_length=2_000_000)] = "{}"

    @property
    def id(self) -> str:
        return f"{self.case}/snapshot"


AnyRecord = Case | Voice | Source | Entity | Statement | Claim | Row | TimelinePoint | Decision | Import | Snapshot


_BARE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŧ": "t"})
"""Letters of their own to Unicode, typed without their stroke by people."""


def fold(text: str) -> str:
    """The form that search compares: case folded, without accents and strokes, one space between words."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().translate(_BARE).split())
