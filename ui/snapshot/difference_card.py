"""What differs between two snapshots as cards: all of it, and of one thing what it was before and what it is after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.change import Change, Mark
from graph.model import AnyRecord
from graph.snapshot.content import Content, Finding
from graph.snapshot.union import Union
from graph.style import STYLE
from ui import words
from ui.markup import Piece, button, clip, loaded, tag
from ui.snapshot.differing import Section, aligned, fields
from ui.snapshot.sides import Side

MOST = 400
"""Lines of one section that a card lists; the text of the file and the JSON have all."""


def sign(change: Change | None) -> Piece:
    """The sign of a change, with its word for those who hear the page."""
    style = STYLE.changes[change.value] if change else None
    return tag("span", (style.sign if style else "") or "·", cls=f"change {change.value if change else ''}".strip(), title=change)


def overview(found: Sequence[Section], verdict: str, sides: Sequence[Side], drawn: Mapping[str, Mark]) -> Piece:
    """Everything that differs, with what is compared; a line leads to what it is about."""
    doubts = [tag("p", tag("strong", loaded(side.name)), f" {doubt}.", cls="doubt") for side in sides for doubt in side.doubts]
    about = [_side(label, side) for label, side in zip(("Before", "After"), sides, strict=True)]
    return tag(
        "div",
        tag("div", "Comparison", cls="overline"),
        tag("h2", "What differs"),
        *doubts,
        tag("p", verdict, cls="why"),
        *(_section(section, drawn) for section in found),
        *about,
        cls="card difference",
    )


def _side(label: str, side: Side) -> Piece:
    pairs = [part for name, value in side.facts for part in (tag("dt", name), tag("dd", loaded(value)))]
    return tag("section", tag("h3", f"{label}: ", loaded(side.title, 200)), tag("dl", *pairs, cls="facts"))


def _section(section: Section, drawn: Mapping[str, Mark]) -> Piece:
    shown, more = section.lines[:MOST], len(section.lines) - MOST
    rows = [_row(line.text, line.about if line.about in drawn else None, section.change) for line in shown]
    rest = tag("p", f"and {more:,} more", cls="muted") if more > 0 else None
    return tag("section", tag("h3", section.title, " ", tag("span", f"{len(section.lines):,}", cls="count")), *rows, rest)


def _row(text: str, about: str | None, change: Change | None) -> Piece:
    row = tag("span", sign(change), tag("span", loaded(text), cls="said"), cls="row told")
    if about is None:
        return tag("div", row, cls="row-still")
    return button(row, {"type": "select", "edge": about} if ":" not in about else {"type": "select", "node": about}, cls="row-button")


def blocks(before: Content, after: Content, whole: Union, found: Sequence[Section]) -> dict[str, Piece]:
    """By id of everything that is not the same: what it was before and what it is after."""
    before = aligned(before, after)
    was, now = (_by_id(content) for content in (before, after))
    one, other = _findings(before), _findings(after)
    claims: dict[str, list[tuple[Section, str]]] = {}
    for section in found:
        if section.title.startswith("Claims"):
            for line in section.lines:
                if line.about:
                    claims.setdefault(line.about, []).append((section, line.text))
    return {
        id_: _block(mark, (was.get(id_), now.get(id_)), (one.get(id_), other.get(id_)), claims.get(id_, []))
        for id_, mark in whole.marks.items()
        if mark.change is not Change.same
    }


def _by_id(content: Content) -> dict[str, AnyRecord]:
    return {record.id: record for record in (*content.entities, *content.statements, *content.rows)}


def _findings(content: Content) -> dict[str, Finding]:
    ids = {said.slug: said.id for said in content.statements}
    return {ids.get(name, name): finding for name, finding in content.findings.items()}


def _block(
    mark: Mark,
    records: tuple[AnyRecord | None, AnyRecord | None],
    findings: tuple[Finding | None, Finding | None],
    claims: Sequence[tuple[Section, str]],
) -> Piece:
    style = STYLE.changes[mark.change.value]
    titles = {Change.new: "New: only in the later one", Change.gone: "Gone: only in the earlier one"}
    rows = [(name, one, other) for name, one, other in _figures(*findings) if one != other]
    if mark.change is Change.changed:
        rows += fields(*records)
    listed = [
        tag("div", sign(section.change), " ", tag("span", section.title, ": "), loaded(text), cls="row-still") for section, text in claims
    ]
    return tag(
        "section",
        tag("div", tag("span", style.sign, cls=f"change {mark.change.value}"), " ", titles.get(mark.change, "Changed"), cls="overline"),
        _table(rows) if rows else None,
        *listed[:MOST],
        cls=f"difference block {mark.change.value}",
    )


def _figures(was: Finding | None, now: Finding | None) -> list[tuple[str, str, str]]:
    def told(finding: Finding | None) -> list[str]:
        if finding is None:
            return ["not in it", "", "", "", "", ""]
        counts = (finding.asserts, finding.denies, finding.documents)
        return [finding.status.value, finding.why, *(f"{count:,}" for count in counts), words.span(*finding.origins_range)]

    names = ("status", "why", "claims that assert", "claims that deny", "documents", "independent origins")
    return list(zip(names, told(was), told(now), strict=True)) if was or now else []


def _table(rows: Sequence[tuple[str, str, str]]) -> Piece:
    head = tag("thead", tag("tr", *(tag("th", title) for title in ("", "before", "after"))))
    body = [
        tag("tr", tag("th", clip(name.replace("_", " "), 60)), tag("td", loaded(one or "–")), tag("td", loaded(other or "–")))
        for name, one, other in rows
    ]
    return tag("table", head, tag("tbody", *body), cls="changes")
