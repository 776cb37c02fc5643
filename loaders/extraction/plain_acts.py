"""Acts of saying without trees: a verb of saying with the words beside it, "according to" and what follows. Coarser than `acts`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from loaders.extraction.acts import Act
from loaders.extraction.cues import Cues, Frame, cues
from loaders.extraction.page import Page
from loaders.extraction.phrases import runs
from loaders.extraction.proposals import Span
from loaders.extraction.quotations import Quotation
from loaders.extraction.voices import Voices

_WORD = re.compile(r"[^\W_][\w'-]{0,40}")
_SPACE, _END = re.compile(r"\s{1,3}"), re.compile(r"[,.;]")
_FARTHEST = 90
_LONGEST_PHRASE = 6
_PLAIN_FRAMES = ("clause", "object", "about", "predicate", "of")


@lru_cache(maxsize=4)
def _forms(words: Cues) -> dict[str, Frame]:
    """Each written form of a verb of saying, with its frame."""
    forms: dict[str, Frame] = {}
    for lemma, frames in words.verbs.items():
        frame = next((each for each in frames if each.needs in _PLAIN_FRAMES), None)
        if frame is not None:
            for form in words.inflected(lemma):
                forms.setdefault(form, frame)
    return forms


@lru_cache(maxsize=4)
def _blocking(words: Cues) -> tuple[str, ...]:
    """The ends of what stands before a word that is then no verb."""
    return tuple(f" {word}" for word in words.words("plain", "blocking"))


def is_saying(form: str, words: Cues) -> bool:
    """Whether this is a written form of a verb that takes a content clause."""
    frame = _forms(words).get(form)
    return frame is not None and frame.needs == "clause"


def found(page: Page, sentence: Span, quotes: Sequence[Quotation], voices: Voices) -> list[Act]:
    """The acts of a sentence by its words alone; each tells the whole sentence."""
    words = cues()
    text = page.text[sentence.start : sentence.end]
    made = list(_according(text, sentence, voices, words))
    forms = _forms(words)
    written = list(map(str.casefold, _WORD.findall(text)))
    if forms.keys().isdisjoint(written):
        return made[:1]
    for match, frame in [(match, forms[form]) for match, form in zip(_WORD.finditer(text), written, strict=True) if form in forms]:
        if any(each.speech and each.span.start <= sentence.start + match.start() < each.span.end for each in quotes):
            continue
        if not _tells(text, match, frame, words):
            continue
        name = _before(text, match.start(), sentence, voices, words) or _behind(text, match.end(), sentence, voices)
        if name:
            made.append(Act(sentence.start + match.start(), sentence, sentence, ((name,),), frame.hedge, frame.stance))
    return made[:1]


def _tells(text: str, verb: re.Match[str], frame: Frame, words: Cues) -> bool:
    """Whether a content clause, a quotation or the end of the sentence stands beside the verb, or an object where that will do."""
    before, behind = text[: verb.start()].rstrip(), text[verb.end() :].lstrip()
    if before.casefold().endswith(_blocking(words)):
        return False
    if frame.needs != "clause":
        return bool(behind[:1].isalnum() or behind[:1] in "\"'«")
    first = _WORD.match(behind)
    if first is None:
        return behind[:1] in '".,:;«' or not behind
    if before[-1:] in '",»' or first[0].casefold() in words.words("marks") or frame.hearer:
        return True
    return first[0].casefold() not in words.words("plain", "no_content") and " " in behind


def _before(text: str, place: int, sentence: Span, voices: Voices, words: Cues) -> str:
    """The voice before a verb: a name, a pronoun, or the phrase from its article on."""
    auxiliaries, articles, numbers = words.words("plain", "auxiliaries"), words.words("articles"), words.words("plain", "numbers")
    start = sentence.start + max(0, place - _FARTHEST)
    named = [(span, each) for span, each in voices.within(start, sentence.start + place) if each.kind != "place"]
    for span, each in reversed(named):
        between = text[span.end - sentence.start : place]
        if not between.strip() or between.strip() in auxiliaries or (between.lstrip()[:1] == "," and between.rstrip()[-1:] == ","):
            return each.name
    phrase = list(_WORD.finditer(text, max(0, place - _FARTHEST), place))
    while phrase and phrase[-1][0].casefold() in auxiliaries:
        phrase.pop()
    if not phrase:
        return ""
    last = phrase[-1][0].casefold()
    for form in ("masculine", "feminine", "thing", "several"):
        if last in words.words("pronouns", form):
            return voices.meant(form, sentence.start + place)
    kept: list[re.Match[str]] = []
    for match in reversed(phrase):
        gap = text[match.end() : kept[-1].start() if kept else place]
        if len(kept) == _LONGEST_PHRASE or any(mark in gap for mark in ',;:."()«»'):
            break
        kept.append(match)
        if match[0].casefold() in articles or match[0].casefold() in numbers:
            break
    if not kept or last in words.words("pronouns", "nobody") or last in words.words("pronouns", "own"):
        return ""
    first = kept[-1][0].casefold()
    is_phrase = kept[-1].start() == 0 or first in articles or first in numbers
    return text[kept[-1].start() : kept[0].end()] if is_phrase else ""


def _behind(text: str, place: int, sentence: Span, voices: Voices) -> str:
    """The voice behind a verb: "…," said X."""
    named = voices.within(sentence.start + place, sentence.start + place + _FARTHEST)
    quoted = text[:place].count('"') >= 2 or text[:place].count("»") >= 1
    return next((each.name for _, each in named if each.kind != "place"), "") if quoted else ""


def _according(text: str, sentence: Span, voices: Voices, words: Cues) -> Iterator[Act]:
    for match in words.according.found(text, runs(text, words.firsts)):
        space = _SPACE.match(text, match.end())
        if space is None:
            continue
        named = voices.at(sentence.start + space.end()) or voices.at(min(sentence.start + space.end() + 4, sentence.end - 1))
        name = named.name if named is not None else _END.split(text[space.end() :], maxsplit=1)[0].strip()
        if name:
            yield Act(sentence.start + match.start(), sentence, sentence, ((name,),))
