"""A PDF, page by page: its lines put together to paragraphs, with where each came from; what repeats at the edge of pages left out."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from itertools import islice
from typing import TYPE_CHECKING, Any

from loaders.documents import quoting
from loaders.documents.edges import repeated
from loaders.documents.imprint import is_site
from loaders.documents.metadata import Metadata, web
from loaders.documents.parts import Parts
from loaders.documents.printed import around
from loaders.documents.reflow import Line, flowed
from loaders.inputs import Input, refused

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES, MOST_CHARACTERS, MOST_DRAWN = 3_000, 20_000_000, 5_000_000
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_UNTITLED = ("untitled", "about:blank")
"""What programs write that were told no title; a browser that prints a page without an address does."""
_SITE = re.compile(r"(.{3,400}) [-–—|·] ([^|]{3,60})")
_SOFT = re.compile("\u00ad(?=\\w)")
_PACKED = (struct.error, zlib.error)
# its warnings are of no use to a person, and without a handler they would go to the screen
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read(given: Input, data: bytes) -> Parts:
    """A PDF. Raises LoadError if it is encrypted, broken, or has no text (then it is a scan)."""
    from pypdf.errors import DependencyError, PyPdfError, WrongPasswordError

    found = Metadata(given.name)
    try:
        reader = _opened(given.name, data, found)
        number = len(reader.pages)
        pages = _pages(reader, found)
        _metadata(reader, found)
    except WrongPasswordError as error:
        raise refused(given.name, "is encrypted: it asks for a password; save it without one") from error
    except (PyPdfError, DependencyError, *_BROKEN, *_PACKED) as error:
        raise refused(given.name, "is a broken PDF, or none, and cannot be read") from error
    words = sum(bool(line.text.strip()) for page in pages for line in page)
    if not words:
        left_out = next((problem.message for problem in found.warnings if problem.message.startswith("page ")), "")
        scan = f"holds no text on its {number:,} page{'s' if number != 1 else ''}: it is a scan. Run text recognition (OCR) over it first"
        raise refused(given.name, f"holds no text that can be read: {left_out}" if left_out else scan)
    empty = [str(page) for page, lines in enumerate(pages, 1) if not any(line.text.strip() for line in lines)]
    if empty:
        found.warn(f"has pages without text, perhaps scans: {', '.join(empty[:20])}{' …' if len(empty) > 20 else ''}")
    return _parts(pages, found)


def _opened(name: str, data: bytes, found: Metadata) -> PdfReader:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        if not reader.decrypt(""):
            raise refused(name, "is encrypted: it asks for a password; save it without one")
        found.warn("is encrypted with an empty password, and was read")
    return reader


def _pages(reader: PdfReader, found: Metadata) -> list[list[Line]]:
    """The lines of each page, within bounds."""
    pages: list[list[Line]] = []
    left = MOST_CHARACTERS
    for number, page in enumerate(islice(reader.pages, MOST_PAGES), 1):
        lines = _page(page, number, found)
        left -= sum(len(line.text) for line in lines)
        if left < 0:
            found.warn(f"holds more than {MOST_CHARACTERS:,} characters; read up to page {number - 1:,}")
            break
        pages.append(lines)
    if len(reader.pages) > MOST_PAGES:
        found.warn(f"has more than {MOST_PAGES:,} pages; the rest was not read")
    return pages


def _page(page: PageObject, number: int, found: Metadata) -> list[Line]:
    """The lines of a page, with the size and height of their letters; a page that is broken is a warning."""
    from pypdf.errors import PyPdfError

    pieces: list[tuple[str, float, float]] = []

    def take(text: str, cm: list[float], tm: list[float], _: Any, size: float) -> None:
        pieces.append((text, abs(size * (tm[3] or tm[1] or 1) * (cm[3] or 1)), tm[5] * cm[3] + tm[4] * cm[1] + cm[5]))

    try:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > MOST_DRAWN:
            found.warn(f"page {number:,} draws more than any page of text does ({MOST_DRAWN:,} bytes), and was not read")
            return []
        text = page.extract_text(visitor_text=take)
    except (PyPdfError, *_BROKEN, *_PACKED):
        found.warn(f"page {number:,} is broken and was not read")
        return []
    if "".join(piece for piece, _, _ in pieces) != text:
        return [Line(_letters(line)) for line in text.split("\n")]
    return _sized(pieces)


def _sized(pieces: list[tuple[str, float, float]]) -> list[Line]:
    """Lines of pieces that hold their line ends themselves; the largest letters of a line are its size."""
    lines: list[Line] = []
    text, size, height = "", 0.0, None
    for piece, letters, y in pieces:
        for number, part in enumerate(piece.split("\n")):
            if number:
                lines.append(Line(_letters(text), size, height))
                text, size, height = "", 0.0, None
            if part.strip():
                size, height = max(size, letters), y if height is None else height
            text += part
    return [*lines, Line(_letters(text), size, height)]


def _letters(line: str) -> str:
    """A line with letters that are drawn as one apart, and with hyphens where it draws hyphens that are called soft."""
    return _SOFT.sub("-", line.translate(_LIGATURES)).rstrip()


def _parts(pages: list[list[Line]], found: Metadata) -> Parts:
    lines = [[line.text for line in page] for page in pages]
    left_out, told = repeated(lines)
    printed = around(lines)
    if printed.places - left_out:
        found.warn("what the browser printed at the edges of its pages was left out")
        left_out |= printed.places
    found.offer("address", web(printed.address), "printed on its pages")
    _site_apart(found)
    if told:
        found.warn(f"lines that repeat on the pages were left out: {', '.join(told[:5])}{' …' if len(told) > 5 else ''}")
    flow = flowed(pages, left_out)
    first = next((flow.text[block.span.start : block.span.end] for block in flow.blocks if block.kind == "heading"), "")
    found.offer("title", first, "first heading")
    return Parts(flow.text, found, flow.blocks, quoting.addresses(flow.text), lines=flow.lines, source="report")


def _site_apart(found: Metadata) -> None:
    """Part the title of a printed page from the name of its site, which stands behind it."""
    parted = _SITE.fullmatch(found.values.get("title", ""))
    if parted and is_site(parted[2], found.values.get("address", "")):
        found.values["title"] = parted[1]
        found.offer("publisher", parted[2], "title of the printed page")


def _metadata(reader: PdfReader, found: Metadata) -> None:
    """What the PDF tells: its own properties; the day on which the file was made is no day of publication."""
    own = reader.metadata
    if own is None:
        return
    title = str(own.get("/Title") or "")
    if not title.lower().endswith((".doc", ".docx", ".htm", ".html", ".indd", ".pdf", ".tmp")) and title.lower() not in _UNTITLED:
        found.offer("title", title.replace("\0", ""), "properties, title")
    found.authors([str(own.get("/Author") or "").replace("\0", "")], "properties, author")
    found.date(str(own.get("/CreationDate") or "")[:40], "properties, created", "made")
    catalog: Any = reader.root_object
    found.offer("language", str(catalog.get("/Lang") or ""), "language of the file")
