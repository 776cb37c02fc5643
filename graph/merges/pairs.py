"""Decisions about two entities being the same: which one holds of each pair, and the groups that they make.

{"kind": "merge", "about": "made-up/person:a", "content": {"same_as": "made-up/person:b", "verdict": "same", "why": "one passport"}}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from graph.errors import RecordError
from graph.model import Decision

Pair = tuple[str, str]
"""The ids of two entities, the smaller first: which of them a decision is about makes no difference."""
BODY = "body"
"""The sort of whatever has members and acts as one."""
_SORTS = dict.fromkeys(("agency", "organisation", "outlet"), BODY)


class Verdict(StrEnum):
    """What a person says of a pair; `withdrawn` takes back whatever was said before."""

    same = "same"
    different = "different"
    unsure = "unsure"
    withdrawn = "withdrawn"


def sort_of(kind: str) -> str:
    """What can be the same at all: agencies, organisations and outlets are one sort, every other kind is its own."""
    return _SORTS.get(kind, kind)


def pair_of(one: str, other: str) -> Pair:
    """Two ids as a pair."""
    return (one, other) if one <= other else (other, one)


def pair_in(decision: Decision) -> Pair:
    """The pair that a merge decision is about."""
    return pair_of(decision.about, str(decision.content.get("same_as")))


def verdict_of(decision: Decision) -> Verdict:
    """What it says."""
    return Verdict(str(decision.content["verdict"]))


def why_of(decision: Decision) -> str:
    """Why, in the words of whoever decided; empty if nothing was said."""
    return str(decision.content.get("why") or "")


def check_merge(decision: Decision) -> None:
    """Raise RecordError if a merge does not say which two entities of its case, and what of them."""
    other, verdict = decision.content.get("same_as"), decision.content.get("verdict")
    ids = (decision.about, other if isinstance(other, str) else "")
    if ids[0] == ids[1] or not all(id_.startswith(f"{decision.case}/") for id_ in ids):
        raise RecordError(f"A merge is about two entities of {decision.case}; here are {ids[0][:80]!r} and {str(other)[:80]!r}")
    if verdict not in [one.value for one in Verdict]:
        raise RecordError(
            f'A merge says {{"verdict": "same"}}, different, unsure or withdrawn; that of {ids[0]!r} says {str(verdict)[:80]!r}'
        )
    if not isinstance(decision.content.get("why") or "", str):
        raise RecordError(f"Why {ids[0]!r} is the same is told in words")


def standing(decisions: Iterable[Decision]) -> dict[Pair, Decision]:
    """By pair, the latest decision: that one holds. Pairs whose decision was withdrawn are left out."""
    latest: dict[Pair, Decision] = {}
    for decision in sorted(decisions, key=lambda one: (one.at, one.id)):
        latest[pair_in(decision)] = decision
    return {pair: latest[pair] for pair in sorted(latest) if verdict_of(latest[pair]) is not Verdict.withdrawn}


def same(held: Mapping[Pair, Decision]) -> dict[Pair, Decision]:
    """Those that say that both are one."""
    return {pair: decision for pair, decision in held.items() if verdict_of(decision) is Verdict.same}


def groups(pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """What these pairs make one, each in order: who is the same as the same one is the same."""
    one_of: dict[str, str] = {}

    def root(id_: str) -> str:
        while (above := one_of.setdefault(id_, id_)) != id_:
            one_of[id_] = one_of[above]
            id_ = above
        return id_

    for a, b in pairs:
        one_of[max(root(a), root(b))] = min(root(a), root(b))
    found: dict[str, list[str]] = {}
    for id_ in sorted(one_of):
        found.setdefault(root(id_), []).append(id_)
    return [tuple(members) for members in found.values()]


def check_agrees(decision: Decision, held: Mapping[Pair, Decision]) -> None:
    """Raise RecordError if a verdict speaks against what holds: *different* of what is one, or *same* across a *different*."""
    pair, verdict = pair_in(decision), verdict_of(decision)
    others = {key: one for key, one in held.items() if key != pair}
    if verdict is Verdict.different:
        for members in groups(same(others)):
            if set(pair) <= set(members):
                raise RecordError(
                    f"{pair[0]} and {pair[1]} are one by what was decided of {_listed(members)}; take one of these merges back first"
                )
    if verdict is Verdict.same:
        for members in groups([*same(others), pair]):
            for one, told in others.items():
                if verdict_of(told) is Verdict.different and set(one) <= set(members):
                    raise RecordError(
                        f"This would make {one[0]} and {one[1]} one, of which {told.by} decided on {told.at:%Y-%m-%d} that they are "
                        "different; take that back first"
                    )


def _listed(members: Iterable[str]) -> str:
    return ", ".join(members)
