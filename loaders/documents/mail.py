"""A mail (.eml): its head, the plain part or else the HTML part, quoted lines as another voice's, and what is attached, by name."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses

from loaders.documents import messages, quoting
from loaders.documents.composition import Composition
from loaders.documents.document import Block, Lines, Link
from loaders.documents.encoding import text_of
from loaders.documents.markup import compose, parsed
from loaders.documents.metadata import Metadata
from loaders.documents.parts import Parts
from loaders.extraction.proposals import Span
from loaders.inputs import Input, refused

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MOST_PARTS, _LONGEST = 100, 30_000
_HELD = re.compile(rb"^content-type:\s*(?:multipart/|message/)", re.IGNORECASE | re.MULTILINE)
_BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError, IndexError, RecursionError)


def read(given: Input, data: bytes) -> Parts:
    """A mail. Raises LoadError if it is none, or nests more parts than a person's mail has."""
    found = Metadata(given.name)
    if sum(1 for _ in _HELD.finditer(data)) > _MOST_PARTS:
        raise refused(given.name, f"is a mail of more than {_MOST_PARTS} nested parts, which is not opened")
    try:
        message = BytesParser(policy=email.policy.default).parsebytes(data)
        head = {name: _header(message, name) for name in _SHOWN}
        body, blocks, links, marks = _body(message, found)
        attached = list(_attached(message))
    except _BROKEN as error:
        raise refused(given.name, "is a broken mail and cannot be read") from error
    if not any(head.values()):
        raise refused(given.name, "is no mail: it begins with no fields like From: and Subject:")
    if not body.strip():
        found.warn("the mail holds no words of its own")
    if attached:
        found.warn(f"attachments are named and not read: {', '.join(attached)}; save and load them by themselves")
    _metadata(message, head, found)
    fields = [f"{name}: {value}" for name, value in head.items() if value]
    top = "\n".join(fields) + "\n\n"
    own = [*_lines_of(fields), *(Block(each.kind, _moved(each.span, len(top)), each.level, each.voice) for each in blocks)]
    text = top + body
    linked = [Link(_moved(link.span, len(top)), link.address, link.words) for link in links]
    signs = [_moved(mark, len(top)) for mark in marks]
    return Parts(text, found, own, linked, signs, Lines.of(text), "email", attached, _header(message, "Message-ID").strip("<> "))


def _header(message: EmailMessage, name: str) -> str:
    """A field as a person reads it, on one line; as it stands if it is too long to be made out, or broken."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    try:
        text = str(message.get(name, "")) if len(raw) <= _LONGEST else raw[:_LONGEST]
    except _BROKEN:
        text = raw
    return " ".join(text.replace("\0", "\ufffd").encode("utf-8", "replace").decode().split())


def _lines_of(fields: list[str]) -> Iterator[Block]:
    at = 0
    for field in fields:
        yield Block("header", Span(at, at + len(field)))
        at += len(field) + 1


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _body(message: EmailMessage, found: Metadata) -> tuple[str, list[Block], list[Link], list[Span]]:
    """The words of the mail: of the plain part as it stands, of the HTML part put together."""
    part = message.get_body(("plain", "html"))
    if part is None or not str(part.get_content_type()).startswith("text/"):
        return "", [], [], []
    data = part.get_payload(decode=True)
    said = part.get_content_charset() or ""
    text = text_of(data if isinstance(data, bytes) else b"", found, said=said)
    if part.get_content_type() == "text/html":
        if not text.strip():
            return "", [], [], []
        made = Composition()
        compose(parsed(text, found), made)
        blocks, links = made.ordered()
        return made.text, _with_messages(made.text, list(blocks)), list(links), []
    quotes, signs = quoting.quotes(text)
    items, bullets = quoting.items(text)
    return text, [*_with_messages(text, quotes), *items], quoting.addresses(text), [*signs, *bullets]


def _with_messages(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks, each quote with its voice, and the messages that stand in none of them."""
    return [*messages.voiced(text, blocks), *messages.within(text, [block.span for block in blocks if block.kind == "quote"])]


def _attached(message: EmailMessage) -> Iterator[str]:
    for part in message.iter_attachments():
        name = part.get_filename() or ("a forwarded mail" if part.get_content_type() == "message/rfc822" else "a part without a name")
        yield " ".join(str(name).split())[:200]


def _metadata(message: EmailMessage, head: dict[str, str], found: Metadata) -> None:
    found.offer("title", head["Subject"], "Subject")
    senders = _senders(head["From"])
    found.authors(senders, "From")
    found.offer("publisher", senders[0] if senders else "", "From")
    found.date(head["Date"], "Date")
    found.offer("language", _header(message, "Content-Language"), "Content-Language")


def _senders(field: str) -> list[str]:
    """The names in a field of senders, or their addresses where they give no name."""
    try:
        return [name or address for name, address in getaddresses([field[:_LONGEST]]) if name or address]
    except _BROKEN:
        return []
