"""Who asks in an interview, by what the text before the questions tells: "She spoke to X of the Post", "Interviewed by X"."""

from __future__ import annotations

from loaders.extraction.cues import Cues
from loaders.extraction.introductions import introductions
from loaders.extraction.page import Page
from loaders.extraction.voices import Voices


def found(page: Page, voices: Voices, cues: Cues, before: int) -> list[str]:
    """The people whom such words name before a place; of "spoke to" it may be who answers, too."""
    named = [voices.at(match.end()) for match in introductions(cues).asked_by.finditer(page.text, 0, before)]
    return [each.name for each in named if each is not None and each.kind == "person"]
