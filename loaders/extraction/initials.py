"""Initials that stand for speakers at the heads of lines: "MH - When did you notice?" where Mara Holt is named on the page.

They are labels, no names: names are looked for without them, and turns are laid to whom they stand for.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from graph.model import fold
from loaders.extraction.gazetteer import gazetteer

LABEL = re.compile(r"^[ \t*_]{0,4}(?P<name>[^\W\d_]{2,3})(?:\.?[*_]{0,2}(?:[ \t]{0,2}[:-]|[ \t]{2,8}(?=[^\W\d_])))[*_]{0,2}", re.M)
_WORD = r"[^\W\d_a-z][\w']{1,30}(?:-\w{1,30}){0,2}"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{1,3}}")
_MOST, _SPEAKERS = 5_000, 30


@lru_cache(maxsize=2)
def found(text: str, publisher: str = "") -> dict[str, str]:
    """The name that each such label of a page stands for: two labels at least, each at the heads of two lines or more; one may be of the
    publisher."""
    counted = Counter(match["name"] for match, _ in zip(LABEL.finditer(text), range(_MOST), strict=False))
    often = {
        label
        for label, many in counted.most_common(_SPEAKERS)
        if many > 1 and label.isupper() and label.casefold() not in gazetteer().names
    }
    if len(often) < 2:
        return {}
    own = fold("".join(word[0] for word in publisher.split() if word[0].isupper())).upper()
    named = {label: publisher for label in often if fold(label).upper() == own}
    for match, _ in zip(_NAME.finditer(text), range(_MOST), strict=False):
        words = match[0].split()
        spelled = fold("".join(word[0] for word in words)).upper()
        for label in often:
            at = spelled.find(fold(label).upper())
            if at >= 0 and all(word[0].isupper() and not word.isupper() for word in words[at : at + len(label)]):
                named.setdefault(label, " ".join(words[at : at + len(label)]))
    return named if len(named) > 1 else {}


def blanked(text: str, labels: dict[str, str]) -> str:
    """The text without these labels, one character for one."""
    if not labels:
        return text
    return LABEL.sub(lambda match: " " * len(match[0]) if match["name"] in labels else match[0], text)
