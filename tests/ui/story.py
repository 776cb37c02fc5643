"""A story of fiction as documents that were loaded, with what stands in them as proposals made by hand: review is tried on these."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from graph.load import load
from graph.model import Import
from graph.store import GraphStore
from loaders import documents
from loaders.extraction import Proposals, Span
from loaders.extraction.proposals import Named, Relation
from loaders.inputs import inputs
from loaders.problems import Problems
from loaders.proposed import Known, records

CASE = "tarn"
WHEN = datetime(2026, 1, 31, tzinfo=UTC)
TEXT = """# Two ships and a minister

Harbour Courier, 12 March 2031

Ida Holm, the deputy minister for ports, met Ole Rask in Tarn on 3 March, two officials told the Alder. Ms Holm denied it.

> "She never went to Tarn", Mr Rask said.

Rask owns the Grey Gull Line, according to the register of companies. The Grey Gull Line allegedly paid Holm, a clerk said.

The Alder reported that Holm left for Norhaven on 9 March. Rumours in the port say that Rask followed her.

<script>window.pwned = 1</script> **Ida Holm** & <b>Ole Rask</b> declined to comment.
"""
OTHER = "Norhaven Post\n\nOle Rask met Ida Holm at the Old Customs House, the harbour master said. Ida Holm works for the Grey Gull Line.\n"


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def people(text: str) -> list[Named]:
    named = [
        Named("person:ida-holm", "person", "Ida Holm", ["Holm", "Ms Holm"]),
        Named("person:ole-rask", "person", "Ole Rask", ["Rask", "Mr Rask"]),
        Named("organisation:grey-gull-line", "organisation", "Grey Gull Line"),
        Named("outlet:alder", "outlet", "The Alder", ["Alder"]),
        Named("place:tarn", "place", "Tarn"),
        Named("place:norhaven", "place", "Norhaven"),
    ]
    return [each for each in named if any(name in text for name in (each.name, *each.aliases))]


def story() -> Proposals:
    holm, rask, gull = "person:ida-holm", "person:ole-rask", "organisation:grey-gull-line"
    met = span(TEXT, "Ida Holm, the deputy minister for ports, met Ole Rask in Tarn on 3 March, two officials told the Alder.")
    paid = span(TEXT, "The Grey Gull Line allegedly paid Holm, a clerk said.")
    never, denied = span(TEXT, '"She never went to Tarn", Mr Rask said.'), span(TEXT, "Ms Holm denied it.")
    left, followed = (
        span(TEXT, "The Alder reported that Holm left for Norhaven on 9 March."),
        span(TEXT, "Rumours in the port say that Rask followed her."),
    )
    owns = span(TEXT, "Rask owns the Grey Gull Line, according to the register of companies.")
    relations = [
        Relation(holm, "met_with", rask, met, ("The Alder", "two officials"), when="2031-03-03", rule="verb: meet", confidence=0.91),
        Relation(
            holm, "travelled_to", "place:tarn", met, ("The Alder", "two officials"), when="2031-03-03", rule="verb: meet", confidence=0.55
        ),
        Relation(holm, "met_with", rask, denied, ("Ida Holm",), stance="denies", when="2031-03-03", rule="saying: deny", confidence=0.72),
        Relation(
            holm,
            "travelled_to",
            "place:tarn",
            never,
            ("Ole Rask",),
            stance="denies",
            when="2031-03-03",
            rule="saying: say",
            confidence=0.83,
        ),
        Relation(rask, "owns", gull, owns, ("the register of companies",), rule="verb: own", confidence=0.95),
        Relation(gull, "paid", holm, paid, ("a clerk",), hedge="alleged", rule="verb: pay", confidence=0.62),
        Relation(
            holm,
            "travelled_to",
            "place:norhaven",
            left,
            ("The Alder",),
            hedge="reported",
            when="2031-03-09",
            rule="verb: leave",
            confidence=0.88,
        ),
        Relation(
            rask,
            "travelled_to",
            "place:norhaven",
            followed,
            ("rumours in the port",),
            hedge="rumoured",
            rule="verb: follow",
            confidence=0.41,
        ),
    ]
    return Proposals(entities=people(TEXT), relations=relations)


def other() -> Proposals:
    met, works = (
        span(OTHER, "Ole Rask met Ida Holm at the Old Customs House, the harbour master said."),
        span(OTHER, "Ida Holm works for the Grey Gull Line."),
    )
    relations = [
        Relation("person:ole-rask", "met_with", "person:ida-holm", met, ("the harbour master",), rule="verb: meet", confidence=0.9),
        Relation("person:ida-holm", "works_for", "organisation:grey-gull-line", works, rule="verb: work", confidence=0.5),
    ]
    return Proposals(entities=people(OTHER), relations=relations)


def bring(store: GraphStore, path: Path, text: str, found: Proposals, case: str = CASE, known: Known | None = None) -> None:
    """Write a document and load it with what stands in it, as `redstring load` does."""
    path.write_text(text, "utf-8")
    ((document,),) = (list(documents.read_all(one)) for one in inputs([path], Problems()))
    made = Import(case=case, name=path.stem, format="markdown", path=str(path), sha256=document.sha256, found=True, loaded_at=WHEN)
    load(store, [*records(document, case, found, known), made], name=path.stem, owner=path.stem)


def load_story(store: GraphStore, folder: Path) -> None:
    """Both documents."""
    bring(store, folder / "ships.md", TEXT, story())
    bring(store, folder / "post.md", OTHER, other())
