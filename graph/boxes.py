"""How much room a node takes: its badge and the label under it. The renderer draws with these figures too.

All lengths in pixels at zoom 1; the origin of a box is the centre of the badge, y goes down.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from graph.view import NodeView

RADIUS, RADIUS_PER_ROOT_DEGREE, RADIUS_MOST = 12.0, 3.6, 40.0
FONT = 13.0
LINE = 15.0
LETTER = 0.52
LABEL_WIDTH = 118.0
LINES_MOST = 4
LABEL_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Box:
    """Half width, and how far it reaches above and below the badge's centre."""

    half: float
    up: float
    down: float


def radius(node: NodeView) -> float:
    """The badge's radius: grows with the root of the degree, to a limit."""
    return min(RADIUS + RADIUS_PER_ROOT_DEGREE * math.sqrt(node.degree), RADIUS_MOST)


def text_width(text: str) -> float:
    """An estimate from above of the width of a line at FONT; full-width letters count as two."""
    cells = sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
    return cells * FONT * LETTER


def label_lines(name: str) -> tuple[str, ...]:
    """A name broken into at most LINES_MOST lines of LABEL_WIDTH; what does not fit ends in an ellipsis."""
    lines: list[str] = [""]
    for word in _pieces(" ".join(name.split())[:400]):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= LABEL_WIDTH or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > LINES_MOST:
        lines = [*lines[: LINES_MOST - 1], lines[LINES_MOST - 1][:-1] + "…"]
    return tuple(lines)


def box(node: NodeView) -> Box:
    """The room that a node's badge and label take together."""
    lines, size = label_lines(node.name), radius(node)
    width = max(text_width(line) for line in lines)
    return Box(max(size, width / 2), size, size + LABEL_GAP + LINE * len(lines))


def _pieces(name: str) -> list[str]:
    """Words; a word too long for a line is cut."""
    most = int(LABEL_WIDTH // (FONT * LETTER))
    pieces = []
    for word in name.split(" "):
        step = most if text_width(word) <= len(word) * FONT * LETTER else most // 2
        pieces += [word[i : i + step] for i in range(0, len(word), step)] if text_width(word) > LABEL_WIDTH else [word]
    return pieces
