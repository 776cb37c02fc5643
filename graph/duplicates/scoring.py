"""How likely two entities are the same: every reason for and against, in words.

The best reason of names and identifiers is where a score begins; the others add to it or take from it. Names of different persons can be
one letter apart, so a name that is only alike is never enough: at most UNLIKE, or NEAR where it is one letter of a long family name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from graph.duplicates.candidate import Around, Candidate, Reason, Subject
from graph.duplicates.forms import but_for_the_form
from graph.duplicates.letters import initials, letters
from graph.duplicates.misspelt import misspelt
from graph.duplicates.names import Name
from graph.merges.pairs import BODY
from graph.model import fold

UNLIKE = 0.4
"""The most that two persons whose given names differ come to."""
NEAR = 0.5
"""What a family name that is one letter apart comes to: possible, and never likely by itself."""
LETTERS, TWO_LETTERS = 0.6, 0.45
"""What the first letters of a body's name come to: other bodies have the same."""
MOST = 0.99
_YEAR = re.compile(r"\d{4}")
_SHARED, _SHARED_MOST = 0.05, 0.15
_LIKE = 80


def compared(a: Subject, b: Subject, around: Around = Around()) -> Candidate:  # noqa: B008 - it is frozen
    """Two entities held against each other, with what they share in the graph as far as that is known."""
    named = max((*_names(a, b), *_misspelt(a, b), *_letters(a, b), *_forms(a, b)), key=lambda reason: reason.worth, default=Reason("", 0.0))
    same_ids, other_ids = _identifiers(a, b)
    first = sorted((reason for reason in (*same_ids, named) if reason.worth > 0), key=lambda reason: -reason.worth)
    against = [*other_ids, *_dates(a, b), *_kinds(a, b), *_told_apart(a, b, around)]
    score = first[0].worth if first else 0.0
    # what adds to a good reason adds less than it is worth alone
    score += sum(0.2 * (1 - score) for _ in first[1:])
    shared = _shared(around)
    score += sum(reason.worth for reason in (*shared, *against))
    differing = None if same_ids else _given(a, b)
    if differing:
        against.insert(0, differing)
        score = min(score, UNLIKE) + differing.worth / 2
    # what is named alike is looked at, whatever speaks against it
    least = 0.05 if first and first[0].worth >= 0.5 else 0.0
    return Candidate(a.id, b.id, round(min(max(score, least), MOST), 3), (*first, *shared), tuple(against))


def _names(a: Subject, b: Subject) -> Iterator[Reason]:
    for one in a.names:
        for other in b.names:
            if found := _name(one, other):
                text, worth = found
                if one.weak or other.weak:
                    text, worth = f"{text}, a name that many have", min(worth, 0.25)
                yield Reason(text, worth)


def _misspelt(a: Subject, b: Subject) -> Iterator[Reason]:
    """That a long family name of two persons is written with one letter otherwise."""
    if a.kind != "person" or b.kind != "person":
        return
    for one in a.names:
        for other in b.names:
            if families := misspelt(one, other):
                told = ", ".join(_as_written(name, [word]) for name, word in zip((one, other), families, strict=True))
                yield Reason(f"the family names are one letter apart: {told}", NEAR - 0.05 * (one.alias + other.alias))


def _letters(a: Subject, b: Subject) -> Iterator[Reason]:
    """That one of two bodies is called by the letters with which the words of the other's name begin."""
    if a.sort != BODY or b.sort != BODY:
        return
    for one in a.names:
        for other in b.names:
            for short, full in ((one, other), (other, one)):
                if (found := letters(short)) and found in initials(full):
                    worth = LETTERS if len(found) > 2 else TWO_LETTERS
                    yield Reason(f"the letters fit: {short.text}, {full.text}", worth - 0.05 * (one.alias + other.alias))


def _forms(a: Subject, b: Subject) -> Iterator[Reason]:
    """That the names of two bodies differ in their form alone, or in how it is written."""
    if a.sort != BODY or b.sort != BODY:
        return
    for one in a.names:
        for other in b.names:
            if found := but_for_the_form(one, other):
                text, worth = found
                yield Reason(text, min(worth, 0.25) if one.weak or other.weak else worth - 0.05 * (one.alias + other.alias))


def _name(one: Name, other: Name) -> tuple[str, float] | None:
    also = " (another name)" if one.alias or other.alias else ""
    less = 0.05 * (one.alias + other.alias)
    if one.run == other.run or one.sorted == other.sorted:
        if one.latin != other.latin:
            return f"{one.text} and {other.text} are the same in Latin letters{also}", 0.75 - less
        if one.words == other.words:
            return f"the same name: {one.text}{also}", 0.85 - less
        return f"the same words in another order or writing: {one.text}, {other.text}{also}", 0.8 - less
    if one.turned == other.run or one.run == other.turned:
        return f"the same name, family name first or last: {one.text}, {other.text}{also}", 0.8 - less
    if (one.initials or other.initials) and _initials(one.words, other.words):
        return f"the initials fit: {one.text}, {other.text}{also}", 0.55 - less
    like = fuzz.token_sort_ratio(one.sorted, other.sorted, score_cutoff=_LIKE)
    return (f"alike in writing: {one.text}, {other.text}{also}", 0.2 + 0.3 * (like - _LIKE) / (100 - _LIKE) - less) if like else None


def _initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of one begin those of the other in turn, a family name in full among them."""
    return any(_fits(a, b) for a in (one, (*one[-1:], *one[:-1])) for b in (other, (*other[-1:], *other[:-1])))


def _fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other or one[-1] != other[-1] or len(one[-1]) < 2:
        return False
    pairs = list(zip(one[:-1], other[:-1], strict=False))
    return bool(pairs) and all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)


def _given(a: Subject, b: Subject) -> Reason | None:
    """That two persons of one family name have other given names, in whatever names they have."""
    if a.kind != "person" or b.kind != "person":
        return None
    found = None
    for one in a.names:
        for other in b.names:
            if one.weak or other.weak:
                continue
            if one.run in (other.run, other.turned) or one.turned == other.run or one.sorted == other.sorted or misspelt(one, other):
                return None
            if one.initials or other.initials:
                continue
            common = set(one.words) & set(other.words)
            rest = [[word for word in name.words if word not in common] for name in (one, other)]
            if common and all(rest) and found is None:
                told = [_as_written(name, words) for name, words in zip((one, other), rest, strict=True)]
                found = Reason(f"the given names differ: {', '.join(told)}", -0.15)
    return found


def _as_written(name: Name, words: Iterable[str]) -> str:
    """Words of a name as it is written, where that can be told."""
    written = {fold(word).replace("-", "").replace("'", ""): word for word in name.text.replace(",", " ").split()}
    return " ".join(written.get(word, word) for word in words)


def _identifiers(a: Subject, b: Subject) -> tuple[list[Reason], list[Reason]]:
    same, other = [], []
    for scheme in sorted(a.ids.keys() & b.ids.keys()):
        one, two = a.ids[scheme], b.ids[scheme]
        if fold(one) == fold(two):
            same.append(Reason(f"the same identifier: {scheme} {one}", 0.95))
        else:
            other.append(Reason(f"other identifiers: {scheme} {one}, {two}", -0.5))
    return same, other


def _dates(a: Subject, b: Subject) -> list[Reason]:
    found = []
    for what in sorted(a.dates.keys() & b.dates.keys()):
        years = [_YEAR.search(one.dates[what]) for one in (a, b)]
        if all(years) and years[0][0] != years[1][0]:  # type: ignore[index]
            found.append(Reason(f"other dates: {what} {a.dates[what]}, {b.dates[what]}", -0.4))
    return found


def _kinds(a: Subject, b: Subject) -> list[Reason]:
    if a.sort != b.sort:
        return [Reason(f"of different kinds: {a.kind}, {b.kind}", -0.35)]
    return [Reason(f"of two kinds: {a.kind}, {b.kind}", -0.05)] if a.kind != b.kind else []


def _told_apart(a: Subject, b: Subject, around: Around) -> list[Reason]:
    found = [Reason(f"related to each other: {said}", -0.2) for said in around.between[:1]]
    sources = around.sources or tuple(sorted(a.imports & b.imports))
    if sources:
        found.append(Reason(f"both are named in {sources[0]}, as two", -0.15))
    return found


def _shared(around: Around) -> list[Reason]:
    if not around.shared:
        return []
    some = ", ".join(around.shared[:3])
    more = f" and {len(around.shared) - 3} more" if len(around.shared) > 3 else ""
    return [Reason(f"both are related to {some}{more}", min(_SHARED * len(around.shared), _SHARED_MOST))]
