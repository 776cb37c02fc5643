"""A text that is put together from the parts of a page, with its blocks and links at their places."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.documents.document import Block, BlockKind, Link
from loaders.extraction.proposals import Span

LINE, PARAGRAPH, CELL = "\n", "\n\n", "\t"
_STRENGTH = {"": 0, " ": 1, CELL: 2, LINE: 3, PARAGRAPH: 4}
BLANK = "\u2800"
"""Stands in a cell without words: a sign that shows nothing, but is none of those that programs take for white space."""
_UNSEEN = str.maketrans("", "", f"\u00ad\u200b{BLANK}")


@dataclass(slots=True)
class _Row:
    """A row of a table: the column of the cell that is open, of the one to come, and of the one that has the last words."""

    column: int = 0
    coming: int = 0
    filled: int = 0


@dataclass(slots=True)
class _Begun:
    """A block or link whose end is not reached; `start` is where its first words stand, -1 before there are any."""

    kind: BlockKind | None
    level: int = 1
    voice: str = ""
    address: str = ""
    start: int = -1


class Composition:
    """Takes words, breaks, blocks and links in order; `text` is what came of it.

    White space in running text becomes one space; between paragraphs stands an empty line. Blocks and links without words leave nothing.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self._parts: list[str] = []
        self._length = 0
        self._gap = ""
        self._begun: list[_Begun] = []
        self._rows: list[_Row] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def words(self, text: str | None) -> None:
        """Running text."""
        # marks of where a word may be cut and blanks, which nobody sees
        text = (text or "").translate(_UNSEEN)
        if not text:
            return
        body = " ".join(text.split())
        if body == "" or text[0].isspace():
            self.gap(" ")
        if body:
            self._put(body)
            if text[-1].isspace():
                self.gap(" ")

    def verbatim(self, text: str) -> None:
        """Text whose lines and spaces stay."""
        if text.strip():
            self._put(text.strip("\n"))

    def gap(self, gap: str) -> None:
        """What parts the words before from those to come; the strongest that is asked for stands, none at the beginning."""
        if self._length and _STRENGTH[gap] > _STRENGTH[self._gap]:
            self._gap = gap

    def row(self) -> None:
        """Begin a row of a table on a line of its own."""
        self.gap(LINE)
        self._rows.append(_Row())
        self.begin("row")

    @property
    def in_row(self) -> bool:
        """Whether a row is begun whose cells are counted."""
        return bool(self._rows)

    def cell(self, columns: int = 1) -> int:
        """Begin a cell of a row, so many columns wide; gives back its column. One without words keeps its place before others."""
        row = self._rows[-1]
        row.column, row.coming = row.coming, row.coming + columns
        return row.column

    def end_row(self) -> None:
        """End a row."""
        self._rows.pop()
        self.end()
        self.gap(LINE)

    def begin(self, kind: BlockKind | None = None, *, level: int = 1, voice: str = "", address: str = "") -> None:
        """Begin a block, or with `address` a link."""
        self._begun.append(_Begun(kind, level, voice, address))

    def end(self) -> Span | None:
        """End what was begun last; its place, if any words came."""
        begun = self._begun.pop()
        if begun.start < 0:
            return None
        span = Span(begun.start, self._length)
        if begun.kind is not None:
            self.blocks.append(Block(begun.kind, span, begun.level, begun.voice))
        if begun.address:
            self.links.append(Link(span, begun.address, self._within(span)))
        return span

    def depth(self, kind: BlockKind) -> int:
        """How many blocks of a kind are open."""
        return sum(begun.kind == kind for begun in self._begun)

    def _put(self, text: str) -> None:
        tabs = self._tabs()
        self._gap += tabs
        if self._gap:
            self._parts.append(self._gap)
            self._length += len(self._gap)
            self._gap = ""
        for begun in reversed(self._begun):
            if begun.start >= 0:
                break
            begun.start = self._length
        self._parts.append(text)
        self._length += len(text)

    def _tabs(self) -> str:
        """What parts a cell from the one that has words before it; a break at the end of that one is none."""
        if not self._rows or self._rows[-1].column <= self._rows[-1].filled:
            return ""
        row = self._rows[-1]
        tabs, row.filled = CELL * (row.column - row.filled), row.column
        if next(begun.start >= 0 for begun in reversed(self._begun) if begun.kind == "row"):
            self._gap = ""
        return tabs

    def _within(self, span: Span) -> str:
        """The words of a span that ends where the text does."""
        parts: list[str] = []
        left = span.end - span.start
        for part in reversed(self._parts):
            parts.append(part[-left:])
            left -= len(parts[-1])
            if left <= 0:
                break
        return "".join(reversed(parts))

    def ordered(self) -> tuple[tuple[Block, ...], tuple[Link, ...]]:
        """Blocks and links in the order of the text, outer ones first."""
        return (
            tuple(sorted(self.blocks, key=lambda block: (block.span.start, -block.span.end))),
            tuple(sorted(self.links, key=lambda link: link.span)),
        )
