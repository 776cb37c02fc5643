"""Explore and Query on a database that Redstring did not write: a bank's graph, with kinds, captions and relationships of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from graph.store import GraphStore, open_store
from tests.browser.conftest import ROOT
from tests.browser.explore import Explore
from tests.browser.query import Query
from tests.browsing import Opener, served

pytestmark = pytest.mark.browser
BANK = """
CREATE (a:Account {id: 1, number: 'DE01'}), (b:Account {id: 2, number: 'DE02'}), (c:Customer {id: 1, name: 'Ada Grey'}),
       (d:Customer {id: 2, full_name: 'Bo Black'}), (e:Bank {name: '<b>Northern</b> Bank'}),
       (c)-[:HOLDS {since: 2001}]->(a), (d)-[:HOLDS]->(b), (a)-[:sentMoneyTo {amount: 10.5}]->(b), (a)-[:AT]->(e), (b)-[:AT]->(e)
WITH e UNWIND range(1, 90) AS n CREATE (:Account {id: 100 + n, name: 'Account ' + toString(n)})-[:AT]->(e)
"""
ALL = "MATCH (n) RETURN count(n), sum(size(keys(n)))"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(f"embedded:{tmp_path_factory.mktemp('bank') / 'store'}") as store:
        store.execute(BANK)
        yield store


@pytest.fixture(scope="module")
def place(bank: GraphStore) -> Iterator[str]:
    with served(ROOT / "app.py", REDSTRING_STORE=bank.address) as running:
        yield running


@pytest.fixture
def explore(open_page: Opener, place: str) -> Callable[..., Explore]:
    return lambda **look: Explore(open_page(place, **{"motion": "reduce", "width": 1440, "height": 900, **look})).drawn()


def id_of(bank: GraphStore, where: str) -> str:
    return str(bank.read(f"MATCH (n) WHERE {where} RETURN elementId(n)").rows[0][0])


def test_it_opens_on_the_most_connected_and_says_that_it_carries_no_claims(explore: Callable[..., Explore], bank: GraphStore) -> None:
    on = explore()
    assert id_of(bank, "n:Bank") in on.places()
    expect(on.side).to_contain_text("It carries no claims")
    expect(on.page.locator(".redstring .legend")).to_contain_text("no claims")
    expect(on.page.locator(".redstring .legend")).not_to_contain_text("contested")
    expect(on.page.locator(".redstring")).to_contain_text("This database does not say who claims its relationships.")


def test_somebody_is_found_read_and_expanded(explore: Callable[..., Explore], bank: GraphStore) -> None:
    on = explore()
    before = set(on.places())
    on.find("ada")
    on.page.keyboard.press("Enter")
    ada = id_of(bank, "n.name = 'Ada Grey'")
    on.page.wait_for_function("(id) => window.__redstring.report().positions[id]", arg=ada)
    on.quiet()
    expect(on.title).to_have_text("Ada Grey")
    expect(on.side).to_contain_text("Customer")
    expect(on.side.locator(".badge, .mark").first).to_contain_text("no claims")
    assert before <= set(on.places())
    on.page.mouse.dblclick(*on.at(ada))
    account = id_of(bank, "n:Account AND n.number = 'DE01'")
    on.page.wait_for_function("(id) => window.__redstring.report().positions[id]", arg=account)


def test_paths_lead_through_what_is_not_in_view(explore: Callable[..., Explore], bank: GraphStore) -> None:
    on = explore()
    on.find("ada")
    on.page.keyboard.press("Enter")
    expect(on.title).to_have_text("Ada Grey")
    on.card_button("Paths").click()
    expect(on.notice).to_contain_text("Paths from Ada Grey: choose where they lead")
    on.find("bo black")
    on.page.keyboard.press("Enter")
    on.notice.get_by_role("button", name="Show the shortest paths").click()
    expect(on.notice).to_contain_text("1 shortest path of 3 steps: Ada Grey – 1 – 2 – Bo Black")
    on.quiet()
    wanted = [id_of(bank, where) for where in ("n.name = 'Ada Grey'", "n.number = 'DE01'", "n.number = 'DE02'", "n.full_name = 'Bo Black'")]
    assert set(on.report()["told"]) == set(wanted)


def test_a_very_connected_node_asks_first(explore: Callable[..., Explore], bank: GraphStore) -> None:
    on = explore()
    on.page.mouse.dblclick(*on.at(id_of(bank, "n:Bank")))
    expect(on.notice).to_contain_text("neighbours that are not in view. Bring in:")
    before = len(on.places())
    on.notice.get_by_role("button", name="The 25 most connected").click()
    on.nodes(before + 25)


def test_a_relationship_shows_its_properties_and_no_status(explore: Callable[..., Explore], bank: GraphStore) -> None:
    on = explore()
    on.find("ada")
    on.page.keyboard.press("Enter")
    on.quiet()
    on.page.mouse.dblclick(*on.at(id_of(bank, "n.name = 'Ada Grey'")))
    edge = str(bank.read("MATCH ({name: 'Ada Grey'})-[r:HOLDS]->() RETURN elementId(r)").rows[0][0])
    on.page.wait_for_function("(id) => window.__redstring.edgePoint(id)", arg=edge)
    on.quiet()
    on.click_edge(edge)
    expect(on.side.locator(".facts")).to_contain_text("since")
    expect(on.side).to_contain_text("This relationship carries no claims")


def test_its_tables_have_no_claims(explore: Callable[..., Explore]) -> None:
    on = explore()
    on.tab("Table")
    bar = on.page.locator(".st-key-tables-bar")
    expect(bar).to_contain_text("This database does not say who claims its relationships.")
    expect(bar).not_to_contain_text("Claims")


def test_it_is_queried_and_never_changed(open_page: Opener, place: str, bank: GraphStore) -> None:
    before = bank.read(ALL).rows
    on = Query(open_page(f"{place}/query", width=1440, height=900, motion="reduce")).ready()
    on.run("MATCH (c:Customer)-[h:HOLDS]->(a) RETURN c, h, a")
    on.rows("2 rows ·")
    assert (on.graph()["nodes"], on.graph()["edges"]) == (4, 2)
    edge = str(bank.read("MATCH ({name: 'Ada Grey'})-[r:HOLDS]->() RETURN elementId(r)").rows[0][0])
    on.click_edge(edge)
    expect(on.side).to_contain_text("This relationship carries no claims")
    on.popover("Explore").get_by_role("button", name="Open them alone").click()
    Explore(on.page).drawn().nodes(4)
    on.page.get_by_role("link", name="Query").click()
    on.ready()
    expect(on.text).to_contain_text("MATCH (c:Customer)")
    on.run("MATCH (n) DETACH DELETE n")
    expect(on.answer.get_by_role("alert")).to_be_visible()
    assert bank.read(ALL).rows == before
