"""What was found in a text, and how well that is done, as the command line shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders.evaluation import Differing, Score
from loaders.evaluation.relations import NEAR
from loaders.extraction import Proposals, Span
from ui import terminal
from ui.terminal import plain

NO_MODEL = "The model is not installed, so rules alone were used: fewer names, relations and attributions are found."
PROPOSED = "Proposed, not checked: nothing of it counts until a person accepts it."
_WORDS = 60


def show(found: Proposals, text: str) -> None:
    """Each kind as a table, relations and attributions with their voices, hedge and stance."""
    names = {each.id: each.name for each in found.entities}
    _table(
        "Entities", ((e.kind, e.name, ", ".join(e.aliases), str(len(e.mentions))) for e in found.entities), "kind", "name", "also", "places"
    )
    _table(
        "Events",
        ((e.type, e.trigger, _named(names, e.participants), e.when, f"{e.confidence:.2f}") for e in found.events),
        *("type", "words", "who", "when", "sure"),
    )
    relations = (
        (
            *(names.get(e.subject, e.subject), e.predicate, names.get(e.object, e.object)),
            *(_said(e.chain, e.hedge, e.stance), e.when, f"{e.confidence:.2f}"),
        )
        for e in found.relations
    )
    _table("Relations", relations, "subject", "predicate", "object", "said", "when", "sure")
    _table("Attributions", ((_said(e.chain, e.hedge, e.stance), _cut(text, e.span)) for e in found.attributions), "said", "sentence")
    _table("Citations", ((e.to, e.how, _cut(text, e.span)) for e in found.citations), "to", "how", "sentence")
    _table("Dates", ((_cut(text, e.span), e.edtf or "unknown") for e in found.dates), "words", "date")
    terminal.say(PROPOSED)


def _table(title: str, rows: Iterable[Sequence[str]], *heads: str) -> None:
    told = [tuple(plain(cell) for cell in row) for row in rows]
    if told:
        terminal.table(f"{title} ({len(told):,})", told, heads)


def _said(chain: Sequence[str], hedge: str, stance: str) -> str:
    """`The Lamp ← a clerk: denies, reported`; a voice is never left out beside what it says."""
    voices = " ← ".join(chain) or "(nobody named)"
    return f"{voices}: {stance}" + (f", {hedge}" if hedge != "none" else "")


def _named(names: dict[str, str], ids: Iterable[str]) -> str:
    return ", ".join(names.get(each, each) for each in ids)


def _cut(text: str, span: Span) -> str:
    words = " ".join(text[span.start : span.end].split())
    return words if len(words) <= _WORDS else words[:_WORDS] + "…"


def scores(rows: Sequence[Score], differing: int = 0) -> None:
    """A row for each kind, and up to so many of what was missed and what is wrong in each."""
    told = []
    for row in rows:
        shares = ("", "", "") if row.kind == NEAR else tuple(f"{share:.2f}" for share in (row.precision, row.recall, row.f1))
        told.append((row.kind, str(row.gold), str(row.found), str(row.right_found), *shares))
    terminal.table("Held against the annotation", told, ("kind", "gold", "found", "right", "precision", "recall", "F1"))
    for row in rows:
        _differing(f"{row.kind}: missed or otherwise", row.missed, differing)
        _differing(f"{row.kind}: wrong", row.false, differing)


def _differing(title: str, found: Sequence[Differing], most: int) -> None:
    if found and most:
        terminal.table(f"{title} ({len(found):,})", [(each.document, plain(each.what), plain(each.words)) for each in found[:most]])
