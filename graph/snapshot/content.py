"""What a snapshot holds: the records of a view, what follows from them, and how the view is drawn. Schema: docs/snapshot.schema.json.

Everything in it counts for the fingerprint, so nothing here depends on the engine, on the day, or on what else the store holds.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.edtf import Edtf
from graph.errors import SnapshotError
from graph.model import Case, Claim, Entity, Name, Row, Source, Statement, Status, Text, Tier, TimelinePoint, Voice

VERSION: Final = 1
BANNER: Final = "Relations are claims as reported, not findings."


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class About(_Part):
    """What the maker says of it. `as_of`: nothing published later counts (EDTF); None counts all that was known."""

    title: Name
    note: Text = ""
    author: Text = ""
    as_of: Edtf | None = None
    banner: Literal["Relations are claims as reported, not findings."] = BANNER
    paraphrases: bool = True
    """Whether the claims' paraphrases and notes are in it."""
    anonymised: int = Field(default=0, ge=0)
    """How many entities stand in it under another name."""
    tiers: tuple[Tier, ...] = ()
    """The sources that count are of these tiers; none for all of them."""

    @property
    def counted(self) -> str:
        """Which sources count, as the end of a sentence; empty for all of them."""
        return f"only {' and '.join(self.tiers)} sources count" if self.tiers else ""


class Way(_Part):
    """A completed chain: what the document says, publisher first, what it cites; `origin` is the voice it ends at, `why` there is none."""

    said: tuple[str, ...]
    cited: tuple[str, ...] = ()
    origin: str | None = None
    why: str = ""


class Use(_Part):
    """How one claim counts: its chains, or why it counts for nothing. `cut`: there are more chains than are told."""

    ways: tuple[Way, ...]
    excluded: str | None = None
    cut: bool = False


class Moment(_Part):
    """The status and figures of a statement from a day on (YYYY-MM-DD)."""

    since: str
    status: Status
    asserts: int = 0
    denies: int = 0
    documents: int = 0
    origins: tuple[int, int] = (0, 0)
    why: str = ""


class Finding(_Part):
    """How well a statement is supported, as `graph.evidence` computes it. `origins` and `deniers` are keys of voices, the ranges how many
    of them are independent (at least, at most); `uses` by claim key; `history` tells what it was before, oldest first."""

    status: Status
    rank: int
    why: str
    origins: tuple[str, ...] = ()
    origins_range: tuple[int, int] = (0, 0)
    chains: int = 0
    asserts: int = 0
    documents: int = 0
    publishers: int = 0
    owners: int = 0
    denies: int = 0
    deniers: tuple[str, ...] = ()
    deniers_range: tuple[int, int] = (0, 0)
    doubts: int = 0
    asks: int = 0
    first_published: str | None = None
    rivals: tuple[str, ...] = ()
    uses: dict[str, Use] = {}
    history: tuple[Moment, ...] = ()


class Content(_Part):
    """A snapshot. Records are sorted by key, findings are by slug (of rows: by id), `view` is that of `graph.view_json`."""

    redstring: Literal["snapshot"] = "snapshot"
    version: Literal[1] = VERSION
    about: About
    view: dict[str, Any]
    case: Case
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    rows: tuple[Row, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    voices: tuple[Voice, ...] = ()
    timeline: tuple[TimelinePoint, ...] = ()
    findings: dict[str, Finding] = {}

    def to_json(self) -> dict[str, Any]:
        """As plain values, without what has its default."""
        kept = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        about = {**kept["about"], "banner": self.about.banner}
        return {**kept, "redstring": self.redstring, "version": self.version, "about": about}


def content_of(text: str | bytes) -> Content:
    """The content that a text of JSON holds. Raises SnapshotError, saying where, if it is none of a known version."""
    try:
        return Content.model_validate_json(text)
    except ValidationError as error:
        if later := next((each["input"] for each in error.errors() if each["loc"] == ("version",)), None):
            raise SnapshotError(
                f"this is a snapshot of version {str(later)[:20]}, this program reads {VERSION}: open it with a newer one"
            ) from error
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the text"
        raise SnapshotError(f"this is no snapshot of version {VERSION}: {place}: {first['msg']}") from error
