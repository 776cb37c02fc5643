"""What a text links to: links with words, and addresses that stand by themselves where the outlet's name tells whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.page import Page
from loaders.extraction.proposals import Reference, Span
from loaders.extraction.voices import Voices

_LINK = re.compile(
    r"\[([^\[\]\n]{1,160})\]\((https?://[^\s()<>]{1,500})\)|<a\s[^<>]{0,300}?href=\"(https?://[^\"<>\s]{1,500})\"[^<>]{0,200}>([^<]{1,160})</a>"
)
_BARE = re.compile(r"(?<![\w(\"'=/])https?://[^\s()<>\"']{4,300}")
_SHORT = 3
_EDGES = " \t*_\"'"


def found(page: Page, voices: Voices) -> Iterator[Reference]:
    """Links with words: to the outlet that the words name, else to the words; bare addresses: to the outlet called so."""
    if "://" not in page.text:
        return
    for match in _LINK.finditer(page.text):
        place = Span(*match.span(1 if match[1] else 4))
        named = next((each for _, each in voices.within(place.start, place.end) if each.kind == "outlet"), None)
        if named is None:
            named = voices.at(place.start)
        words = page.text[place.start : place.end].strip(_EDGES)
        to = named.name if named is not None and named.kind != "place" else _behind(page, voices, match.end())
        yield from _cited(page, voices, Span(*match.span()), to or _host(voices, match[2] or match[3]) or words)
    for match in _BARE.finditer(page.text):
        yield from _cited(page, voices, Span(*match.span()), _host(voices, match[0]))


def _cited(page: Page, voices: Voices, place: Span, to: str) -> Iterator[Reference]:
    if to and not voices.is_publisher(to):
        yield Reference(to, "links", page.sentence_at(place.start) or place)


def _host(voices: Voices, address: str) -> str:
    """The outlet by whose name an address is called."""
    labels = address.split("/")[2].casefold().removeprefix("www.").split(".")[:2]
    known = next((each for label in labels if len(label) > _SHORT and (each := voices.known(label.replace("-", " "))) is not None), None)
    return known.name if known is not None and known.kind == "outlet" else ""


def _behind(page: Page, voices: Voices, place: int) -> str:
    """The outlet that is named soon behind a link of a bare word, "already copied by X"."""
    found = next((each for span, each in voices.within(place, place + 40) if each.kind == "outlet"), None)
    between = page.text[place : place + 40]
    return found.name if found is not None and "." not in between.split(found.name)[0] else ""
