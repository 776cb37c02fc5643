"""Items with the outlet that they are taken from at their end: "(The Post)", "Source: The Post", "via The Post"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_ITEM = re.compile(r"[^\n]+(?:\n(?![ \t]{0,40}(?:\n|[-*+•·‣▸■●»]|\d{1,3}[./)]))[^\n]+)*")
_FARTHEST = 80


def found(page: Page, voices: Voices, cues: Cues) -> tuple[list[Setting], list[Span]]:
    """The items with their outlets, and the credits themselves, which tell nothing."""
    pairs = list(_credited(page, voices, cues))
    return [setting for setting, _ in pairs], [credit for _, credit in pairs]


def _credited(page: Page, voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    words = "|".join(map(re.escape, sorted(cues.listed("credits"), key=len, reverse=True)))
    credit = re.compile(
        rf"\(\s?(?:(?:{words})\b:?\s)?([^()\n]{{2,60}})\)\.?$|(?:^|[\s(\[-])(?:{words}):?\s([^()\n.:]{{2,60}})[.)\]]{{0,2}}$", re.IGNORECASE
    )
    for item in _ITEM.finditer(page.text):
        text = item[0].rstrip()
        tail = max(0, len(text) - _FARTHEST)
        match = credit.search(text, tail)
        if match is None or match.start() < 20:
            continue
        group = 1 if match[1] else 2
        start = item.start() + match.start(group)
        outlets = [(span, each) for span, each in voices.within(start, start + 8) if each.kind == "outlet"]
        if not outlets or outlets[0][0].end < item.start() + match.end(group) - 1 or voices.is_publisher(outlets[0][1].name):
            continue
        yield (
            Setting(Span(item.start(), item.start() + match.start()), (outlets[0][1].name,)),
            Span(item.start() + match.start(), item.start() + len(text)),
        )
