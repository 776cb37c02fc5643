"""How well the extraction does, held against documents that people annotated: precision, recall and F1 of each kind.

docs/extraction.md says how each row is counted. Nothing here knows how things are found: it takes what `extract` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from loaders import documents, one_form
from loaders.evaluation import entities, events, gold, relations, sayings
from loaders.evaluation.compared import Compared
from loaders.evaluation.gold import Document
from loaders.evaluation.score import Differing, Score
from loaders.extraction import Proposals, extract
from loaders.inputs import given

__all__ = ["PARTS", "Differing", "Document", "Score", "evaluate", "extracted", "scored"]

PARTS: dict[str, tuple[Callable[[Compared], Iterator[Score]], ...]] = {
    "names": (entities.scores,),
    "events": (events.scores,),
    "relations": (relations.scores,),
    "saying": (sayings.scores, sayings.citations),
    "dates": (events.dates,),
}


def extracted(document: Document, *, trees: bool = True, unaided: bool = False) -> Proposals:
    """What the extraction finds in an annotated document; `unaided` by the day and publisher that its text tells."""
    day, publisher = _told(document) if unaided else (document.published, document.publisher)
    return one_form.understood(document.text, lambda text, _: extract(text, published=day, publisher=publisher, trees=trees))


def evaluate(folder: str | Path, *, trees: bool = True, unaided: bool = False) -> list[Score]:
    """The rows of a folder of annotated documents. Raises LoadError with file, line and field of what is wrong in them."""
    return scored((document, extracted(document, trees=trees, unaided=unaided)) for document in gold.read(folder))


def _told(document: Document) -> tuple[date | None, str]:
    one = documents.read(given(f"{document.name}.txt", document.text.encode()))
    return one.first_day, one.publisher


def scored(found: Iterable[tuple[Document, Proposals]], parts: Iterable[str] = PARTS) -> list[Score]:
    """The rows of the parts, counted over all documents together."""
    rows: dict[str, Score] = {}
    measures = [measure for part in parts for measure in PARTS[part]]
    for document, proposals in found:
        compared = Compared(document, proposals)
        for score in chain.from_iterable(measure(compared) for measure in measures):
            if score.kind in rows:
                rows[score.kind].add(score)
            else:
                rows[score.kind] = score
    return list(rows.values())
