"""Plain text: read as it stands."""

from __future__ import annotations

import re

from loaders.documents import credit, dateline, head, masthead, messages, quoting
from loaders.documents.document import Lines
from loaders.documents.encoding import text_of
from loaders.documents.metadata import BY, Metadata
from loaders.documents.parts import Parts
from loaders.extraction.messages import opens
from loaders.inputs import Input

_JSON = re.compile(r"\s*[\[{]\s*[\[{\"]")


def read(given: Input, data: bytes) -> Parts:
    """A text file. It tells of itself by fields in its first lines, else by a credit or dateline; its title is a first line of its own."""
    found = Metadata(given.name)
    text = text_of(data, found, said=given.charset)
    if _JSON.match(text[:200]):
        found.warn("looks like data (JSON), and is read as plain text; give it the ending .json to load what is in it")
    labels = head.lines(text, found)
    credit.take(text, found)
    dateline.take(text, found)
    found.offer("title", _title(text), "first line")
    masthead.take(text, found)
    quotes, signs = quoting.quotes(text)
    items, bullets = quoting.items(text)
    # a head above all of it is that of the text itself
    below = [each for each in messages.within(text) if text[: each.span.start].strip()]
    blocks = [*quotes, *below, *items]
    return Parts(text, found, blocks, quoting.addresses(text), [*labels, *signs, *bullets], Lines.of(text))


def _title(text: str) -> str:
    """The headline above the first paragraph; else a first line that stands alone, or the next such line where that one is a credit."""
    first, _, rest = text.lstrip().partition("\n")
    alone = rest.startswith("\n") and head.may_be_title(first) and not opens(first)
    if told := masthead.headline(text):
        return told
    if not alone:
        return ""
    below, _, rest = rest.lstrip().partition("\n")
    headed = credit.is_credit(first) and rest.startswith("\n") and head.may_be_title(below) and not BY.match(below)
    return below if headed else first
