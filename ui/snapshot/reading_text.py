"""A snapshot as text, for where no script runs, for print and for those who hear the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.labels import clean
from graph.model import Claim, Row, Source, Statement
from graph.predicates import words as in_words
from graph.scene import WEIGHT
from graph.snapshot.content import Content, Use
from graph.style import STYLE
from ui import words
from ui.markup import clip, host, is_web

LONG = 600
MANY = 2_000
"""Claims above which the text tells them without their paraphrases, which the graph's cards hold."""


@dataclass(frozen=True)
class Note:
    """A source as a numbered note."""

    key: str
    title: str
    address: str
    host: str


@dataclass(frozen=True)
class Told:
    """A statement, how it stands, and its claims, a line each with the number of its source among the notes."""

    sentence: str
    status: str
    why: str
    claims: tuple[str, ...]


def numbered(content: Content) -> list[Note]:
    """The sources that claims rest on, in the order of their numbers, from 1."""
    used = {claim.source for claim in content.claims} | {row.source for row in content.rows}
    names = {voice.key: voice.name for voice in content.voices}
    return [_note(source, names.get(source.publisher, source.publisher)) for source in content.sources if source.key in used]


def _note(source: Source, publisher: str) -> Note:
    address = source.url or source.read_at
    parts = [clip(source.title, 240), publisher, words.when(source.published) or "undated", "retracted" if source.retracted else ""]
    web = address if address and is_web(address) else ""
    return Note(source.key, ", ".join(clean(part) for part in parts if part), web, host(web) if web else "")


def legend(content: Content) -> list[tuple[str, str]]:
    """The statuses in it and what they mean."""
    present = {found.status for found in content.findings.values()}
    return [(status.value, STYLE.lines[status].means) for status in WEIGHT if status in present]


def told(content: Content, notes: Sequence[Note]) -> list[Told]:
    """Every statement with a status, disputes first; then the rows of data sets."""
    text = Text(content, notes)
    said = [statement for statement in content.statements if statement.slug in content.findings]
    said.sort(key=lambda statement: (WEIGHT.index(content.findings[statement.slug].status), statement.slug))
    return [*map(text.statement, said), *map(text.row, content.rows)]


class Text:
    """Puts a content into sentences. Names are cleaned once, so that no mark of direction turns a line round."""

    def __init__(self, content: Content, notes: Sequence[Note]) -> None:
        self.findings = content.findings
        self.numbers = {note.key: number for number, note in enumerate(notes, 1)}
        named = [*content.voices, *content.entities]
        self.names = {each.key: clean(clip(each.name, LONG)) for each in named}
        self.brief = len(content.claims) > MANY
        self.claims: dict[str, list[Claim]] = {}
        for claim in content.claims:
            self.claims.setdefault(claim.statement, []).append(claim)

    def name(self, key: str) -> str:
        return self.names.get(key, key)

    def statement(self, said: Statement) -> Told:
        found = self.findings[said.slug]
        what = self.name(said.object) if said.object else f"“{clean(clip(said.value or '', LONG))}”"
        when = f" ({words.when(said.when)})" if said.when else ""
        sentence = f"{self.name(said.subject)} {in_words(said.predicate)} {what}{when}"
        lines = tuple(self.line(claim, found.uses.get(claim.key)) for claim in self.claims.get(said.slug, ()))
        return Told(sentence, found.status.value, clean(found.why), lines)

    def row(self, row: Row) -> Told:
        found = self.findings[row.id]
        sentence = f"{self.name(row.subject)} {in_words(row.predicate)} {self.name(row.object)}"
        return Told(sentence, found.status.value, found.why, (f"row {row.row:,} of the data set [{self.numbers.get(row.source, 0)}]",))

    def line(self, claim: Claim, use: Use | None) -> str:
        """What is to be read of a claim, with the note of its source and what it says."""
        said = f"{self.saying(claim, None)} [{self.numbers[claim.source]}]"
        if claim.paraphrase and not self.brief:
            said += f" {clean(clip(claim.paraphrase, LONG))}"
        return f"{said}{_excluded(use)}"

    def saying(self, claim: Claim, use: Use | None) -> str:
        """Stance, hedge, chain and date of a claim, and why it counts for nothing if it does."""
        chain = " ← ".join(map(self.name, claim.chain))
        parts = [claim.stance.value, words.hedge(claim.hedge), chain, words.when(claim.reported)]
        return " · ".join(part for part in parts if part) + _excluded(use)


def _excluded(use: Use | None) -> str:
    return f" (counts for nothing because {use.excluded})" if use and use.excluded else ""
