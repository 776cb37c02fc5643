"""Who wrote and published a document, and when, as the lines of its head tell it where its metadata do not: a credit, a dateline, and a
byline or a date under the heading.

Quotations, tables and items are others' words or parts, so they tell nothing of the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from graph.model import fold
from loaders.documents import byline, credit, dateline, masthead
from loaders.documents.document import Block, blanked
from loaders.documents.head import may_be_title
from loaders.documents.metadata import Metadata
from loaders.extraction.proposals import Span

_OTHERS = frozenset(("quote", "row", "code", "caption", "item", "header", "note"))
_UNDER, _READ = 3, 50_000
"""Lines under a heading that may tell this, and characters in which others like it are looked for."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


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
    if not address:
        masthead.take(plain, told, below=False)
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
    kept = [(byline.writers(line), byline.day(line)) for line in [line for line in lines if line][: _UNDER + 1]]
    first = next((line for line in lines if line), "")
    if kept[:1] == [((), "")] and may_be_title(first):
        kept = kept[1:]  # what tells more of it than the heading
    head = []
    for writers, day in kept:
        if not writers and not day:
            break
        head.append((writers, day))
    days = {day for line in lines if (day := byline.day(line))}
    bylines = {writers for line in lines if (writers := byline.writers(line))}
    if len(days) == 1:
        told.date(next((day for _, day in head if day), None), "date under the heading")
    if len(bylines) == 1:
        told.authors(next((list(writers) for writers, _ in head if writers), []), "byline")
