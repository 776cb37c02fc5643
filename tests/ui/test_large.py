"""A case that is not read as a whole: cards, tables and as-of figures are those of the whole, read for what is in view alone; and the
relationships that are rows of a data set, whose figures follow their source."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator

import pytest

from graph import queries
from graph.evidence import assess_all
from graph.load import load
from graph.model import AnyRecord, Case, Claim, Entity, Review, Source, Statement, Status, Unclaimed, Voice
from graph.store import GraphStore, open_store
from graph.view import LIMIT_NODES
from tests.graph.made_records import bulk_case, random_case
from tests.ui.drawn import do, redraw
from ui import reading as module
from ui import tables
from ui.answers import weight
from ui.evidence_panel import card
from ui.moves import start
from ui.reading import Reading
from ui.state import Explorer


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A store with a case of random claims, and a data set that was published in 2020."""
    with open_store(f"embedded:{tmp_path_factory.mktemp('large') / 'store'}") as store:
        load(store, random_case(3, statements=40), name="made")
        load(store, bulk_case(published="2020"), name="bulk")
        yield store


@pytest.fixture
def large(made: GraphStore, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """What is known of the store while no case is small enough to be read as a whole."""
    monkeypatch.setattr(module, "WHOLE", 5)
    return Reading(made)


def opened(known: Reading, case: str) -> Explorer:
    tab = Explorer()
    start(tab, known, case)
    redraw(tab, known)
    return tab


@pytest.mark.parametrize("day", [None, "2018-06", "2021-06-17", "2022"])
def test_a_large_case_has_the_figures_of_the_whole_as_of_any_date(large: Reading, day: str | None) -> None:
    tab = opened(large, "made")
    drawing = do(tab, large, "as-of", date=day)
    evidence = queries.evidence(large.store, "made")
    whole = assess_all(evidence, tab.as_of)
    waiting = {
        slug
        for slug, claims in evidence.claims.items()
        if any(claim.reviewed is Review.proposed and not claim.withdrawn for claim in claims)
    }
    assert waiting & {slug for slug, found in whole.items() if found.status is Status.unsourced}
    assert {edge.slug: edge.status for edge in drawing.edges.values()} == {
        edge.slug: Unclaimed.proposed if whole[edge.slug].status is Status.unsourced and edge.slug in waiting else whole[edge.slug].status
        for edge in drawing.edges.values()
    }
    rows = tables.claims(tab, large, drawing).rows
    table = tables.relationships(tab, large, drawing)
    listed = {row[-1]: row[table.columns.index("status")] for row in table.rows}
    assert listed == {slug: whole[slug].status.value for slug in listed}
    assert {edge.slug for edge in drawing.scene.relationships} < listed.keys(), "statements with a value are listed too"
    assert len(rows) == sum(len(whole[slug].uses) for slug in listed)
    assert {row[1] for row in rows} == {whole[slug].status.value for slug in listed if whole[slug].uses}


def test_the_claims_of_a_view_are_read_in_one_go(large: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = opened(large, "made")
    assert tab.drawing is not None
    asked = []
    around = queries.evidence_of
    monkeypatch.setattr(queries, "evidence_of", lambda store, ids: asked.append(len(ids)) or around(store, ids))
    for _ in range(2):
        tables.claims(tab, large, tab.drawing)
    assert asked == [len(tables.relationships(tab, large, tab.drawing).rows)]
    do(tab, large, "as-of", date="2021")
    assert len(asked) == 2
    assert ("evidence", "made") not in large._answers, "the whole case was read"


def test_answers_are_kept_by_their_size(large: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = queries.evidence(large.store, "made")
    assert weight(evidence) > 100
    assert weight(((), ())) == 1
    monkeypatch.setattr("ui.answers.KEPT", weight(evidence) + 10)
    kept = Reading(large.store)
    kept.evidence("made")
    assert ("evidence", "made") in kept._answers
    kept.around(queries.core(kept.store, "bulk").ids)
    assert ("evidence", "made") not in kept._answers
    assert kept._answers._weight == sum(map(weight, kept._answers._answers.values()))


@pytest.mark.parametrize(
    ("published", "day", "counts"),
    [("2020", "2019", False), ("2020", "2020-06", False), ("2020", "2020", True), ("2020", "2021", True), (None, "2021", False)],
)
def test_a_row_of_a_data_set_counts_from_the_last_day_that_its_date_can_mean(
    made: GraphStore, published: str | None, day: str, counts: bool
) -> None:
    load(made, bulk_case(published=published), name="bulk")
    known = Reading(made)
    tab = opened(known, "bulk")
    drawing = do(tab, known, "as-of", date=day)
    do(tab, known, "filter", facet="status", value="unsourced", shown=True)
    drawing = redraw(tab, known)
    expected = ("single-source", 1, 1) if counts else ("unsourced", 0, 0)
    assert {(edge.status.value, edge.claims, edge.origins_max) for edge in drawing.edges.values()} == {expected}
    table = tables.relationships(tab, known, drawing)
    assert {row[table.columns.index("status")] for row in table.rows} == {expected[0]}
    tab.select(next(iter(drawing.edges)))
    shown = str(card(tab, known, redraw(tab, known))[1])
    assert expected[0] in shown
    assert ("it counts for nothing" in shown) is not counts
    tab.select(next(iter(drawing.nodes)))
    shown = str(card(tab, known, redraw(tab, known))[1])
    assert expected[0] in shown
    assert ("unsourced" if counts else "single-source") not in shown


def test_the_card_of_a_row_asks_once_and_from_where_the_row_begins(made: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Reading(made)
    tab = opened(known, "bulk")
    assert tab.drawing is not None
    edge = next(iter(tab.drawing.edges.values()))
    asked: list[str | None] = []
    claims_of = queries.claims_of

    def heard(store: GraphStore, id_: str, *, start: str | None = None) -> object:
        asked.append(start)
        return claims_of(store, id_, start=start)

    monkeypatch.setattr(queries, "claims_of", heard)
    tab.select(edge.id)
    for _ in range(2):
        card(tab, known, redraw(tab, known))
    assert asked == [edge.source]


def wide_case(entities: int) -> Iterator[AnyRecord]:
    """A case whose core sources speak of all these entities, most of them once."""
    yield Case(case="wide", title="Wide")
    yield Voice(case="wide", key="outlet:post", name="The Post", kind="outlet")
    yield Source(case="wide", key="src:a", publisher="outlet:post", published="2021", tier="core")
    for number in range(entities):
        yield Entity(case="wide", key=f"person:{number:04}", name=f"Person {number}", kind="person")
    for number in range(0, entities, 2):
        ends = {"subject": f"person:{number:04}", "object": f"person:{number + 1:04}"}
        yield Statement(case="wide", slug=f"s{number}", predicate="met", **ends)
        yield Claim(case="wide", statement=f"s{number}", source="src:a", chain=("outlet:post",))
    yield Statement(case="wide", slug="again", subject="person:4999", predicate="knows", object="person:5000")


def test_a_case_with_a_large_core_opens_with_the_most_connected_and_says_so(made: GraphStore) -> None:
    load(made, wide_case(LIMIT_NODES + 200), name="wide")
    known = Reading(made)
    tab = opened(known, "wide")
    assert len(tab.view.nodes) == 300
    assert {"wide/person:4999", "wide/person:5000"} <= set(tab.view.nodes)
    assert tab.notice.startswith("300 of 5,200 core entities, the most connected first.")
    do(tab, known, "select", node="wide/person:5000")
    assert tab.notice == ""
    do(tab, known, "expand", node="wide/person:5000")
    do(tab, known, "reset")
    assert len(tab.view.nodes) == 300
    assert tab.notice.startswith("300 of 5,200 core entities")
    assert opened(known, "made").notice == ""


def test_what_a_session_left_is_given_back_soon_after_the_next_answer(made: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.answers.LATER", 0.05)

    class Left:
        """Part of a circle, which only the collector can take apart."""

        def __init__(self) -> None:
            self.itself = self

    left = Left()
    gone = weakref.ref(left)
    Reading(made).evidence("made")
    # set apart with all else, as what stays
    gc.freeze()
    del left
    Reading(made).evidence("made")
    until = time.monotonic() + 10
    while gone() is not None and time.monotonic() < until:
        time.sleep(0.01)
    assert gone() is None
