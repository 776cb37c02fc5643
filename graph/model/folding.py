"""The form of a text that search compares."""

from __future__ import annotations

import unicodedata

_BARE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŧ": "t"})
"""Letters of their own to Unicode, typed without their stroke by people."""


def fold(text: str) -> str:
    """The form that search compares: case folded, without accents and strokes, one space between words."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().translate(_BARE).split())
