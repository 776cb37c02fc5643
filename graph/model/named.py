"""Whoever speaks, what is cited, and the nodes: voices, sources, entities."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from graph.edtf import Edtf
from graph.model.enumerations import VoiceKind
from graph.model.fields import Key, Name, Text, Tier, WebAddress
from graph.model.record import Keyed, Part


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


class Alias(Part):
    """Another name of an entity; `weak` is too common to be searched for alone. `lang` is BCP 47, `script` ISO 15924."""

    name: Name
    lang: str | None = None
    script: str | None = None
    weak: bool = False


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
