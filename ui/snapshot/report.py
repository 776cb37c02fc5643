"""A snapshot as a picture or on paper: SVG, PNG, and a report in PDF of one page, or of all claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from graph.labels import clean
from graph.model import Claim, Stance, Statement
from graph.picture import picture
from graph.poster import WIDE, Caption, poster, sample
from graph.scene import WEIGHT
from graph.snapshot.canonical import canonical, fingerprint, short
from graph.snapshot.content import Content
from graph.style import Theme
from ui import words
from ui.markup import clip
from ui.snapshot.drawing import Degrees, scene_of
from ui.snapshot.page import counts
from ui.snapshot.reading_text import Note, Text, numbered

TRIED = 60
"""Statements that are tried for one page."""
FIRST, OTHERS = 6, 2
"""Claims that are told of the first of them on one page, and of each other."""
CLIPPED = 260


def svg(content: Content, degrees: Degrees, theme: Theme = "light", *, made: datetime | None = None) -> str:
    """The picture of a view with title, date, legend and banner. `made` is the moment to tell (UTC; now, if left out)."""
    about = content.about
    parts = [
        about.author,
        f"made {_moment(made):%Y-%m-%d}",
        f"as of {about.as_of}" if about.as_of else "",
        about.counted,
        f"case {content.case.title}",
    ]
    second = f"{counts(content)} · fingerprint {short(fingerprint(canonical(content)))}"
    lines = tuple(line for line in (" · ".join(part for part in parts if part), second, about.note) if line)
    return poster(scene_of(content, degrees), Caption(about.title, lines, _banner(content)), theme)


def png(content: Content, degrees: Degrees, theme: Theme = "light", *, made: datetime | None = None) -> bytes:
    """The same as a PNG, twice as large. Raises SnapshotError."""
    from ui.snapshot import typesetting

    drawn = svg(content, degrees, theme, made=made)
    high = int(drawn.partition('height="')[2].partition('"')[0])
    return typesetting.png(drawn, WIDE, high, clean(clip(content.about.title, 300)))


def pdf(content: Content, degrees: Degrees, *, full: bool = False, paper: str = "a4", made: datetime | None = None) -> bytes:
    """The report: one page with what fits, or with `full` all statements and claims. `paper` is a4 or us-letter. Raises SnapshotError."""
    from ui.snapshot import typesetting

    scene = scene_of(content, degrees)
    drawn = picture(scene, "light", name=content.about.title)
    return typesetting.pdf(typesetting.template("report.typ"), data(content, full, paper, _moment(made)), drawn, _moment(made))


def data(content: Content, full: bool, paper: str, made: datetime) -> dict[str, Any]:
    """What stands in the report, as plain values of text and number."""
    about, notes = content.about, numbered(content)
    print_ = fingerprint(canonical(content))
    parts = [
        about.author,
        f"made {made:%Y-%m-%d}",
        f"as of {about.as_of}" if about.as_of else "",
        about.counted,
        f"case {content.case.title}",
    ]
    items = list(_items(content, notes, full))
    return {
        "title": clean(clip(about.title, 200)),
        "author": clean(clip(about.author, 200)),
        "about": clean(" · ".join(part for part in parts if part)),
        "note": clean(clip(about.note, 5_000 if full else 400)),
        "banner": _banner(content),
        "fingerprint": short(print_),
        "fingerprint_line": f"fingerprint {short(print_)}",
        "picture": f"The graph: {counts(content)}. Its relationships are told below.",
        "figures": _figures(content),
        "statuses": _statuses(content),
        "items": items,
        "total": len(content.findings),
        "sources": {note.key: {"title": note.title, "address": note.address, "host": note.host} for note in notes},
        "full": full,
        "paper": paper,
    }


def _moment(made: datetime | None) -> datetime:
    return made or datetime.now(UTC)


def _banner(content: Content) -> str:
    hidden = content.about.anonymised
    return f"{content.about.banner}{f' {hidden} of the entities stand under another name.' if hidden else ''}"


def _figures(content: Content) -> list[tuple[str, str]]:
    """The numbers that matter: of the central statement, if there is one, and of the whole."""
    found = content.findings.get(content.case.central or "")
    whole = [(f"{len(content.claims):,}", "claims"), (f"{len(content.sources):,}", "sources")]
    if found is None:
        return [(f"{len(content.view['nodes']):,}", "entities"), (f"{len(content.findings):,}", "statements"), *whole]
    return [
        (f"{found.asserts:,}", "claims assert the central statement"),
        (f"{found.denies:,}", "claims deny it"),
        (words.span(*found.origins_range), "independent origins of it"),
        (f"{found.chains:,}", "separate chains to them"),
        *whole,
    ]


def _statuses(content: Content) -> list[tuple[str, str, str]]:
    """Each status with how many statements have it, and a sample of its line."""
    tally = Counter(found.status for found in content.findings.values())
    return [(status.value, f"{tally[status]:,}", sample(status)) for status in WEIGHT if tally[status]]


def _items(content: Content, notes: Sequence[Note], full: bool) -> Iterator[dict[str, Any]]:
    """The statements, what is selected or central first, then disputes and what most speak of; each with its claims, denials first."""
    text = Text(content, notes)
    said = [statement for statement in content.statements if statement.slug in content.findings]
    said.sort(key=lambda statement: _place(content, statement))
    slugs = re.compile(f": (?:(?:{'|'.join(re.escape(one.slug) for one in said)})(?:, | and )?)+")
    for number, statement in enumerate(said if full else said[:TRIED]):
        claims = text.claims.get(statement.slug, [])
        shown = _both_sides(claims, len(claims) if full else OTHERS if number else FIRST)
        told = text.statement(statement)
        # which statements these are is told by their own lines
        item = {"sentence": clip(told.sentence, CLIPPED), "status": told.status, "why": clip(slugs.sub("", told.why), CLIPPED)}
        yield {**item, "claims": [_claim(text, claim) for claim in shown], "more": len(claims) - len(shown)}
    for row in content.rows if full else ():
        told = text.row(row)
        line = {"said": f"row {row.row:,} of a data set", "text": "", "source": row.source}
        yield {"sentence": told.sentence, "status": told.status, "why": told.why, "claims": [line], "more": 0}


def _both_sides(claims: Sequence[Claim], most: int) -> list[Claim]:
    """So many of the claims, both sides about equally, as far as there are two; denials first."""
    denying = [claim for claim in claims if claim.stance is Stance.denies]
    others = [claim for claim in claims if claim.stance is not Stance.denies]
    against = denying[: max(most // 2, most - len(others))]
    return [*against, *others[: most - len(against)]]


def _place(content: Content, statement: Statement) -> tuple[bool, bool, int, int, str]:
    found = content.findings[statement.slug]
    chosen = statement.id == content.view.get("selection")
    return not chosen, statement.slug != content.case.central, WEIGHT.index(found.status), -found.asserts - found.denies, statement.slug


def _claim(text: Text, claim: Claim) -> dict[str, str]:
    use = text.findings[claim.statement].uses.get(claim.key)
    return {"said": clip(text.saying(claim, use), CLIPPED), "text": clip(clean(claim.paraphrase), CLIPPED), "source": claim.source}
