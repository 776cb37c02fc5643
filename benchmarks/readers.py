"""How well three readers of the same texts agree on their events, and what is found with each of them.

Run with `python -m benchmarks.readers`; it has no limit. F1 of sentence and type, and of the sentence alone, over the 24 texts of
tests/gold/held20 and held21, which tests/readers holds twice more.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import yaml

from loaders.evaluation import Document, extracted, gold, scored
from loaders.evaluation.quotes import places
from loaders.evaluation.score import Score
from loaders.extraction import Proposals, sentences
from loaders.extraction.proposals import Happening, Span
from tests.conftest import ROOT

FOLDERS = ("held20", "held21")
READERS = ("one", "two")


def read(path: Path, text: str) -> list[Happening]:
    """The events of one reader, each with its whole sentence. Raises ValueError where a quote does not stand in the text just once."""
    spans = sentences.split(text)
    found = []
    for number, row in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
        try:
            quote = places(text, str(row["sentence"]))[0]
        except ValueError as error:
            where = f"{path.name}, event {number}"
            raise ValueError(f"{where}: its quote does not stand in the text: {row['sentence']} ({error})") from error
        found.append(Happening(f"e{number}", str(row["type"]), str(row["trigger"]), _whole(quote, spans), (), ""))
    return found


def _whole(quote: Span, spans: tuple[Span, ...]) -> Span:
    """The sentence that holds most of a quote."""
    return max(spans, key=lambda each: min(each.end, quote.end) - max(each.start, quote.start))


def readings(document: Document) -> dict[str, list[Happening]]:
    """The events of a document by reader: of the annotation, of the two others, and what is found."""
    spans = sentences.split(document.text)
    annotated = [Happening(e.id, e.type, e.trigger, _whole(e.span, spans), (), "") for e in document.gold.events]
    others = {each: read(ROOT / "tests" / "readers" / each / f"{document.name}.events.yml", document.text) for each in READERS}
    return {"annotation": annotated, **others, "found": extracted(document).events}


def compared(pairs: Iterable[tuple[Document, list[Happening], list[Happening]]]) -> list[Score]:
    """How readings agree with others of the same documents: by sentence and type, and by sentence."""
    held = ((Document(each.name, each.text, gold=Proposals(events=one)), Proposals(events=other)) for each, one, other in pairs)
    return scored(held, ("events",))[:2]


def main() -> int:
    """Print F1 of each pair."""
    documents = [each for folder in FOLDERS for each in gold.read(ROOT / "tests" / "gold" / folder)]
    held = [(each, readings(each)) for each in documents]
    print(f"{'':24} {'events':>8} {'events':>8} {'typed':>6} {'any type':>9}")
    for one, other in combinations(held[0][1], 2):
        typed, any_type = compared((document, read[one], read[other]) for document, read in held)
        print(f"{one + ' and ' + other:24} {typed.gold:>8,} {typed.found:>8,} {typed.f1:>6.2f} {any_type.f1:>9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
