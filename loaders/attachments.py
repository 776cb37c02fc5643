"""What came attached to a mail: documents of their own, under names that lead nowhere, and what is passed over without a word for each."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import IO

from graph.errors import LoadError
from loaders.documents.dates import edtf
from loaders.file_names import legible
from loaders.inputs import Input
from loaders.kinds import HEAD, KINDS, Kind, recognise
from loaders.mail_message import BROKEN, WHOLE, BrokenMailError, carried, content, field, file_name, may_carry, message_of, number, senders
from loaders.passed_over import PassedOver, Sort
from loaders.problems import Problems, safe, shown

DEEPEST = 5
"""Mails one within the other whose attachments are opened."""
NAMELESS = "a part without a name"
_LONGEST = 120
_ENDINGS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/markdown": ".md",
    WHOLE: ".eml",
}
_PICTURE, _SIGNATURE, _CARD = ("picture", "pictures"), ("signature", "signatures"), ("visiting card", "visiting cards")
_INVITATION, _NOTICE = ("invitation", "invitations"), ("notice of delivery", "notices of delivery")
_TNEF = ("winmail.dat, which Outlook alone reads,", "winmail.dat, which Outlook alone reads,")
_QUIET = {
    kind: told
    for told, kinds in (
        (_SIGNATURE, "application/pgp-signature application/pkcs7-signature application/x-pkcs7-signature application/pgp-keys"),
        (_CARD, "text/vcard text/x-vcard text/directory"),
        (_INVITATION, "text/calendar application/ics"),
        (_TNEF, "application/ms-tnef application/vnd.ms-tnef"),
        (_NOTICE, "message/delivery-status message/disposition-notification text/rfc822-headers"),
    )
    for kind in kinds.split()
}
"""What is no document, and comes with so many mails that a word for each would drown the others."""


@dataclass(frozen=True)
class Attached:
    """One thing that came attached. `kind` is None for what is no document; `quiet` is its sort if it is counted and not named.

    `identity` is what it is known by: its bytes and name, a mail by its Message-ID. `sender` is that of a mail.
    """

    name: str
    kind: Kind | None = None
    size: int = 0
    identity: str = ""
    sender: str = ""
    charset: str = ""
    quiet: Sort | None = None


def of(mail: Input, problems: Problems, passed: PassedOver, depth: int = 1) -> Iterator[Input]:
    """The documents that came attached to a mail, each behind it; those of a mail within it behind that.

    A mail that cannot be read, and what it carries that is no document, are told where the mail is read.
    """
    try:
        data = mail.read()
        if not may_carry(data):
            return
        message = message_of(data)
        attached = listed(message)
    except (LoadError, *BROKEN):
        return
    came = _came(message)
    for place, each in enumerate(attached):
        if each.quiet is not None:
            passed[each.quiet] += 1
        if each.kind is None:
            continue
        name = f"{mail.name}/{each.name}"
        opened = partial(_opened, mail, place)
        one = Input(name, each.kind, opened, each.size, charset=each.charset, came=came, identity=each.identity, place=mail.place)
        yield one
        if each.kind.name == "mail" and depth < DEEPEST:
            yield from of(one, problems, passed, depth + 1)
        elif each.kind.name == "mail":
            problems.add(name, None, f"is a mail within {DEEPEST} others; what came attached to it is not opened", warning=True)


def listed(message: Message) -> list[Attached]:
    """All that a mail carries, in order, no two documents under one name. Raises one of BROKEN if it cannot be taken apart."""
    found: list[Attached] = []
    taken: set[str] = set()
    for place, part in enumerate(carried(message), 1):
        try:
            one = _attached(part, place, taken)
        except BROKEN:
            one = Attached(f"part {place}, which is broken,")
        taken.add(one.name)
        found.append(one)
    return found


def _attached(part: Message, place: int, taken: set[str]) -> Attached:
    type_ = part.get_content_type()
    given = _shown_name(file_name(part))
    if quiet := _quiet(part, type_, given):
        return Attached(given or type_, quiet=quiet)
    if not given and type_ not in _ENDINGS:
        return Attached(NAMELESS)
    data = content(part)
    name = given or ("forwarded" if type_ == WHOLE else f"part {place}")
    if not PurePosixPath(name).suffix or (type_ == WHOLE and not name.lower().endswith(".eml")):
        # a text without an ending is known by its name as it stands
        name += _ENDINGS.get(type_, "") if not given or type_ != "text/plain" else ""
    kind = KINDS["mail"] if type_ == WHOLE else recognise(data[:HEAD], name)
    if kind is None or kind.archive or not data.strip():
        return Attached(name)
    name = _unlike(name, taken)
    inner = _inner(data) if kind.name == "mail" else None
    identity = (number(inner) if inner else "") or f"{hashlib.sha256(data).hexdigest()}/{name}"
    sender = next(iter(senders(field(inner, "From"))), "") if inner else ""
    return Attached(name, kind, len(data), identity, sender, _charset(part, data))


def _shown_name(told: str) -> str:
    """The name that an attachment was given, on one line and without the folders that it says it lies in."""
    name = safe(legible(" ".join(told.split()).replace("\\", "/").rpartition("/")[2].strip()))
    return name.lstrip(".~$ ")[-_LONGEST:].strip()


def _quiet(part: Message, type_: str, name: str) -> Sort | None:
    if name.lower() == "winmail.dat":
        return _TNEF
    if type_.startswith("image/") and (not name or part.get("Content-ID") or part.get_content_disposition() == "inline"):
        return _PICTURE
    return _QUIET.get(type_)


def _unlike(name: str, taken: set[str]) -> str:
    """The name, with a number if another attachment of the mail has it."""
    path, many = PurePosixPath(name), 2
    while name in taken:
        name, many = f"{path.stem} ({many}){path.suffix}", many + 1
    return name


def _inner(data: bytes) -> Message | None:
    try:
        return message_of(data)
    except BrokenMailError:
        return None


def _charset(part: Message, data: bytes) -> str:
    """The encoding that the mail tells of a text; none where it need not be told."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return str(part.get_content_charset() or "")
    return ""


def _came(message: Message) -> str:
    """By which mail something came: nobody says that its sender wrote or published it."""
    subject, sent = field(message, "Subject"), edtf(field(message, "Date"))
    sender = next(iter(senders(field(message, "From"))), "")
    mail = f"the mail {shown(subject)}" if subject else "a mail without a subject"
    who = f" from {sender}" if sender else ""
    return safe(f"came attached to {mail}{who}{f', {sent}' if sent else ''}")[:1_000]


def _opened(mail: Input, place: int) -> IO[bytes]:
    """The bytes of what a mail carries at a place. Raises OSError if it is not there any more."""
    try:
        return io.BytesIO(content(_parts(mail.read())[place]))
    except BROKEN as error:
        raise OSError(str(error)) from error


@lru_cache(maxsize=2)
def _parts(data: bytes) -> list[Message]:
    """What a mail carries; it is asked for each thing by itself, one after the other."""
    return list(carried(message_of(data)))
