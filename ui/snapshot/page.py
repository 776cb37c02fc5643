"""The HTML file of a snapshot: own template with everything escaped, data as islands, scripts and style pinned by hash, nothing fetched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from graph.picture import picture
from graph.snapshot.canonical import canonical, fingerprint
from graph.snapshot.content import Content
from graph.snapshot.garbage import uncollected
from graph.snapshot.manifest import Manifest, sealed
from ui.bundle import vis_network
from ui.snapshot import parts
from ui.snapshot.drawing import Degrees, drawing, drawn
from ui.snapshot.reading_text import legend, numbered, told

Signer = Callable[[Manifest], Manifest]


@uncollected()
def page(content: Content, *, made: datetime | None = None, degrees: Degrees | None = None, sign: Signer | None = None) -> str:
    """The whole file. `made` is the moment to tell (UTC; now, if left out): it is no part of the fingerprint. `sign` signs its manifest."""
    data, library, script, style = canonical(content), vis_network(), parts.script(), parts.style()
    manifest = Manifest(made=(made or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"), content=fingerprint(data))
    shown = drawn(content, degrees or {})
    notes = numbered(content)
    whole = parts.ENVIRONMENT.get_template("page.html.j2").render(
        policy=parts.policy(style, library, script, parts.loader()),
        content=content,
        about=content.about,
        manifest=manifest,
        manifest_text=manifest.text(),
        counts=counts(content),
        style=style,
        picture=picture(shown.scene(), name=content.about.title),
        legend=legend(content),
        told=told(content, notes),
        sources=notes,
        data=parts.packed(data),
        drawing=parts.packed(parts.as_json(drawing(content, shown)).encode()),
        library=parts.packed_code(library),
        script=parts.packed_code(script),
        loader=parts.loader(),
        licences=parts.licence(),
    )
    return sealed(whole, sign)


def counts(content: Content) -> str:
    """How much is in it, in words."""
    counted = [
        (len(content.view["nodes"]), "entities"),
        (len(content.findings), "statements"),
        (len(content.claims), "claims"),
        (len(content.sources), "sources"),
    ]
    return " · ".join(f"{count:,} {noun}" for count, noun in counted)
