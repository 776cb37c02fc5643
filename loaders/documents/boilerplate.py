"""What stands within an article and is none of it: boxes to share, subscribe and read on, by the words of boilerplate.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from loaders.documents.words import beside

_LINES = frozenset(("p", "div", "li", "h2", "h3", "h4", "h5", "h6", "section", "figcaption"))
_BOXES = ("div", "section", "aside", "figure", "ul", "form")
_WHOLE = frozenset(("article", "main", "h1", "body"))
"""What no box of this kind holds."""
_LONGEST, _BOX = 400, 1_500
"""Characters of a line and of a box at most."""


@dataclass(frozen=True)
class _Words:
    line: re.Pattern[str]
    leads_on: re.Pattern[str]
    box: re.Pattern[str]


def clear(page: Any) -> None:
    """Take out of a page what is no part of its article."""
    words = _words()
    for box in [each for each in page.iter(*_BOXES) if words.box.search(f"{each.get('class', '')} {each.get('id', '')}")]:
        if _length(box, _BOX) <= _BOX and next(box.iter(*_WHOLE), None) is None:
            _drop(box)
    for line in [each for each in page.iter(*_LINES) if _is_line(each)]:
        if _is_boilerplate(line, words):
            _drop(line)


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _length(element: Any, most: int) -> int:
    """How many characters stand under an element, counted no further than a little beyond `most`."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > most:
            break
    return length


def _is_line(element: Any) -> bool:
    """Whether an element holds few words, and more than another such element alone, which is looked at by itself."""
    if len(element) == 1 and element[0].tag in _LINES and not (element.text or "").strip() and not (element[0].tail or "").strip():
        return False
    return 0 < _length(element, _LONGEST) <= _LONGEST


def _is_boilerplate(line: Any, words: _Words) -> bool:
    text = " ".join("".join(line.itertext()).split())
    if words.line.fullmatch(text):
        return True
    begun = words.leads_on.match(text)
    links = [" ".join("".join(each.itertext()).split()) for each in line.iter("a")] if begun else []
    return (
        begun is not None and len(links) == 1 and text.rstrip(" ]").endswith(links[0].rstrip(" ]")) and _fits(text, links[0], begun.end())
    )


def _fits(text: str, link: str, label: int) -> bool:
    """Whether a line is a label and a link, and nothing else."""
    return len(text) - len(link) <= label + 2


@lru_cache(maxsize=1)
def _words() -> _Words:
    told = beside(__file__)
    return _Words(
        re.compile("|".join(told["lines"]), re.IGNORECASE),
        re.compile(told["leads_on"], re.IGNORECASE),
        re.compile(rf"(?<![A-Za-z])(?:{'|'.join(told['boxes'])})(?![a-z])", re.IGNORECASE),
    )
