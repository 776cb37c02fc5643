"""A mail taken apart: its fields as a person reads them, its body, and what it carries beside that, however broken it is."""

from __future__ import annotations

import base64
import binascii
import email.policy
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses

BROKEN = (MessageError, ValueError, LookupError, AttributeError, TypeError, IndexError, RecursionError)
"""What the library raises of mails that are broken."""
WHOLE = "message/rfc822"
_MOST_NESTED, _MOST_PARTS, _LONGEST = 100, 1_000, 30_000
_ABOUT = re.compile(
    rb"[\r\n][Cc][Oo][Nn][Tt][Ee][Nn][Tt]-(?:[Tt][Yy][Pp][Ee]|[Dd][Ii][Ss][Pp][Oo][Ss][Ii][Tt][Ii][Oo][Nn]):"
    rb"([^\r\n]*(?:(?:\r\n?|\n)[ \t][^\r\n]*)*)"
)
"""The fields that tell what the parts of a mail are; without a flag for small and capital letters it is found several times as fast."""
_HELD = re.compile(rb"\s*(?:multipart/|message/)", re.IGNORECASE)
_OF_BODY = re.compile(rb"\s*(?:text/(?:plain|html)\b|multipart/alternative\b|inline\b)", re.IGNORECASE)
_BOUNDARY = re.compile(rb"\bboundary\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_AS_IT_STANDS = email.policy.compat32.clone(max_line_length=0, mangle_from_=False)


class BrokenMailError(ValueError):
    """Says what is wrong with a mail."""


def message_of(data: bytes, most: int = _MOST_PARTS, what: str = "mail") -> Message:
    """The mail, or `what` else is made like one, in some bytes. Raises BrokenMailError if it cannot be taken apart, or has more parts than
    a person's mail has."""
    fields = _about(data)
    if sum(_HELD.match(each) is not None for each in fields) > _MOST_NESTED:
        raise BrokenMailError(f"is a {what} of more than {_MOST_NESTED} nested parts, which is not opened")
    boundaries = {found[1] or found[2] for each in fields for found in _BOUNDARY.finditer(each)}
    if sum(data.count(end + b"--" + each) for each in boundaries for end in (b"\n", b"\r")) > most:
        raise BrokenMailError(f"is a {what} of more than {most:,} parts, which is not opened")
    try:
        # the newer policy takes each field apart by its grammar whenever it is asked for: far slower, and without bound
        return BytesParser(policy=email.policy.compat32).parsebytes(data)
    except BROKEN as error:
        raise BrokenMailError(f"is a broken {what} and cannot be read") from error


def _about(data: bytes) -> list[bytes]:
    return [found[1] for found in _ABOUT.finditer(b"\n" + data)]


def may_carry(data: bytes) -> bool:
    """Whether a mail may carry anything beside its body: most do not, and need not be taken apart to know it."""
    return any(_OF_BODY.match(each) is None for each in _about(data))


_NOTICE, _TIMES = 40, 5
"""Words of a plain form, at most, and how many times as many the other has, where the plain one is but a notice."""
_MEASURED = 200_000
_TAG = re.compile(rb"<[^<>]{0,5000}>")


def field(message: Message, name: str) -> str:
    """A field as a person reads it, on one line; as it stands if it is too long to be made out, or broken."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    try:
        text = str(email.policy.default.header_fetch_parse(name, raw)) if len(raw) <= _LONGEST else raw[:_LONGEST]
    except BROKEN:
        text = raw
    return " ".join(text.replace("\0", "\ufffd").encode("utf-8", "replace").decode().split())


def number(message: Message) -> str:
    """Its Message-ID; empty if it has none."""
    return field(message, "Message-ID").strip("<> ")


def senders(told: str) -> list[str]:
    """The names in a field of senders, or their addresses where they give no name."""
    try:
        return [name or address for name, address in getaddresses([told[:_LONGEST]]) if name or address]
    except BROKEN:
        return []


def file_name(part: Message) -> str:
    """The name of the file that a part is; empty if it is told none."""
    told = str(part.get_filename() or "")[:_LONGEST]
    try:
        return str(make_header(decode_header(told))) if "=?" in told else told
    except BROKEN:
        return told


def body(message: Message) -> Message | None:
    """The part that is read: the first plain one with words, else the first of HTML, which goes first where a blank one is before it."""
    html: Message | None = None
    blank: Message | None = None
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment":
            continue
        if kind == "text/plain" and not part.is_multipart():
            if not is_blank(part):
                # behind a mail whose plain form is blank, lists put a plain foot of their own
                return html if blank is not None and html is not None else part
            blank = blank or part
        elif kind == "text/html" and not part.is_multipart():
            html = html or part
        elif kind.startswith("multipart/"):
            inside = _fuller(parts(part)) if kind == "multipart/alternative" else parts(part)
            # of what belongs together the first is what it is all about
            waiting += inside[:1] if kind == "multipart/related" else reversed(inside)
    return html or blank


def _fuller(forms: list[Message]) -> list[Message]:
    """The forms of a text without a plain one that only says where to read it: "This mail must be read in a browser"."""
    plain = [each for each in forms if each.get_content_type() == "text/plain"]
    others = [each for each in forms if each not in plain]
    said = sum(_words(each) for each in plain)
    whole = max((_words(each) for form in others for each in form.walk() if each.get_content_type() == "text/html"), default=0)
    return others if said <= _NOTICE and whole > _TIMES * said + _NOTICE else forms


def _words(part: Message) -> int:
    """The words of a part of plain text or HTML, roughly."""
    data = part.get_payload(decode=True)
    return len(_TAG.sub(b" ", data[:_MEASURED]).split()) if isinstance(data, bytes) else 0


def is_blank(part: Message) -> bool:
    """Whether a part holds nothing but white space."""
    data = part.get_payload(decode=True)
    return not (data.decode("utf-8", "replace") if isinstance(data, bytes) else "").strip()


def parts(part: Message) -> list[Message]:
    """The parts of one that has several."""
    inside = part.get_payload()
    return [each for each in inside if isinstance(each, Message)] if isinstance(inside, list) else []


def carried(message: Message) -> Iterator[Message]:
    """What a mail carries beside its body, in order, mails in it whole; without other forms of what it says."""
    read = body(message)
    waiting: list[tuple[Message, bool]] = [(message, False)]
    while waiting:
        part, form = waiting.pop()
        kind = part.get_content_type()
        if kind.startswith("multipart/") and part.is_multipart():
            form = form or kind == "multipart/alternative"
            waiting += [(each, form) for each in reversed(parts(part))]
        elif part is not read and not (kind.startswith("text/") and not part.get_filename() and (form or is_blank(part))):
            yield part


def content(part: Message) -> bytes:
    """The bytes of what a mail carries; of a mail within it as they stand."""
    if part.get_content_type() != WHOLE:
        data = part.get_payload(decode=True)
        return data if isinstance(data, bytes) else b""
    inner = parts(part)
    data = inner[0].as_bytes(policy=_AS_IT_STANDS) if inner else b""
    if field(part, "Content-Transfer-Encoding").lower() != "base64":
        return data
    try:
        # no mail may be packed so, and some are
        return base64.b64decode(data)
    except binascii.Error:
        return data
