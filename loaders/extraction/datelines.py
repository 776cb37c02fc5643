"""Datelines: the place, day and agency that open a report ("RIGA, 14 March (Quay Wire) - …"), which are no part of its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"(?:[^\W\d_a-z][\w.'/&-]{0,30}|\d{1,4})"
_DATELINE = re.compile(rf"^[ \t>*_]{{0,6}}({_WORD}(?:,? {_WORD}){{0,7}})(,? \([^()\n]{{1,40}}\))? --? (?=[\"']?[^\W_])", re.MULTILINE)
_TOWN = 3


def ends(text: str) -> Iterator[int]:
    """Where what a dateline opens begins. The place is in capitals, or a day or an agency stands behind it."""
    for found in _DATELINE.finditer(text):
        place, _, day = found[1].partition(",")
        if any(map(str.isdecimal, place)):
            continue  # an entry of a timeline
        first = place.split()[0]
        if found[2] or any(map(str.isdecimal, day)) or (len(first) >= _TOWN and first.isupper()):
            yield found.end()
