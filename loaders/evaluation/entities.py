"""Persons, bodies and places: by mention at its very place, by mention that overlaps, and by entity."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loaders.evaluation.compared import Compared, paired
from loaders.evaluation.score import Score
from loaders.extraction.proposals import Named, Span

BODIES = ("agency", "organisation", "outlet")
GROUPS: dict[str, tuple[str, ...]] = {"persons": ("person",), "bodies": BODIES, "places": ("place",)}


def scores(compared: Compared) -> Iterator[Score]:
    """A row for each group of kinds and way of matching; for bodies also with the very kind."""
    for group, kinds in GROUPS.items():
        yield _mentions(compared, group, kinds, strict=True)
        yield _mentions(compared, f"{group}, by overlap", kinds, strict=False)
        yield _entities(compared, f"{group}, by entity", kinds)
    yield _exact_kinds(compared)


def _mentions(compared: Compared, name: str, kinds: tuple[str, ...], *, strict: bool) -> Score:
    gold = sorted({compared.core(span) for each in compared.document.gold.entities if each.kind in kinds for span in each.mentions})
    found = sorted({compared.core(span) for each in compared.found.entities if each.kind in kinds for span in each.mentions})
    pairs = paired(gold, found, _same if strict else _common)
    score = Score(name, len(gold), len(found), len(pairs), len(pairs))
    _differing(compared, score, set(gold) - {one for one, _ in pairs}, set(found) - {other for _, other in pairs})
    return score


def _same(one: Span, other: Span) -> float:
    return float(one == other)


def _common(one: Span, other: Span) -> float:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _differing(compared: Compared, score: Score, missed: set[Span], false: set[Span]) -> None:
    score.missed += [compared.differing(compared.words(span), span) for span in sorted(missed)]
    score.false += [compared.differing(compared.words(span), span) for span in sorted(false)]


def _entities(compared: Compared, name: str, kinds: tuple[str, ...]) -> Score:
    gold = [each for each in compared.document.gold.entities if each.kind in kinds]
    found = [each for each in compared.found.entities if each.kind in kinds]
    pairs = paired(gold, found, _shared(compared))
    score = Score(name, len(gold), len(found), len(pairs), len(pairs))
    there, here = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
    score.missed += [compared.differing(each.name, each.mentions[0]) for each in gold if each.id not in there and each.mentions]
    score.false += [compared.differing(each.name, each.mentions[0]) for each in found if each.id not in here and each.mentions]
    return score


def _shared(compared: Compared) -> Callable[[Named, Named], float]:
    """How many places two entities have in common."""
    cores = {
        id(each): [compared.core(span) for span in each.mentions] for each in (*compared.document.gold.entities, *compared.found.entities)
    }
    return lambda one, other: sum(any(place.touches(span) for span in cores[id(other)]) for place in cores[id(one)])


def _exact_kinds(compared: Compared) -> Score:
    """Of the bodies' mentions that overlap, how many are of the annotated kind."""
    gold = [(compared.core(span), each.kind) for each in compared.document.gold.entities if each.kind in BODIES for span in each.mentions]
    found = [(compared.core(span), each.kind) for each in compared.found.entities if each.kind in BODIES for span in each.mentions]
    pairs = paired(gold, found, lambda one, other: _common(one[0], other[0]))
    right = sum(one[1] == other[1] for one, other in pairs)
    score = Score("bodies, kind", len(pairs), len(pairs), right, right)
    for one, other in pairs:
        if one[1] != other[1]:
            score.missed.append(compared.differing(f"{compared.words(one[0])}: {other[1]}, should be {one[1]}", one[0]))
    return score
