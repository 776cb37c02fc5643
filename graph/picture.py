"""A scene as an SVG picture: badges, labels and lines as on the canvas, for where no script runs and for print. Text stays text.

Positions are those of the scene, and lines bend as the canvas bends them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from graph.boxes import LABEL_GAP, LINE_HEIGHT, box, font_size, radius
from graph.labels import label
from graph.look import FONT_FACE
from graph.scene import Scene, SceneEdge
from graph.style import STYLE, Theme, badge
from graph.view import NodeView, Position

STEP = 22.0
MARGIN = 24.0
HEAD = 5.0
_FACE = quoteattr(FONT_FACE.replace("'", ""))


def picture(scene: Scene, theme: Theme = "light", *, name: str = "Graph") -> str:
    """The scene as one `<svg>` element, `name` its accessible name; an empty picture for an empty scene."""
    left, top, width, height = _frame(scene)
    palette = STYLE.palettes[theme]
    kinds = list(dict.fromkeys(node.kind for node in scene.nodes))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {width:.0f} {height:.0f}" role="img" '
        f"aria-label={quoteattr(name)} font-family={_FACE}>",
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}" fill="{palette["bg"]}"/>',
        "<defs>",
        *(
            f'<symbol id="kind-{number}" viewBox="0 0 96 96"><image width="96" height="96" href="{badge(kind, theme)}"/></symbol>'
            for number, kind in enumerate(kinds)
        ),
        "</defs>",
    ]
    near = {node.id: radius(node) for node in scene.nodes}
    for edge in scene.edges:
        parts += _edge(edge, scene, near, theme)
    for node in scene.nodes:
        parts += _node(node, scene.positions[node.id], kinds.index(node.kind), theme)
    return "".join([*parts, "</svg>"])


def _frame(scene: Scene) -> tuple[float, float, float, float]:
    boxes = [(scene.positions[node.id], box(node)) for node in scene.nodes]
    if not boxes:
        return 0.0, 0.0, 1.0, 1.0
    left, right = min(x - b.half for (x, _), b in boxes), max(x + b.half for (x, _), b in boxes)
    top, bottom = min(y - b.up for (_, y), b in boxes), max(y + b.down for (_, y), b in boxes)
    return left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN


def _edge(edge: SceneEdge, scene: Scene, near: Mapping[str, float], theme: Theme) -> Iterator[str]:
    line, palette = STYLE.lines[edge.status], STYLE.palettes[theme]
    from_, to = scene.positions[edge.source], scene.positions[edge.target]
    loop = edge.source == edge.target
    via = _loop(from_, near[edge.source], edge.bend) if loop else _via(from_, to, edge.bend)
    start = (from_[0], from_[1] - near[edge.source]) if loop else _towards(from_, via, near[edge.source])
    end = (to[0] + near[edge.target], to[1]) if loop else _towards(to, via, near[edge.target] + 2)
    dashes = f' stroke-dasharray="{" ".join(map(str, line.dashes))}"' if line.dashes else ""
    way = f"M{start[0]:.1f} {start[1]:.1f}Q{via[0]:.1f} {via[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    yield f'<path d="{way}" fill="none" stroke="{palette[line.tone]}" stroke-width="{line.width}"{dashes}/>'
    yield _head(via, end, palette[line.tone])
    x, y = (start[0] + 2 * via[0] + end[0]) / 4, (start[1] + 2 * via[1] + end[1]) / 4
    if line.mark == "bar":
        dx, dy = _direction(start, end)
        bar = f"M{x + 7 * dy:.1f} {y - 7 * dx:.1f}L{x - 7 * dy:.1f} {y + 7 * dx:.1f}"
        yield f'<path d="{bar}" stroke="{palette[line.tone]}" stroke-width="1.8"/>'
    said = str(edge.number) if edge.closed_group else edge.status.value if line.mark == "word" else ""
    if said:
        yield _text(said, x, y + 4, 11, palette[line.tone], palette["bg"])


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


def _head(via: Position, end: Position, colour: str) -> str:
    dx, dy = _direction(via, end)
    back = end[0] - dx * HEAD * 1.7, end[1] - dy * HEAD * 1.7
    one, other = (back[0] - dy * HEAD * 0.7, back[1] + dx * HEAD * 0.7), (back[0] + dy * HEAD * 0.7, back[1] - dx * HEAD * 0.7)
    return f'<path d="M{end[0]:.1f} {end[1]:.1f}L{one[0]:.1f} {one[1]:.1f}L{other[0]:.1f} {other[1]:.1f}z" fill="{colour}"/>'


def _node(node: NodeView, place: Position, kind: int, theme: Theme) -> Iterator[str]:
    (x, y), size, palette = place, radius(node), STYLE.palettes[theme]
    yield f'<use href="#kind-{kind}" x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size:.1f}" height="{2 * size:.1f}"/>'
    font = font_size(node)
    for number, line in enumerate(label(node.name).split("\n")):
        yield _text(line, x, y + size + LABEL_GAP + font * (0.9 + LINE_HEIGHT * number), font, palette["ink"], palette["bg"])


def _text(said: str, x: float, y: float, size: float, colour: str, halo: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.0f}" text-anchor="middle" fill="{colour}" stroke="{halo}" stroke-width="3" '
        f'paint-order="stroke">{escape(said)}</text>'
    )
