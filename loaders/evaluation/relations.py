"""Relations: which two are connected, by what exactly, and whether any two were connected that nobody connects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loaders.evaluation.compared import Compared, beside
from loaders.evaluation.gold import NearMiss
from loaders.evaluation.score import Score
from loaders.extraction.proposals import Relation

SYMMETRIC = frozenset(
    [
        "met",
        "spouse_of",
        "sibling_of",
        "relative_of",
        "worked_with",
        "travelled_with",
        "merged_with",
        "cooperated_with",
        "contacted",
        "alias_of",
        "confronted",
    ]
)
NEAR = "near misses asserted"
Key = tuple[str, ...]


def scores(compared: Compared) -> Iterator[Score]:
    """Pairs whatever the predicate, triples, and near misses asserted (what should be none)."""
    gold = [(each.subject, each.predicate, each.object, each) for each in compared.document.gold.relations]
    found = [(compared.end(each.subject), each.predicate, compared.end(each.object), each) for each in compared.found.relations]
    yield _score(compared, "relation pairs", [(_pair(each), each[3]) for each in gold], [(_pair(each), each[3]) for each in found])
    yield _score(compared, "exact triples", [(_triple(each), each[3]) for each in gold], [(_triple(each), each[3]) for each in found])
    yield _near_misses(compared)


def right(compared: Compared) -> list[bool]:
    """Of each relation found, whether the annotation has exactly that: its two ends and its predicate."""
    gold = {_triple((each.subject, each.predicate, each.object, each)) for each in compared.document.gold.relations}
    ends = [(compared.end(each.subject), each.predicate, compared.end(each.object), each) for each in compared.found.relations]
    return [_triple(each) in gold for each in ends]


def _pair(each: tuple[str, str, str, Relation]) -> Key:
    return tuple(sorted((each[0], each[2])))


def _triple(each: tuple[str, str, str, Relation]) -> Key:
    one, other = _pair(each) if each[1] in SYMMETRIC else (each[0], each[2])
    return (one, each[1], other)


def _score(compared: Compared, kind: str, gold: Iterable[tuple[Key, Relation]], found: Iterable[tuple[Key, Relation]]) -> Score:
    """Each key counts once in a document."""
    wanted, had = dict(reversed(list(gold))), dict(reversed(list(found)))
    common = len(wanted.keys() & had.keys())
    score = Score(kind, len(wanted), len(had), common, common)
    score.missed += [compared.differing(_shown(each), each.span) for key, each in wanted.items() if key not in had]
    score.false += [compared.differing(_shown(each), each.span) for key, each in had.items() if key not in wanted]
    return score


def _shown(each: Relation) -> str:
    rule = f" [{each.rule}]" if each.rule else ""
    return f"{each.subject} {each.predicate} {each.object}{rule}"


def _near_misses(compared: Compared) -> Score:
    """`gold` counts the near misses, `found` those that were asserted."""
    score = Score(NEAR, len(compared.document.near_misses))
    for near in compared.document.near_misses:
        asserted = [each for each in compared.found.relations if _hits(compared, near, each)]
        if asserted:
            score.found += 1
            score.false.append(compared.differing(" + ".join(map(_shown, asserted)), near.span))
    return score


def _hits(compared: Compared, near: NearMiss, each: Relation) -> bool:
    """Whether a relation says in the sentence of a near miss what nobody says there, whatever its stance."""
    if not beside(near.span, each.span) or near.predicate not in ("any", each.predicate):
        return False
    ends = {compared.end(each.subject), compared.end(each.object)}
    one, other = near.pair
    if ":" not in other:
        return one in ends and each.predicate == other
    return ends == {one, other} and not _said(compared, ends, each)


def _said(compared: Compared, ends: set[str], each: Relation) -> bool:
    """Whether the annotation connects the two elsewhere in the same sentence."""
    return any({one.subject, one.object} == ends and beside(one.span, each.span) for one in compared.document.gold.relations)
