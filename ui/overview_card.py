"""The card when nothing is selected: what the case is, how its statements stand, and what happened when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from graph.model import Case, Statement, Status, TimelinePoint, Unclaimed
from ui import words
from ui.cards import Names, facts, mark, overline, plain_sentence, section
from ui.markup import Piece, button, loaded, tag

LIMIT_POINTS = 200
WAITING = "What is proposed was found in documents. It counts for nothing until somebody accepts it in Review; the legend can draw it."


def _statuses(statuses: Mapping[str, Status], waiting: Collection[str]) -> Piece:
    counts: Counter[Status | Unclaimed] = Counter(Unclaimed.proposed if slug in waiting else status for slug, status in statuses.items())
    rows = [
        tag("div", tag("span", mark(status), tag("strong", f"{counts[status]:,}"), cls="row"), cls="bar")
        for status in (*Status, Unclaimed.proposed)
        if counts[status] or status not in (Status.unsourced, Unclaimed.proposed)
    ]
    return tag("div", *rows, tag("p", WAITING, cls="why") if waiting else None, cls="bars")


def _point(point: TimelinePoint) -> Piece:
    label = tag("span", loaded(point.what, 600))
    return tag("li", tag("time", words.when(point.when)), button(label, {"type": "show", "statement": point.statement}, cls="point"))


def overview_card(
    case: Case,
    statuses: Mapping[str, Status],
    timeline: Sequence[TimelinePoint],
    central: Statement | None,
    names: Names,
    waiting: Collection[str] = (),
) -> Piece:
    """The case at a glance; `statuses` of its statements by slug, `waiting` the slugs of those that only proposals tell."""
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
        section(words.number(len(statuses), "statement"), [_statuses(statuses, waiting)]) if statuses else None,
        section("When it is said to have happened", [tag("ul", *points, cls="timeline")]) if points else None,
        cls="card",
    )
