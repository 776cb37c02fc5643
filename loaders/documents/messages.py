"""Messages within a message: what stands under a line like `-----Original Message-----`, or under the head of another mail."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from loaders.documents import quoting
from loaders.documents.document import Block
from loaders.documents.words import one_of
from loaders.extraction.proposals import Span

_LINE = re.compile(rf"^-{{2,}}[ \t]*{one_of('parting')}[ \t]*-{{2,}}[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FROM = re.compile(
    rf"^[ \t>*]{{0,20}}{one_of('from')}[ \t]?:\*{{0,2}}[ \t]{{0,9}}[\"']?([^<\[\n\"]{{1,100}}?)[\"']?\*{{0,2}}"
    r"[ \t]{0,9}(?:[<\[][^<>\n]{0,200}[>\]][^\n]{0,20})?[ \t]{0,9}$",
    re.MULTILINE,
)
"""The field of a sender, as mail programs write it above what they quote: with stars where it was bold."""
_DATE, _OTHER = (re.compile(rf"{one_of(name)}[ \t]?:", re.IGNORECASE) for name in ("sent", "to"))
_BEFORE = 400
_FIELD = re.compile(r"[^\W\d_][^:\n]{0,24}[ \t]?:")
_FIELDS, _HEAD, _TOP = 8, 1_600, 300
"""Fields and characters of a head at most, and characters of a quote among which one begins."""


@dataclass(frozen=True)
class Message:
    """Where a message begins, with its head, where the line that parts it from the one above begins, and who sent it."""

    start: int
    parted: int
    sender: str


def within(text: str, quoted: Iterable[Span] = ()) -> list[Block]:
    """The messages that a text holds outside of what it quotes, each another voice's to the end of the text or to the next."""
    spans = sorted(quoted)
    begins, ends = [each.start for each in spans], [*accumulate((each.end for each in spans), max, initial=0)]
    starts = [each for each in _starts(text) if each.start >= ends[bisect_right(begins, each.start)]]
    blocks = []
    for number, message in enumerate(starts, 1):
        end = starts[number].parted if number < len(starts) else len(text)
        if words := text[message.start : end].rstrip():
            blocks.append(Block("quote", Span(message.start, message.start + len(words)), number, message.sender))
    return blocks


def voiced(text: str, blocks: list[Block]) -> list[Block]:
    """Blocks whose quotes have the voice that the line above tells, or the head of the message that they begin with."""
    return [replace(each, voice=_voice(text, each.span)) if each.kind == "quote" and not each.voice else each for each in blocks]


def _voice(text: str, span: Span) -> str:
    begins = text[span.start : min(span.end, span.start + _TOP)]
    if told := quoting.introduced(text[max(0, span.start - _BEFORE) : span.start]):
        return told
    if within := _opening(begins):
        return within
    found = _FROM.search(begins)
    return found[1].strip() if found and _is_head(text, span.start + found.end()) else ""


def _opening(begins: str) -> str:
    """Who wrote what is quoted, as its own first lines tell: "> On Monday, A. B. wrote:"."""
    lines = [plain for line in begins.split("\n") if (plain := line.lstrip(" \t>").rstrip())][:2]
    return next((told for number in (1, 2) if (told := quoting.introduced(" ".join(lines[:number])))), "")


def _starts(text: str) -> list[Message]:
    """The messages under lines that part them, and under heads that stand without one, in order."""
    heads = {found.start(): found[1].strip() for found in _FROM.finditer(text) if _is_head(text, found.end())}
    found = []
    for line in _LINE.finditer(text):
        start = min(line.end() + 1, len(text))
        own = _FROM.search(text, start, min(len(text), start + 2_000))
        if own and not text[start : own.start()].strip():
            heads.pop(own.start(), "")
        found.append(Message(start, line.start(), own[1].strip() if own else ""))
    return sorted([*found, *(Message(at, at, sender) for at, sender in heads.items())], key=lambda each: each.start)


def _is_head(text: str, end: int) -> bool:
    """Whether below the field of a sender stand those of a day and of whom it was sent to, or what about."""
    lines = [plain for line in text[end : end + _HEAD].split("\n") if (plain := line.lstrip(" \t>*"))][:_FIELDS]
    fields = lines[: next((number for number, line in enumerate(lines) if not _FIELD.match(line)), len(lines))]
    return any(_DATE.match(line) for line in fields) and any(_OTHER.match(line) for line in fields)
