"""What lists at the end of a text name as its sources: lines "Sources: register; The Post, 15 June", and notes "[3] The Post, 2 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.extraction.cues import cues
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import at_lines
from loaders.extraction.proposals import Reference, Span
from loaders.extraction.voices import Voices

_LINES = re.compile(r"^[^\w\n]{0,6}(?:<[^<>\n]{1,60}>){0,3}(\w{4,12}):?(?:</\w{1,6}>|[*_ :]){1,6}(?=\S)([^\n]{4,2000})", re.M)
_NOTE = re.compile(
    r"^[ \t>]{0,4}(?:\[\^?\d{1,3}\]:?|\(\d{1,3}\)|[¹²³⁴-⁹]{1,3})[ \t]{1,3}(?=\S)"
    r"([^\n]{4,600}(?:\n(?![ \t]{0,4}(?:\[|\())[^\n]{1,600}){0,4})",
    re.M,
)
_NUMBER = re.compile(r"[A-Z]{1,4}[-/ ]?\d[\w/-]{0,12}(?=[ ,.(]|$)")
_FEWEST = 2
_PARTS = 3
_TAG = re.compile(r"<[^<>\n]{1,200}>|[*_]")


def found(page: Page, voices: Voices) -> Iterator[Reference]:
    """Each item of a line of sources, and each part of a note, that names an outlet or a document."""
    for match in at_lines(_LINES, page.text):
        if match[1].casefold() in cues().words("labels", "listing"):
            yield from _items(page, voices, Span(*match.span(2)))
    notes = list(at_lines(_NOTE, page.text))
    if len(notes) >= _FEWEST:
        for match in notes:
            yield from _items(page, voices, Span(*match.span(1)), noted=True)


def _items(page: Page, voices: Voices, line: Span, *, noted: bool = False) -> Iterator[Reference]:
    start = line.start
    for item in page.text[line.start : line.end].split(";"):
        place = Span(start, start + max(1, len(item)))
        start += len(item) + 1
        for to in _sources(page, voices, place, noted=noted):
            if not voices.is_publisher(to):
                yield Reference(to, "mentions", page.sentence_at(place.start + len(item) - len(item.lstrip())) or place)


def _sources(page: Page, voices: Voices, item: Span, *, noted: bool) -> list[str]:
    """The outlets of an item, else the document with which it begins; in a note also a question's number, or whoever was interviewed."""
    named = voices.within(item.start, item.end)
    outlets = list(dict.fromkeys(each.name for _, each in named if each.kind == "outlet"))
    if outlets:
        return outlets
    text = _TAG.sub("", page.text[item.start : item.end])
    parts = [part.strip(" .\n") for part in text.split(",")[:_PARTS]]
    written = next((part for part in parts if voices.heads_document(part) or _evidence().match(part)), "")
    if written:
        return [written]
    if not noted:
        return []
    if (number := _NUMBER.match(text.lstrip())) is not None:
        return [number[0]]
    return [each.name for span, each in named if each.kind == "person" and _talk().search(page.text, item.start, span.start)][:1]


@cache
def _evidence() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('labels', 'noted')})\b", re.IGNORECASE)


@cache
def _talk() -> re.Pattern[str]:
    talks, with_ = _alternatives("hearers", "talks"), _alternatives("hearers", "prepositions")
    return re.compile(rf"\b(?:{talks}) (?:{with_}) (?:\w{{1,12}}\.? ){{0,3}}$", re.IGNORECASE)


def _alternatives(*path: str) -> str:
    return "|".join(map(re.escape, cues().listed(*path)))
