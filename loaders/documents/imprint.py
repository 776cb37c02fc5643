"""Who wrote and published a document, and when, as the lines of its head tell it where its metadata do not: a credit, a dateline, and a
byline or a date under the heading.

Quotations, tables and items are others' words or parts, so they tell nothing of the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from graph.model import fold
from loaders.documents import credit, dateline
from loaders.documents.document import Block, blanked
from loaders.documents.metadata import BY, Metadata, named
from loaders.extraction.proposals import Span

_OTHERS = frozenset(("quote", "row", "code", "caption", "item", "header", "note"))
_UNDER, _LONGEST, _READ = 3, 120, 50_000
"""Lines under a heading that may tell this, characters of one, and characters in which others like it are looked for."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_BARS = re.compile(r"[ \t]{1,9}(?:[|·•–—]|-{1,2})[ \t]{1,9}")
_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,40}(?: [^\W\d_][\w.'’-]{0,40}){1,3}")


def take(text: str, marks: Iterable[Span], blocks: Iterable[Block], found: Metadata) -> None:
    """Take what the head tells and the metadata do not. What stands at an address is published there, whoever its dateline credits; a
    credit is taken whose name the address bears."""
    blocks = tuple(blocks)
    plain = blanked(text, [*marks, *(block.span for block in blocks if block.kind in _OTHERS)])
    told = Metadata(found.name)
    credit.take(plain, told)
    dateline.take(plain, told)
    heading = next((block.span for block in blocks if block.kind == "heading"), None)
    if heading is not None:
        _under(plain, heading.end, told)
    address = found.values.get("address", "")
    credited = told.told.get("publisher") == credit.WHERE and is_site(told.values["publisher"], address)
    if not address or credited:
        found.offer("publisher", told.values.get("publisher"), told.told.get("publisher", ""))
    found.date(told.values.get("published"), told.told.get("published", ""))
    found.authors(told.values.get("authors", ()), told.told.get("authors", ""))


def is_site(name: str, address: str) -> bool:
    """Whether an address bears a name: The Quay Courier is at www.courier.example."""
    host = (urlsplit(address).hostname or "").removeprefix("www.").replace("-", "")
    return any(word in host for word in _LONG_WORD.findall(fold(name)))


def _under(plain: str, end: int, told: Metadata) -> None:
    """Take byline and date from the lines right under a heading, which hold nothing else; not where other lines are such ones too."""
    lines = [line.strip() for line in plain[end : end + _READ].split("\n")]
    kept = [(_writers(line), _day(line)) for line in [line for line in lines if line][:_UNDER]]
    head = []
    for writers, day in kept:
        if not writers and not day:
            break
        head.append((writers, day))
    days = {day for line in lines if (day := _day(line))}
    bylines = {writers for line in lines if (writers := _writers(line))}
    if len(days) == 1:
        told.date(next((day for _, day in head if day), None), "date under the heading")
    if len(bylines) == 1:
        told.authors(next((list(writers) for writers, _ in head if writers), []), "byline")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BARS.split(line)] if 0 < len(line) <= _LONGEST else []


def _day(line: str) -> str:
    """The day that a line tells, which is nothing but that and perhaps a byline; empty of any other."""
    cells = _cells(line)
    days = [day for cell in cells if (day := credit.full(cell))]
    return days[0] if len(days) == 1 and all(credit.full(cell) or _byline(cell) for cell in cells) else ""


def _writers(line: str) -> tuple[str, ...]:
    """Whom a line tells to have written it, which is nothing but that and perhaps a date."""
    cells = _cells(line)
    found = [cell for cell in cells if _byline(cell)]
    return tuple(_names(found[0])) if len(found) == 1 and all(credit.full(cell) or _byline(cell) for cell in cells) else ()


def _byline(cell: str) -> bool:
    """Whether these are "By" and names of two to four words, all with capitals."""
    names = _names(cell) if BY.match(cell) else []
    return bool(names) and all(_NAME.fullmatch(name) and all(word[0].isupper() for word in name.split()) for name in names)


def _names(cell: str) -> list[str]:
    # behind a comma stands whom they write for, or where
    return named(cell.partition(",")[0])
