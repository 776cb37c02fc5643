"""Sections in somebody's words under a heading that names them: "Witness statement of X", "Statement by the firm X", a notice of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.extraction.cues import Cues
from loaders.extraction.labelled import alone
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import paragraphs
from loaders.extraction.patterns import phrases
from loaders.extraction.proposals import BODIES, Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_LONGEST = 320
_FEWEST, _NEAR = 2, 6
_OPENING = tuple("\"'“‘«„")
_NEXT = 40
"""Letters of the line below a body's name in which a notice says that it is one."""
_RULE = re.compile(r"\n[ \t]*(?:[*_-][ \t]*){3,}(?=\n)")
_EDGE = " \t#*_>"


def found(page: Page, voices: Voices, cues: Cues) -> list[Setting]:
    """The sections of a page; one where nobody speaks in the first person, or asks, is the publisher's."""
    heads = list(_heads(page, voices, cues))
    parts = paragraphs(page.text) if heads else []
    made = []
    for number, (heading, name) in enumerate(heads):
        end = heads[number + 1][0].start if number + 1 < len(heads) else len(page.text)
        rule = _RULE.search(page.text, heading.end, end)
        end = _quoted_end(page.text, heading.end, rule.start() if rule else end)
        signed = next((each for each in parts if heading.end < each.start < end and _is_signed(page.text, each, cues)), None)
        end = signed.start if signed is not None else end
        words = page.text[heading.end : end]
        if words.strip() and ("?" in words or cues.first_person.search(words)):
            made.append(Setting(Span(heading.end, end), (name,)))
    notices = _notices(page, voices, cues, [heading for heading, _ in heads])
    return sorted([*made, *notices], key=lambda each: each.span)


def _is_signed(text: str, paragraph: Span, cues: Cues) -> bool:
    """Whether a paragraph begins with "Signed:" or "Dated:"."""
    word, colon, _ = text[paragraph.start : paragraph.end].partition(":")
    return bool(colon) and word.strip(_EDGE).casefold() in cues.words("sections", "signed")


def _quoted_end(text: str, start: int, end: int) -> int:
    """Where a section ends each of whose first paragraphs opens with a quotation mark: before the first that does not."""
    parts = [each for each in paragraphs(text[start:end]) if each.end > each.start]
    if len(parts) < _FEWEST or text[start + parts[0].start] not in _OPENING:
        return end
    plain = next((each for each in parts if text[start + each.start] not in _OPENING), None)
    return start + plain.start if plain is not None else end


def _notices(page: Page, voices: Voices, cues: Cues, headings: Sequence[Span]) -> Iterator[Setting]:
    """What stands below the name of a body alone in its line with "Notice No. 12" in the next, up to a heading in capitals."""
    kinds, parts = cues.words("sections", "notices"), paragraphs(page.text)
    for number, part in enumerate(parts):
        first, _, second = page.text[part.start : part.end].partition("\n")
        told = any(word.strip(".:,").casefold() in kinds for word in second[:_NEXT].split()[:2])
        if not told or not any(char.isdigit() for char in second[:_NEXT]):
            continue
        named = alone(voices, Span(part.start, part.start + len(first)), page.text)
        if named is None or named.kind not in BODIES:
            continue
        below = [each for each in parts[number + 1 :] if page.text[each.start : each.end].isupper() or each in headings]
        end = below[0].start if below else len(page.text)
        if not voices.is_publisher(named.name) and page.text[part.end : end].strip():
            yield Setting(Span(part.end, end), (named.name,))


def _heads(page: Page, voices: Voices, cues: Cues) -> Iterator[tuple[Span, str]]:
    opening, before, deposing = cues.section, cues.words("sections", "before"), phrases(cues.listed("sections", "deposing"))
    for paragraph in paragraphs(page.text):
        text = page.text[paragraph.start : paragraph.end]
        words = text.lstrip(_EDGE)
        if (witness := _witness(paragraph, text, voices, cues)) and deposing.search(text):
            yield paragraph, witness
            continue
        if len(text) > _LONGEST or text.rstrip().endswith((".", "?", "!", ":")) or not opening.match(words) or _is_reply(words, cues):
            continue
        place = next((m.end() for m in re.finditer(r"\w+", text) if m[0].casefold() in before), None)
        if place is None:
            continue
        named = [(span, each) for span, each in voices.within(paragraph.start + place, paragraph.end) if each.kind in ("person", *BODIES)]
        people = [each for _, each in named if each.kind == "person"]
        if named and named[0][0].start <= paragraph.start + place + _NEAR:
            yield paragraph, named[0][1].name  # "Statement by the firm X, sent by its counsel, Y"
        elif people:
            yield paragraph, people[0].name


def _witness(paragraph: Span, text: str, voices: Voices, cues: Cues) -> str:
    """Whoever begins a statement with the own name: "I, Ann Reed, of 9 Quay Row, will say as follows:"."""
    own = cues.first_person.match(text)
    if own is None or len(text) > _LONGEST or not text.startswith(", ", own.end()):
        return ""
    named = voices.at(paragraph.start + own.end() + 2)
    return named.name if named is not None and named.kind == "person" else ""


def _is_reply(words: str, cues: Cues) -> bool:
    """Whether a heading is of what somebody is told: "Reply to question No. 7 put by X"."""
    first, second = (*words.casefold().split(None, 2), "", "")[:2]
    return first in cues.words("sections", "replies") and second in cues.words("sections", "to")
