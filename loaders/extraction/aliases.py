"""Who is whom under another name, where only one can be: "A and B, whose names are X and Y" does not tell which is which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from loaders.extraction.proposals import Relation, Span

ALIAS = "alias_of"


def certain(found: Iterable[Relation]) -> list[Relation]:
    """The relations without other names that one sentence gives to several, or several of to one."""
    found = list(found)
    others: dict[tuple[Span, str], set[str]] = defaultdict(set)
    for each in found:
        if each.predicate == ALIAS:
            others[each.span, each.subject].add(each.object)
            others[each.span, each.object].add(each.subject)
    return [
        each
        for each in found
        if each.predicate != ALIAS or (len(others[each.span, each.subject]) == 1 and len(others[each.span, each.object]) == 1)
    ]
