"""Pages that one person told and another wrote down: "By X, as told to Y", "As told to Y" below "X: the night of the crane"."""

from __future__ import annotations

import re

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_FARTHEST = 600
_LONGEST = 160


def found(page: Page, voices: Voices, cues: Cues) -> tuple[list[Setting], list[Span]]:
    """What stands below such a line near the head of a page, and the line itself."""
    words = "|".join(map(re.escape, cues.listed("as_told")))
    line = re.compile(rf"^(?P<before>[^\n]{{0,80}}?)\b(?:{words}) [^\n.]{{2,80}}[.)*_]{{0,3}}[ \t]*$", re.M | re.IGNORECASE)
    match = line.search(page.text, 0, _FARTHEST)
    if match is None or not page.text[match.end() :].strip():
        return [], []
    named = _person(voices, *match.span("before")) or _above(voices, match.start())
    if not named or voices.is_publisher(named):
        return [], []
    heard = [
        each.name for _, each in voices.within(match.start(), match.end()) if each.kind == "outlet" and not voices.is_publisher(each.name)
    ]
    return [Setting(Span(match.end(), len(page.text)), (*heard[:1], named))], [Span(match.start(), match.end())]


def _person(voices: Voices, start: int, end: int) -> str:
    return next((each.name for _, each in voices.within(start, end) if each.kind == "person"), "")


def _above(voices: Voices, start: int) -> str:
    """The one person whom the lines above name."""
    people = {each.name for _, each in voices.within(max(0, start - _LONGEST), start) if each.kind == "person"}
    return people.pop() if len(people) == 1 else ""
