"""Entities, events, relations, attributions, citations and dates found in a text: rules, and patterns over trees where a model is there.

Whatever comes out is proposed. `extract` is the one way in; each step is a module: names, dates, saying, relations, events, references.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.model import fold
from loaders.extraction import dates, events, names, references, relations, saying, sentences
from loaders.extraction.confidence import taught
from loaders.extraction.own import NONE, OwnWords, in_force, using
from loaders.extraction.page import Page, plain
from loaders.extraction.proposals import Named, Proposals, Span
from loaders.extraction.reading import reading
from loaders.extraction.trees import model, parsed

_TRUST, _MOST_CONFIDENT = 0.2, 0.95
__all__ = ["Proposals", "Span", "extract", "has_trees"]


def extract(
    text: str,
    *,
    published: date | None = None,
    publisher: str = "",
    trees: bool = True,
    quoted: Sequence[Span] = (),
    words: OwnWords = NONE,
    unlikely: bool = False,
) -> Proposals:
    """Everything found in a text. `published` is what relative dates are told from; `quoted` are block quotes that no sign of the text
    shows; without `trees`, rules alone are used. `words` are those of a case. With `unlikely`, relations and events too that are so
    unsure that they are not proposed."""
    clean = plain(text)
    found = unrated(clean, published=published, publisher=publisher, trees=trees, quoted=quoted, words=words)
    own = {verb for each in words.verbs for verb in each.verbs}
    rated = _trusting(taught().rated(found, clean, own), publisher, words)
    return rated if unlikely else taught().likely(rated, own)


def unrated(
    clean: str,
    *,
    published: date | None = None,
    publisher: str = "",
    trees: bool = True,
    quoted: Sequence[Span] = (),
    words: OwnWords = NONE,
) -> Proposals:
    """The same of a text in plain form, each relation with what its rule is sure of, and nothing left out."""
    with using(words):
        spans = sentences.split(clean)
        page = Page(clean, spans, parsed(clean, spans) if trees else None, published, publisher, tuple(quoted))
        return _found(page)


def _found(page: Page) -> Proposals:
    found = Proposals(entities=_joined(names.find(page), in_force()))
    found.dates = dates.apart(dates.find(page), found.entities, page.text)
    found.attributions = saying.find(page, found.entities)
    found.citations = references.find(page, found.entities, found.attributions)
    telling = dates.telling(page, found.dates)
    lasting = [dates.lasting(page, each) for each in telling]
    read = reading(page, found.entities)
    found.relations = relations.find(page, found.entities, found.attributions, lasting, read)
    found.events = events.find(page, found.entities, lasting, read, found.attributions)
    return found


def _joined(entities: list[Named], words: OwnWords) -> list[Named]:
    """The entities, those one that a case says are the same by another name."""
    same = {fold(alias): fold(each.name) for each in words.names for alias in (each.name, *each.aliases)}
    called = {fold(each.name): each.name for each in words.names}
    found: dict[str, Named] = {}
    for each in entities:
        name = same.get(fold(each.name), each.id)
        if (first := found.setdefault(name, each)) is not each:
            first.aliases = list(dict.fromkeys((*first.aliases, each.name, *each.aliases)))
            first.mentions = sorted((*first.mentions, *each.mentions))
        if name in called and first.name != called[name]:
            first.aliases = [first.name, *(alias for alias in first.aliases if alias != called[name])]
            first.name = called[name]
    return list(found.values())


def _trusting(found: Proposals, publisher: str, words: OwnWords) -> Proposals:
    """What goes back to a voice that the case trusts is proposed with more confidence; no more than that."""
    trusted = set(map(fold, words.trusted))
    if trusted:
        found.relations = [
            replace(each, confidence=max(each.confidence, min(_MOST_CONFIDENT, each.confidence + _TRUST)))
            if fold(each.chain[-1] if each.chain else publisher) in trusted
            else each
            for each in found.relations
        ]
    return found


def has_trees() -> bool:
    """Whether the model is there; without it `extract` works by rules alone."""
    return model() is not None
