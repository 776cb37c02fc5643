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
    """A firm's name makes an organisation, two to four words that each begin with a capital a person, anything else an organisation."""
    parts = name[:_LONGEST].split()
    personal = 2 <= len(parts) <= 4 and all(_PART.fullmatch(part) and part[0].isupper() for part in parts)
    return "person" if personal and not is_firm(name) else "organisation"
