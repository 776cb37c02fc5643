"""The card when nothing is selected: what the case is, how its statements stand, and what happened when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.model import Case, Statement, Status, TimelinePoint
from ui import words
from ui.cards import Names, facts, mark, overline, plain_sentence, section
from ui.markup import Piece, button, loaded, tag

LIMIT_POINTS = 200


def _statuses(statuses: Mapping[str, Status]) -> Piece:
    counts = Counter(statuses.values())
    rows = [
        tag("div", tag("span", mark(status), tag("strong", f"{counts[status]:,}"), cls="row"), cls="bar")
        for status in Status
        if counts[status] or status is not Status.unsourced
    ]
    return tag("div", *rows, cls="bars")


def _point(point: TimelinePoint) -> Piece:
    label = tag("span", loaded(point.what, 600))
    return tag("li", tag("time", words.when(point.when)), button(label, {"type": "show", "statement": point.statement}, cls="point"))


def overview_card(
    case: Case, statuses: Mapping[str, Status], timeline: Sequence[TimelinePoint], central: Statement | None, names: Names
) -> Piece:
    """The case at a glance; `statuses` of its statements by slug."""
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
        section(words.number(len(statuses), "statement"), [_statuses(statuses)]) if statuses else None,
        section("When it is said to have happened", [tag("ul", *points, cls="timeline")]) if points else None,
        cls="card",
    )
