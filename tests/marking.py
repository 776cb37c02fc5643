"""Sentences of tests with their names marked in place: `[Mirela Costin|person]`, or `[Costin|person=Mirela Costin]` for another name."""

from __future__ import annotations

import re

from loaders.extraction import sentences
from loaders.extraction.page import Page, plain
from loaders.extraction.proposals import Named, Span
from loaders.extraction.trees import parsed

_MARK = re.compile(r"\[([^\]|]+)\|(\w+)(?:=([^\]]+))?\]")


def marked(written: str, *, trees: bool = True, publisher: str = "") -> tuple[Page, list[Named]]:
    """The page without its marks, and the entities that they name."""
    text, last, entities = "", 0, {}
    for match in _MARK.finditer(written):
        text += written[last : match.start()]
        name = match[3] or match[1]
        each = entities.setdefault(name, Named(f"{match[2]}:{name}", match[2], name))
        each.mentions.append(Span(len(text), len(text) + len(match[1])))
        text, last = text + match[1], match.end()
    text = plain(text + written[last:])
    spans = sentences.split(text)
    return Page(text, spans, parsed(text, spans) if trees else None, publisher=publisher), list(entities.values())
