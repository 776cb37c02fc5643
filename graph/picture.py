"""A scene as an SVG picture: badges, labels and lines as on the canvas, for where no script runs and for print. Text stays text.

Positions are those of the scene, and lines bend as the canvas bends them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from graph.boxes import LABEL_GAP, LINE_HEIGHT, box, font_size, radius
from graph.labels import clean, label, shorten
from graph.look import FONT_FACE
from graph.model import Status, Unclaimed
from graph.scene import WEIGHT, Scene, SceneEdge
from graph.style import STYLE, Theme, badge
from graph.view import NodeView, Position

STEP = 22.0
MARGIN = 24.0
_FACE = quoteattr(FONT_FACE.replace("'", ""))


def picture(scene: Scene, theme: Theme = "light", *, name: str = "Graph") -> str:
    """The scene as one `<svg>` element, `name` its accessible name; an empty picture for an empty scene."""
    left, top, width, height = (round(value) for value in frame(scene))
    palette = STYLE.palettes[theme]
    kinds = list(dict.fromkeys(node.kind for node in scene.nodes))
    near, said = {node.id: radius(node) for node in scene.nodes}, quoteattr(shorten(clean(name)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" role="img" aria-label={said} '
        f"font-family={_FACE}>",
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{palette["bg"]}"/>',
        "<defs>",
        *(_badge(kind, number, theme) for number, kind in enumerate(kinds)),
        *(_head(status, theme) for status in STYLE.lines),
        "</defs>",
    ]
    # what is the same for many stands once, on the group around them
    for status, edges in _by_status(scene).items():
        line, tone = STYLE.lines[status], palette[STYLE.lines[status].tone]
        dashes = f' stroke-dasharray="{" ".join(map(str, line.dashes))}"' if line.dashes else ""
        ways = "".join(f'<path d="{_way(edge, scene, near)}"/>' for edge in edges)
        parts.append(f'<g fill="none" stroke="{tone}" stroke-width="{line.width}"{dashes} marker-end="url(#to-{_name(status)})">{ways}</g>')
        parts.append(_marks(edges, scene, near, theme))
    for node in scene.nodes:
        (x, y), size = scene.positions[node.id], radius(node)
        kind, wide = kinds.index(node.kind), f"{2 * size:.0f}"
        parts.append(f'<use href="#kind-{kind}" x="{x - size:.0f}" y="{y - size:.0f}" width="{wide}" height="{wide}"/>')
    for font in sorted({font_size(node) for node in scene.nodes}):
        labels = [text for node in scene.nodes if font_size(node) == font for text in _label(node, scene.positions[node.id], font)]
        parts.append(_texts(labels, font, palette["ink"], palette["bg"]))
    return "".join([*parts, "</svg>"])


def _badge(kind: str, number: int, theme: Theme) -> str:
    return f'<symbol id="kind-{number}" viewBox="0 0 96 96"><image width="96" height="96" href="{badge(kind, theme)}"/></symbol>'


def _head(status: Status | Unclaimed, theme: Theme) -> str:
    tone = STYLE.palettes[theme][STYLE.lines[status].tone]
    form = 'viewBox="0 0 10 8" refX="9" refY="4" markerWidth="10" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"'
    return f'<marker id="to-{_name(status)}" {form}><path d="M0 0L10 4L0 8z" fill="{tone}"/></marker>'


def _name(status: Status | Unclaimed) -> str:
    return status.value.replace(" ", "-")


def _by_status(scene: Scene) -> dict[Status | Unclaimed, list[SceneEdge]]:
    """The lines by status, those that must be seen on top."""
    groups: dict[Status | Unclaimed, list[SceneEdge]] = {}
    for edge in sorted(scene.edges, key=lambda edge: -WEIGHT.index(edge.status)):
        groups.setdefault(edge.status, []).append(edge)
    return groups


def frame(scene: Scene) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is drawn, with a margin."""
    boxes = [(scene.positions[node.id], box(node)) for node in scene.nodes]
    if not boxes:
        return 0.0, 0.0, 1.0, 1.0
    left, right = min(x - b.half for (x, _), b in boxes), max(x + b.half for (x, _), b in boxes)
    top, bottom = min(y - b.up for (_, y), b in boxes), max(y + b.down for (_, y), b in boxes)
    return left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN


def _bent(edge: SceneEdge, scene: Scene, near: Mapping[str, float]) -> tuple[Position, Position, Position]:
    """Where a line begins, what bends it, and where it ends, at the rims of the badges."""
    from_, to = scene.positions[edge.source], scene.positions[edge.target]
    if edge.source == edge.target:
        via = _loop(from_, near[edge.source], edge.bend)
        return (from_[0], from_[1] - near[edge.source]), via, (to[0] + near[edge.target], to[1])
    via = _via(from_, to, edge.bend)
    return _towards(from_, via, near[edge.source]), via, _towards(to, via, near[edge.target] + 2)


def _way(edge: SceneEdge, scene: Scene, near: Mapping[str, float]) -> str:
    (x, y), (via_x, via_y), (u, v) = _bent(edge, scene, near)
    straight = edge.source != edge.target and not edge.bend
    return f"M{x:.0f} {y:.0f}L{u:.0f} {v:.0f}" if straight else f"M{x:.0f} {y:.0f}Q{via_x:.0f} {via_y:.0f} {u:.0f} {v:.0f}"


def _marks(edges: Sequence[SceneEdge], scene: Scene, near: Mapping[str, float], theme: Theme) -> str:
    """What stands in the middle of lines of one status: a bar across, the word, the number of a closed group."""
    line, palette = STYLE.lines[edges[0].status], STYLE.palettes[theme]
    bars, said = [], []
    for edge in edges:
        start, via, end = _bent(edge, scene, near)
        x, y = (start[0] + 2 * via[0] + end[0]) / 4, (start[1] + 2 * via[1] + end[1]) / 4
        if line.mark == "bar":
            dx, dy = _direction(start, end)
            bars.append(f"M{x + 7 * dy:.0f} {y - 7 * dx:.0f}L{x - 7 * dy:.0f} {y + 7 * dx:.0f}")
        word = [str(edge.number)] if edge.closed_group else []
        word += [edge.status.value] if line.mark == "word" else []
        if word:
            said.append((" · ".join(word), x, y + 4))
    drawn = f'<path d="{"".join(bars)}" stroke="{palette[line.tone]}" stroke-width="1.8"/>' if bars else ""
    return drawn + _texts(said, 11, palette[line.tone], palette["bg"])


def _via(from_: Position, to: Position, bend: float) -> Position:
    """The point that bends the way from one node to another, as ui/static/canvas/geometry.js has it."""
    length = math.hypot(to[0] - from_[0], to[1] - from_[1])
    dx, dy = _direction(from_, to)
    off = 2 * bend * min(STEP * 1.6, STEP * 0.55 + length * 0.05)
    return (from_[0] + to[0]) / 2 - dy * off, (from_[1] + to[1]) / 2 + dx * off


def _loop(place: Position, size: float, number: float) -> Position:
    reach = size + 32 + 18 * number
    return place[0] + reach, place[1] - reach


def _direction(from_: Position, to: Position) -> Position:
    length = math.hypot(to[0] - from_[0], to[1] - from_[1]) or 1.0
    return (to[0] - from_[0]) / length, (to[1] - from_[1]) / length


def _towards(place: Position, to: Position, far: float) -> Position:
    dx, dy = _direction(place, to)
    return place[0] + dx * far, place[1] + dy * far


def _label(node: NodeView, place: Position, font: float) -> Iterator[tuple[str, float, float]]:
    """The lines under a badge, each with the middle of its base."""
    x, y = place
    for number, line in enumerate(label(node.name).split("\n")):
        yield line, x, y + radius(node) + LABEL_GAP + font * (0.9 + LINE_HEIGHT * number)


def _texts(said: Sequence[tuple[str, float, float]], size: float, colour: str, halo: str) -> str:
    if not said:
        return ""
    texts = "".join(f'<text x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>' for text, x, y in said)
    look = f'fill="{colour}" stroke="{halo}" stroke-width="3" paint-order="stroke"'
    return f'<g font-size="{size:.0f}" text-anchor="middle" {look}>{texts}</g>'
