"""The view as rows: relationships and statements with a value, and the claims behind both, those of rows of a data set too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.load import load
from graph.model import Status
from graph.store import open_store
from tests.graph.made_records import bulk_case
from tests.ui.drawn import do, redraw
from ui.evidence_panel import card
from ui.listing import RELATIONSHIPS, Table, claims, relationships
from ui.markup import text_of
from ui.moves import start
from ui.reading import Reading
from ui.state import Explorer
from ui.tables import WIDTHS

SEEN = "s49-last-seen-september"


def rows(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def said_of_drawn(tab: Explorer, known: Reading) -> set[str]:
    """The statements with a value about what is drawn."""
    drawing = redraw(tab, known)
    return {
        slug
        for slug, said in known.evidence(tab.case).statements.items()
        if said.value is not None and f"{said.case}/{said.subject}" in drawing.scene.positions
    }


def test_when_something_happened_stands_whole_beside_who_did_what_to_whom() -> None:
    beside = RELATIONSHIPS[: RELATIONSHIPS.index("when") + 1]
    assert beside == ("from", "relationship", "to", "when")
    # the panel takes 430 of 1,500 pixels, the boxes 35; a day to a day takes 190
    assert sum(WIDTHS[name] for name in beside) < 1_500 - 430 - 35
    assert WIDTHS["when"] >= 190


def test_statements_with_a_value_are_rows_beside_the_relationships(tab: Explorer, known: Reading) -> None:
    drawing, values = redraw(tab, known), said_of_drawn(tab, known)
    found = relationships(tab, known, drawing)
    listed = {row["statement"]: row for row in rows(found)}
    assert len(values) > 3
    assert set(listed) == values | {edge.slug for edge in drawing.scene.relationships}
    row = listed[SEEN]
    assert (row["from"], row["relationship"], row["to"]) == ("Dong Jingwei", "was last seen in public in", "“September 2020”")
    stored = known.assessed(tab.case, None)[SEEN]
    assert (row["status"], row["claims"], row["documents"]) == (stored.status.value, stored.asserts, stored.documents)
    assert found.counted == f"{len(values)} statements with a value and {len(drawing.scene.relationships)} relationships"


def test_their_claims_are_listed_with_the_others(tab: Explorer, known: Reading) -> None:
    table = claims(tab, known, redraw(tab, known))
    keys = {row["claim"] for row in rows(table)}
    for slug in said_of_drawn(tab, known):
        assert {claim.key for claim in known.evidence(tab.case).claims[slug]} <= keys
    assert len(table.ids) == len(table.rows)


def test_a_row_that_is_picked_shows_the_card_of_its_statement(tab: Explorer, known: Reading) -> None:
    table = relationships(tab, known, redraw(tab, known))
    chosen = table.ids[[row["statement"] for row in rows(table)].index(SEEN)]
    drawing = do(tab, known, "select", edge=chosen)
    assert text_of(card(tab, known, drawing)[1]).startswith("StatementDong Jingwei was last seen in public in “September 2020”")


def test_filters_and_the_date_hold_for_them_too(tab: Explorer, known: Reading) -> None:
    status = known.assessed(tab.case, None)[SEEN].status.value
    drawing = do(tab, known, "filter", facet="status", value=status, shown=False)
    assert SEEN not in {row["statement"] for row in rows(relationships(tab, known, drawing))}
    do(tab, known, "undo")
    drawing = do(tab, known, "as-of", date="2021-06-01")
    assert SEEN not in {row["statement"] for row in rows(relationships(tab, known, drawing))}, "unsourced then, which is off at first"
    drawing = do(tab, known, "filter", facet="status", value="unsourced", shown=True)
    then = next(row for row in rows(relationships(tab, known, drawing)) if row["statement"] == SEEN)
    assert (then["status"], then["claims"], then["first published"]) == (Status.unsourced.value, 0, "")


def test_chains_are_completed_and_only_origins_are_named_as_such(tab: Explorer, known: Reading) -> None:
    listed = {row["claim"]: row for row in rows(claims(tab, known, redraw(tab, known)))}
    cut_short = listed["c030"]
    assert cut_short["chain"].startswith("OpIndia ← Han Lianchao (no origin: in another chain ")
    assert cut_short["origin"] == ""
    onward = listed["c090"]
    assert onward["chain"] == "RedState ← through what it cites: unnamed intelligence sources of RedState (2021)"
    assert onward["origin"] == "unnamed intelligence sources of RedState (2021)"


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    """What is known of a data set that was published in 2020."""
    with open_store(f"embedded:{tmp_path_factory.mktemp('bulk') / 'store'}") as store:
        load(store, bulk_case(published="2020"), name="bulk")
        yield Reading(store)


@pytest.mark.parametrize("day", [None, "2019"])
def test_a_row_of_a_data_set_brings_its_claim(bulk: Reading, day: str | None) -> None:
    tab = Explorer()
    start(tab, bulk, "bulk")
    do(tab, bulk, "filter", facet="status", value="unsourced", shown=True)
    drawing = do(tab, bulk, "as-of", date=day)
    table = claims(tab, bulk, drawing)
    assert set(table.ids) == {edge.id for edge in drawing.scene.relationships}
    for row, id_ in zip(rows(table), table.ids, strict=True):
        edge = drawing.edges[id_]
        assert row["place"] == f"row {edge.properties['row']}"
        assert (row["stance"], row["chain"]) == ("asserts", row["publisher"])
        assert (row["origin"], row["status"]) == ((row["publisher"], "single-source") if day is None else ("", "unsourced"))
        reason = "" if day is None else "its source, dated 2020, may have been published after 2019-12-31"
        assert row["counts for nothing because"] == reason
