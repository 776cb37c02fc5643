"""Pages and entities for the tests of attribution, and what was found in them."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.extraction import saying
from loaders.extraction.page import Page, plain
from loaders.extraction.proposals import Named, Saying, Span
from loaders.extraction.trees import parsed

PEOPLE = ("Mirela Costin", "Ilir Prenga", "Anna Reed", "Ivo Stan")
OUTLETS = ("Harbour Courier", "Evening Post", "Spy Talk")
BODIES = ("Coastal Audit Office", "Ministry of Ports")
_END = re.compile(r"(?<=[.!?])[\"»]?(?=\s+[\"«A-Z\[])|\n")


def entities(text: str) -> list[Named]:
    """The cast, wherever the text names it in full or by the surname."""
    made = []
    for kind, names in (("person", PEOPLE), ("outlet", OUTLETS), ("agency", BODIES)):
        for name in names:
            forms = [name, name.split()[-1]] if kind == "person" else [name]
            places = re.finditer("|".join(rf"\b{re.escape(form)}\b" for form in forms), text)
            made.append(Named(f"{kind}:{name}", kind, name, forms[1:], [Span(*place.span()) for place in places]))
    return made


def page(text: str, *, trees: bool = True, publisher: str = "", quoted: tuple[Span, ...] = ()) -> Page:
    clean = plain(text)
    spans, start = [], 0
    for end in [*(match.end() for match in _END.finditer(clean)), len(clean)]:
        words = clean[start:end]
        if words.strip(" \n>"):
            first = start + len(words) - len(words.lstrip(" \n>"))
            spans.append(Span(first, start + len(words.rstrip())))
        start = end
    legible = re.sub(r"(?m)^[> ]+", lambda marks: " " * len(marks[0]), clean)
    return Page(clean, tuple(spans), _doc(legible) if trees else None, publisher=publisher, quoted=quoted)


@lru_cache(maxsize=256)
def _doc(text: str):
    return parsed(text)


def found(text: str, *, trees: bool = True, publisher: str = "", quoted: tuple[Span, ...] = ()) -> list[Saying]:
    return saying.find(page(text, trees=trees, publisher=publisher, quoted=quoted), entities(plain(text)))


def told(text: str, **kind) -> list[tuple[list[str], str, str]]:
    """Chain, hedge and stance of everything found."""
    return [(list(each.chain), each.hedge, each.stance) for each in found(text, **kind)]


def chains(text: str, **kind) -> list[list[str]]:
    return [list(each.chain) for each in found(text, **kind)]
