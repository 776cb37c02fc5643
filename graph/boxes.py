"""How much room a node takes: its badge and the label under it. The renderer draws with these figures too.

All lengths in pixels at zoom 1; the origin of a box is the centre of the badge, y goes down.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph.view import NodeView

RADIUS, RADIUS_PER_ROOT_DEGREE, RADIUS_MOST = 12.0, 3.6, 34.0
FONT, FONT_HUB, HUB_DEGREE = 13.0, 15.0, 8
LINE_HEIGHT = 1.2
LABEL_EMS = 9.8
LINES_MOST = 4
LETTERS_MOST = 160
LABEL_GAP = 4.0
NARROW, WIDE = frozenset(" .,:;'!|()[]/-ijlftrI"), frozenset("mwMWQ@%")


@dataclass(frozen=True, slots=True)
class Box:
    """Half width, and how far it reaches above and below the badge's centre."""

    half: float
    up: float
    down: float


def radius(node: NodeView) -> float:
    """The badge's radius: grows with the root of the degree, to a limit."""
    return min(RADIUS + RADIUS_PER_ROOT_DEGREE * math.sqrt(node.degree), RADIUS_MOST)


def font_size(node: NodeView) -> float:
    """The label's letter size: larger for those with many relationships."""
    return FONT_HUB if node.degree >= HUB_DEGREE else FONT


def box(node: NodeView) -> Box:
    """The room that a node's badge and label take together."""
    lines, size, font = label(node.name), radius(node), font_size(node)
    width = max(map(ems, lines)) * font
    return Box(max(size, width / 2), size, size + LABEL_GAP + LINE_HEIGHT * font * len(lines))


@lru_cache(maxsize=20_000)
def label(name: str) -> tuple[str, ...]:
    """A name as the lines of its label: at most LINES_MOST, of LABEL_EMS at most and about equal; the rest ends in an ellipsis."""
    words = _words(" ".join(name[: 2 * LETTERS_MOST].split())[:LETTERS_MOST])
    widths = [ems(word) for word in words]
    count = len(_broken(widths, LABEL_EMS))
    least, most = max(widths), LABEL_EMS
    for _ in range(5):
        # as narrow as it gets in the same number of lines, so that none is left with one short word
        middle = (least + most) / 2
        least, most = (least, middle) if len(_broken(widths, middle)) <= count else (middle, most)
    lines = [" ".join(words[first:last]) for first, last in _broken(widths, most)]
    if len(lines) > LINES_MOST or len(name) > LETTERS_MOST:
        lines = [*lines[: LINES_MOST - 1], lines[min(LINES_MOST, len(lines)) - 1][:-1] + "…"]
    return tuple(lines)


def ems(text: str) -> float:
    """The width of a line in units of its letter size, estimated rather from above for common sans-serif faces."""
    return sum(map(_letter, text))


@lru_cache(maxsize=4_000)
def _letter(letter: str) -> float:
    if letter.isascii():
        return 0.32 if letter in NARROW else 0.9 if letter in WIDE else 0.68 if letter.isupper() else 0.57
    if unicodedata.combining(letter):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.62


def _broken(widths: list[float], most: float) -> list[tuple[int, int]]:
    """Which words go on which line, as (first, one past the last), each line as full as it gets."""
    lines, first, used = [], 0, 0.0
    for number, width in enumerate(widths):
        longer = used + _letter(" ") + width if number > first else width
        if longer > most + 1e-9 and number > first:
            lines.append((first, number))
            first, longer = number, width
        used = longer
    return [*lines, (first, len(widths))]


def _words(text: str) -> list[str]:
    """Words; one too long for a line is cut. Never empty."""
    words: list[str] = []
    for word in text.split(" "):
        piece, used = "", 0.0
        for letter in word:
            if used + _letter(letter) > LABEL_EMS:
                words.append(piece)
                piece, used = "", 0.0
            piece, used = piece + letter, used + _letter(letter)
        words.append(piece)
    return words
