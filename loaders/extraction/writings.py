"""The documents that a text goes back to without laying a sentence to them: those that a voice says it in ("said in a statement"), and
those that somebody has, reads, shows or leans on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from loaders.extraction.cues import cues
from loaders.extraction.page import Page
from loaders.extraction.patterns import first_letters
from loaders.extraction.proposals import Reference, Saying, Span
from loaders.extraction.small_words import one_of
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = ('"', "«")


def found(page: Page, voices: Voices, laid: Sequence[Saying]) -> Iterator[Reference]:
    """Each document with the sentence that tells of it."""
    yield from (cited for said in laid if said.chain for cited in _spoken_in(page, said))
    low = page.text.casefold()
    if any(book in low for book in cues().listed("books")):
        yield from (cited for sentence in page.sentences for cited in _books(page, voices, sentence))
    acting = frozenset().union(*(cues().words("writings", name) for name in ("leaning", "had", "sent")))
    for token in page.doc or ():
        if token.lemma_ in acting and (document := _document(token)) is not None and (sentence := page.sentence_at(token.idx)) is not None:
            words = voices.words(document)
            if voices.heads_document(words) and not voices.is_own(document) and voices.named(document) is None:
                yield Reference(words, "mentions", sentence)


def _spoken_in(page: Page, said: Saying) -> Iterator[Reference]:
    sentence = page.sentence_at(said.span.start) or said.span
    if (match := _in_document().search(page.text, sentence.start, sentence.end)) is not None:
        marked = any(mark in page.text[sentence.start : sentence.end] for mark in _MARKS)
        yield Reference(match[1], "quotes" if marked else "relays", sentence)


def _books(page: Page, voices: Voices, sentence: Span) -> Iterator[Reference]:
    for match in _titled().finditer(page.text, sentence.start, sentence.end):
        group = 1 if match[1] else 2
        known = voices.at(match.start(group))
        if known is None or known.kind not in ("person", "place"):
            yield Reference(match[group].strip(" ,."), "mentions", sentence)


def _document(verb: Token) -> Token | None:
    """What the writer has read or was sent, or anybody leans on: "we obtained nine pages", "sent us a statement", "rests on a note"."""
    lists = partial(cues().words, "writings")
    if verb.lemma_ in lists("leaning"):
        onto = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in lists("onto")]
        found = [d for c in onto for d in c.children if d.dep_ == "pobj"]
    elif verb.lemma_ in lists("had") and _is_own(verb, "nsubj"):
        found = [c for c in verb.children if c.dep_ == "dobj"]
    elif verb.lemma_ in lists("sent") and _is_own(verb, "dative"):
        found = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    else:
        return None
    back = cues().words("definite") | cues().words("negations", "words")  # "the letter" was told of before
    new = [t for t in found if not any(c.dep_ == "det" and c.lower_ in back for c in t.children)]
    return next((t for t in new if t.lemma_ in lists("nouns")), None)


def _is_own(verb: Token, part: str) -> bool:
    own = cues().words("pronouns", "own")
    return any(t.lower_ in own for c in verb.children if c.dep_ == part for t in (c, *c.children))


@cache
def _in_document() -> re.Pattern[str]:
    indefinite, owning, written, owned = (_any(*path) for path in (("indefinite",), ("owning",), ("written",), ("owned",)))
    short = r"(?:[\w-]{1,20} ){0,2}?"
    return re.compile(rf"\b{one_of('in')} ((?:{indefinite}) {short}(?:{written})|(?:{owning}) {short}(?:{owned}))(?!\w|-)", re.IGNORECASE)


@cache
def _titled() -> re.Pattern[str]:
    word = r"[^\W\d_a-z][\w'-]{1,20}"
    title = rf"[*_\"«]{{1,2}}([^\W\d_a-z][^*_\"»\n]{{2,60}})[*_\"»]|({word}(?: (?:{one_of('within_titles')}|{word})){{1,6}})(?= \(|[,.])"
    return re.compile(rf"\b(?i:{first_letters(cues().listed('books'))}(?:{_any('books')})),? (?:{title})")


def _any(*path: str) -> str:
    return "|".join(map(re.escape, cues().listed(*path)))
