"""A mail (.eml): its head, the plain part or else the HTML part, and quoted lines as another voice's.

What came attached is a document of its own (`loaders.attachments`), which the mail cites; what is none is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

from loaders import attachments
from loaders.documents import messages, quoting
from loaders.documents.composition import Composition
from loaders.documents.document import Block, Enclosed, Lines, Link
from loaders.documents.encoding import text_of
from loaders.documents.markup import compose, parsed
from loaders.documents.metadata import Metadata
from loaders.documents.parts import Parts
from loaders.extraction.proposals import Span
from loaders.inputs import Input, refused
from loaders.mail_message import BROKEN, BrokenMailError, body, field, message_of, number, senders

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_SEVERAL = 10
"""Attachments that are no documents, by name at most."""


def read(given: Input, data: bytes) -> Parts:
    """A mail. Raises LoadError if it is none, or nests more parts than a person's mail has."""
    found = Metadata(given.name)
    try:
        message = message_of(data)
        head = {name: field(message, name) for name in _SHOWN}
        words, blocks, links, marks = _body(message, found)
        attached = attachments.listed(message)
    except BrokenMailError as error:
        raise refused(given.name, str(error)) from error
    except BROKEN as error:
        raise refused(given.name, "is a broken mail and cannot be read") from error
    if not any(head.values()):
        raise refused(given.name, "is no mail: it begins with no fields like From: and Subject:")
    if not words.strip():
        found.warn("the mail holds no words of its own")
    if unread := [each.name for each in attached if each.kind is None and each.quiet is None]:
        more = f" and {len(unread) - _SEVERAL:,} more" if len(unread) > _SEVERAL else ""
        found.warn(
            f"attachments that are no documents are not read: {', '.join(unread[:_SEVERAL])}{more}; save and load them by themselves"
        )
    _metadata(message, head, found)
    fields = [f"{name}: {value}" for name, value in head.items() if value]
    top = "\n".join(fields) + "\n\n"
    own = [*_lines_of(fields), *(Block(each.kind, _moved(each.span, len(top)), each.level, each.voice) for each in blocks)]
    text = top + words
    linked = [Link(_moved(link.span, len(top)), link.address, link.words) for link in links]
    signs = [_moved(mark, len(top)) for mark in marks]
    made = Parts(text, found, own, linked, signs, Lines.of(text), "email", identity=number(message))
    made.attachments = [each.name for each in attached if each.quiet is None]
    made.enclosed = [Enclosed(each.identity, each.name, each.sender) for each in attached if each.kind is not None]
    return made


def _lines_of(fields: list[str]) -> Iterator[Block]:
    at = 0
    for each in fields:
        yield Block("header", Span(at, at + len(each)))
        at += len(each) + 1


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _body(message: Message, found: Metadata) -> tuple[str, list[Block], list[Link], list[Span]]:
    """The words of the mail: of the plain part as it stands, of the HTML part put together."""
    part = body(message)
    if part is None:
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


def _metadata(message: Message, head: dict[str, str], found: Metadata) -> None:
    found.offer("title", head["Subject"], "Subject")
    by = senders(head["From"])
    found.authors(by, "From")
    found.offer("publisher", by[0] if by else "", "From")
    found.date(head["Date"], "Date")
    found.offer("language", field(message, "Content-Language"), "Content-Language")
