"""Attributions by sentence, with voices, hedge and stance of those attributed in both; and citations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loaders.evaluation.compared import Compared, beside, paired, same_words
from loaders.evaluation.score import Score
from loaders.extraction.proposals import Reference, Saying


def scores(compared: Compared) -> Iterator[Score]:
    """Attributed sentences; then nearest voice and whole chain among all, hedge and stance among sentences attributed in both."""
    gold, found = compared.document.gold.attributions, compared.found.attributions
    yield _sentences(compared)
    pairs = paired(gold, found, lambda one, other: _alike(compared, one, other))
    yield _chains(compared, "nearest voice", pairs, lambda said: _chain(compared, said)[:1])
    yield _chains(compared, "whole chain", pairs, lambda said: _chain(compared, said))
    yield _accuracy(compared, "nearest voice, of both", pairs, lambda said: _chain(compared, said)[:1])
    yield _accuracy(compared, "whole chain, of both", pairs, lambda said: _chain(compared, said))
    yield _accuracy(compared, "hedge, of both", pairs, lambda said: (said.hedge,))
    yield _accuracy(compared, "stance, of both", pairs, lambda said: (said.stance,))


def _chain(compared: Compared, said: Saying) -> tuple[str, ...]:
    return tuple(compared.voice(words) for words in said.chain)


def _alike(compared: Compared, one: Saying, other: Saying) -> float:
    """Of several attributions of one sentence those belong together that have most in common."""
    if not beside(one.span, other.span):
        return 0.0
    mine, theirs = _chain(compared, one), _chain(compared, other)
    return 1 + 2 * (mine[:1] == theirs[:1]) + (mine == theirs) + 0.25 * (one.stance == other.stance) + 0.25 * (one.hedge == other.hedge)


def _sentences(compared: Compared) -> Score:
    """A sentence counts once, however many voices it has."""
    gold = list({each.span: each for each in compared.document.gold.attributions}.values())
    found = list({each.span: each for each in compared.found.attributions}.values())
    there = [each for each in gold if any(beside(each.span, other.span) for other in found)]
    here = [other for other in found if any(beside(each.span, other.span) for each in gold)]
    score = Score("attributed sentences", len(gold), len(found), len(there), len(here))
    score.missed += [compared.differing(_shown(each), each.span) for each in gold if each not in there]
    score.false += [compared.differing(_shown(each), each.span) for each in found if each not in here]
    return score


def _shown(each: Saying) -> str:
    return f"[{' <- '.join(each.chain)}] {each.hedge} {each.stance}"


Part = Callable[[Saying], tuple[str, ...]]


def _chains(compared: Compared, kind: str, pairs: list[tuple[Saying, Saying]], part: Part) -> Score:
    right = sum(part(one) == part(other) for one, other in pairs)
    return Score(kind, len(compared.document.gold.attributions), len(compared.found.attributions), right, right)


def _accuracy(compared: Compared, kind: str, pairs: list[tuple[Saying, Saying]], part: Part) -> Score:
    wrong = [(one, other) for one, other in pairs if part(one) != part(other)]
    right = len(pairs) - len(wrong)
    score = Score(kind, len(pairs), len(pairs), right, right)
    score.missed += [compared.differing(f"{_shown(other)}, should be {_shown(one)}", one.span) for one, other in wrong]
    return score


def citations(compared: Compared) -> Iterator[Score]:
    """What the text goes back to, in that sentence; and how, of those found."""
    gold, found = compared.document.gold.citations, compared.found.citations
    pairs = paired(gold, found, lambda one, other: _same(compared, one, other))
    score = Score("citations", len(gold), len(found), len(pairs), len(pairs))
    there, here = [one for one, _ in pairs], [other for _, other in pairs]
    score.missed += [compared.differing(f"{each.to} ({each.how})", each.span) for each in gold if each not in there]
    score.false += [compared.differing(f"{each.to} ({each.how})", each.span) for each in found if each not in here]
    yield score
    right = sum(one.how == other.how for one, other in pairs)
    how = Score("how, of citations in both", len(pairs), len(pairs), right, right)
    how.missed += [
        compared.differing(f"{one.to}: {other.how}, should be {one.how}", one.span) for one, other in pairs if one.how != other.how
    ]
    yield how


def _same(compared: Compared, one: Reference, other: Reference) -> float:
    """The same target in the same sentence; words that hold the other's words will do."""
    if not beside(one.span, other.span):
        return 0.0
    if compared.voice(one.to) == compared.voice(other.to):
        return 2.0
    mine, theirs = f" {same_words(one.to)} ", f" {same_words(other.to)} "
    return float(mine in theirs or theirs in mine)
