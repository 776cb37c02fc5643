"""The traits of a relation that was found: its rule, its ends, and what else its sentence tells. `confidence` weighs them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from loaders.extraction.proposals import Proposals, Relation, Span

Traits = Mapping[str, float]
_MANY = 3
_CROWD = 6
_LINE, _WIDTH, _MOST = 150, 60, 3.0


def of_relations(found: Proposals, text: str) -> Iterator[Traits]:
    """The traits of each relation, in their order: 1 for what it has, a measure of what has a size."""
    scene = _Scene(found, text)
    return (dict(scene.traits(each)) for each in found.relations)


class _Scene:
    """What all relations of a text are seen against."""

    def __init__(self, found: Proposals, text: str) -> None:
        self.text = text
        self.kinds = {each.id: each.kind for each in found.entities}
        self.starts = {each.id: sorted(span.start for span in each.mentions) for each in found.entities}
        self.beside = Counter(each.span for each in found.relations)
        self.times = Counter((each.subject, each.predicate, each.object) for each in found.relations)
        self.told: dict[frozenset[str], dict[str, None]] = defaultdict(dict)
        for each in found.relations:
            self.told[_ends(each)][each.predicate] = None

    def traits(self, each: Relation) -> Iterator[tuple[str, float]]:
        yield from self._of_rule(each)
        yield from self._of_sentence(each)
        yield from self._of_others(each)

    def _of_rule(self, each: Relation) -> Iterator[tuple[str, float]]:
        predicate, way = each.predicate, each.rule.partition(": ")[0]
        kinds = f"{self.kinds.get(each.subject, '')} {self.kinds.get(each.object, '')}"
        for name in (f"way {way}", f"rule {each.rule}", f"sure {each.confidence:.2f}", f"predicate {predicate}", f"ends {kinds}"):
            yield name, 1
        for name in (f"way {way}", f"rule {each.rule}", f"ends {kinds}", f"stance {each.stance}", f"hedge {each.hedge}"):
            yield f"{predicate}, {name}", 1
        for name in (f"stance {each.stance}", f"hedge {each.hedge}", f"voices {min(_MANY, len(each.chain))}"):
            yield name, 1
        yield f"{predicate}, dated {bool(each.when)}", 1
        yield "dated", bool(each.when)

    def _of_sentence(self, each: Relation) -> Iterator[tuple[str, float]]:
        one, other = self._within(each.subject, each.span), self._within(each.object, each.span)
        named = f"named {len(one) > 0} {len(other) > 0}"
        yield named, 1
        yield f"{each.predicate}, {named}", 1
        if one and other:
            yield "apart", min(_MOST, min(abs(here - there) for here in one for there in other) / _WIDTH)
            yield "in order", one[0] < other[0]
        yield "long", min(_MOST, (each.span.end - each.span.start) / _LINE)
        yield "quoted", '"' in self.text[each.span.start : each.span.end]
        yield f"beside {min(_CROWD, self.beside[each.span])}", 1

    def _of_others(self, each: Relation) -> Iterator[tuple[str, float]]:
        told = self.told[_ends(each)]
        yield f"told {min(_MANY, len(told))}", 1
        for other in told:
            if other != each.predicate:
                yield f"{each.predicate}, told {other}", 1
        yield f"times {min(_MANY, self.times[each.subject, each.predicate, each.object])}", 1

    def _within(self, id_: str, span: Span) -> list[int]:
        """Where an entity is named in a sentence."""
        starts = self.starts.get(id_, [])
        return starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)][:_CROWD]


def _ends(each: Relation) -> frozenset[str]:
    return frozenset((each.subject, each.object))
