"""Plain text: read as it stands."""

from __future__ import annotations

import re

from loaders.documents import credit, dateline, head, quoting
from loaders.documents.document import Lines
from loaders.documents.encoding import text_of
from loaders.documents.metadata import Metadata
from loaders.documents.parts import Parts
from loaders.inputs import Input

_TITLE_MOST = 150
_JSON = re.compile(r"\s*[\[{]\s*[\[{\"]")


def read(given: Input, data: bytes) -> Parts:
    """A text file. It tells of itself by fields in its first lines, else by a credit or dateline; its title is a first line of its own."""
    found = Metadata(given.name)
    text = text_of(data, found, said=given.charset)
    if _JSON.match(text[:200]):
        found.warn("looks like data (JSON), and is read as plain text; give it the ending .json to load what is in it")
    labels = head.lines(text, found)
    first, _, rest = text.lstrip().partition("\n")
    if len(first) <= _TITLE_MOST and rest.startswith("\n") and not first.rstrip().endswith((".", ",", ";", ":")):
        found.offer("title", first, "first line")
    credit.take(text, found)
    dateline.take(text, found)
    quotes, signs = quoting.quotes(text)
    items, bullets = quoting.items(text)
    blocks = [*quotes, *quoting.forwarded(text), *items]
    return Parts(text, found, blocks, quoting.addresses(text), [*labels, *signs, *bullets], Lines.of(text))
