"""Names as labels: no control marks, cut between graphemes, broken into the lines that the layout counted on."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from graph import boxes

LIMIT_NAME = 300
_JOINER = "\u200d"
_KEPT_FORMAT = {_JOINER, "\u200c"}
_STACK_MOST = 3


def clean(text: str) -> str:
    """One line that is text and nothing else: no control or direction characters, none that XML refuses, heaps of accents thinned out."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept: list[str] = []
    stacked = 0
    for char in text:
        category = unicodedata.category(char)
        if category in ("Cc", "Zl", "Zp"):
            char, category = " ", "Zs"
        elif category == "Cs" or ord(char) & 0xFFFE == 0xFFFE or (category == "Cf" and char not in _KEPT_FORMAT):
            continue
        stacked = stacked + 1 if category in ("Mn", "Me") else 0
        if stacked <= _STACK_MOST:
            kept.append(char)
    return " ".join("".join(kept).split())


def shorten(text: str, limit: int = LIMIT_NAME) -> str:
    """At most `limit` characters, the last an ellipsis if something is missing; graphemes stay whole (nearly as in UAX 29)."""
    if len(text) <= limit:
        return text
    end = max(0, limit - 1)
    while end > 0 and _joined(text, end):
        end -= 1
    return text[:end].rstrip() + "…"


@lru_cache(maxsize=20_000)
def label(name: str) -> str:
    """The text under a node, its lines parted by line feeds; a name that is nothing but marks becomes "(no name)"."""
    lines = boxes.label(shorten(clean(name)) or "(no name)")
    return "\n".join(line.replace(_JOINER + "…", "…") for line in lines)


def _joined(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` would part a base character from its marks, an emoji sequence or a flag."""
    char, before = text[at], text[at - 1]
    # the last of these categories holds the skin tones of emoji
    if unicodedata.category(char) in ("Mn", "Me", "Mc", "Sk") or char in _KEPT_FORMAT or before == _JOINER:
        return True
    flags = 0
    while flags < at and "\U0001f1e6" <= text[at - 1 - flags] <= "\U0001f1ff":
        flags += 1
    return "\U0001f1e6" <= char <= "\U0001f1ff" and flags % 2 == 1
