"""How well three readers of the same texts agree on their events, and what is found with each of them.

Run with `python -m benchmarks.readers`; it has no limit. F1 of sentence and type, and of the sentence alone, over the 24 texts of
tests/gold/held20 and held21, which tests/readers holds twice more.
"""

from __future__ import annotations

import re
import sys
from itertools import combinations
from pathlib import Path

import yaml

from loaders.evaluation import Document, events, extracted, gold
from loaders.evaluation.compared import Compared
from loaders.evaluation.score import Score
from loaders.extraction import Proposals, sentences
from loaders.extraction.proposals import Happening, Span
from tests.conftest import ROOT

FOLDERS = ("held20", "held21")
READERS = ("one", "two")


def read(path: Path, text: str) -> list[Happening]:
    """The events of one reader, each with its whole sentence. Raises ValueError where a quote does not stand in the text."""
    spans = sentences.split(text)
    found = []
    for number, row in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
        place = re.search(r"\s+".join(map(re.escape, str(row["sentence"]).split())), text)
        if place is None:
            raise ValueError(f"{path.name}, event {number}: its quote does not stand in the text: {row['sentence']}")
        found.append(Happening(f"e{number}", str(row["type"]), str(row["trigger"]), _whole(Span(*place.span()), spans), (), ""))
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


def compare(document: Document, one: list[Happening], other: list[Happening]) -> list[Score]:
    """How one reading of a document agrees with another: by sentence and type, and by sentence."""
    held = Document(document.name, document.text, gold=Proposals(events=one))
    return list(events.scores(Compared(held, Proposals(events=other))))[:2]


def main() -> int:
    """Print F1 of each pair."""
    totals: dict[tuple[str, str], list[Score]] = {}
    for document in (each for folder in FOLDERS for each in gold.read(ROOT / "tests" / "gold" / folder)):
        for (one, left), (other, right) in combinations(readings(document).items(), 2):
            scores = compare(document, left, right)
            for total, score in zip(totals.setdefault((one, other), scores), scores, strict=True):
                if total is not score:
                    total.add(score)
    print(f"{'':24} {'events':>8} {'events':>8} {'typed':>6} {'any type':>9}")
    for (one, other), (typed, any_type) in totals.items():
        print(f"{one + ' and ' + other:24} {typed.gold:>8,} {typed.found:>8,} {typed.f1:>6.2f} {any_type.f1:>9.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
