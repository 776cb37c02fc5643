"""Who asks in an interview, by what the text before the questions tells: "She spoke to X of the Post", "Interviewed by X"."""

from __future__ import annotations

from loaders.extraction.cues import Cues
from loaders.extraction.introductions import introductions
from loaders.extraction.page import Page
from loaders.extraction.voices import Voices


def found(page: Page, voices: Voices, cues: Cues, before: int) -> list[str]:
    """The people whom such words name before a place; of "spoke to" it may be who answers, too."""
    return _people(voices, [match.end() for match in introductions(cues).asked_by.finditer(page.text, 0, before)])


def credited(page: Page, voices: Voices, cues: Cues, before: int) -> list[str]:
    """Whom a line or sentence before a place names for nothing but that they asked: "Interview: X", "X asked the questions"."""
    told = introductions(cues)
    ends = [match.end() for match in told.bylined.finditer(page.text, 0, before)]
    return _people(voices, [*ends, *(match.start() - 1 for match in told.asked_behind.finditer(page.text, 0, before))])


def _people(voices: Voices, places: list[int]) -> list[str]:
    return [each.name for place in places if (each := voices.at(place)) is not None and each.kind == "person"]
