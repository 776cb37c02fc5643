"""Other documents and outlets that a text goes back to: voices of its chains that publish or are documents, and what it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.extraction import bibliography, hyperlinks, saying, writings
from loaders.extraction.cues import cues
from loaders.extraction.mentions import folded
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named, Reference, Saying, Span
from loaders.extraction.small_words import one_of
from loaders.extraction.voices import Voices

_MARKS = ('"', "«")


def find(page: Page, entities: Sequence[Named], sayings: Sequence[Saying] | None = None) -> list[Reference]:
    """Each document once, where the text first goes back to it, each outlet in every sentence that names it as a source. Without
    `sayings`, they are found first."""
    laid = saying.find(page, entities) if sayings is None else sayings
    voices = Voices(page, entities, cues())
    publishing = _publishing(page, voices)
    spoken = [each for said in laid for each in _spoken(page, voices, said, publishing)]
    told = [*hyperlinks.found(page, voices), *spoken, *writings.found(page, voices, laid)]
    first: dict[tuple[str, int], Reference] = {}
    known: set[str] = set()
    for each in [
        *sorted(told, key=lambda reference: (reference.span.start, reference.how != "links")),
        *_mentioned(page, voices),
        *bibliography.found(page, voices),
    ]:
        key = _key(each.to)
        if key not in known or _is_named_again(page, voices, each):
            known.add(key)
            first.setdefault((key, each.span.start), each)
    return sorted(first.values(), key=lambda reference: reference.span)


def _is_named_again(page: Page, voices: Voices, cited: Reference) -> bool:
    """Whether a sentence names the outlet that it goes back to; one that speaks of a report names it, not what is its own."""
    mentions = [span for span, each in voices.within(cited.span.start, cited.span.end) if each.name == cited.to and each.kind == "outlet"]
    return any(cited.how != "mentions" or not page.text.startswith("'", span.end) for span in mentions)


def _key(words: str) -> str:
    """Words without the article: "a charge sheet" and "the charge sheet" are one document."""
    loose = folded(words).split()
    return " ".join(loose[1:] if len(loose) > 1 and loose[0] in cues().words("articles") else loose)


def _mentioned(page: Page, voices: Voices) -> Iterator[Reference]:
    """Outlets in a sentence that speaks of a report or of spreading one, without laying the sentence to them."""
    for sentence in page.sentences:
        outlets = [
            each
            for _, each in voices.within(sentence.start, sentence.end)
            if each.kind == "outlet"
            and not voices.is_publisher(each.name)
            and folded(each.name).rstrip(".") not in cues().words("platforms")
        ]
        if outlets and cues().spreading.search(page.text, sentence.start, sentence.end):
            yield from (Reference(each.name, "mentions", sentence) for each in outlets)


def _is_known_already(words: str) -> bool:
    """Whether a phrase only takes up what was cited before: "the post", "the same article"."""
    loose, listed = folded(words).split(), cues()
    if not loose or loose[-1] not in listed.words("taken_up"):
        return False
    definite, same = listed.words("definite"), listed.words("same")
    return all(word in definite or word in same for word in loose[:-1])


def _publishing(page: Page, voices: Voices) -> frozenset[str]:
    """The persons whom the page calls bloggers and the like, or of whose tweets and posts it tells."""
    found = set[str]()
    text = page.text.casefold()
    if not any(word in text for word in (*cues().listed("publishing"), *cues().listed("posts"))):
        return frozenset()
    for match in _called_publishing().finditer(page.text):
        near = voices.at(match.end()) or voices.at(match.start() - 1)
        if near is not None and near.kind == "person":
            found.add(near.name)
    return frozenset(found)


@cache
def _called_publishing() -> re.Pattern[str]:
    """A word of whoever publishes before a name, or set beside it: "blogger X", "X, a local blogger", "a tweet by X"."""
    words, posts, by = ("|".join(map(re.escape, cues().listed(part))) for part in ("publishing", "posts", "agent"))
    called = rf"\b(?:{words})(?: |, )(?:[*_\"]{{0,2}})|, {one_of('an')} (?:[\w-]{{1,20}} ){{0,2}}(?:{words})\b"
    return re.compile(rf"{called}|\b(?:{posts})s? (?:{by}) ", re.IGNORECASE)


def _spoken(page: Page, voices: Voices, said: Saying, publishing: frozenset[str]) -> Iterator[Reference]:
    """The outlets and documents in a chain: relayed, or quoted where there are marks; what is alleged is only mentioned."""
    for name in said.chain:
        if _is_known_already(name) or name.split()[0].casefold() in cues().words("negations", "words"):
            continue
        kind = voices.kind(name)
        publishes = kind == "outlet" or (kind == "person" and name in publishing)
        if voices.is_publisher(name) or not (publishes or (not kind and voices.heads_document(name))):
            continue
        sentence = page.sentence_at(said.span.start) or said.span
        marked = any(mark in page.text[min(sentence.start, said.span.start) : said.span.end] for mark in _MARKS)
        quoted = marked and (kind != "outlet" or voices.kind(said.chain[-1]) == "person")
        how = "quotes" if quoted else "mentions" if kind == "outlet" and said.hedge in ("alleged", "rumoured") else "relays"
        yield Reference(name, how, _credit(page, voices, name, sentence) if kind == "outlet" else sentence)


def _credit(page: Page, voices: Voices, name: str, sentence: Span) -> Span:
    """Where the outlet that a sentence is laid to is named: there, else in the lines next to it that credit it."""
    text = page.text
    if any(each.name == name for _, each in voices.within(sentence.start, sentence.end)):
        return sentence
    end = text.find("\n\n", sentence.end)
    item = voices.within(sentence.end, end if end >= 0 else len(text))
    for span, each in item:
        before = text[sentence.end : span.start].rsplit("\n", 1)[-1].rstrip(" *_")
        if each.name == name and (before.endswith(("(", "[")) or _crediting().search(before)):
            return page.sentence_at(span.start) or span
    return sentence


@cache
def _crediting() -> re.Pattern[str]:
    """The word of a credit before the outlet: "Source:"."""
    words = "|".join(map(re.escape, cues().listed("credits")))
    return re.compile(rf"\b(?:{words}):?$", re.IGNORECASE)
