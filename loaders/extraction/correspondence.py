"""Letters, from their salutation to the name that signs them, a column of readers' letters, and what somebody "replies:" below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.cues import Cues
from loaders.extraction.labelled import alone, untitled
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import paragraphs
from loaders.extraction.proposals import Named, Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_MOST = 40
"""Paragraphs of a letter."""
_LINES = 4
_LONGEST = 70
_EDGE = " \t*_-"
_HEAD_PART = re.compile(r"(?:[^\n|.]|\.(?! ?[A-Z][a-z])|(?<=\b[A-Z])\.)+")
_SPEAKER_ABOVE = re.compile(
    r'^(?P<who>[A-Z][^\n:.!?"]{2,160}):[ \t]*\n(?:[ \t]*\n)?[ \t>]{0,4}(?P<words>"(?:[^"\n]|\n(?!\n)){20,2000}")', re.MULTILINE
)
_SENTENCE = re.compile(r"[.!?][\"')]?[*_]{0,3}(?=\s*\Z|\n\n)")
_HEAD, _HEADINGS = 400, 8
"""Characters and lines in which a column of letters says that it is one."""


def found(page: Page, voices: Voices, cues: Cues) -> list[tuple[Setting, Span]]:
    """Each letter with its salutation, each reply with its label."""
    parts = paragraphs(page.text)
    told = (*_letters(page.text, parts, voices, cues), *_replies(page.text, parts, voices, cues), *_sent(page.text, parts, voices, cues))
    return [*told, *_above(page.text, voices, cues)]


def _letters(text: str, parts: list[Span], voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """From a salutation to the first signature below; in a column of letters also from the first sentence below its heading or the last
    signature."""
    column = _is_column(text, cues)
    begun, opened = -1, Span(0, 1)
    for number, part in enumerate(parts):
        greeted = cues.greeting.match(text, part.start, part.end)
        if greeted or (column and number and begun < 0 and _SENTENCE.search(text, part.start, part.end)):
            begun, opened = number, Span(*greeted.span()) if greeted else Span(part.start - 1, part.start)
        elif begun >= 0 and number - begun <= _MOST and (signing := _signing(text, part, voices, cues)) is not None:
            voice, signed = signing
            if signed > opened.end and not voices.is_publisher(voice.name) and not _is_own(text, opened, voice, voices, cues):
                yield Setting(Span(opened.end, signed), (voice.name,)), opened
            begun = -1


def _is_own(text: str, opened: Span, voice: Named, voices: Voices, cues: Cues) -> bool:
    """Whether whoever signs is by a line of the head who writes the page, as of a newsletter: "Issue 12 | by X"."""
    for line in _HEAD_PART.finditer(text, 0, min(opened.start, _HEAD)):
        if cues.byline.match(line[0].strip(_EDGE)) and any(each.name == voice.name for _, each in voices.within(*line.span())):
            return True
    return False


def _is_column(text: str, cues: Cues) -> bool:
    """Whether one of the first lines says that readers' letters follow."""
    head = re.split(r"[\n|]", text[:_HEAD])
    return any(line.strip(_EDGE + "#").casefold() in cues.words("columns") for line in head[:_HEADINGS])


def _signing(text: str, part: Span, voices: Voices, cues: Cues) -> tuple[Named, int] | None:
    """Whoever signs in the last lines of a paragraph, or in one of its own: short lines that are no sentences, a name alone in one. And
    where they begin."""
    lines = list(re.finditer(r"[^\n]+", text[part.start : part.end]))[-_LINES:]
    while lines and (len(lines[0][0]) > _LONGEST or _SENTENCE.search(lines[0][0].rstrip())):
        lines.pop(0)
    for line in lines:
        if _SENTENCE.search(line[0].rstrip()):
            continue
        end = part.start + line.start() + len(line[0].rstrip(_EDGE))
        words = _named(line[0].strip(_EDGE), cues)
        voice = alone(voices, Span(end - len(words), end), text) if words else None
        if voice is not None and voice.kind == "person":
            return voice, part.start + lines[0].start()
    return None


def _named(line: str, cues: Cues) -> str:
    """A line from its name on."""
    words = line.split()
    titles = len(words) - len(untitled(words, cues))
    return line.split(None, titles)[titles] if words else ""


def _replies(text: str, parts: list[Span], voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """ "Ann Reed replies: I regret the error. …": all of a paragraph in the first person."""
    verbs = cues.words("replying")
    for part in parts:
        colon = text.find(": ", part.start, min(part.end, part.start + _LONGEST))
        if colon <= part.start or text[part.start : colon].split()[-1].casefold() not in verbs:
            continue
        name = text.rfind(" ", part.start, colon)
        voice = alone(voices, Span(part.start, name), text) if name > part.start else None
        if voice is not None and not voices.is_publisher(voice.name) and cues.singular.search(text, colon, part.end):
            yield Setting(Span(colon + 1, part.end), (voice.name,)), Span(part.start, colon + 1)


def _sent(text: str, parts: list[Span], voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """'From Ann Reed in Leeds: "I saw it."', 'From "a reader": "…"': a quotation that begins a paragraph with its sender before it."""
    labels = "|".join(map(re.escape, cues.listed("labels", "mail")))
    said = re.compile(rf'[*_ ]{{0,3}}(?:{labels}) (?P<who>[^\n:]{{3,120}}):[*_ ]{{1,4}}(?P<words>"[^"\n]{{2,2000}}")', re.IGNORECASE)
    for part in parts:
        match = said.match(text, part.start, part.end)
        if match is None:
            continue
        start, end = match.span("who")
        first = next((each for span, each in voices.within(start, end) if span.start == start and each.kind != "place"), None)
        described = match["who"].strip('"')
        name = first.name if first is not None else described if match["who"] == f'"{described}"' else ""
        if name and not voices.is_publisher(name):
            yield Setting(Span(*match.span("words")), (name,)), Span(part.start, match.start("words"))


def _above(text: str, voices: Voices, cues: Cues) -> Iterator[tuple[Setting, Span]]:
    """A quotation below a line that names its speaker, as in a press release: 'Ann Reed, director of the museum:', '"We asked nine."'."""
    for match in _SPEAKER_ABOVE.finditer(text):
        start, end = match.span("who")
        first = next(((span, each) for span, each in voices.within(start, end)), None)
        if first is None or first[1].kind != "person" or voices.is_publisher(first[1].name):
            continue
        titles = text[start : first[0].start].split()
        if len(untitled([*titles, first[1].name], cues)) == 1:
            yield Setting(Span(*match.span("words")), (first[1].name,)), Span(start, match.start("words"))
