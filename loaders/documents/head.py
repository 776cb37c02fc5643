"""What a text says of itself in fields: front matter, or lines such as "Published: 5 March 2031" above a plain text."""

from __future__ import annotations

import re
from itertools import takewhile

from loaders.documents.metadata import Metadata, web
from loaders.documents.words import in_order
from loaders.extraction.proposals import Span

_FIELDS = {word: name for name in ("title", "publisher", "language") for word in in_order(f"{name}_fields")}
_ADDRESS, _SOURCE, _DATES, _AUTHORS = (in_order(f"{name}_fields") for name in ("address", "source", "date", "author"))
_LABELS = frozenset((*_FIELDS, *_ADDRESS, *_DATES, *_AUTHORS))
_LINE = re.compile(r"[ \t]{0,4}([A-Za-z ]{2,20}?)[ \t]{0,2}:[ \t]{1,40}(\S[^\n]{0,2000})$")
_MOST = 12
_TITLE_MOST = 150
GOES_ON = (".", ",", ";", ":")
"""How a line ends that is one of a paragraph, and no title."""


def may_be_title(line: str) -> bool:
    """Whether a line is as short as a title, and does not end as one of a paragraph."""
    return len(line) <= _TITLE_MOST and not line.rstrip().endswith(GOES_ON)


def take(key: str, texts: list[str], found: Metadata, where: str) -> None:
    """Take one field: a source that is no address is a publisher; what is none of the fields tells nothing."""
    name, first = key.lower(), texts[0] if texts else None
    if name in _AUTHORS:
        found.authors(texts, where)
    elif name in _DATES:
        found.date(first, where)
    elif name in _ADDRESS:
        found.offer("address", web(first) if first else None, where)
        if name in _SOURCE and first and web(first) is None:
            found.offer("publisher", first, where)
    elif name in _FIELDS:
        found.offer(_FIELDS[name], first, where)


def lines(text: str, found: Metadata) -> list[Span]:
    """Take the lines of fields that a text begins with; gives back where their labels stand. Lines of which one is no field are none."""
    start = len(text) - len(text.lstrip())
    head = list(takewhile(str.strip, text[start : start + 20_000].split("\n", _MOST + 1)))
    told = [match for line in head if (match := _LINE.match(line)) and match[1].lower() in _LABELS]
    if not 0 < len(told) == len(head) <= _MOST:
        return []
    labels = []
    for line, match in zip(head, told, strict=True):
        take(match[1], [match[2].strip()], found, f"head, {match[1]}")
        labels.append(Span(start, start + match.start(2)))
        start += len(line) + 1
    return labels
