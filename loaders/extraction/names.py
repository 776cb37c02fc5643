"""Persons, bodies, outlets, places and named events, each with every place that names it."""

from __future__ import annotations

import re

from graph.model import fold
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named, Span

_KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "EVENT": "event"}


def find(page: Page) -> list[Named]:
    """The entities of a page, in the order of their first mention."""
    found: dict[str, Named] = {}
    for each in page.doc.ents if page.doc is not None else ():
        kind = _KINDS.get(each.label_)
        text = each.text.split("\n")[0].removesuffix("'s").strip()
        text = re.sub(r"^(?:the|The|a|an) ", "", text)
        if kind and text:
            start = page.text.index(text, each.start_char)
            key = f"{kind}:{re.sub(r'[^a-z0-9]+', '-', fold(text)).strip('-') or 'x'}"
            found.setdefault(key, Named(key, kind, text)).mentions.append(Span(start, start + len(text)))
    return list(found.values())
