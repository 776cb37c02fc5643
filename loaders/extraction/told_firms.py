"""Firms whose name looks like a person's, by what the text goes on to say of them: "X said its pumps …", "X. The company …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.extraction.headings import Candidate
from loaders.extraction.proposals import BODIES
from loaders.extraction.same import Group
from loaders.extraction.shapes import folded
from loaders.extraction.small_words import one_of
from loaders.extraction.vocabulary import Vocabulary

_PERSONAL = 1.2
"""What speaks for a person beside one mention, more than that somebody says or does something."""
_TOLD, _BESIDE = 1.5, 25
_REACH, _NEAR = 220, 400
_WORD = re.compile(r"[^\W\d_][\w'-]{0,30}")
_ITS = re.compile(rf"(?<!\w)(?:{one_of('its')}) (\w[\w-]{{1,20}}(?: [a-z][\w-]{{1,20}}){{0,3}})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n\s*\n")


def of(text: str, groups: Sequence[Group], beside: Mapping[int, Mapping[str, float]], words: Vocabulary) -> Iterator[Group]:
    """The groups taken for persons that the text tells to be firms."""
    doubtful = [group for group in groups if _may_be(group, beside, words)]
    if not doubtful:
        return
    named = sorted(each.start for group in groups if group.kind != "place" for each in group.mentions)
    bodies = sorted(each.start for group in groups if group.kind in BODIES for each in group.mentions)
    for group in doubtful:
        behind = [(each, _stretch(text, each, named)) for each in group.mentions]
        if any(
            _is_apposed(text, beside, each, words)
            or _is_its(text, each, after, bodies, words)
            or _is_the_firm(text, each, after, bodies, words)
            for each, after in behind
        ):
            yield group


def _is_apposed(text: str, beside: Mapping[int, Mapping[str, float]], each: Candidate, words: Vocabulary) -> bool:
    """Whether a noun beside it tells a firm: "Their company, X, had won it"; not "X, a maker of harpsichords"."""
    if beside.get(each.start, {}).get("organisation", 0.0) < _TOLD:
        return False
    around = _WORD.findall(text[max(0, each.start - _BESIDE) : each.end + _BESIDE])
    return words["firm_or_person"].isdisjoint(map(folded, around))


def _may_be(group: Group, beside: Mapping[int, Mapping[str, float]], words: Vocabulary) -> bool:
    """Whether nothing but its first word, or that it says something, speaks for a person of two or three words."""
    known, last = words.known, group.words[-1]
    if group.kind != "person" or not 1 < len(group.words) < 4 or (group.sex in ("f", "m") and group.words[0] not in known.given):
        return False
    if last in known.surnames or last in known.given or last.endswith(known.endings) or known.pinyin(group.words[0], group.words[1]):
        return False
    if any(len(word.strip(".")) < 2 or word in words["particles"] for word in group.words):
        return False
    return all(
        len(each.words) == len(group.words)
        and not each.title
        and not each.nick
        and beside.get(each.start, {}).get("person", 0.0) < _PERSONAL
        for each in group.mentions
    )


def _stretch(text: str, each: Candidate, named: Sequence[int]) -> str:
    """What follows a mention, up to the next name or the end of its paragraph."""
    end = next((start for start in named if start > each.start), len(text))
    behind = text[each.end : min(end, each.end + _REACH)]
    return _PARAGRAPH.split(behind, maxsplit=1)[0]


def _is_its(text: str, each: Candidate, after: str, bodies: Sequence[int], words: Vocabulary) -> bool:
    """Whether "its sales director" follows, or "said its", with no body right before or between that it could be of."""
    if any(each.start - _NEAR < start < each.start for start in bodies):
        return False
    told = {folded(word) for word in _WORD.findall(text[max(0, each.start - _NEAR) : each.start])}
    if any(words.nouns.get(low) in BODIES for low in told):
        return False
    for found in _ITS.finditer(after):
        before = [folded(word) for word in _WORD.findall(after[: found.start()])]
        if any(words.nouns.get(low) in BODIES or words.heads.get(low) in BODIES for low in before):
            return False
        owned = [folded(word) for word in found[1].split()]
        if any(low in words["firm_posts"] or low in words["organisation_owns"] or low in words["body_owns"] for low in owned):
            return True
        if len(before) in (1, 2) and before[0] in words["saying"]:
            return True  # "X said its pumps had been sold"
    return False


def _is_the_firm(text: str, each: Candidate, after: str, bodies: Sequence[int], words: Vocabulary) -> bool:
    """Whether "the company" follows where no body was named before, and none was brought up without a name."""
    if bodies and bodies[0] < each.start:
        return False
    lows = [folded(word).removesuffix("'s") for word in _WORD.findall(after)]
    at = next((at for at, low in enumerate(lows) if low in words["firm_words"]), 0)
    if not at or lows[at - 1] not in words["the"]:
        return False
    before = {folded(word) for word in _WORD.findall(text[: each.start])}
    return before.isdisjoint(words["firm_words"])
