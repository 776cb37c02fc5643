"""A web page that a browser, Word or Outlook saved as one file (.mhtml, .mht): the page itself is read, as it would be by itself.

Pictures, styles and pages in frames lie beside it and are not read. The day on which it was saved is none of publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

from loaders.documents import mail, web_page
from loaders.documents.dates import edtf
from loaders.documents.metadata import web
from loaders.documents.parts import Parts
from loaders.inputs import Input, refused
from loaders.mail_message import BROKEN, BrokenMailError, content, field, message_of, parts

_MOST_PARTS = 20_000
_SAVER = "saved by "


def read(given: Input, data: bytes) -> Parts:
    """The page in a file. Raises LoadError if it is broken, or holds none."""
    try:
        message = message_of(data, _MOST_PARTS, "saved page")
        saver = field(message, "From").strip('"<> ').lower()
        if saver and not saver.startswith(_SAVER) and field(message, "To"):
            return mail.read(given, data)  # as Outlook saves mails
        page = _page(message)
        html = content(page) if page is not None else b""
    except BrokenMailError as error:
        raise refused(given.name, str(error)) from error
    except BROKEN as error:
        raise refused(given.name, "is a saved page that is broken and cannot be read") from error
    if page is None or not html.strip():
        raise refused(
            given.name, "is a saved page in which no page is found; save it again as an HTML file, or as .mhtml in Chrome or Edge"
        )
    made = web_page.read_saved(given, html, str(page.get_content_charset() or ""), _place(page) or _address(message))
    made.retrieved = edtf(field(message, "Date")) or ""
    return made


def _page(message: Message) -> Message | None:
    """The part that is the page: the one that was saved, the one that all begins with, else the first."""
    found = [each for each in _leaves(message) if each.get_content_type() in ("text/html", "application/xhtml+xml")]
    place, start = _location(message, "Snapshot-Content-Location"), str(message.get_param("start") or "")
    for each in found:
        if place and _location(each, "Content-Location") == place:
            return each
    return next((each for each in found if start and field(each, "Content-ID") == start), found[0] if found else None)


def _leaves(message: Message) -> Iterator[Message]:
    waiting = [message]
    while waiting:
        part = waiting.pop()
        waiting += reversed(parts(part))
        if not part.is_multipart():
            yield part


def _address(message: Message) -> str:
    return web(_location(message, "Snapshot-Content-Location")) or web(_location(message, "Content-Location")) or ""


def _place(page: Message) -> str:
    return web(_location(page, "Content-Location")) or ""


def _location(part: Message, name: str) -> str:
    """An address in a field; a long one may be folded over several lines."""
    return field(part, name).replace(" ", "")
