"""Entities, events, relations, attributions, citations and dates found in a text: rules, and patterns over trees where a model is there.

Whatever comes out is proposed. `extract` is the one way in; each step is a module: names, dates, saying, relations, events, references.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from loaders.extraction import dates, events, names, references, relations, saying, sentences
from loaders.extraction.page import Page, plain
from loaders.extraction.proposals import Proposals, Span
from loaders.extraction.reading import reading
from loaders.extraction.trees import model, parsed

__all__ = ["Proposals", "Span", "extract", "has_trees"]


def extract(text: str, *, published: date | None = None, publisher: str = "", trees: bool = True, quoted: Sequence[Span] = ()) -> Proposals:
    """Everything found in a text. `published` is what relative dates are told from; `quoted` are block quotes that no sign of the text
    shows; without `trees`, rules alone are used."""
    clean = plain(text)
    spans = sentences.split(clean)
    page = Page(clean, spans, parsed(clean, spans) if trees else None, published, publisher, tuple(quoted))
    found = Proposals(entities=names.find(page))
    found.dates = dates.apart(dates.find(page), found.entities, clean)
    found.attributions = saying.find(page, found.entities)
    found.citations = references.find(page, found.entities, found.attributions)
    telling = dates.telling(page, found.dates)
    lasting = [dates.lasting(page, each) for each in telling]
    read = reading(page, found.entities)
    found.relations = relations.find(page, found.entities, found.attributions, lasting, read)
    found.events = events.find(page, found.entities, telling, read)
    return found


def has_trees() -> bool:
    """Whether the model is there; without it `extract` works by rules alone."""
    return model() is not None
