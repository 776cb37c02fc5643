"""The card when nothing is selected: what the case is, how its statements stand, and what happened when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.model import Case, Statement, Status, TimelinePoint, Unclaimed
from ui import words
from ui.cards import Names, facts, mark, overline, plain_sentence, section
from ui.markup import Piece, button, loaded, tag

LIMIT_POINTS = 200
WAITING = "What is proposed was found in documents. It counts for nothing until somebody accepts it in Review; the legend can draw it."


def _statuses(counts: Mapping[Status | Unclaimed, int], values: int) -> Piece:
    rows = [
        tag("div", tag("span", mark(status), tag("strong", f"{counts.get(status, 0):,}"), cls="row"), cls="bar")
        for status in (*Status, Unclaimed.proposed)
        if counts.get(status) or status not in (Status.unsourced, Unclaimed.proposed)
    ]
    more = f"{words.number(values, 'statement')} more {'tells' if values == 1 else 'tell'}"
    undrawn = f"{more} a value and no relationship: the table has {'it' if values == 1 else 'them'}."
    said = [undrawn] if values else []
    said += [WAITING] if counts.get(Unclaimed.proposed) else []
    return tag("div", *rows, *(tag("p", each, cls="why") for each in said), cls="bars")


def _point(point: TimelinePoint) -> Piece:
    label = tag("span", loaded(point.what, 600))
    return tag("li", tag("time", words.when(point.when)), button(label, {"type": "show", "statement": point.statement}, cls="point"))


def overview_card(
    case: Case,
    counts: Mapping[Status | Unclaimed, int],
    values: int,
    timeline: Sequence[TimelinePoint],
    central: Statement | None,
    names: Names,
) -> Piece:
    """The case at a glance; `counts` how many relationships have each status, as the legend counts them, `values` statements of a value."""
    about = facts([("as of", words.when(case.as_of)), ("compiled", words.when(case.compiled))])
    start = None
    if central is not None:
        start = section(
            "Begin with", [button(tag("span", *plain_sentence(central, names)), {"type": "show", "statement": central.slug}, cls="plain")]
        )
    points = [_point(point) for point in timeline[:LIMIT_POINTS]]
    return tag(
        "div",
        overline("Case"),
        tag("h2", loaded(case.title, 2_000)),
        tag("p", loaded(case.note, 4_000), cls="why") if case.note else None,
        about,
        start,
        section(words.number(sum(counts.values()), "relationship"), [_statuses(counts, values)]) if counts or values else None,
        section("When it is said to have happened", [tag("ul", *points, cls="timeline")]) if points else None,
        cls="card",
    )
