"""A scene as a picture that can stand alone: title, who made it and as of when, the graph, its legend, and that relations are claims.

One SVG without script and without anything from elsewhere. Lengths are pixels of a picture WIDE across.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from graph.boxes import ems
from graph.labels import clean, shorten
from graph.look import FONT_FACE
from graph.model import Status, Unclaimed
from graph.picture import frame, picture
from graph.scene import Scene
from graph.style import STYLE, Theme, badge

WIDE = 1_600
EDGE = 48
TALLEST, LOWEST = 2_000, 360
"""Heights of the graph at most and at least."""
SCALE = 2.0
"""A small graph is drawn so many times its size at most."""
TITLE, TEXT, SMALL = 34, 18, 16
LINE = 30
CHIP = 28
_FACE = quoteattr(FONT_FACE.replace("'", ""))


@dataclass(frozen=True)
class Caption:
    """What stands around the graph: a title, lines below it, and the line at the foot."""

    title: str
    lines: tuple[str, ...]
    banner: str


def poster(scene: Scene, caption: Caption, theme: Theme = "light") -> str:
    """The whole picture as an SVG document; names of any length and kind are cut and cleaned."""
    palette = STYLE.palettes[theme]
    title = _broken(clean(shorten(caption.title, 300)), TITLE, WIDE - 2 * EDGE, most=3)
    lines = [line for said in caption.lines for line in _broken(clean(shorten(said, 2_000)), TEXT, WIDE - 2 * EDGE, most=6)]
    top = EDGE + len(title) * (TITLE + 10) + len(lines) * LINE + 20
    wide, high = _room(scene)
    legend, legend_high = _legend(scene, theme, top + high + 28)
    foot = top + high + 28 + legend_high + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{foot + EDGE}" viewBox="0 0 {WIDE} {foot + EDGE}" role="img" '
        f"aria-label={quoteattr(clean(shorten(caption.title, 300)))} font-family={_FACE}>",
        f"<title>{escape(clean(shorten(caption.title, 300)))}</title><desc>{escape(caption.banner)}</desc>",
        f'<rect width="{WIDE}" height="{foot + EDGE}" fill="{palette["bg"]}"/>',
        *_said(title, EDGE, EDGE + TITLE - 6, TITLE + 10, TITLE, palette["ink"], "700"),
        *_said(lines, EDGE, EDGE + len(title) * (TITLE + 10) + TEXT, LINE, TEXT, palette["muted"]),
        _inside(picture(scene, theme, name=caption.title), (WIDE - wide) / 2, top, wide, high),
        legend,
        *_said([caption.banner], EDGE, foot + SMALL, LINE, SMALL, palette["ink"], "600"),
    ]
    return "".join([*parts, "</svg>"])


def _room(scene: Scene) -> tuple[int, int]:
    """Width and height that the graph is drawn in."""
    _, _, width, height = frame(scene)
    scale = min((WIDE - 2 * EDGE) / width, TALLEST / height, SCALE)
    return round(width * scale), max(round(height * scale), LOWEST if scene.nodes else 80)


def _inside(svg: str, left: float, top: float, wide: float, high: float) -> str:
    """A picture as a part of another."""
    place = f'<svg x="{left:.0f}" y="{top:.0f}" width="{wide}" height="{high}" '
    return svg.replace("<svg ", place, 1)


def _said(lines: Sequence[str], x: float, y: float, step: float, size: int, colour: str, weight: str = "400") -> Iterator[str]:
    for number, line in enumerate(lines):
        yield (
            f'<text x="{x:.0f}" y="{y + step * number:.0f}" font-size="{size}" font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
        )


def _broken(text: str, size: float, room: float, most: int) -> list[str]:
    """A text in lines that fit; the last ends in an ellipsis if there were more."""
    lines: list[str] = []
    for word in text.split():
        if lines and ems(f"{lines[-1]} {word}") * size <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    lines = [line if ems(line) * size <= room else shorten(line, int(room / size)) for line in lines]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _legend(scene: Scene, theme: Theme, top: float) -> tuple[str, int]:
    """What the badges and the lines mean, with how often each is drawn; and how high that is."""
    palette = STYLE.palettes[theme]
    kinds = Counter(node.kind for node in scene.nodes)
    statuses = Counter(edge.status for edge in scene.relationships)
    chips = [
        (f'<image x="0" y="-17" width="22" height="22" href="{badge(kind, theme)}"/>', 30, f"{kind} {count:,}")
        for kind, count in sorted(kinds.items(), key=lambda each: (-each[1], each[0]))
    ]
    chips += [(_line(status, theme), 64, f"{status.value} {statuses[status]:,}") for status in STYLE.lines if statuses[status]]
    parts, x, y = [], EDGE, top + SMALL
    for drawn, wide, said in chips:
        whole = wide + ems(said) * SMALL * 1.08 + 30
        if x + whole > WIDE - EDGE and x > EDGE:
            x, y = EDGE, y + CHIP + 6
        text = f'<text x="{wide}" y="0" font-size="{SMALL}" fill="{palette["ink"]}">{escape(clean(said))}</text>'
        parts.append(f'<g transform="translate({x:.0f} {y:.0f})">{drawn}{text}</g>')
        x += round(whole)
    return "".join(parts), round(y - top + 10)


def _line(status: Status | Unclaimed, theme: Theme) -> str:
    line, tone = STYLE.lines[status], STYLE.palettes[theme][STYLE.lines[status].tone]
    dashes = f' stroke-dasharray="{" ".join(map(str, line.dashes))}"' if line.dashes else ""
    bar = f'<path d="M27 -13V1" stroke="{tone}" stroke-width="2"/>' if line.mark == "bar" else ""
    return f'<path d="M0 -6H54" stroke="{tone}" stroke-width="{line.width + 0.8:.1f}"{dashes}/>{bar}'


def sample(status: Status | Unclaimed, theme: Theme = "light") -> str:
    """A piece of the line of a status, as an SVG of its own."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="54" height="16" viewBox="0 -14 54 16">{_line(status, theme)}</svg>'
