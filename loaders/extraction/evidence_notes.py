"""Notes of evidence as a court takes them: "Examined by Mr X: I kept the log. …" is the witness's, "Ms Y: no questions." hers.

A paragraph may begin with the time. Whoever was called last answers; counsel speaks behind a name with a title and a colon, or behind
"Mr X objects.". Who examines may stand in a line of its own above the answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from loaders.extraction.cues import Cues
from loaders.extraction.examiners import examiners
from loaders.extraction.labelled import untitled
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import paragraphs
from loaders.extraction.patterns import phrases
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_TIME = re.compile(r"[*_]{0,2}\[?\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?\]?[*_]{0,2}[ \t]{1,4}(?:[-–—:][ \t])?")
_LABELLED = re.compile(r"\s{0,3}[*_\d. \t)]{0,8}(?:[QA](?:[.:]|[ ]{2,})|[^\n:.]{2,40}:)")
_SPELLED = re.compile(r"[^\W\d_a-z]{2,30}(?:[ -][^\W\d_a-z]{2,30}){1,3}(?=[ ]?[,(-])")
"""A witness in capitals."""
_NEAR = 80
_FEWEST = 2
"""Lines that tell who examines, with what was answered behind them."""


@dataclass(slots=True)
class Notes:
    """`found`: whose each stretch is; `labels`: the words that open them; nothing of such a page is silent."""

    found: list[Setting] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)
    silent: list[Span] = field(default_factory=list)


def found(page: Page, voices: Voices, cues: Cues) -> Notes:
    """The stretches of a page that is such notes; of another, nothing."""
    opening, parts = _opening(cues), paragraphs(page.text)
    starts = [_behind_time(page.text, each) for each in parts]
    openings = [list(opening.finditer(page.text, start, part.end)) for start, part in zip(starts, parts, strict=True)]
    heads = [(head, parts[number : number + 2]) for number, each in enumerate(openings) for head in each if head["examined"]]
    if sum(_is_answered(page.text, head, beside, cues) for head, beside in heads) < _FEWEST:
        return Notes()
    calls = [_called(page, voices, cues, Span(start, part.end)) for part, start in zip(parts, starts, strict=True)]
    if not any(calls):
        return Notes()  # a doctor examines, too
    notes, witness = Notes(), cues.listed("examination", "unnamed")[0]
    answering = shortly = False
    for part, start, called, inside in zip(parts, starts, calls, openings, strict=True):
        witness, answering = called or witness, answering and not called
        first = inside[0].start() if inside else part.end
        own = shortly and page.text[part.start] not in "([" and not page.text[part.start : part.end].isupper()
        if answering and first > start and (own or cues.singular.search(page.text, start, first) is not None):
            notes.found.append(Setting(Span(start, first), (witness,)))
        else:
            answering = answering and first == start
        for number, match in enumerate(inside):
            answering, shortly = bool(match["examined"] or match["asked"]), bool(match["short"]) or (shortly and not match["examined"])
            name = witness if answering else _name(voices, cues, match)
            end = inside[number + 1].start() if number + 1 < len(inside) else part.end
            label = Span(part.start if match.start() == start else match.start(), match.end())
            notes.found.append(Setting(Span(label.start, end), (name,)))
            notes.labels.append(label)
    return notes


def _behind_time(text: str, part: Span) -> int:
    """Where the words of a paragraph begin: behind the time, else at the head of its line."""
    if (time := _TIME.match(text, part.start)) is not None:
        return time.end()
    line = text.rfind("\n", 0, part.start) + 1
    return part.start if text[line : part.start].strip() else line


def _is_answered(text: str, head: re.Match[str], parts: Sequence[Span], cues: Cues) -> bool:
    """Whether what was answered stands right behind who examines, or below, in the first person, where that is not told for short, and
    not by question and answer."""
    if text.startswith(" ", head.end()):
        return True
    start = head.end() if head.end() < parts[0].end else parts[-1].start
    end = parts[0].end if head.end() < parts[0].end else parts[-1].end
    return not _LABELLED.match(text, start) and (bool(head["short"]) or cues.singular.search(text, start, end) is not None)


def _called(page: Page, voices: Voices, cues: Cues, part: Span) -> str:
    """The witness whom a paragraph calls: "PW4, Inspector X, on her former oath.", "Y, sworn."."""
    told = examiners(cues)
    head = told.numbered.match(page.text, part.start, part.end) or told.swearing.search(page.text, part.start, part.end)
    if head is None:
        return ""
    spelled = _SPELLED.search(page.text, part.start, min(part.end, part.start + _NEAR))
    if spelled is not None:
        known = voices.known(spelled[0].title())
        plain = known is not None and known.kind == "person" and not any(letter.isdecimal() for letter in known.name)
        return known.name if known is not None and plain else spelled[0].title()  # "PW1 MAUD ELLERY" is no name
    people = [each.name for _, each in voices.within(part.start, part.end) if each.kind == "person"]
    return people[0] if people else ""


def _name(voices: Voices, cues: Cues, match: re.Match[str]) -> str:
    """Whom a label names: somebody of the page, else its words without titles."""
    group = "label" if match["label"] else "objecting"
    people = [each.name for _, each in voices.within(*match.span(group)) if each.kind == "person"]
    words = " ".join(untitled(match[group].split(), cues))
    known = voices.known(words)
    return people[0] if people else known.name if known is not None else words


@lru_cache(maxsize=8)
def _opening(cues: Cues) -> re.Pattern[str]:
    """Whatever begins somebody's words: who examines, that the court asks, a label, or that counsel objects."""
    by, the, bench, objecting, questions = (
        phrases(cues.listed("examination", each)).pattern for each in ("by", "opening", "bench", "objecting", "questions")
    )
    name = rf"(?i:{phrases(cues.listed('labels', 'titles')).pattern})\.?(?: [^\W\d_a-z][\w'-]{{0,30}}\.?){{1,5}}"
    begins = r"(?:(?<=\n)[ \t]{0,16}|(?<=[.!?\"')] )|(?<=\d )|(?<=\d  )|(?<=\d   )|(?<=\d    )|(?<=\d\t)|\A)"
    examiner = rf"(?i:{examiners(cues).examined_by.pattern}) [^\n,:;?!]{{2,60}}?"
    short = rf"(?i:{phrases(cues.listed('examination', 'shortened')).pattern})(?: \([^()\n]{{2,40}}\))?"
    examined = rf"(?P<examined>{examiner}|(?P<short>{short}))(?::(?= )|[.:]?[ \t]{{0,3}}(?=\n|\Z))"
    asked = rf"(?P<asked>(?i:(?:{questions} )?{by} (?:{the} )?{bench})[^\n:]{{0,30}})"
    label = rf"(?P<label>{name})(?: \([^()\n]{{1,40}}\))?"
    return re.compile(
        rf"{begins}(?:{examined}|(?:{asked}|{label}):(?=[ \n])|(?P<objecting>{name}) {objecting}(?:[ ]\w{{1,4}}[ ][^.\n]{{1,60}})?\.(?= ))"
    )
