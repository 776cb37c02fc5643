"""What a file is: told by its first bytes, then by the ending of its name, since names lie more often than contents do.

KINDS is the table. A kind that another loader reads is one entry more; the first whose content is certain comes before any ending.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

HEAD = 16_384
"""How many first bytes are looked at."""
TEXT_MOST, MAIL_MOST, PAGED_MOST, ARCHIVE_MOST = 20_000_000, 40_000_000, 100_000_000, 1_000_000_000
MAILBOX = "mailbox"
_MISC = re.compile(r"\s+|<\?.{0,2000}?\?>|<!--.{0,8000}?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+(html)?[^<>\[]{0,500}(?:\[.{0,4000}?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"<([A-Za-z][\w.-]{0,60}:)?([A-Za-z][\w.-]{0,60})")
_HEADER = re.compile(rb"^(From|To|Cc|Subject|Date|Message-ID|Received|Return-Path|MIME-Version|Delivered-To|Reply-To|X-[\w-]+):[ \t]", re.I)
_ENVELOPE = re.compile(
    rb"From (?:\S{1,200} [^\n]{0,40}\d\d:\d\d[^\n]{0,20}\d{4}(?: [+-]\d{4})?|-?[ \t]{0,9})\r?\n(?:>From [^\n]{0,300}\n)?"
)
"""The line that parts the mails of an mbox file; newer versions of Thunderbird write neither sender nor time in it."""
_SAVED = re.compile(rb"Snapshot-Content-Location:|From:[ \t]*[\"<]*Saved by ", re.I)
_CTIME = re.compile(rb"From \S{1,200} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_FIELD = re.compile(rb"^[!-9;-~]+:|^[ \t]")


_OFFICE = ("[Content_Types].xml", "mimetype", "_rels/", "docProps/", "xl/", "ppt/", "word/")
"""With one of these begins a zip that is one document or workbook, as its program wrote it."""


@dataclass(frozen=True)
class Kind:
    """A kind of file. `most`: bytes that are read at most; `endings` with their dot, in small letters.

    `certain` knows it by its first bytes whatever its name is; `likely` is asked only where the ending says nothing.
    """

    name: str
    about: str
    endings: tuple[str, ...]
    most: int = TEXT_MOST
    certain: Callable[[bytes], bool] | None = None
    likely: Callable[[bytes], bool] | None = None
    archive: bool = False

    @property
    def packed(self) -> bool:
        """Whether it is an archive whose members are packed: no mailbox, whose mails stand in it as they are."""
        return self.archive and self.name != MAILBOX


def recognise(head: bytes, name: str) -> Kind | None:
    """The kind of a file by its first bytes (HEAD of them are enough) and its name; None if nothing here knows it."""
    lower = name.lower()
    for kind in KINDS.values():
        if kind.certain is not None and kind.certain(head):
            return kind
    for kind in KINDS.values():
        if lower.endswith(kind.endings):
            return kind
    if not PurePosixPath(lower.replace("\\", "/")).suffix:
        for kind in KINDS.values():
            if kind.likely is not None and kind.likely(head):
                return kind
    return None


def _starts(text: bytes) -> str:
    """The first bytes as text, as far as that can be told."""
    marks = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
    encoding = next((name for mark, name in marks if text.startswith(mark)), "latin-1")
    return text.decode(encoding, "replace").lstrip("\ufeff\u00ef\u00bb\u00bf")


def _root(head: bytes) -> tuple[str, str]:
    """The name of the first element and of the document type, in small letters; empty where there is none."""
    text, at, doctype = _starts(head), 0, ""
    while found := _MISC.match(text, at) or _DOCTYPE.match(text, at):
        doctype = doctype or (found[1] or "").lower() if found.re is _DOCTYPE else doctype
        at = found.end()
    element = _ELEMENT.match(text, at)
    return (element[2].lower() if element else ""), doctype


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _is_html(head: bytes) -> bool:
    element, doctype = _root(head)
    return doctype == "html" or element == "html"


def _is_feed(head: bytes) -> bool:
    element, _ = _root(head)
    return element in ("rss", "feed") or (element == "rdf" and "purl.org/rss" in _starts(head))


def zip_names(head: bytes) -> Iterator[str]:
    """The names of the first files of a zip, as far as their headers stand in the first bytes."""
    at = 0
    while head[at : at + 4] == b"PK\x03\x04" and len(head) >= at + 30:
        flags, packed, name, extra = struct.unpack_from("<2xH10xI4xHH", head, at + 4)
        yield head[at + 30 : at + 30 + name].decode("utf-8", "replace")
        step = 30 + name + extra + packed
        follows = head.find(b"PK\x03\x04", at + 30 + name) if flags & 8 and not packed else at + step
        at = follows if follows > at else len(head)


def is_office(head: bytes, folder: str) -> bool:
    """Whether the first bytes are those of an Office Open XML file whose parts lie in a folder (`word/`, `xl/`)."""
    return head.startswith(b"PK\x03\x04") and any(name.startswith(folder) for name in zip_names(head))


def _is_zip(head: bytes) -> bool:
    names = [] if not head.startswith(b"PK\x03\x04") else list(zip_names(head))
    return head.startswith(b"PK\x05\x06") or bool(names and not names[0].startswith(_OFFICE))


def mail_below(data: bytes, at: int = 0) -> int:
    """Where a mail begins, below a line at this place that parts the mails of a mailbox; 0 if there is no such line. HEAD bytes tell it."""
    envelope = _ENVELOPE.match(data, at)
    if envelope is None:
        return 0
    # words may begin so too: without a time as programs write it, two fields of a mail must follow
    least = 1 if _CTIME.match(data, at) else 2
    return envelope.end() if _is_mail(data[envelope.end() : at + HEAD], least) else 0


def _is_mail(head: bytes, least: int = 2) -> bool:
    """Whether it begins with header fields, so many of them at least being those of a mail."""
    known = 0
    for line in islice(_LINE.finditer(head.removeprefix(b"\xef\xbb\xbf")), 60):
        if known >= least or not _FIELD.match(line[0]):
            break
        known += bool(_HEADER.match(line[0]))
    return known >= least


def _is_saved_page(head: bytes) -> bool:
    """Whether it is a page as browsers save it with all that belongs to it: they put into its head who saved it, or from where."""
    fields, saved = 0, False
    for line in islice(_LINE.finditer(head.removeprefix(b"\xef\xbb\xbf")), 60):
        if not _FIELD.match(line[0]):
            break
        fields += 1
        saved = saved or _SAVED.match(line[0]) is not None
    return saved and fields > 1


def _is_mailbox(head: bytes) -> bool:
    return mail_below(head.removeprefix(b"\xef\xbb\xbf")) > 0


def is_text(head: bytes) -> bool:
    """Whether the first bytes may be text: no NUL outside UTF-16, and hardly any control characters."""
    if not head:
        return False
    text = _starts(head)
    return sum(character < " " and character not in "\t\n\r\f\x1b" for character in text) == 0


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("pdf", "a PDF file", (".pdf",), PAGED_MOST, _is_pdf),
        Kind("docx", "a Word document (.docx)", (".docx", ".docm"), PAGED_MOST, lambda head: is_office(head, "word/")),
        Kind("zip", "an archive (.zip)", (".zip",), ARCHIVE_MOST, _is_zip, archive=True),
        Kind(
            "tar",
            "an archive (.tar, .tar.gz)",
            (".tar", ".tar.gz", ".tgz"),
            ARCHIVE_MOST,
            lambda head: head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar",
            archive=True,
        ),
        Kind("mhtml", "a web page saved as one file (.mhtml)", (".mhtml", ".mht"), PAGED_MOST, _is_saved_page),
        Kind("feed", "an RSS or Atom feed", (".rss", ".atom"), TEXT_MOST, _is_feed),
        Kind("html", "a web page", (".html", ".htm", ".xhtml"), TEXT_MOST, _is_html),
        Kind(MAILBOX, "a mailbox of several mails (mbox)", (".mbox", ".mbx"), ARCHIVE_MOST, _is_mailbox, archive=True),
        Kind("mail", "a mail (.eml)", (".eml",), MAIL_MOST, likely=_is_mail),
        Kind("markdown", "Markdown", (".md", ".markdown"), TEXT_MOST),
        Kind("text", "plain text", (".txt", ".text"), TEXT_MOST, likely=is_text),
    )
}
"""The kinds by name, in the order in which they are asked."""
