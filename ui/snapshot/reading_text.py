"""A snapshot as text, for where no script runs, for print and for those who hear the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.labels import clean
from graph.model import Claim, Row, Source, Statement
from graph.poster import sample
from graph.scene import WEIGHT
from graph.snapshot.content import Content, Finding, Use
from graph.style import STYLE
from ui import words
from ui.markup import clip, host, is_web
from ui.snapshot.sentences import LONG, Sentences

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


def legend(content: Content) -> list[tuple[str, str, str]]:
    """The statuses in it, what they mean, and a sample of the line of each, as SVG."""
    present = {found.status for found in content.findings.values()}
    return [(status.value, STYLE.lines[status].means, sample(status)) for status in WEIGHT if status in present]


def told(content: Content, notes: Sequence[Note]) -> list[Told]:
    """Every statement with a status, disputes first; then the rows of data sets."""
    text = Text(content, notes)
    said = [statement for statement in content.statements if statement.slug in content.findings]
    said.sort(key=lambda statement: (WEIGHT.index(content.findings[statement.slug].status), statement.slug))
    return [*(replace(text.statement(one), why=text.why(content.findings[one.slug])) for one in said), *map(text.row, content.rows)]


class Text:
    """Puts a content into sentences."""

    def __init__(self, content: Content, notes: Sequence[Note]) -> None:
        self.findings, self.said = content.findings, Sentences(content)
        self.numbers = {note.key: number for number, note in enumerate(notes, 1)}
        self.statements = {statement.slug: statement for statement in content.statements}
        self.brief = len(content.claims) > MANY
        self.claims: dict[str, list[Claim]] = {}
        for claim in content.claims:
            self.claims.setdefault(claim.statement, []).append(claim)

    def statement(self, said: Statement) -> Told:
        found = self.findings[said.slug]
        when = f" ({words.when(said.when)})" if said.when else ""
        lines = tuple(self.line(claim, found.uses.get(claim.key)) for claim in self.claims.get(said.slug, ()))
        return Told(f"{self.said.statement(said)}{when}", found.status.value, clean(found.why), lines)

    def why(self, found: Finding) -> str:
        """The reason of a status, with the sentences of its rivals in place of their slugs."""
        rivals = {slug: self.said.statement(self.statements[slug]) for slug in found.rivals if slug in self.statements}
        if not rivals:
            return clean(found.why)
        slug = rf"(?:{'|'.join(map(re.escape, sorted(rivals, key=len, reverse=True)))})(?![\w-])"
        named = re.sub(
            rf": {slug}(?:(?:, | and ){slug})*", lambda all_: re.sub(slug, lambda one: f"“{rivals[one[0]]}”", all_[0]), found.why
        )
        return clean(named)

    def row(self, row: Row) -> Told:
        found = self.findings[row.id]
        line = f"row {row.row:,} of the data set [{self.numbers.get(row.source, 0)}]"
        return Told(self.said.row(row), found.status.value, found.why, (line,))

    def line(self, claim: Claim, use: Use | None) -> str:
        """What is to be read of a claim, with the note of its source and what it says."""
        said = f"{self.saying(claim, None)} [{self.numbers[claim.source]}]"
        if claim.paraphrase and not self.brief:
            said += f" {clean(clip(claim.paraphrase, LONG))}"
        return f"{said}{_excluded(use)}"

    def saying(self, claim: Claim, use: Use | None) -> str:
        """Stance, hedge, chain and date of a claim, and why it counts for nothing if it does."""
        parts = [claim.stance.value, words.hedge(claim.hedge), self.said.chain(claim), words.when(claim.reported)]
        return " · ".join(part for part in parts if part) + _excluded(use)


def _excluded(use: Use | None) -> str:
    return f" (counts for nothing because {use.excluded})" if use and use.excluded else ""
