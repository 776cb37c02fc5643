"""Events by sentence and type, and dates by place and value."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.evaluation.compared import Compared, beside, overlap, paired, same_words
from loaders.evaluation.score import Score
from loaders.extraction.proposals import Dated, Happening


def scores(compared: Compared) -> Iterator[Score]:
    """Events of the same sentence and type; of the same sentence alone; and the dates of those of the same type."""
    gold, found = compared.document.gold.events, compared.found.events
    typed = paired(gold, found, _alike)
    yield _score(compared, "events", typed)
    yield _score(compared, "events, whatever their type", paired(gold, found, _together))
    dated = [(one, other) for one, other in typed if one.when]
    right = sum(one.when == other.when for one, other in dated)
    when = Score("when, of dated events in both", len(dated), len(dated), right, right)
    when.missed += [
        compared.differing(f"{_shown(one)} {one.when}, found {other.when or 'none'}", one.span)
        for one, other in dated
        if one.when != other.when
    ]
    yield when


def right(compared: Compared) -> list[bool]:
    """Of each event found, whether the annotation has one of that type in the same sentence."""
    same = {id(other) for _, other in paired(compared.document.gold.events, compared.found.events, _alike)}
    return [id(each) in same for each in compared.found.events]


def _together(one: Happening, other: Happening) -> float:
    """In one sentence; the same words are better, and then the same type."""
    if not beside(one.span, other.span):
        return 0.0
    mine, theirs = f" {same_words(one.trigger)} ", f" {same_words(other.trigger)} "
    return 1 + (mine in theirs or theirs in mine) + 0.5 * (one.type == other.type)


def _alike(one: Happening, other: Happening) -> float:
    return _together(one, other) if one.type == other.type else 0.0


def _shown(each: Happening) -> str:
    return f"{each.type}: {each.trigger}"


def _score(compared: Compared, kind: str, pairs: list[tuple[Happening, Happening]]) -> Score:
    gold, found = compared.document.gold.events, compared.found.events
    score = Score(kind, len(gold), len(found), len(pairs), len(pairs))
    there, here = [id(one) for one, _ in pairs], [id(other) for _, other in pairs]
    score.missed += [compared.differing(_shown(each), each.span) for each in gold if id(each) not in there]
    score.false += [compared.differing(_shown(each), each.span) for each in found if id(each) not in here]
    return score


def dates(compared: Compared) -> Iterator[Score]:
    """Dates that overlap and have the same value; and those that overlap."""
    yield _dates(compared, "dates", valued=True)
    yield _dates(compared, "dates, by place alone", valued=False)


def _dates(compared: Compared, kind: str, *, valued: bool) -> Score:
    gold, found = compared.document.gold.dates, compared.found.dates
    pairs = [
        (one, other)
        for one, other in paired(gold, found, lambda one, other: overlap(one.span, other.span))
        if not valued or one.edtf == other.edtf
    ]
    score = Score(kind, len(gold), len(found), len(pairs), len(pairs))
    there, here = {one.span for one, _ in pairs}, {other.span for _, other in pairs}
    score.missed += [compared.differing(_date(compared, each), each.span) for each in gold if each.span not in there]
    score.false += [compared.differing(_date(compared, each), each.span) for each in found if each.span not in here]
    return score


def _date(compared: Compared, each: Dated) -> str:
    return f"{compared.words(each.span)} = {each.edtf or 'unknown'}"
