"""Where a body's name in another language ends, whose words behind the first are small: "Ministerstvo vnútra"."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.extraction.shapes import folded

_SMALL_WORD = re.compile(r" ([^\W\d_A-Z][\w']{3,20})(?![\w'-])")
_FOREIGN = re.compile(r"[^\x00-\x7f]|[auioh]$")
_MOST = 3


def small_end(text: str, end: int, is_ours: Callable[[str], bool]) -> int:
    """The end, behind the small words that go on there and are none of the language (`is_ours`)."""
    for _ in range(_MOST):
        found = _SMALL_WORD.match(text, end)
        if found is None or not _FOREIGN.search(found[1]) or is_ours(folded(found[1])):
            break
        end = found.end()
    return end
