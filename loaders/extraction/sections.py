"""Sections of one person's words under a heading that names them: "Witness statement of X", "ANSWER given by X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import paragraphs
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_LONGEST = 320
_RULE = re.compile(r"\n[ \t]*(?:[*_-][ \t]*){3,}(?=\n)")
_EDGE = " \t#*_>"


def found(page: Page, voices: Voices, cues: Cues) -> list[Setting]:
    """The sections of a page; one where nobody speaks in the first person, or asks, is the publisher's."""
    heads = list(_heads(page, voices, cues))
    made = []
    for number, (heading, name) in enumerate(heads):
        end = heads[number + 1][0].start if number + 1 < len(heads) else len(page.text)
        rule = _RULE.search(page.text, heading.end, end)
        end = rule.start() if rule else end
        words = page.text[heading.end : end]
        if words.strip() and ("?" in words or cues.first_person.search(words)):
            made.append(Setting(Span(heading.end, end), (name,)))
    return made


def _heads(page: Page, voices: Voices, cues: Cues) -> Iterator[tuple[Span, str]]:
    opening, before = cues.section, cues.words("sections", "before")
    for paragraph in paragraphs(page.text):
        text = page.text[paragraph.start : paragraph.end]
        words = text.lstrip(_EDGE)
        if len(text) > _LONGEST or text.rstrip().endswith((".", "?", "!", ":")) or not opening.match(words) or _is_reply(words, cues):
            continue
        place = next((m.end() for m in re.finditer(r"\w+", text) if m[0].casefold() in before), None)
        if place is None:
            continue
        people = [each for _, each in voices.within(paragraph.start + place, paragraph.end) if each.kind == "person"]
        if people:
            yield paragraph, people[0].name


def _is_reply(words: str, cues: Cues) -> bool:
    """Whether a heading is of what somebody is told: "Reply to question No. 7 put by X"."""
    first, second = (*words.casefold().split(None, 2), "", "")[:2]
    return first in cues.words("sections", "replies") and second in cues.words("sections", "to")
