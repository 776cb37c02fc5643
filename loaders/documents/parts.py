"""What a reader gives back of one document; `documents.read` adds what holds for all formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.documents.composition import Composition
from loaders.documents.document import Block, Enclosed, Lines, Link, SourceKind
from loaders.documents.metadata import Metadata
from loaders.extraction.proposals import Span


@dataclass
class Parts:
    """The text of a document with its blocks, links, marks and lines, and what it says of itself; `identity` if it has one of its own, and
    the day on which it was `retrieved` if it says so."""

    text: str
    found: Metadata
    blocks: Sequence[Block] = ()
    links: Sequence[Link] = ()
    marks: Sequence[Span] = ()
    lines: Lines = field(default_factory=Lines)
    source: SourceKind = "article"
    attachments: Sequence[str] = ()
    enclosed: Sequence[Enclosed] = ()
    identity: str = ""
    retrieved: str = ""

    @classmethod
    def composed(cls, made: Composition, found: Metadata, source: SourceKind = "article") -> Parts:
        """The parts of a text that was put together."""
        blocks, links = made.ordered()
        return cls(made.text, found, blocks, links, source=source)
