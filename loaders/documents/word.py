"""A Word document (.docx): headings, quotes, lists, captions and tables by their styles, links, footnotes; changes as if accepted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from lxml import etree

from loaders.documents import credit, masthead
from loaders.documents.composition import LINE, PARAGRAPH, Composition
from loaders.documents.document import BlockKind
from loaders.documents.metadata import Metadata, web
from loaders.documents.parts import Parts
from loaders.documents.word_fields import ADDRESS, settle
from loaders.inputs import Input, refused

MOST_UNPACKED, MOST_FILES = 300_000_000, 10_000
_WIDEST, _REPEATED = 63, 200
"""Columns of a row, as Word has them, and characters of a merged cell that are told for each of its rows: a name, no paragraph."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_ENDNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"
_HEADING = re.compile(r"heading (\d)|title", re.IGNORECASE)
_CONTENTS = re.compile(r"toc ?\d|table ?of ?figures")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    NotImplementedError,
)
_LEFT_OUT = (f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}pPr", f"{_W}rPr", f"{_W}instrText")
_MADE_BY = {"python-docx", "microsoft office user", "windows user", "user", "admin", "administrator", "unknown"}


def read(given: Input, data: bytes) -> Parts:
    """A Word document. Raises LoadError if it is encrypted, broken, or would unpack to more than MOST_UNPACKED bytes."""
    found = Metadata(given.name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused(given.name, "is encrypted, or in the old form of Word (.doc); save it as .docx without a password")
    import docx
    from docx.opc.exceptions import OpcError

    try:
        _refuse_bomb(given.name, data)
        file: Any = docx.Document(io.BytesIO(data))
        made = Composition()
        _Body(file, made, found).read()
        _metadata(file, made, found)
    except (OpcError, *_BROKEN) as error:
        raise refused(given.name, "is a broken Word document, or none, and cannot be read") from error
    if not made.text:
        raise refused(given.name, "holds no text; what is in pictures is not read")
    return Parts.composed(made, found, "report")


def _refuse_bomb(name: str, data: bytes) -> None:
    """Sizes are those that the file declares; the library reads no more of a part than that."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        listed = parts.infolist()
    if len(listed) > MOST_FILES or sum(part.file_size for part in listed) > MOST_UNPACKED:
        raise refused(name, f"would unpack to more than {MOST_UNPACKED:,} bytes or {MOST_FILES:,} parts, which no document needs")


class _Body:
    """Walks the body of a document without recursion, and puts its text together."""

    def __init__(self, file: Any, made: Composition, found: Metadata) -> None:
        self._part, self._made, self._found = file.part, made, found
        self._styles = {style.style_id: style.name or "" for style in file.styles}
        self._notes: list[tuple[str, str]] = []
        self._merged: list[dict[int, str]] = []
        """Of each table that is open, by column the words of a cell that is merged over the rows to come."""
        self._root = file.element.body

    def read(self) -> None:
        settle(self._root)
        self._walk(self._root)
        if any(next(self._root.iter(f"{_W}{tag}"), None) is not None for tag in ("ins", "del", "moveFrom")):
            self._found.warn("holds tracked changes; read as if all were accepted")
        if next(self._root.iter(f"{_W}commentReference"), None) is not None:
            self._found.warn("holds comments, which are not read")
        for kind, number in self._notes:
            self._note(kind, number)

    def _walk(self, root: Any) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        ends: list[Callable[[], object]] = []
        for event, element in walk:
            if event == "end":
                ends.pop()()
            elif element.tag in _LEFT_OUT or self._is_contents(element):
                walk.skip_subtree()
                ends.append(_nothing)
            else:
                ends.append(self._begin(element))

    def _is_contents(self, element: Any) -> bool:
        """Whether an element is a line of a table of contents."""
        return element.tag == f"{_W}p" and _CONTENTS.match(self._style_name(element)) is not None

    def _begin(self, element: Any) -> Callable[[], object]:
        tag = element.tag.removeprefix(_W) if isinstance(element.tag, str) else ""
        made = self._made
        if tag == "t":
            made.words(element.text)
        elif tag == "noBreakHyphen":
            made.words("-")
        elif tag in ("tab", "br", "cr"):
            made.gap(" " if tag == "tab" else LINE)
        elif tag == "p":
            return self._paragraph(element)
        elif tag == "tbl":
            made.gap(PARAGRAPH)
            self._merged.append({})
            return self._end_table
        elif tag == "tr":
            made.row()
            return made.end_row
        elif tag == "tc" and made.depth("row"):
            self._cell(element)
        elif tag == "hyperlink" and (address := self._address(element)):
            made.begin(address=address)
            return made.end
        elif tag in ("footnoteReference", "endnoteReference") and (number := element.get(f"{_W}id")):
            self._notes.append((tag, number))
            made.words(f"[{len(self._notes)}]")
        return _nothing

    def _paragraph(self, element: Any) -> Callable[[], object]:
        made = self._made
        kind, level = self._style(element)
        in_cell = made.depth("row") > 0
        gap = " " if in_cell else LINE if kind == "item" else PARAGRAPH
        made.gap(gap)
        if kind is None:
            return lambda: made.gap(gap)
        made.begin(kind, level=level)
        return lambda: self._end(gap)

    def _cell(self, element: Any) -> None:
        """A cell with its columns; what is merged over several rows counts for each of them."""
        wide = element.find(f"{_W}tcPr/{_W}gridSpan")
        told = wide.get(f"{_W}val", "") if wide is not None else ""
        column = self._made.cell(min(int(told), _WIDEST) if told.isdecimal() and told != "0" else 1)
        merge = element.find(f"{_W}tcPr/{_W}vMerge")
        above = self._merged[-1] if self._merged else {}
        if merge is None:
            above.pop(column, None)
        elif merge.get(f"{_W}val") == "restart":
            above[column] = " ".join("".join(part.text or "" for part in each.iter(f"{_W}t")) for each in element.iter(f"{_W}p"))
        elif len(words := above.get(column, "")) <= _REPEATED:
            self._made.words(words)

    def _end_table(self) -> None:
        self._merged.pop()
        self._made.gap(PARAGRAPH)

    def _end(self, gap: str) -> None:
        self._made.end()
        self._made.gap(gap)

    def _style(self, paragraph: Any) -> tuple[BlockKind | None, int]:
        """What a paragraph is, by the name of its style (which Word keeps in English for its own) or its numbering."""
        name = self._style_name(paragraph)
        if found := _HEADING.fullmatch(name):
            return "heading", int(found[1] or 1)
        if "quote" in name or name == "block text":
            return "quote", 1
        if name == "caption":
            return "caption", 1
        if name.startswith("list") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
            return "item", 1
        return None, 1

    def _style_name(self, paragraph: Any) -> str:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        told = style.get(f"{_W}val", "") if style is not None else ""
        return self._styles.get(told, told).lower()

    def _address(self, link: Any) -> str | None:
        if told := link.get(ADDRESS):
            return web(told)
        relation = self._part.rels.get(link.get(f"{_R}id") or "")
        return web(relation.target_ref) if relation is not None and relation.is_external else None

    def _note(self, kind: str, number: str) -> None:
        """A footnote or endnote, after the text."""
        relation = _NOTES if kind == "footnoteReference" else _ENDNOTES
        part = next((rel.target_part for rel in self._part.rels.values() if rel.reltype == relation and not rel.is_external), None)
        if part is None:
            return
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        note = next((each for each in root if each.get(f"{_W}id") == number), None)
        if note is None:
            return
        self._made.gap(PARAGRAPH)
        self._made.begin("note")
        self._made.words(f"[{self._notes.index((kind, number)) + 1}]")
        for paragraph in note.iter(f"{_W}p"):
            self._made.gap(" ")
            for each in paragraph:
                self._walk(each)
        self._made.end()


def _nothing() -> None:
    """What ends an element that began nothing."""


def _metadata(file: Any, made: Composition, found: Metadata) -> None:
    own = file.core_properties
    if own.title and own.title.lower() not in ("word document", "untitled", "document"):
        found.offer("title", own.title, "properties, title")
    headings = sorted((block for block in made.blocks if block.kind == "heading"), key=lambda block: (block.level, block.span))
    if headings:
        found.offer("title", made.text[headings[0].span.start : headings[0].span.end], "first heading")
    credit.take(made.text, found)
    if own.author and own.author.lower() not in _MADE_BY:
        found.authors([own.author], "properties, author")
    if not headings:
        found.offer("title", masthead.headline(made.text), "line above the text")
    if own.created is not None:
        found.date(own.created.date().isoformat(), "properties, created", "made")
    found.offer("language", own.language, "properties, language")
