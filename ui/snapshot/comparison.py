"""The HTML file of a difference: both snapshots as one graph with what became of everything, and the list of all that differs beside it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from graph.errors import SnapshotError
from graph.render import marked
from graph.snapshot.canonical import canonical
from graph.snapshot.content import Content
from graph.snapshot.garbage import uncollected
from graph.snapshot.union import Union, union
from graph.style import STYLE
from ui.bundle import vis_network
from ui.snapshot import parts
from ui.snapshot.difference_card import blocks, overview
from ui.snapshot.differing import Section, aligned, sections, verdict
from ui.snapshot.drawing import drawing, drawn
from ui.snapshot.forms import put
from ui.snapshot.sides import Side


@uncollected()
def comparison(before: Content, after: Content, sides: tuple[Side, Side], *, made: datetime | None = None) -> str:
    """The whole file. `made` is the moment to tell (UTC; now, if left out). Raises ViewError if the two cannot be drawn as one."""
    found, whole = sections(before, after), union(aligned(before, after), after)
    library, script, style, loader = vis_network(), parts.script(), parts.style(), parts.loader()
    shown = drawing(whole.content, drawn(whole.content, {}))
    told = _island(before, after, sides, found, whole)
    return parts.ENVIRONMENT.get_template("comparison.html.j2").render(
        policy=parts.policy(style, library, script, loader),
        sides=dict(zip(("Before", "After"), sides, strict=True)),
        banner=after.about.banner,
        other_case="" if before.case.case == after.case.case else f"{before.case.title} and {after.case.title}",
        verdict=verdict(found),
        sections=[(section.title, _sign(section), section.lines) for section in found],
        changes=[(name, change.sign, change.means) for name, change in STYLE.changes.items()],
        made=(made or datetime.now(UTC)).strftime("%Y-%m-%d %H:%M UTC"),
        style=style,
        data=parts.packed(canonical(whole.content)),
        drawing=parts.packed(parts.as_json(shown).encode()),
        comparison=parts.packed(parts.as_json(told).encode()),
        library=parts.packed_code(library),
        script=parts.packed_code(script),
        loader=loader,
        licences=parts.licence(),
    )


def write(out: Path, before: Content, after: Content, sides: tuple[Side, Side]) -> str:
    """Write the file; gives back what to say of it. Raises SnapshotError for a name that does not end in .html, ViewError, OSError."""
    if out.suffix.lower() not in (".html", ".htm"):
        raise SnapshotError(f"{out} does not end in .html: name the file for what it is")
    written = comparison(before, after, sides).encode()
    put(out, written)
    return f"Wrote {out}, {len(written) / 1_000:,.0f} kB"


def _sign(section: Section) -> str:
    return STYLE.changes[section.change.value].sign if section.change else ""


def _island(before: Content, after: Content, sides: tuple[Side, Side], found: tuple[Section, ...], whole: Union) -> dict[str, object]:
    """What the page's script needs beside the union: marks of lines and badges, the list, and a block for each card."""
    return {
        "marks": {id_: marked(mark) for id_, mark in whole.marks.items()},
        "overview": overview(found, verdict(found), sides, whole.drawn),
        "blocks": blocks(before, after, whole, found),
    }
