"""A document as it was read: its text, what stands where in it, what it says of itself, and where all of that was found."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from graph.edtf import span
from graph.errors import Problem
from graph.model import Locator
from loaders.extraction.proposals import Span

BlockKind = Literal["heading", "quote", "item", "caption", "row", "header", "note", "code"]
SourceKind = Literal["article", "post", "tweet", "report", "record", "email", "feed-item", "statement"]
CUE = 80
"""Characters of a place that are kept with it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text that is more than running text.

    `level`: of a heading 1 to 6, of a quote how deep it is nested. `voice`: who is quoted, as a line before the quote names them.
    `header` is a field at the head of a mail, `note` a footnote, `row` a row of a table with tabs between its cells.
    """

    kind: BlockKind
    span: Span
    level: int = 1
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the text that lead to a web address."""

    span: Span
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document that came attached to this one: what it is known by, its name, and, of a mail, who sent it."""

    identity: str
    name: str
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the file, counted from 1; `line` within the page where there are pages."""

    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Where each line of the file begins in the text.

    `starts`: offsets in ascending order; a line that was left out begins where the next one does. `pages`: for each page the number of its
    first line in `starts`; empty for a file without pages. Documents without lines of their own (web pages, Word) have neither.
    """

    starts: array[int] = field(default_factory=lambda: array("I"))
    pages: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of a text that is read as it stands."""
        starts, at = array("I", [0]), text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return cls(starts)

    def place(self, offset: int) -> Place | None:
        """The place of a character in the file; None where lines mean nothing."""
        line = bisect_right(self.starts, offset) - 1
        if line < 0:
            return None
        if not self.pages:
            return Place(line + 1)
        page = bisect_right(self.pages, line)
        return Place(line - self.pages[page - 1] + 1, page)


@dataclass(frozen=True)
class Document:
    """One document. Offsets are characters of `text`, whose lines end in a line feed.

    `text` is that of the file wherever the file is text (with its marks: `#`, `>`, `**`); of other formats it is put together from their
    parts. `marks` are the characters of `text` that are signs of the format and not words, `plain` is the text without them.
    `published` is EDTF, as far as it was told and no further; `made`: the day that the file itself says it was made, which is not that.
    `identity` is what the document is known by, however often it is read: its address, number of message, or name.
    `attachments` are the names of all that came with it, `enclosed` those of them that are documents; `came` says how it came itself.
    `told` says for each field where it was found; `own_publisher` is that of the document's own words where a person tells another one.
    """

    name: str
    kind: str
    text: str
    sha256: str
    identity: str
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    own_publisher: str | None = None
    published: str | None = None
    made: str | None = None
    address: str = ""
    read_at: str = ""
    retrieved: str = ""
    language: str = ""
    source: SourceKind = "article"
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    marks: tuple[Span, ...] = ()
    lines: Lines = field(default_factory=Lines)
    attachments: tuple[str, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    came: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()

    @property
    def plain(self) -> str:
        """The text to be understood: each sign of the format is a space, so that every offset holds."""
        return blanked(self.text, self.marks)

    @property
    def first_day(self) -> date | None:
        """The first day on which it may have come out: what *last week* is told from."""
        return span(self.published)[0] if self.published else None

    @property
    def pages(self) -> tuple[Span, ...]:
        """The pages that hold text, in order; use `place` for the number of one."""
        firsts = [self.lines.starts[line] for line in self.lines.pages if line < len(self.lines.starts)]
        ends = [*firsts[1:], len(self.text)]
        return tuple(Span(start, end) for start, end in zip(firsts, ends, strict=False) if start < end)

    def place(self, offset: int) -> Place | None:
        """Where a character of the text stands in the file: line, and page of a PDF."""
        return self.lines.place(offset)

    def locator(self, span: Span) -> Locator:
        """The place of some words, as a claim keeps it: characters, page, hash of the file, and the first 80 of them."""
        place = self.place(span.start)
        cue = " ".join(self.text[span.start : span.end].split())[:CUE]
        page = place.page if place is not None else None
        return Locator(start=span.start, end=span.end, page=page, sha256=self.sha256, cue=cue or None)


def blanked(text: str, marks: Iterable[Span]) -> str:
    """The text with spaces for marked characters; line ends stay."""
    parts, at = [], 0
    for mark in sorted(marks):
        if mark.end > at:
            start = max(at, mark.start)
            parts += [text[at:start], "".join("\n" if sign == "\n" else " " for sign in text[start : mark.end])]
            at = mark.end
    return "".join([*parts, text[at:]])
