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
_SHORT = 3
_ITEMS = re.compile(r"^[^\w\n]{0,6}(?:<[^<>\n]{1,60}>){0,3}(\w{4,12}):?(?:</\w{1,6}>|[*_ :]){1,6}(?=\S)([^\n]{10,2000})", re.M)
_TAG = re.compile(r"<[^<>\n]{1,200}>|[*_]")
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
        *_listed(page, voices),
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


def _listed(page: Page, voices: Voices) -> Iterator[Reference]:
    """What a line of sources lists: "Sources: business register; The Post, 15 June"."""
    for match in _ITEMS.finditer(page.text):
        if match[1].casefold() not in cues().words("labels", "listing"):
            continue
        start = match.start(2)
        for item in match[2].split(";"):
            place = Span(start, start + max(1, len(item)))
            start += len(item) + 1
            outlet = next((each for _, each in voices.within(place.start, place.end) if each.kind == "outlet"), None)
            words = _TAG.sub("", item).split(",")[0].strip(" .")
            to = outlet.name if outlet is not None else words if voices.heads_document(words) else ""
            if to and not voices.is_publisher(to):
                yield Reference(to, "mentions", page.sentence_at(match.start(2)) or place)


def _linked(page: Page, voices: Voices) -> Iterator[Reference]:
    """Links with words: to the outlet that the words name, else to the words."""
    for match in _LINK.finditer(page.text):
        place = Span(*match.span(1 if match[1] else 4))
        named = next((each for _, each in voices.within(place.start, place.end) if each.kind == "outlet"), None)
        if named is None:
            named = voices.at(place.start)
        words = page.text[place.start : place.end].strip(_EDGES)
        to = named.name if named is not None and named.kind != "place" else _behind(page, voices, match.end())
        to = to or _host(voices, match[2] or match[3]) or words
        if to and not voices.is_publisher(to):
            yield Reference(to, "links", page.sentence_at(match.start()) or Span(*match.span()))


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


def _is_known_already(words: str) -> bool:
    """Whether a phrase only takes up what was cited before: "the post", "the same article"."""
    loose = folded(words).split()
    back = cues().words("definite") | cues().words("same")
    return bool(loose) and loose[-1] in cues().words("taken_up") and all(word in back for word in loose[:-1])


def _spoken(page: Page, voices: Voices, said: Saying) -> Iterator[Reference]:
    """The outlets and documents in a chain: relayed, or quoted where there are marks; what is alleged is only mentioned."""
    for name in said.chain:
        if _is_known_already(name):
            continue
        kind = voices.kind(name)
        if voices.is_publisher(name) or not (kind == "outlet" or (not kind and voices.heads_document(name))):
            continue
        sentence = page.sentence_at(said.span.start) or said.span
        marked = any(mark in page.text[min(sentence.start, said.span.start) : said.span.end] for mark in _MARKS)
        quoted = marked and (kind != "outlet" or voices.kind(said.chain[-1]) == "person")
        how = "quotes" if quoted else "mentions" if kind == "outlet" and said.hedge in ("alleged", "rumoured") else "relays"
        yield Reference(name, how, sentence)
