"""The commands that merge entities and take that back, and what they tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from graph.decisions import decide
from graph.errors import NotFoundError, RecordError
from graph.merges.pairs import Verdict, groups, pair_of, same, verdict_of, why_of
from graph.model import Decision
from graph.queries.duplicates import compared_in
from graph.queries.merges import merges, record_names, recorded, shown_for
from graph.store import GraphStore
from ui.words import number

_CLEAR = 0.5
"""What a reason is worth that may stand for one that nobody gave: an identifier, a name, initials, and no mere likeness."""


def merge(store: GraphStore, one: str, other: str, by: str, why: str | None, ask: Callable[[], str] | None = None) -> str:
    """Decide that two entities, by key or id, are one; tells as what they are shown. Without a `why` it is what speaks for it first, as
    on the page, else what is answered when somebody can be asked. Raises NotFoundError, RecordError.
    """
    pair = _pair(store, one, other)
    said = ""
    if why is None:
        why = _speaks_for(store, pair) or (ask() if ask is not None else "")
        if not why.strip():
            raise RecordError(f"Nothing that is known tells clearly that {pair[0]} and {pair[1]} are the same: say why with --why")
        said = f", because: {why.strip()}"
    decide(store, made(pair, Verdict.same, by, why))
    shown = shown_for(store, pair)
    away = next((id_ for id_ in pair if id_ in shown), pair[0])
    return f"Merged {pair[0]} and {pair[1]}: shown as {shown.get(away, away)}{said}"


def _speaks_for(store: GraphStore, pair: tuple[str, str]) -> str:
    """What speaks most for two being the same; empty if nothing clearly does, or if one of them is shown as another."""
    if shown_for(store, pair):
        return ""
    found = compared_in(store, pair[0].partition("/")[0], pair)
    return next((reason.text for reason in found.why if reason.worth >= _CLEAR), "")


def unmerge(store: GraphStore, one: str, other: str, by: str, why: str) -> str:
    """Take back what was decided of two entities. Raises NotFoundError if nothing was, with what does hold."""
    pair = _pair(store, one, other)
    held = merges(store, pair[0].partition("/")[0])
    if pair not in held:
        one_by = next((group for group in groups(same(held)) if set(pair) <= set(group)), ())
        told = [" and ".join(known) for known in same(held) if set(known) <= set(one_by)]
        hint = f"; they are one by the merges of {', of '.join(told)}" if told else ""
        raise NotFoundError(f"Nothing was decided of {pair[0]} and {pair[1]}{hint}")
    decide(store, made(pair, Verdict.withdrawn, by, why))
    return f"Took back what was decided of {pair[0]} and {pair[1]}"


def waiting(store: GraphStore, case: str) -> str:
    """Which merges of a case hold and show nothing, for the store has not both; empty if there are none."""
    held = same(merges(store, case))
    there = record_names(store, {id_ for pair in held for id_ in pair})
    absent = [next(id_ for id_ in pair if id_ not in there) for pair in held if not there.keys() >= set(pair)]
    if not absent:
        return ""
    some = ", ".join(absent[:5]) + (" …" if len(absent) > 5 else "")
    return f"Until it is loaded again, {number(len(absent), 'merge')} shows nothing: {some} is not there"


def made(pair: tuple[str, str], verdict: Verdict, by: str, why: str = "") -> Decision:
    """A decision of this moment about a pair of ids. Raises RecordError without a name."""
    if not by.strip():
        raise RecordError("A decision has a name: say who decides")
    content: dict[str, str | float | bool | None] = {"same_as": pair[1], "verdict": verdict.value, "why": why.strip()}
    return Decision(case=pair[0].partition("/")[0], kind="merge", about=pair[0], content=content, by=by, at=datetime.now(UTC))


def back(pair: tuple[str, str], before: Decision | None, by: str) -> Decision:
    """The decision by which what held of a pair before holds again. Raises as `made`."""
    return made(pair, verdict_of(before) if before else Verdict.withdrawn, by, why_of(before) if before else "")


def _pair(store: GraphStore, one: str, other: str) -> tuple[str, str]:
    pair = pair_of(recorded(store, one), recorded(store, other))
    if len({id_.partition("/")[0] for id_ in pair}) > 1:
        raise RecordError(f"{pair[0]} and {pair[1]} are of two cases; only entities of one case can be merged")
    return pair
