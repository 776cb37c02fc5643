"""The body of whom nothing else tells one: "her deputy X", "his predecessor X", "she succeeds X" of somebody with one post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.extraction.frames import Lexicon
from loaders.extraction.proposals import Relation

_SURE = 0.5


def of(found: Iterable[Relation], kinds: dict[str, str], lexicon: Lexicon) -> Iterator[Relation]:
    """A post at the same body for whom a relation names by another's post. `kinds` leads from ids to kinds."""
    told = list(found)
    bodies: dict[str, set[str]] = defaultdict(set)
    for each in told:
        if each.predicate == "role" and each.stance == "asserts" and kinds.get(each.object) in ("agency", "organisation", "outlet"):
            bodies[each.subject].add(each.object)
    for each in told:
        if each.stance != "asserts" or not lexicon.among("same_body", each.rule.rpartition(" ")[2]):
            continue
        for one, other in ((each.subject, each.object), (each.object, each.subject)):
            if len(bodies[one]) == 1 and not bodies[other] and kinds.get(other) == "person":
                body = next(iter(bodies[one]))
                yield replace(each, subject=other, predicate="role", object=body, rule=f"same body: {each.rule}", confidence=_SURE)
