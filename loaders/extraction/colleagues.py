"""The body of whom nothing else tells one: "her deputy X", "his predecessor X", "she succeeds X" of somebody with one post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.extraction.frames import Lexicon
from loaders.extraction.proposals import BODIES, Relation

_SURE = 0.5


def of(found: Iterable[Relation], kinds: dict[str, str], lexicon: Lexicon) -> Iterator[Relation]:
    """A post at the same body for whom a relation names by another's post. `kinds` leads from ids to kinds."""
    told = list(found)
    posts: dict[str, dict[str, int]] = defaultdict(dict)
    for each in sorted(told, key=lambda each: each.span.start):
        if each.predicate == "role" and each.stance == "asserts" and kinds.get(each.object) in BODIES:
            posts[each.subject].setdefault(each.object, each.span.start)
    for each in told:
        if each.stance != "asserts" or not lexicon.among("same_body", each.rule.rpartition(" ")[2]):
            continue
        for one, other in ((each.subject, each.object), (each.object, each.subject)):
            body = _post(posts[one], each.span.start) if not posts[other] and kinds.get(other) == "person" else ""
            if body:
                yield replace(each, subject=other, predicate="role", object=body, rule=f"same body: {each.rule}", confidence=_SURE)


def _post(bodies: dict[str, int], place: int) -> str:
    """The one body where somebody has a post, or had the one told before this place; empty if that is not plain."""
    before = [body for body, start in bodies.items() if start <= place]
    found = list(bodies) if len(bodies) == 1 else before
    return found[0] if len(found) == 1 else ""
