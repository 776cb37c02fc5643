"""Whose text it is, by the lines above it: an outlet, the letter that numbers itself, or the office that issues a notice or a judgment."""

from __future__ import annotations

import re

from loaders.documents import byline, credit
from loaders.documents.words import in_order, one_of

_FIRST, _TITLE, _OPENING = 3, 6, 4_000
"""Lines among which an office names itself, words of a letter's title at most, and characters in which an outlet speaks of itself."""
_ISSUED = re.compile(rf"\b{one_of('issued')}(?!\w)", re.IGNORECASE)
"""What an office issues, and no newspaper calls its articles."""
_NUMBER = re.compile(rf"\b{one_of('issues')}\b\.? ?\d", re.IGNORECASE)
_BY = re.compile(rf"\b{one_of('compiled')}\b", re.IGNORECASE)
_COURT = re.compile(rf"^{one_of('before_court')} ", re.IGNORECASE)
_SMALL = frozenset(in_order("small"))
_SAID = re.compile(r"[^\W\d_]{4}|[^\W\d_]*[AEIOUY][^\W\d_]*")
_REVEALS = re.compile(
    rf"(?:^|[.…”\"] )(?P<name>(?:{one_of('article')} )?(?:[^\W\d_a-z][\w’'&-]* ){{1,4}}){one_of('reveals')}\b", re.MULTILINE
)
_ARTICLE = re.compile(rf"{one_of('article')} ")


def issuer(text: str, head: list[str]) -> tuple[str, str]:
    """Its name and where it was found; empty where the text does not tell."""
    outlets = dict.fromkeys(line for line in head if credit.kind_of(line) == "outlet")
    office = _office(head)
    if office and not any(byline.writers(line) for line in head) and not (outlets and head[0] in outlets):
        return office, "office above the text"
    if len(outlets) == 1:
        return written(next(iter(outlets))), "line above the text"
    if not outlets and (name := _letter(head)):
        return name, "title of the letter"
    return _speaking(text), "its own word for itself"


def _letter(head: list[str]) -> str:
    """The first line of a letter that comes in numbers: these, or who compiled it, stand right below."""
    below = " ".join(head[1:3])
    first = head[0] if head else ""
    named = 0 < len(first.split()) <= _TITLE and first[-1:].isalnum() and not _ISSUED.search(first) and not _NUMBER.search(first)
    return written(first) if named and not _ISSUED.search(below) and _NUMBER.search(below) and _BY.search(below) else ""


def _office(head: list[str]) -> str:
    """The office among the first lines of what only offices issue; of several the first."""
    if not any(_ISSUED.search(line) for line in head):
        return ""
    return next((name for line in head[:_FIRST] if (name := _body(line))), "")


def _body(line: str) -> str:
    """The name of a body that a line is, or begins with where behind it stands only its seat."""
    from loaders.extraction.names import find
    from loaders.extraction.page import Page, plain

    name = _COURT.sub("", written(line))
    found = sorted(find(Page(plain(name), ())), key=lambda each: each.mentions[0].start)
    if not found or found[0].mentions[0].start or found[0].kind not in ("agency", "organisation"):
        return ""
    rest = name[found[0].mentions[0].end :].strip(" ,()")
    return name[: found[0].mentions[0].end] if not rest or credit.kind_of(rest) == "place" else ""


def _speaking(text: str) -> str:
    """The one outlet that says of itself what it can reveal."""
    names = {match["name"].strip() for match in _REVEALS.finditer(text[:_OPENING])}
    outlets = {name for name in names if (kind := credit.kind_of(name)) == "outlet" or (not kind and _ARTICLE.match(name))}
    return outlets.pop() if len(outlets) == 1 else ""


def written(line: str) -> str:
    """A line in capitals as it is written elsewhere: with small words small, and the others, which can be said, with one capital."""
    if not line.isupper():
        return line
    words = [word.lower() if word.lower() in _SMALL else word.capitalize() if _SAID.search(word) else word for word in line.split()]
    return " ".join((words[0][:1].upper() + words[0][1:], *words[1:]))
