"""Lines in whose words the capitals tell nothing: headlines in title case."""

from __future__ import annotations

import re

_LONG_LINE = 160
_ANY_WORD = re.compile(r"[^\W\d_]{1,40}")
_LABEL = re.compile(r"\w\)?: ")


def shouted(line: str) -> bool:
    """Whether nearly all the longer words of a line, that is no sentence or list, have a capital."""
    if len(line) > _LONG_LINE or line.rstrip().endswith((".", ":")) or sum(map(line.count, ",;(·")) > 1 or _LABEL.search(line):
        return False
    words = _ANY_WORD.findall(line)
    small = sum(word[0].islower() for word in words)
    long = [word for word in words if len(word) > 3]
    return len(long) > 2 and 3 * small < len(words) and sum(word[0].isupper() for word in long) > 0.8 * len(long)
