"""A snapshot as text, for where no script runs, for print and for those who hear the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.labels import clean
from graph.model import Claim, Source, Statement
from graph.predicates import words as in_words
from graph.scene import WEIGHT
from graph.snapshot.content import Content, Use
from graph.style import STYLE
from ui import words
from ui.markup import clip, host, is_web

LONG = 600


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
    """Every statement with a status, disputes first."""
    numbers = {note.key: number for number, note in enumerate(notes, 1)}
    names = {entity.key: entity.name for entity in content.entities} | {voice.key: voice.name for voice in content.voices}
    claims: dict[str, list[Claim]] = {}
    for claim in content.claims:
        claims.setdefault(claim.statement, []).append(claim)
    said = [statement for statement in content.statements if statement.slug in content.findings]
    said.sort(key=lambda statement: (WEIGHT.index(content.findings[statement.slug].status), statement.slug))
    lines = [_told(statement, content, claims.get(statement.slug, []), numbers, names) for statement in said]
    for row in content.rows:
        sentence = f"{names[row.subject]} {in_words(row.predicate)} {names[row.object]}"
        line = f"row {row.row:,} of the data set [{numbers.get(row.source, 0)}]"
        found = content.findings[row.id]
        lines.append(Told(clean(clip(sentence, LONG)), found.status.value, found.why, (line,)))
    return lines


def _told(statement: Statement, content: Content, claims: Sequence[Claim], numbers: dict[str, int], names: dict[str, str]) -> Told:
    found = content.findings[statement.slug]
    what = names.get(statement.object, statement.object) if statement.object else f"“{statement.value}”"
    when = f" ({words.when(statement.when)})" if statement.when else ""
    sentence = f"{names.get(statement.subject, statement.subject)} {in_words(statement.predicate)} {what}{when}"
    lines = tuple(_line(claim, found.uses.get(claim.key), numbers, names) for claim in claims)
    return Told(clean(clip(sentence, LONG)), found.status.value, found.why, lines)


def _line(claim: Claim, use: Use | None, numbers: dict[str, int], names: dict[str, str]) -> str:
    """Stance, hedge, chain and date of a claim, the note of its source, what it says, and why it counts for nothing if it does."""
    parts = [
        claim.stance.value,
        words.hedge(claim.hedge),
        " ← ".join(names.get(key, key) for key in claim.chain),
        words.when(claim.reported),
    ]
    said = " · ".join(part for part in parts if part) + f" [{numbers[claim.source]}]"
    if claim.paraphrase:
        said += f" {clip(claim.paraphrase, LONG)}"
    if use and use.excluded:
        said += f" (counts for nothing because {use.excluded})"
    # no mark of direction may turn the line round
    return clean(said)
