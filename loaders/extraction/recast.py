"""Clauses read again as sentences: each behind the one it speaks of, on a page of their own with names, dates and voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Named, Saying, Span
from loaders.extraction.trees import parsed

_BEGUN = 6


@dataclass(frozen=True, slots=True)
class Clause:
    """What a text says of `subject` at `span`; `words` stand between the two when it is read as a sentence."""

    subject: str
    span: Span
    words: str
    row: Span


@dataclass(slots=True)
class Readable:
    """The clauses as a page of sentences, and for each of these its place there and its clause."""

    page: Page
    entities: list[Named] = field(default_factory=list)
    sayings: list[Saying] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    clauses: list[tuple[Span, Clause]] = field(default_factory=list)
    rows: dict[Span, str] = field(default_factory=dict)

    def clause(self, at: int) -> Clause | None:
        return next((clause for span, clause in self.clauses if span.start <= at < span.end), None)

    def dated(self, clause: Clause) -> str:
        """The date that the row of a clause begins with."""
        return self.rows.get(clause.row, "")


def readable(
    page: Page, clauses: Sequence[Clause], entities: Sequence[Named], sayings: Sequence[Saying], dates: Sequence[Dated]
) -> Readable:
    """The clauses as sentences with their subjects, names and dates."""
    named = {each.id: each for each in entities}
    places: dict[str, list[Span]] = {}
    text, spans = "", []
    found = Readable(page)
    for clause in clauses:
        start, name = len(text), named[clause.subject].name
        places.setdefault(clause.subject, []).append(Span(start, start + len(name)))
        text += name + clause.words
        shift = len(text) - clause.span.start
        inside = page.text[clause.span.start : clause.span.end].replace("\n", " ").rstrip(" .;,|")
        if clause.words.strip() in ("", "was", ","):
            inside = inside[:1].lower() + inside[1:]
        text += inside + "."
        for id_, each in named.items():
            places.setdefault(id_, []).extend(
                Span(m.start + shift, m.end + shift) for m in each.mentions if clause.span.start <= m.start and m.end <= clause.span.end
            )
        here = Span(start, len(text))
        found.dates += [
            Dated(Span(d.span.start + shift, d.span.end + shift), d.edtf)
            for d in dates
            if clause.span.start <= d.span.start and d.span.end <= clause.span.end
        ]
        found.sayings += [Saying(here, each.chain, each.hedge, each.stance) for each in _shortest(sayings, clause.span)]
        found.clauses.append((here, clause))
        begun = [each.edtf for each in dates if clause.row.start <= each.span.start < clause.row.start + _BEGUN]
        found.rows[clause.row] = begun[0] if begun else ""
        spans.append(here)
        text += "\n\n"
    found.page = Page(text, tuple(spans), parsed(text, spans, names=False), page.published)
    found.entities = [Named(id_, named[id_].kind, named[id_].name, [], sorted(set(held))) for id_, held in places.items() if held]
    return found


def _shortest(sayings: Sequence[Saying], span: Span) -> list[Saying]:
    """The sayings that cover a clause: those of the shortest span."""
    covering = [each for each in sayings if each.tells(span)]
    least = min((each.size for each in covering), default=0)
    return [each for each in covering if each.size == least][:3]
