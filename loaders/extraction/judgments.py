"""Judgments that a judge gives under the own name: all below the line "Ann Reed J:" is in that voice, down to the next such line."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices


def found(page: Page, voices: Voices, cues: Cues) -> list[Setting]:
    """The judgments of a page, each with its judge; where a court publishes it, its judges speak as the page."""
    if not cues.words("examination", "bench").isdisjoint(page.publisher.casefold().split()):
        return []
    heads = [(match, name) for match in _line(cues).finditer(page.text) if (name := _judge(voices, match))]
    ends = [match.start() for match, _ in heads[1:]] + [len(page.text)] * bool(heads)
    return [
        Setting(Span(match.end(), end), (name,))
        for (match, name), end in zip(heads, ends, strict=True)
        if page.text[match.end() : end].strip() and not voices.is_publisher(name)
    ]


def _judge(voices: Voices, match: re.Match[str]) -> str:
    """The person whom a line names."""
    people = [each.name for _, each in voices.within(*match.span("name")) if each.kind == "person"]
    known = voices.known(match["name"])
    return people[0] if people else known.name if known is not None and known.kind == "person" else ""


@lru_cache(maxsize=8)
def _line(cues: Cues) -> re.Pattern[str]:
    """A line of nothing but a judge's name with letters behind it, or a title before it, and a colon."""
    behind, titles = ("|".join(map(re.escape, cues.listed("judges", each))) for each in ("behind", "titles"))
    word = r"[^\W\d_a-z][\w.'-]{0,30}"
    named = rf"(?P<name>{word}(?: {word}){{0,4}}?)"
    alone = r"(?=[^\n]{3,80}:[*_]{0,2}[ \t]{0,3}$)"
    judging = rf"(?=[^\n]{{0,80}}?(?: (?:{behind}):|\b(?i:{titles}) ))"
    return re.compile(rf"^[ \t*_]{{0,8}}{alone}{judging}{named}(?: (?:{behind}))?:[*_]{{0,2}}[ \t]{{0,3}}$", re.M)
