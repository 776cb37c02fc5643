"""The look, read from style.yml: palettes, the badge of each kind, the line of each status. No pyvis here."""

from __future__ import annotations

import base64
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

import yaml

from graph import own_style
from graph.model import Status, Unclaimed, status_of

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")

_FRAMES = {
    "circle": '<circle cx="48" cy="48" r="42" {paint}/>',
    "square": '<rect x="8" y="8" width="80" height="80" rx="22" {paint}/>',
    "diamond": '<rect x="17" y="17" width="62" height="62" rx="14" transform="rotate(45 48 48)" {paint}/>',
    "wide": '<rect x="6" y="16" width="84" height="64" rx="14" {paint}/>',
}
_GLYPH_SCALE = {"circle": 1.9, "square": 1.9, "diamond": 1.55, "wide": 1.55}


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How a kind is drawn: colours by theme, the frame and glyph of its badge, and the simple shape that stands for it in a large view."""

    colours: Mapping[Theme, str]
    frame: str
    shape: str
    glyph: str


@dataclass(frozen=True, slots=True)
class Line:
    """How a status is drawn. `width` and `dashes` in units of the drawing; `tone` names a colour of the palette.

    `mark` is what stands at the middle: a bar across, the status as a word, or nothing. `means` explains the status in one line.
    """

    width: float
    dashes: tuple[float, ...]
    tone: str
    means: str
    mark: Literal["bar", "word"] | None = None


@dataclass(frozen=True, slots=True)
class ChangeStyle:
    """How it is drawn what became of something between two snapshots; without a `tone`, a colour of the palette, it keeps its own."""

    opacity: float
    means: str
    tone: str | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """Everything that style.yml holds."""

    palettes: Mapping[Theme, Mapping[str, str]]
    kinds: Mapping[str, KindStyle]
    other_colours: Mapping[Theme, tuple[str, ...]]
    lines: Mapping[Status | Unclaimed, Line]
    changes: Mapping[str, ChangeStyle]
    captions: Mapping[str, tuple[str, ...]]
    """Properties that name a node, by its label in small letters; only those of a person's own style."""

    def kind(self, name: str) -> KindStyle:
        """The style of a kind; one that style.yml does not know gets its first letter, in a colour that is always the same for it."""
        key = name.lower()
        if key in self.kinds:
            return self.kinds[key]
        number = zlib.crc32(key.encode())
        colours = {theme: spare[number % len(spare)] for theme, spare in self.other_colours.items()}
        letter = next((c.upper() for c in name if c.isalnum()), "?")
        font = 'font-family="sans-serif" font-size="21" font-weight="600" text-anchor="middle"'
        glyph = f'<text x="12" y="19.4" {font}>{escape(letter)}</text>'
        return KindStyle(colours, "circle", "dot", glyph)


def _read(own: str | None = None) -> Style:
    """The style; `own` names a file of a person's own. Raises StyleError."""
    raw = yaml.safe_load(Path(__file__).with_name("style.yml").read_text("utf-8"))
    kinds = {
        name: KindStyle({theme: kind[theme] for theme in THEMES}, kind["frame"], kind["shape"], kind["glyph"])
        for name, kind in raw["kinds"].items()
        if name != "other"
    }
    lines = {
        status_of(name): Line(line["width"], tuple(line["dashes"]), line["tone"], line["means"], line.get("mark"))
        for name, line in raw["statuses"].items()
    }
    other = {theme: tuple(raw["kinds"]["other"][theme]) for theme in THEMES}
    changes = {name: ChangeStyle(**given) for name, given in raw["changes"].items()}
    style = Style({theme: raw["palette"][theme] for theme in THEMES}, kinds, other, lines, changes, {})
    if own is None:
        return style
    given = own_style.read(Path(own), tuple(kinds))
    looks = {label: _own_kind(label, kind, style) for label, kind in given.kinds.items()}
    return replace(style, kinds={**kinds, **looks}, captions=given.captions)


def _own_kind(label: str, own: own_style.OwnKind, style: Style) -> KindStyle:
    base = style.kind(own.like or label)
    return replace(base, colours={"light": own.light or base.colours["light"], "dark": own.dark or base.colours["dark"]})


STYLE = _read(os.environ.get(own_style.VARIABLE))


@lru_cache(maxsize=512)
def badge(kind: str, theme: Theme) -> str:
    """The badge of a kind as an SVG data URI, 96 x 96; drawn crisp at any zoom, fetched from nowhere."""
    style, palette = STYLE.kind(kind), STYLE.palettes[theme]
    frame = _FRAMES[style.frame].format(paint=f'fill="{style.colours[theme]}" stroke="{palette["bg"]}" stroke-width="4"')
    scale = _GLYPH_SCALE[style.frame]
    offset = 48 - 12 * scale
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">'
        f'{frame}<g transform="translate({offset} {offset}) scale({scale})" fill="{palette["glyph"]}">{style.glyph}</g></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
