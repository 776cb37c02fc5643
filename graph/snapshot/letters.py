"""A text as names are looked for in it: letters without marks, in one case, whatever Unicode has in between left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from graph.model import fold

UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"
    "\u2600-\u27bf\U0001f000-\U0001faff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that write no spaces between words, or put endings to them, so that a name has no bounds; signs that stand for somebody."""
LETTER = rf"[^\W_{UNSPACED}]"
WORD = re.compile(rf"[{UNSPACED}]+|{LETTER}+")
_UNSEEN = {"Cf", "Cc", "Mn", "Mc", "Me"}
_BLANK = "\u0640\u115f\u1160\u3164\uffa0"
"""Letters to Unicode that are no more than a stroke or a gap."""
_SPELT = str.maketrans({"ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه"})
"""Letters of Arabic script that are written for each other."""
_NAMED = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|REGIONAL INDICATOR SYMBOL LETTER|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER"
    r"|LATIN (?:SMALL|CAPITAL) LETTER) ([A-Z])(?: WITH .*)?"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(WORD.findall(folded(text)[0]))


def folded(text: str) -> tuple[str, Sequence[int]]:
    """A text as search compares it, without marks that are not seen, and from which character each of it comes."""
    if text.isascii() and not _CONTROL.search(text):
        return text.lower(), range(len(text))
    letters, at = [], []
    for place, character in enumerate(text):
        plain = _letter(character)
        letters.append(plain)
        at.extend([place] * len(plain))
    return "".join(letters), at


def past_marks(text: str, place: int) -> int:
    """The place after the marks on the letter before it."""
    while place < len(text) and unicodedata.category(text[place]) in _UNSEEN and not text[place].isspace():
        place += 1
    return place


@lru_cache(100_000)
def _letter(character: str) -> str:
    if character.isspace() or character == "\u2800":
        return " "
    kind = unicodedata.category(character)
    if kind in _UNSEEN or character in _BLANK:
        return ""
    if kind == "Pd":
        return "-"
    if character in "’‘‛`´′ʹ" or "\u02b9" <= character <= "\u02ff":
        return "'"
    plain = fold(character).translate(_SPELT) or character
    if plain.isascii():
        return plain
    # fold() leaves letters that only their name ties to one of ours: small capitals, letters in boxes, with hooks
    found = _NAMED.fullmatch(unicodedata.name(character, ""))
    return found[1].lower() if found else plain
