"""Parties and witnesses that a judgment calls by a label: "A2" and "the second accused" of the numbered caption, "X (PW3)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import at_lines
from loaders.extraction.proposals import Named, Span

# what stands before a label is looked at behind its first letter: a capital is found sooner
_LABEL = re.compile(r"(?P<letters>[A-Z](?<![\w.-][A-Z])(?:\.?[ ]?[A-Z])?)\.?[ -]?(?P<number>\d{1,2})(?![\w/-]|\.\d)")
_ENTRY = re.compile(r"^[ \t]{0,8}(?P<number>\d{1,2})[.)][ \t]{1,4}(?P<rest>\S[^\n]{1,120})$", re.M)
_OPENED = re.compile(r" ?[(\[] ?")
_FAR = 15
"""Where the name begins in an entry of a caption, behind titles."""
_MOST = 5_000


def named(page: Page, entities: Sequence[Named], cues: Cues) -> list[Named]:
    """The entities, each with the places of its label too, where the page tells whose it is; what a label made by itself is left out."""
    labels = _told(page.text, entities, cues)
    places: dict[str, list[Span]] = defaultdict(list)
    for label, name in labels.items():
        places[name] += _places(page.text, label, cues)
    if not any(places.values()):
        return list(entities)
    taken = [span for spans in places.values() for span in spans]
    made = []
    for each in entities:
        own = [span for span in each.mentions if not any(span.touches(other) for other in taken)]
        if each.name in places:
            made.append(replace(each, mentions=sorted([*own, *places[each.name]])))
        elif own:
            made.append(replace(each, mentions=own))
    return made


def _told(text: str, entities: Sequence[Named], cues: Cues) -> dict[str, str]:
    """Whose each label is; one that two have is nobody's."""
    people = {span: each.name for each in entities if each.kind == "person" for span in each.mentions}
    found: dict[str, set[str]] = defaultdict(set)
    for label, name in (*_captioned(text, people, cues), *_bracketed(text, people, cues)):
        found[label].add(name)
    return {label: next(iter(names)) for label, names in found.items() if len(names) == 1}


def _bracketed(text: str, people: dict[Span, str], cues: Cues) -> Iterator[tuple[str, str]]:
    """Labels in brackets behind a name, or with a name in brackets or behind a comma after them: "PW3, Ann Reed, a clerk,"."""
    by_start, by_end = {span.start: name for span, name in people.items()}, {span.end: name for span, name in people.items()}
    for match in _labels(text, cues):
        label = _plain(match)
        if text[match.start() - 1 : match.start()] in ("(", "[") and text[match.end() : match.end() + 1] in (")", "]", ","):
            end = match.start() - 1 - (text[match.start() - 2] == " ")
            if end in by_end:
                yield label, by_end[end]
        elif (opened := _OPENED.match(text, match.end())) and opened.end() in by_start:
            yield label, by_start[opened.end()]
        elif text.startswith(", ", match.end()) and match.end() + 2 in by_start:
            yield label, by_start[match.end() + 2]


def _captioned(text: str, people: dict[Span, str], cues: Cues) -> Iterator[tuple[str, str]]:
    """Labels by the numbers of a caption that ends with whose it is: "1. X", "2. Y … Accused"."""
    ends = re.compile(rf"\s[.… ]{{0,12}}(?P<role>{'|'.join(map(re.escape, cues.mapping('parties_by_number')))})s?[.:]?$", re.IGNORECASE)
    run: list[re.Match[str]] = []
    for entry, _ in zip(at_lines(_ENTRY, text), range(_MOST), strict=False):
        follows = run and int(entry["number"]) == int(run[-1]["number"]) + 1 and not text[run[-1].end() : entry.start()].strip()
        run = [*run, entry] if follows else [entry] if entry["number"] == "1" else []
        role = ends.search(entry["rest"])
        if not run or role is None:
            continue
        for each in run:
            first = [people[span] for span in sorted(people) if each.start("rest") <= span.start < each.start("rest") + _FAR]
            for label in _forms(role["role"].casefold(), int(each["number"]), cues) if first else ():
                yield label, first[0]
        run = []


def _forms(role: str, number: int, cues: Cues) -> Iterator[str]:
    """What a caption's party is called below: "A2", "the second accused", "accused no. 2"."""
    yield f"{cues.mapping('parties_by_number')[role][0]}{number}"
    ordinals = cues.listed("ordinals")
    if number <= len(ordinals):
        yield f"{ordinals[number - 1]} {role}"
    yield from (f"{role} {no}{number}" for no in ("", *(f"{each} " for each in cues.listed("numbering"))))


def _places(text: str, label: str, cues: Cues) -> list[Span]:
    if " " in label:
        return [Span(*match.span()) for match in re.finditer(rf"\b{re.escape(label)}\b", text, re.IGNORECASE)]
    return [Span(*match.span()) for match in _labels(text, cues) if _plain(match) == label]


def _labels(text: str, cues: Cues) -> Iterator[re.Match[str]]:
    """The labels of a text, those of exhibits left out."""
    letters = cues.words("witness_letters") | {each for listed in cues.mapping("parties_by_number").values() for each in listed}
    for match, _ in zip(_LABEL.finditer(text), range(_MOST), strict=False):
        before = text[max(0, match.start() - 12) : match.start()].casefold().split()
        if _letters(match) in letters and not (before and before[-1].strip(".,(") in cues.words("exhibits")):
            yield match


def _letters(match: re.Match[str]) -> str:
    return re.sub(r"[. ]", "", match["letters"])


def _plain(match: re.Match[str]) -> str:
    """A label without dots, spaces and hyphens."""
    return f"{_letters(match)}{int(match['number'])}"
