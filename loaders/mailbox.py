"""A mailbox (mbox), opened like an archive: each mail a member, found in one pass, and read from its place when it is wanted.

A mail is known by its Message-ID, else by a hash of it: so a newer mailbox brings its new mails alone, wherever they stand in it.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from loaders.archives import ARCHIVE_LIMITS, ArchiveLimits, Member
from loaders.kinds import HEAD, MAIL_MOST, mail_below
from loaders.problems import Problems, shown

_STEP = 1 << 20
_FROM = re.compile(rb"\nFrom [^\n]{0,300}\n(?:>From [^\n]{0,300}\n)?[!-9;-~]{1,60}:")
"""What may part two mails, told at once by far the most that does not."""
_QUOTED = re.compile(rb"\n>(>*From )")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_ID = re.compile(rb"^Message-ID:[ \t]*(?:\r?\n[ \t]+)?<?([^<>\r\n]*)", re.MULTILINE | re.IGNORECASE)
_STANDING = re.compile(
    rb"^(?:X-Mozilla-(?:Status2?|Keys)|X-GM-THRID|X-Gmail-Labels|Status|X-Status|X-Keywords|X-UID|X-IMAP(?:base)?|Content-Length)"
    rb":[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.MULTILINE | re.IGNORECASE,
)
"""What programs note of how a mail stands in the mailbox (read, answered, labelled): it changes while the mail does not."""
_DELETED = re.compile(rb"^X-Mozilla-Status:[ \t]*[0-9a-f]{3}[89a-f]", re.MULTILINE | re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.@+=$-]+")
_LONGEST = 100
_TWICE = ("stands in it a second time, or has the Message-ID of another", "stand in it a second time, or have the Message-ID of another")
_GONE = ("was deleted in Thunderbird and still stands in the file", "were deleted in Thunderbird and still stand in the file")


def members(
    name: str, opened: Callable[[], IO[bytes]], problems: Problems, limits: ArchiveLimits = ARCHIVE_LIMITS
) -> Iterator[tuple[Member, int]]:
    """The mails of a mailbox in its order, each with its number from 1. What is refused is noted with its number, and the others go on."""
    seen: set[str] = set()
    told: Counter[tuple[str, str]] = Counter()
    number = 0
    try:
        with opened() as file:
            for number, (start, end) in enumerate(_places(file), 1):
                if number > limits.members or end > limits.unpacked:
                    most = f"{limits.members:,} mails" if number > limits.members else f"{limits.unpacked:,} bytes"
                    problems.add(name, None, f"holds more than {most}; the rest was not read: move a part into another mailbox", gap=True)
                    break
                if end - start > MAIL_MOST:
                    problems.add(name, None, f"mail {number:,} is larger than {MAIL_MOST:,} bytes, and was not read", gap=True)
                    continue
                raw = _bytes(opened, start, end)
                told[_GONE] += _DELETED.search(_head(raw)) is not None
                data = mail_of(raw)
                called = _name(data)
                told[_TWICE] += called in seen
                if called not in seen:
                    seen.add(called)
                    yield Member(called, len(data), data[:HEAD], _reader(opened, start, end)), number
    except OSError as error:
        problems.add(name, None, f"cannot be read further than mail {number:,}: {shown(error.strerror or str(error))}", gap=True)
    if number == 0:
        problems.add(name, None, "is no mailbox: no line that begins with From and parts mails is in it, with a mail below", gap=True)
    for how, most_of in ((_TWICE, "; the first of each was read"), (_GONE, "; what is there was read")):
        if many := told[how]:
            problems.add(name, None, f"{many:,} {'mail' if many == 1 else 'mails'} {how[many > 1]}{most_of}", warning=True)


def is_empty(path: Path) -> bool:
    """Whether a file is a mailbox of Thunderbird without a mail in it, as its index beside it tells."""
    return path.stat().st_size == 0 and path.with_name(f"{path.name}.msf").exists()


def mail_of(raw: bytes) -> bytes:
    """A mail as it was before it was put into the mailbox."""
    head = _head(raw)
    data = _QUOTED.sub(rb"\n\1", _STANDING.sub(b"", head) + raw[len(head) :])
    return data.removesuffix(b"\n").removesuffix(b"\r") if data.endswith((b"\n\n", b"\n\r\n")) else data


def _head(raw: bytes) -> bytes:
    end = _END_OF_HEAD.search(raw)
    return raw[: end.end()] if end else raw


def _name(data: bytes) -> str:
    """The name of a mail in its mailbox, as a file of it would be called."""
    found = _ID.search(_head(data))
    told = found[1].strip().decode("utf-8", "replace") if found else ""
    if not told:
        return f"without-id-{hashlib.sha256(data).hexdigest()[:12]}.eml"
    name = _UNSAFE.sub("_", told).lstrip(".")[:_LONGEST]
    # two numbers must not become one name
    return f"{name}.eml" if name == told else f"{name}-{hashlib.sha256(told.encode()).hexdigest()[:8]}.eml"


def _reader(opened: Callable[[], IO[bytes]], start: int, end: int) -> Callable[[], IO[bytes]]:
    return lambda: io.BytesIO(mail_of(_bytes(opened, start, end)))


def _bytes(opened: Callable[[], IO[bytes]], start: int, end: int) -> bytes:
    with opened() as file:
        file.seek(start)
        return file.read(end - start)


def _places(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Where each mail begins and ends, in one pass, with no more of the file in memory than a step of it."""
    # as if a line ended before the file: its first one is found as any other
    data, base, begun = b"\n", -1, -1
    while True:
        block = file.read(_STEP)
        if base < 0 and block.startswith(b"\xef\xbb\xbf"):
            block, base = block[3:], 2
        data += block
        end = max(len(data) - HEAD, 0) if block else len(data)
        for found in _FROM.finditer(data):
            # what stands near the end is looked at once what follows is there
            if found.start() >= end:
                break
            if below := mail_below(data, found.start() + 1):
                if begun >= 0:
                    yield begun, base + found.start() + 1
                begun = base + below
        if not block:
            break
        data, base = data[end:], base + end
    if begun >= 0:
        yield begun, base + len(data)
