"""Other documents and outlets that a text goes back to: voices of its chains that publish or are documents, and what it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.extraction import saying
from loaders.extraction.cues import cues
from loaders.extraction.mentions import folded
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named, Reference, Saying, Span
from loaders.extraction.voices import Voices

_LINK = re.compile(
    r"\[([^\[\]\n]{1,160})\]\((https?://[^\s()<>]{1,500})\)|<a\s[^<>]{0,300}?href=\"(https?://[^\"<>\s]{1,500})\"[^<>]{0,200}>([^<]{1,160})</a>"
)
_MARKS = ('"', "«")
_EDGES = " \t*_\"'"


def find(page: Page, entities: Sequence[Named], sayings: Sequence[Saying] | None = None) -> list[Reference]:
    """Each document or outlet once, where the text first goes back to it. Without `sayings`, they are found first."""
    laid = saying.find(page, entities) if sayings is None else sayings
    voices = Voices(page, entities, cues())
    linked = list(_linked(page, voices))
    spoken = [each for said in laid for each in (*_spoken(page, voices, said), *_written(page, said))]
    first: dict[str, Reference] = {}
    for each in [
        *sorted([*linked, *spoken], key=lambda reference: (reference.span.start, reference.how != "links")),
        *_mentioned(page, voices),
    ]:
        first.setdefault(_key(each.to), each)
    return sorted(first.values(), key=lambda reference: reference.span)


def _key(words: str) -> str:
    """Words without the article: "a charge sheet" and "the charge sheet" are one document."""
    loose = folded(words).split()
    return " ".join(loose[1:] if len(loose) > 1 and loose[0] in cues().words("articles") else loose)


def _mentioned(page: Page, voices: Voices) -> Iterator[Reference]:
    """Outlets in a sentence that speaks of a report or of spreading one, without laying the sentence to them."""
    for sentence in page.sentences:
        outlets = [
            each for _, each in voices.within(sentence.start, sentence.end) if each.kind == "outlet" and not voices.is_publisher(each.name)
        ]
        if outlets and cues().spreading.search(page.text, sentence.start, sentence.end):
            yield from (Reference(each.name, "mentions", sentence) for each in outlets)


def _linked(page: Page, voices: Voices) -> Iterator[Reference]:
    """Links with words: to the outlet that the words name, else to the words."""
    for match in _LINK.finditer(page.text):
        place = Span(*match.span(1 if match[1] else 4))
        named = next((each for _, each in voices.within(place.start, place.end) if each.kind == "outlet"), None)
        if named is None:
            named = voices.at(place.start)
        words = page.text[place.start : place.end].strip(_EDGES)
        to = named.name if named is not None and named.kind != "place" else _behind(page, voices, match.end()) or words
        if to and not voices.is_publisher(to):
            yield Reference(to, "links", page.sentence_at(match.start()) or Span(*match.span()))


def _behind(page: Page, voices: Voices, place: int) -> str:
    """The outlet that is named soon behind a link of a bare word, "already copied by X"."""
    found = next((each for span, each in voices.within(place, place + 40) if each.kind == "outlet"), None)
    between = page.text[place : place + 40]
    return found.name if found is not None and "." not in between.split(found.name)[0] else ""


def _written(page: Page, said: Saying) -> Iterator[Reference]:
    """The document in which a voice says it: "in a letter to X", "in an affidavit sworn at Y"."""
    sentence = page.sentence_at(said.span.start) or said.span
    if said.chain and (match := _in_document().search(page.text, sentence.start, sentence.end)) is not None:
        yield Reference(match[1], "quotes", sentence)


@cache
def _in_document() -> re.Pattern[str]:
    indefinite = "|".join(map(re.escape, cues().listed("indefinite")))
    return re.compile(
        rf"\bin ((?:{indefinite}) (?:[\w-]{{1,20}} ){{0,2}}?(?:{'|'.join(map(re.escape, cues().listed('written')))}))(?= \w)", re.IGNORECASE
    )


def _spoken(page: Page, voices: Voices, said: Saying) -> Iterator[Reference]:
    """The outlets and documents in a chain: an outlet relays, a document is quoted; what somebody denies is only mentioned."""
    for name in said.chain:
        kind = voices.kind(name)
        if voices.is_publisher(name) or not (kind == "outlet" or (not kind and voices.heads_document(name))):
            continue
        quoted = voices.kind(said.chain[-1]) == "person" and any(mark in page.text[said.span.start : said.span.end] for mark in _MARKS)
        how = "quotes" if quoted or kind != "outlet" else "mentions" if said.hedge in ("alleged", "rumoured") else "relays"
        yield Reference(name, how, page.sentence_at(said.span.start) or said.span)
