"""Items with the outlet that they are taken from at their end or in a line below: "(The Post)", "(The Post, 3 May)", "Source: The Post"."""

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
_SHORTEST = 20
_WHEN = re.compile(r",[^,]{0,20}\d[^,]{0,12}$")
_MOST_WORDS = 5
_CLOSED = (".", "!", "?", '"', "'", ")", "…")


def found(page: Page, voices: Voices, cues: Cues) -> tuple[list[Setting], list[Span]]:
    """The items with their outlets, and the credits themselves, which tell nothing."""
    below = list(_below(page, voices, cues))
    pairs = [*_credited(page, voices, cues), *(below if len(below) > 1 else ())]
    pairs.sort(key=lambda pair: pair[0].span)
    return [setting for setting, _ in pairs], [credit for _, credit in pairs]


def _credited(page: Page, voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """Where an item of the page ends in an outlet, what looks like a title at another's end is one too."""
    items = list(_ending(page, cues))
    known = [(item, credit, words, _outlet(voices, words)) for item, credit, words in items]
    several = any(name for _, _, _, name in known)
    for item, credit, words, name in known:
        said = page.text[words.start : words.end]
        titled = (
            page.text[credit.start] == "("
            and _is_title(said)
            and not any(each.kind == "person" for span, each in voices.within(words.start, words.end) if span == words)
        )
        to = name or (said if several and titled else "")
        if to and not voices.is_publisher(to):
            yield Setting(Span(item.start, credit.start), (to,)), credit


def _below(page: Page, voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """Each item whose credit stands in a line below it, from its heading on."""
    words = _crediting(cues)
    credit = re.compile(rf"[*_]{{0,3}}(?:{words}):\s([^()\n.:;]{{2,60}}?)[.*_]{{0,4}}", re.IGNORECASE)
    begun = -1
    for item in _ITEM.finditer(page.text):
        text = item[0].rstrip()
        match = credit.fullmatch(text)
        if match is not None:
            start = item.start() + match.start(1)
            name = _outlet(voices, Span(start, start + len(_WHEN.sub("", match[1]))))
            if name and begun >= 0 and not voices.is_publisher(name):
                yield Setting(Span(begun, item.start()), (name,)), Span(item.start(), item.start() + len(text))
            begun = -1
        elif not text.endswith(_CLOSED):
            begun = -1
        elif begun < 0:
            begun = item.start()


def _ending(page: Page, cues: Cues) -> Iterator[tuple[Span, Span, Span]]:
    """Each item with a credit at its end: item, credit, and the credit's words without a date."""
    words = _crediting(cues)
    credit = re.compile(
        rf"\(\s?(?:(?:{words})\b:?\s)?([^()\n]{{2,60}})\)\.?$|(?:^|[\s(\[-])(?:{words}):?\s([^()\n.:]{{2,60}})[.)\]]{{0,2}}$", re.IGNORECASE
    )
    for item in _ITEM.finditer(page.text):
        text = item[0].rstrip()
        match = credit.search(text, max(0, len(text) - _FARTHEST))
        if match is None or match.start() < _SHORTEST:
            continue
        group = 1 if match[1] else 2
        said = _WHEN.sub("", match[group])
        start = item.start() + match.start(group)
        yield Span(*item.span()), Span(item.start() + match.start(), item.start() + len(text)), Span(start, start + len(said))


def _crediting(cues: Cues) -> str:
    """The words before an outlet, as alternatives of a pattern."""
    return "|".join(map(re.escape, sorted(cues.listed("credits"), key=len, reverse=True)))


def _outlet(voices: Voices, words: Span) -> str:
    """The outlet that a credit names, and nothing else."""
    outlets = [(span, each) for span, each in voices.within(words.start, words.start + 8) if each.kind == "outlet"]
    return outlets[0][1].name if outlets and outlets[0][0].end >= words.end - 1 else ""


def _is_title(words: str) -> bool:
    """Whether words are written as a title: several, most with a capital, the first one too."""
    parts = words.split()
    capitals = sum(part[:1].isupper() for part in parts)
    return (
        2 <= len(parts) <= _MOST_WORDS
        and words[:1].isupper()
        and 2 * capitals >= len(parts)
        and capitals > 1
        and not re.search(r"\d", words)
    )
