"""Whether a name is a firm's or a person's, where one column holds both: told by the forms that names of firms have (guess.yml)."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.model import fold
from loaders.tables.header_words import header_words

BY_NAME = "person or organisation"
"""In place of a kind: each name tells its own."""
_LONGEST = 200
_PART = re.compile(r"[^\W\d_][\w.'’-]*")


@lru_cache(maxsize=65536)
def is_firm(name: str) -> bool:
    """Whether a name says that it is a firm's or a body's: by the form at its end, or a word that only bodies have in their names."""
    words = [word.strip(".,()&").replace(".", "").replace("/", "") for word in name[:_LONGEST].split()]
    known = header_words()["firms"]
    folded = [fold(word) for word in words if word]
    if not folded:
        return False
    # a form of two letters is written in capitals, else it may be a name: Ana Sá
    last = folded[-1] in known["forms"] and (len(folded[-1]) > 2 or words[-1].isupper() or folded[-1] in known["small"])
    return (last and len(folded) > 1) or not {*folded}.isdisjoint(known["words"])


@lru_cache(maxsize=65536)
def kind_by_name(name: str) -> str:
    """A firm's name makes an organisation; two to four words that each begin with a capital, or a family name, a comma and given names,
    a person, with particles (*de*, *von*) between; anything else an organisation."""
    return "person" if not is_firm(name) and _personal(name[:_LONGEST].strip()) else "organisation"


def _personal(name: str) -> bool:
    """Whether a name has the form that persons' names have: Ada Quill, Joost de Wit, QUILL, Ada Maria."""
    family, comma, given = name.partition(",")
    if comma:
        told = [*_names(family), *_names(given)]
        # a list of names may be written in small letters alone; so is a phrase with a comma in it, which is longer
        capitals = all(part[0].isupper() for part in told) or len(told) == 2
        return bool(_names(family) and _names(given)) and len(told) <= 5 and capitals and all(map(_PART.fullmatch, told))
    parts = name.split()
    capitals = all(part[0].isupper() for part in [*parts[:1], *parts[-1:], *_names(name)])
    return 2 <= len(_names(name)) <= 4 and capitals and all(map(_PART.fullmatch, parts))


def _names(told: str) -> list[str]:
    """The words of a name without its particles, small letters before a family name."""
    return [part for part in told.split() if part.casefold() not in header_words()["particles"] or part[0].isupper()]
