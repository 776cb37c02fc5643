"""A case, with what was loaded into it, decided of it, or told of a snapshot of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from graph.edtf import Edtf
from graph.model.fields import CaseKey, Name, Slug, Text, digest
from graph.model.record import Record

OWN = ""
"""The owner of what a case's own load brought; other owners are the names of imports."""


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
    `way` is how they were read (`loaders.edition`): the same bytes read in the same way bring the same. `found`: what it brought was
    found in a document by a machine, so that whom it names nobody vouches for yet. `told` is what a person told of a document that does not
    tell it itself, fields and values as JSON, and `told_in` the name of the file that did; empty if that was a person at the page.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,119}$")]
    format: Name
    path: Text = ""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    way: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")] | None = None
    found: bool = False
    told: Text = ""
    told_in: Text = ""
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
