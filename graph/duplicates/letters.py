"""A body called by the first letters of its name: CIA, Central Intelligence Agency."""

from __future__ import annotations

import re

from graph.duplicates.names import Name

_SHORT = re.compile(r"[^\W\d_a-z](?:\.?[^\W\d_a-z]){1,7}\.?")
# words that give no letter, in the languages in which bodies' names are mostly met
_SMALL = re.compile(r"of|the|and|for|in|on|to|at|de|del|della|di|da|do|des|du|la|le|les|el|et|y|e|und|für|der|die|das|von")


def letters(name: Name) -> str:
    """The letters that are all of a name, folded: `cia` of CIA and C.I.A.; empty of any other name."""
    return name.run if name.latin and not name.weak and _SHORT.fullmatch(name.text.strip()) else ""


def initials(name: Name) -> tuple[str, ...]:
    """The letters that a name of several words may be called by: with its small words, and without them."""
    if not name.latin or name.weak or len(name.words) < 2:
        return ()
    long = [word for word in name.words if not _SMALL.fullmatch(word)]
    found = ("".join(word[0] for word in words) for words in (name.words, long) if len(words) > 1)
    return tuple(dict.fromkeys(found))
