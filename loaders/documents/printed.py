"""What a browser prints around a page: the day and title above it, its address and the number of the page below, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.documents.edges import Place
from loaders.documents.words import one_of

_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d\d(?: ?[AP]\.?M\.?)?"
_ADDRESS = r"(?P<address>(?:https?|file)://\S{1,2000}|about:blank)"
_NUMBER = rf"(?P<page>\d{{1,4}}) ?{one_of('printed_of')} ?(?P<pages>\d{{1,4}})"
_FORMS = (
    # Chrome, Edge, Safari
    (re.compile(rf"{_ADDRESS} (?:{one_of('printed_page')} )?{_NUMBER}"), re.compile(rf"{_DAY}(?: .{{1,300}})?")),
    # Firefox
    (re.compile(rf"{_NUMBER} {_DAY}"), re.compile(rf"(?:.{{1,300}} )?{_ADDRESS}")),
)
_EDGE = 4
"""Lines at each end of a page among which they are looked for: what stands above may be drawn last."""


@dataclass
class Around:
    """Where these lines stand, as pairs of page and line (from 0), and the address that they tell."""

    places: set[Place] = field(default_factory=set)
    address: str = ""


def around(pages: Sequence[Sequence[str]]) -> Around:
    """The lines that a browser printed around pages; none unless each page with words has its own number of them all."""
    for numbered, other in _FORMS:
        found = Around()
        for page, lines in enumerate(pages):
            edge = _edge(lines)
            at = next((at for at, text in edge if (told := numbered.fullmatch(text)) and _fits(told, page, len(pages))), None)
            if at is None and edge:
                break
            lit = [(at, numbered)] if at is not None else []
            lit += [(where, other) for where, text in edge if other.fullmatch(text)][:1]
            for where, form in lit:
                found.places.add((page, where))
                match = form.fullmatch(" ".join(lines[where].split()))
                address = match["address"] if match and "address" in form.groupindex else ""
                # a browser cuts what is too long for the line
                found.address = found.address or ("" if "…" in address or "..." in address else address)
        else:
            return found
    return Around()


def _edge(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The first and last lines with words."""
    filled = [(at, " ".join(line.split())) for at, line in enumerate(lines) if line.strip()]
    return filled if len(filled) <= 2 * _EDGE else [*filled[:_EDGE], *filled[-_EDGE:]]


def _fits(told: re.Match[str], page: int, pages: int) -> bool:
    return int(told["page"]) == page + 1 and int(told["pages"]) == pages
