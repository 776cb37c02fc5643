"""What a person does on the query page."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import expect

import loaders
from graph.load import load
from graph.snapshot.verify import read
from graph.store import open_store
from tests.browser.conftest import ROOT, Bundled
from tests.browser.explore import Explore
from tests.browser.query import Query, cells
from tests.browsing import Opener, served
from ui.snapshot.drawing import edges_of
from ui.words import DISCLAIMER

pytestmark = pytest.mark.browser
Open = Callable[..., Query]
ENDLESS = "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS n"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return tmp_path_factory.mktemp("own") / "queries"


@pytest.fixture(scope="module")
def place(bundled: Bundled, own: Any) -> Iterator[str]:
    """Where the app is served, with a folder of its own for what a person saves."""
    with served(ROOT / "app.py", REDSTRING_STORE=bundled.store, REDSTRING_QUERIES=str(own)) as running:
        yield running


@pytest.fixture
def query(open_page: Opener, place: str) -> Open:
    return lambda **look: Query(open_page(f"{place}/query", **{"motion": "reduce", "width": 1440, "height": 900, **look})).ready()


def test_a_saved_query_is_chosen_run_and_its_relationship_read(query: Open, bundled: Bundled) -> None:
    on = query()
    on.open_saved("What is said of one person")
    expect(on.text).to_contain_text("MATCH (p:Entity {key: $person})")
    expect(on.page.get_by_label("Value of $person")).to_have_value("person:dong-jingwei")
    on.run()
    on.rows("33 rows · first after")
    drawn = on.graph()
    assert (drawn["nodes"], drawn["edges"] > 20) == (24, True)
    on.click_word(bundled.edge("s01-defected"))
    expect(on.side.locator("h2")).to_contain_text("defected to")
    expect(on.side.locator(".badge").first).to_have_text("contested")
    expect(on.side).to_contain_text("claims in 29 documents")
    on.side.get_by_role("button", name="Dong Jingwei was in China").click()
    expect(on.side.locator("h2")).to_contain_text("was in")
    on.side.locator("h2").get_by_role("button", name="China").click()
    expect(on.side.locator("h2")).to_have_text("China")
    on.side.get_by_role("button", name="← Queries").click()
    expect(on.side.locator("h2")).to_have_text("Ask the graph")


def test_a_graph_is_expanded_where_it_is_and_undo_takes_it_back(query: Open) -> None:
    on = query()
    on.run("MATCH (a:Entity {key: 'agency:dia'}) RETURN a")
    on.rows("1 row ·")
    drawn = on.graph()
    assert drawn["nodes"] == 1
    ((id_, place),) = drawn["positions"].items()
    on.page.mouse.dblclick(place["x"], place["y"])
    on.page.wait_for_function("() => window.__redstring.report('result').nodes === 5")
    on.quiet()
    expect(on.side.locator("h2")).to_have_text("Defense Intelligence Agency")
    grown = on.page.evaluate("() => window.__redstring.report('result')")
    assert (grown["positions"][id_]["drawnX"], grown["edges"] > 4) == (place["drawnX"], True)
    on.page.keyboard.press("Enter")
    expect(on.page.locator(".redstring .notice")).to_contain_text("All its neighbours are drawn, or were hidden.")
    on.page.keyboard.press("Control+z")
    on.page.wait_for_function("() => window.__redstring.report('result').nodes === 1")


def test_the_same_cell_of_another_result_opens_another_card(query: Open) -> None:
    on = query()
    for names, first in ((["Wang Yi"], "Wang Yi"), (["Yang Jiechi", "Zhao Kezhi"], "Yang Jiechi")):
        on.run(f"MATCH (n:Entity) WHERE n.name IN {names} RETURN n ORDER BY n.name")
        on.rows("1 row ·" if len(names) == 1 else "2 rows ·")
        box = on.grid.bounding_box()
        assert box is not None
        on.page.mouse.click(box["x"] + 40, box["y"] + 52)
        expect(on.side.locator("h2")).to_have_text(first)


def test_a_cell_of_the_table_opens_the_card_of_what_is_in_it(query: Open) -> None:
    on = query()
    on.run("MATCH (a:Entity)-[r {slug: 's01-defected'}]->(b) RETURN a, r, b, r.claims AS claims")
    on.rows("1 row ·")
    box = on.grid.bounding_box()
    assert box is not None
    on.page.mouse.click(box["x"] + 40, box["y"] + 52)
    expect(on.side.locator("h2")).to_have_text("Dong Jingwei")
    on.side.get_by_role("button", name="Show on the canvas").click()
    explore = Explore(on.page).drawn()
    expect(explore.title).to_have_text("Dong Jingwei")


def test_a_node_that_is_no_entity_shows_its_properties(query: Open) -> None:
    on = query()
    on.run("MATCH (v:Voice) RETURN v ORDER BY v.id LIMIT 1")
    on.rows("1 row ·")
    box = on.grid.bounding_box()
    assert box is not None
    on.page.mouse.click(box["x"] + 40, box["y"] + 52)
    expect(on.side.locator(".chips")).to_contain_text("Voice")
    expect(on.side.locator(".facts")).to_contain_text("kind")


def test_an_error_names_its_place_and_marks_it(query: Open) -> None:
    on = query()
    on.run("MATCH (n:Person)\nRETRUN n")
    expect(on.answer).to_contain_text("Line 2, column 1. The query is wrong")
    expect(on.page.locator(".cm-content .fault")).to_have_text("RETRUN")
    on.text.focus()
    on.page.keyboard.press("Control+End")
    on.page.keyboard.type(" ")
    expect(on.page.locator(".cm-content .fault")).to_have_count(0)


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n:Hostile)",
        "MATCH (n) DETACH DELETE n",
        "CALL { CREATE (n:Hostile) } RETURN 1",
        "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    ],
)
def test_what_is_not_reading_is_refused_with_a_reason(query: Open, cypher: str) -> None:
    on = query()
    on.run(cypher)
    expect(on.answer.get_by_role("alert")).to_be_visible()
    on.run("MATCH (n:Hostile) RETURN count(n) AS n")
    on.rows("1 row ·")


def test_the_statement_at_the_cursor_runs(query: Open) -> None:
    on = query()
    on.write("RETURN 1 AS one;\nRETURN 2 AS two, 3 AS three;\nRETURN 4 AS four")
    on.page.keyboard.press("ArrowUp")
    expect(on.page.locator(".cm-line.chosen")).to_have_text("RETURN 2 AS two, 3 AS three;")
    on.run()
    on.rows("1 row ·")
    assert cells(on.download("CSV"))[1] == ["two", "three"]


def test_a_query_without_end_is_stopped_by_its_button_and_the_page_goes_on(query: Open) -> None:
    on = query()
    on.run(ENDLESS)
    stop = on.page.get_by_role("button", name="Stop")
    expect(stop).to_be_visible()
    began = time.monotonic()
    stop.click()
    expect(on.answer).to_contain_text("Stopped after")
    assert time.monotonic() - began < 2
    on.run("RETURN 7 AS seven")
    on.rows("1 row ·")


def test_a_query_that_takes_too_long_says_so(query: Open) -> None:
    on = query()
    body = on.popover("1,000 rows, 30 s")
    body.get_by_label("Seconds at most").fill("1")
    on.page.keyboard.press("Enter")
    on.page.keyboard.press("Escape")
    expect(on.page.get_by_role("button", name="1,000 rows, 1 s")).to_be_visible()
    on.run(ENDLESS)
    expect(on.answer).to_contain_text("The query was stopped after 1 s. Ask for less, or allow it more time.")


def test_many_rows_are_cut_and_the_file_has_all(query: Open) -> None:
    on = query()
    on.run("UNWIND range(1, 2500) AS n RETURN n, '=1+' + toString(n) AS formula")
    on.rows("First 1,000 of more rows")
    lines = cells(on.download("CSV"))
    assert (lines[0], lines[1], len(lines)) == ([DISCLAIMER], ["n", "formula"], 2_502)
    assert lines[2] == ["1", "'=1+1"]


def test_files_hold_the_rows_with_their_types_and_what_relations_are(query: Open) -> None:
    on = query()
    on.run("MATCH (a:Entity)-[r {slug: 's01-defected'}]->(b) RETURN r, r.claims AS claims, date('2021-06-17') AS day, [1, 2] AS list")
    on.rows("1 row ·")
    made = json.loads(on.download("JSON"))
    assert (made["about"], made["columns"]) == (DISCLAIMER, ["r", "claims", "day", "list"])
    assert made["rows"][0][0]["properties"]["status"] == "contested"
    table = pq.read_table(io.BytesIO(on.download("Parquet")))
    assert table.schema.metadata[b"about"].decode() == DISCLAIMER
    assert [str(kind) for kind in table.schema.types] == ["string", "int64", "date32[day]", "string"]
    assert table.column("claims").to_pylist() == [32]


def test_names_of_the_database_are_offered(query: Open) -> None:
    on = query()
    on.write("")
    on.page.keyboard.type("MATCH (n:Pers")
    offered = on.page.locator(".cm-tooltip-autocomplete li")
    expect(offered.first).to_contain_text("Person")
    offered.first.click()
    on.page.keyboard.type(")-[:DEFEC")
    expect(offered.first).to_contain_text("DEFECTED_TO")
    offered.first.click()
    expect(on.text).to_have_text("MATCH (n:Person)-[:DEFECTED_TO]")


def test_parameters_are_typed(query: Open) -> None:
    on = query()
    on.write("RETURN $number + 1 AS sum")
    field = on.page.get_by_label("Value of $number")
    expect(field).to_be_visible()
    on.page.locator(".st-key-parameters [data-baseweb=select], .st-key-parameters [data-testid=stSelectbox]").first.click()
    on.page.get_by_role("option", name="number").click()
    field.fill("many")
    on.run()
    expect(on.answer).to_contain_text("$number is not a number; write for example 42 or 0.5")
    field.fill("41")
    on.run()
    on.rows("1 row ·")
    assert cells(on.download("CSV"))[2] == ["42"]


def test_what_was_run_is_remembered_and_comes_back(query: Open) -> None:
    on = query()
    on.run("RETURN 1 AS first")
    on.rows("1 row ·")
    on.run("RETURN broken")
    expect(on.answer.get_by_role("alert")).to_be_visible()
    on.side.get_by_role("tab", name="History (2)").click()
    expect(on.side.locator(".query").filter(has_text="RETURN broken")).to_be_visible()
    on.side.locator(".query").filter(has_text="RETURN 1 AS first").click()
    expect(on.text).to_have_text("RETURN 1 AS first")


def test_a_query_is_saved_found_again_and_removed(query: Open, own: Any) -> None:
    on = query()
    on.write("MATCH (n:Person) RETURN count(n) AS people")
    on.quiet()
    body = on.popover("Save")
    body.get_by_label("What does it answer?").fill("How many people are there?")
    on.page.keyboard.press("Enter")
    on.quiet()
    body.get_by_role("button", name="Save it").click()
    expect(on.side).to_contain_text("Your own")
    assert (own / "how-many-people-are-there.cypher").read_text().startswith("// How many people are there?\nMATCH")
    on.page.keyboard.press("Escape")
    on.side.get_by_role("button", name="How many people are there?").click()
    expect(on.text).to_contain_text("MATCH (n:Person)")
    on.side.get_by_role("button", name="Remove").click()
    expect(on.side).not_to_contain_text("Your own")
    assert list(own.glob("*.cypher")) == []


def test_what_was_found_goes_to_explore(query: Open, bundled: Bundled) -> None:
    on = query()
    on.run("MATCH (a:Agency) RETURN a ORDER BY a.id LIMIT 5")
    on.rows("5 rows ·")
    on.popover("Explore").get_by_role("button", name="Open them alone").click()
    explore = Explore(on.page).drawn()
    explore.nodes(5)
    assert all(node.startswith(bundled.id("agency:")) for node in explore.places())
    explore.page.keyboard.press("Control+z")
    explore.nodes(len(bundled.core))


def test_a_graph_is_shared_as_it_is_drawn(query: Open, tmp_path: Path) -> None:
    on = query()
    on.run("MATCH (a:Person)-[r:DEFECTED_TO]->(b) WITH collect([a, r, b]) AS found MATCH (s:Statement) RETURN found, s LIMIT 4")
    on.rows("rows ·")
    drawn = on.graph()
    on.bar.get_by_role("button", name="Share").click()
    dialog = on.page.get_by_role("dialog")
    expect(dialog.get_by_text("of the graph are no entity of this case.")).to_be_visible()
    on.quiet()
    with on.page.expect_download() as waiting:
        dialog.get_by_role("button", name="One file (HTML)").click()
    waiting.value.save_as(tmp_path / "a.html")
    content = read(tmp_path / "a.html")
    assert set(content.view["nodes"]) <= drawn["positions"].keys()
    assert 0 < len(content.view["nodes"]) < drawn["nodes"]
    assert {edge.predicate for edge in edges_of(content)} == {"defected_to"}


def test_missing_relationships_are_offered(query: Open) -> None:
    on = query()
    on.run("MATCH (n:Person) RETURN n")
    on.rows("rows ·")
    assert on.graph()["edges"] == 0
    on.page.get_by_text("All between them").click()
    on.page.wait_for_function("() => window.__redstring.report('result').edges > 5")


def test_hostile_rows_are_text(query: Open) -> None:
    on = query()
    hostile = '<img src=x onerror="window.pwned=1"><script>window.pwned=2</script>'
    on.run(f"RETURN '{hostile}' AS `<b onmouseover=window.pwned=3>`, ['{hostile}'] AS list, {{a: '{hostile}'}} AS map")
    on.rows("1 row ·")
    on.shown_as("JSON")
    expect(on.page.locator(".st-key-result-json")).to_contain_text("onerror")
    on.run(f"RETURN '{hostile}' + wrong AS x")
    expect(on.answer.get_by_role("alert")).to_be_visible()
    assert on.page.evaluate("() => window.pwned") is None


@pytest.mark.parametrize(("width", "scheme"), [(400, "light"), (1280, "dark")])
def test_it_is_usable_at_other_sizes_and_in_the_dark(query: Open, width: int, scheme: str) -> None:
    on = query(width=width, scheme=scheme)
    on.run("MATCH (a:Agency)-[r]->(b:Entity) RETURN a, r, b LIMIT 5")
    on.rows("5 rows ·")
    assert on.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert on.graph()["nodes"] > 1


def test_a_write_is_counted_first_and_kept_only_if_a_person_says_so(open_page: Opener, tmp_path: Path) -> None:
    address = f"embedded:{tmp_path / 'store'}"
    with open_store(address) as store:
        load(store, loaders.load(ROOT / "data" / "dong-jingwei"), name="bundled")
    made = "CREATE (:Voice {id: 'x/outlet:new', key: 'outlet:new', name: 'New'})"
    count = "MATCH (v:Voice {key: 'outlet:new'}) RETURN count(v) AS n"
    with served(ROOT / "app.py", REDSTRING_STORE=address, REDSTRING_ALLOW_WRITES="yes") as place:
        on = Query(open_page(f"{place}/query", width=1440, height=900, motion="reduce")).ready()
        on.run(made)
        expect(on.answer.get_by_role("alert")).to_be_visible()
        on.page.get_by_text("Write", exact=True).click()
        expect(on.page.locator(".st-key-title")).to_contain_text("may write")
        on.run(made)
        expect(on.answer).to_contain_text("It would create 1 node, set 3 properties, add 1 label. It was rolled back")
        on.page.get_by_role("button", name="Discard").click()
        expect(on.answer).to_contain_text("Nothing was kept.")
        on.quiet()
        on.run(made)
        expect(on.answer).to_contain_text("It would create 1 node")
        on.quiet()
        on.page.get_by_role("button", name="Keep it").click()
        expect(on.answer).to_contain_text("Kept: create 1 node")
        on.page.get_by_text("Write", exact=True).click()
        on.run(count)
        on.rows("1 row ·")
        assert cells(on.download("CSV"))[2] == ["1"]


def test_where_the_app_was_not_started_so_nothing_offers_to_write(query: Open) -> None:
    on = query()
    expect(on.page.locator(".st-key-title")).to_contain_text("read only")
    expect(on.page.get_by_text("Write", exact=True)).to_have_count(0)
