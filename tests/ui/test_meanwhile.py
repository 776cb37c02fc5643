"""A load beside an open page: the next click sees it, says so, keeps the view, and breaks nothing, whatever came, went or is half way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph import queries
from graph.evidence import assess_all
from graph.load import load
from graph.model import AnyRecord, Claim, Entity, Statement
from graph.store import GraphStore, open_store, schema
from tests.graph.made_records import small_case, without
from ui.moves import RENEWED
from ui.state import KEY, Explorer

APP = str(Path(__file__).parents[2] / "app.py")
LATER = [
    Entity(case="small", key="person:wu", name="Wu", kind="person"),
    Statement(case="small", slug="met", subject="person:wu", predicate="met", object="person:dong"),
    Claim(case="small", key="c9", statement="met", source="src:a", chain=("outlet:post",)),
]
WITHOUT_LI = without(small_case(), "person:li", "src:c", "stayed", "knows", "role", "c3", "c4", "c5")


def store_case(store: GraphStore, records: Iterable[AnyRecord]) -> None:
    load(store, records, name="small")


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The store of the page, opened a second time, as the command does."""
    with open_store(f"embedded:{tmp_path_factory.mktemp('meanwhile') / 'store'}") as store:
        yield store


@pytest.fixture
def page(beside: GraphStore, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """A page open on all of the small case."""
    beside.execute("MATCH (n) DETACH DELETE n")
    store_case(beside, small_case())
    monkeypatch.setenv("REDSTRING_STORE", beside.address)
    made = AppTest.from_file(APP, default_timeout=60).run()
    assert_well(made)
    act(made, "bring", nodes=["small/place:china", "small/person:li"])
    assert tab(made).notice == ""
    return made


def tab(page: AppTest) -> Explorer:
    found = page.session_state[KEY]
    assert isinstance(found, Explorer)
    return found


def assert_well(page: AppTest) -> None:
    assert not page.exception
    assert not page.error, page.error[0].value


def act(page: AppTest, type_: str, **what: object) -> None:
    """One action as the canvas brings it, and the run after it."""
    from ui import state
    from ui.actions import perform

    perform(tab(page), state.reading(fresh=True), {"type": type_, **what})
    page.run()


def edge(page: AppTest, slug: str) -> str:
    drawing = tab(page).drawing
    assert drawing is not None
    return next(one.id for one in drawing.edges.values() if one.slug == slug)


def test_a_statement_that_came_meanwhile_is_drawn_and_clicked(page: AppTest, beside: GraphStore) -> None:
    places = dict(tab(page).view.positions)
    store_case(beside, [*small_case(), *LATER])
    act(page, "expand", node="small/person:dong")
    assert_well(page)
    assert RENEWED in tab(page).notice
    assert {node: tab(page).view.positions[node] for node in places} == places
    act(page, "select", edge=edge(page, "met"))
    assert_well(page)
    assert tab(page).view.selection == edge(page, "met")
    assert tab(page).notice == "", "it is said once"


def test_the_statuses_are_those_of_one_moment(page: AppTest, beside: GraphStore) -> None:
    denial = Claim(case="small", key="c8", statement="knows", source="src:a", chain=("outlet:post",), stance="denies")
    before = tab(page).drawing
    assert before is not None
    assert {one.slug: one.status.value for one in before.edges.values()}["knows"] != "contested"
    store_case(beside, [*small_case(), denial])
    act(page, "select", node="small/person:li")
    now = tab(page).drawing
    assert now is not None
    assert {one.slug: one.status.value for one in now.edges.values()}["knows"] == "contested"


def test_a_statement_that_went_leaves_the_card_to_the_case(page: AppTest, beside: GraphStore) -> None:
    gone = edge(page, "knows")
    store_case(beside, without(small_case(), "knows", "c5"))
    act(page, "select", edge=gone)
    assert_well(page)
    drawing = tab(page).drawing
    assert drawing is not None
    assert gone not in drawing.edges
    assert drawing.scene.selection is None


def test_an_entity_that_went_leaves_every_view_and_the_steps_stay(page: AppTest, beside: GraphStore) -> None:
    act(page, "pin", ids=["small/place:us"], on=True)
    act(page, "hide", ids=["small/place:us"])
    steps = len(tab(page).history.past)
    act(page, "select", node="small/person:li")
    store_case(beside, WITHOUT_LI)
    act(page, "select", node="small/person:li")
    assert_well(page)
    assert tab(page).view.selection is None
    assert len(tab(page).history.past) == steps
    assert all("small/person:li" not in view.nodes for view in tab(page).history.views)
    act(page, "undo")
    assert_well(page)
    assert "small/place:us" not in tab(page).view.hidden


def test_a_load_that_runs_is_said_and_the_banner_goes_with_its_end(page: AppTest, beside: GraphStore) -> None:
    schema.mark_loading(beside, "small")
    act(page, "select", node="small/person:dong")
    assert_well(page)
    assert "small did not finish" in page.warning[0].value
    assert tab(page).notice == ""
    schema.clear_loading(beside)
    act(page, "select", node="small/place:us")
    assert_well(page)
    assert not page.warning
    assert tab(page).notice == RENEWED


def test_no_step_of_a_load_breaks_the_page(page: AppTest, beside: GraphStore) -> None:
    """Between any two writes of a load that brings, changes and removes, a click is answered: the load waits for the page here."""
    after = [*WITHOUT_LI, *LATER]
    clicks = [("select", {"edge": edge(page, slug)}) for slug in ("went", "knows")]
    clicks += [("select", {"node": node}) for node in tab(page).view.nodes]
    writes, seen = GraphStore._write, []

    def click() -> None:
        type_, what = clicks[len(seen) % len(clicks)]
        act(page, type_, **what)
        assert_well(page)
        # what a page would read that is opened at this moment
        assert assess_all(queries.evidence(beside, "small"))
        for node in queries.core(beside, "small").ids:
            queries.entity(beside, node)
        seen.append(type_)

    def stepped(self: GraphStore, work: object) -> object:
        done = writes(self, work)  # type: ignore[arg-type]
        if self is beside:
            click()
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GraphStore, "_write", stepped)
        store_case(beside, after)
    assert len(seen) > 10
    act(page, "expand", node="small/person:dong")
    assert_well(page)
    assert "small/person:wu" in tab(page).view.nodes


def test_a_case_that_went_is_said_and_the_first_one_opens(page: AppTest, beside: GraphStore) -> None:
    load(beside, small_case("other"), name="other")
    beside.execute("MATCH (n {case: 'small'}) DETACH DELETE n")
    schema.clear_loading(beside)
    page.run()
    assert_well(page)
    assert tab(page).case == "other"
    assert tab(page).notice == "The store holds no case 'small' any more."
