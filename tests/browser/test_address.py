"""The address of the browser: it follows what is in view, and what it says comes back with a reload, Back, Forward and a link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, expect

from graph.view import View
from tests.browser.conftest import Bundled
from tests.browser.explore import Explore
from tests.browser.query import Query
from tests.browsing import Opener
from tests.ui.test_address import packed
from ui.address import of_query, of_view

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]


def address_has(on: Explore, *parts: str) -> str:
    """Wait until all of it is in the address."""
    on.page.wait_for_function("(parts) => parts.every((part) => location.search.includes(part))", arg=list(parts))
    return on.page.url


def test_it_begins_short_and_follows_what_is_done(explore: Open, bundled: Bundled) -> None:
    on = explore()
    assert address_has(on, "case=").endswith(f"?v=1&case={bundled.case.case}")
    on.click(bundled.id("agency:cia"))
    expect(on.title).to_have_text("Central Intelligence Agency")
    selected = address_has(on, "view=", "look=")
    on.page.keyboard.press("Delete")
    on.nodes(len(bundled.core) - 1)
    on.page.wait_for_function("(before) => location.href !== before", arg=selected)
    assert on.page.url.split("view=")[1] != selected.split("view=")[1]


def test_back_and_forward_go_through_the_steps(explore: Open, bundled: Bundled) -> None:
    on = explore()
    whole = len(bundled.core)
    for number, key in enumerate(("agency:cia", "person:aldrich-ames"), 1):
        before = on.page.url
        on.click(bundled.id(key))
        on.page.keyboard.press("Delete")
        on.nodes(whole - number)
        on.page.wait_for_function("(before) => location.href !== before", arg=before)
    on.page.go_back()
    on.nodes(whole - 1)
    on.page.go_forward()
    on.nodes(whole - 2)
    on.page.go_back()
    on.nodes(whole - 1)
    on.page.keyboard.press("Control+z")
    on.nodes(whole - 2)


def test_a_reload_brings_back_places_filters_date_and_selection(explore: Open, bundled: Bundled) -> None:
    on = explore()
    node = bundled.id("person:han-lianchao")
    x, y = on.at(node)
    on.page.mouse.move(x, y)
    on.page.mouse.down()
    on.page.mouse.move(x + 60, y - 80, steps=6)
    on.page.mouse.up()
    on.quiet()
    on.page.locator(".redstring").get_by_role("button", name="outlet").first.click()
    on.page.wait_for_function("() => location.search.includes('view=')")
    on.quiet()
    before, places, title = on.report()["nodes"], on.places(), on.title.inner_text()
    on.page.reload()
    on.drawn().nodes(before)
    assert {key: (round(x), round(y)) for key, (x, y) in on.places().items()} == {
        key: (round(x), round(y)) for key, (x, y) in places.items()
    }
    expect(on.title).to_have_text(title)
    expect(on.footer).to_contain_text("hidden by filters")


def test_a_link_opens_elsewhere_as_it_was_and_undo_begins_anew(open_page: Opener, bundled: Bundled, address: str) -> None:
    nodes = [bundled.id(key) for key in ("person:dong-jingwei", "agency:cia", "place:us")]
    view = View(tuple(nodes), {node: (200.0 * number, 40.0) for number, node in enumerate(nodes)}, as_of="2021-06-20", selection=nodes[1])
    on = Explore(open_page(f"{address}/?{urlencode(of_view(bundled.case.case, view))}", motion="reduce", scheme="dark")).drawn()
    on.nodes(3)
    assert {node: tuple(place) for node, place in on.places().items()} == dict(view.positions)
    expect(on.title).to_have_text("Central Intelligence Agency")
    expect(on.page.get_by_role("button", name="As of: 2021")).to_be_visible()
    expect(on.undo).to_be_disabled()


def test_what_the_store_has_not_is_left_out_and_said(open_page: Opener, bundled: Bundled, address: str) -> None:
    nodes = (bundled.id("agency:cia"), bundled.id("person:nobody"))
    view = View(nodes, dict.fromkeys(nodes, (0.0, 0.0)), selection=nodes[1], hidden=frozenset({"0" * 24}))
    on = Explore(open_page(f"{address}/?{urlencode(of_view(bundled.case.case, view))}", motion="reduce")).drawn()
    on.nodes(1)
    expect(on.notice).to_contain_text("1 of its entities is not in the store any more.")


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"v": "9", "case": "@"}, "another version of Redstring"),
        ({"v": "1", "case": "elsewhere"}, "no case 'elsewhere'"),
        ({"v": "1", "case": "<img src=x onerror=window.pwned=1>"}, "no case '<img"),
        ({"v": "1", "case": "@", "view": "rubbish"}, "lost or changed"),
        ({"v": "1", "case": "@", "view": packed(b"0" * 2_000_000)}, "more than a view can"),
        ({"v": "1", "case": "@", "view": packed(b"[" * 200_000)}, "lost or changed"),
        ({"v": "1", "case": "@", "view": packed({"nodes": ["person:x"], "positions": [1]})}, "not a place for each"),
        ({"v": "1", "case": "@", "view": packed({"nodes": ["person:gone"], "positions": [1, 2]})}, "none of the entities"),
        ({"v": "1", "case": "@", "view": packed({"as_of": "someday"})}, "as_of"),
        ({"v": "1", "case": "@", "view": packed({"filters": {"statuses_off": ["<b>proven</b>"]}})}, "statuses_off"),
        ({"v": "1", "case": "@", "saved": "<b>nothing</b>"}, "no saved view '<b>nothing</b>'"),
        ({"v": "1", "case": "@", "part": "1"}, "too large for it"),
    ],
    ids=range(12),
)
def test_an_address_that_cannot_be_followed_is_told_over_the_first_view(
    open_page: Opener, bundled: Bundled, address: str, params: dict[str, str], said: str
) -> None:
    given = {name: bundled.case.case if value == "@" else value for name, value in params.items()}
    on = Explore(open_page(f"{address}/?{urlencode(given)}", motion="reduce")).drawn()
    on.nodes(len(bundled.core))
    expect(on.notice).to_contain_text(said)
    assert on.page.evaluate("() => window.pwned") is None


def test_a_query_comes_with_its_address_and_is_not_run(open_page: Opener, address: str) -> None:
    text = "MATCH (n:Person)\nRETURN n.name AS name ORDER BY name LIMIT 3"
    on = Query(open_page(f"{address}/query?{urlencode(of_query(text, 'JSON'))}", motion="reduce")).ready()
    expect(on.text).to_contain_text("RETURN n.name AS name")
    expect(on.answer).to_contain_text("This query came with the address. Read it, then press Run.")
    expect(on.bar).to_have_count(0)
    on.page.get_by_role("button", name="Run").locator("visible=true").click()
    on.rows("3 rows ·")
    expect(on.page.locator(".st-key-result-json")).to_be_visible()


def test_a_query_is_in_its_address_and_its_parameters_are_not(open_page: Opener, address: str) -> None:
    on = Query(open_page(f"{address}/query", motion="reduce")).ready()
    on.write("MATCH (n {name: $secret}) RETURN n")
    on.page.wait_for_function("() => location.search.includes('q=')")
    on.page.get_by_label("Value of $secret").fill("hush-hush")
    on.page.keyboard.press("Tab")
    on.quiet()
    assert "hush" not in on.page.url
    on.page.reload()
    on.ready()
    expect(on.text).to_contain_text("$secret")


def test_a_view_is_saved_opened_linked_removed_and_put_back(explore: Open, open_page: Opener, bundled: Bundled, tmp_path: Path) -> None:
    on = explore()
    on.click(bundled.id("agency:cia"))
    on.page.keyboard.press("Delete")
    on.nodes(len(bundled.core) - 1)
    dialog = saved_views(on)
    expect(dialog.locator("[data-testid=stCode]").first).to_contain_text("view=")
    dialog.get_by_label("Save what is in view as").fill("Without the CIA <b>x</b>")
    dialog.get_by_label("Note").fill("A note")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog.get_by_role("status")).to_contain_text("Saved: Without the CIA <b>x</b>")
    row = dialog.locator("[class*=st-key-view-without]")
    expect(row).to_contain_text(f"{len(bundled.core)} entities")
    with on.page.expect_download() as waiting:
        row.get_by_role("button", name="File").click()
    waiting.value.save_as(tmp_path / "a.json")
    assert waiting.value.suggested_filename == "without-the-cia-b-x-b.json"
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    on.popover("more-frame").get_by_role("button", name="Back to the start view").click()
    on.nodes(len(bundled.core))
    on.page.keyboard.press("Escape")
    saved_views(on).locator("[class*=st-key-view-without]").get_by_role("button", name="Open").click()
    on.nodes(len(bundled.core) - 1)
    on.page.keyboard.press("Control+z")
    on.nodes(len(bundled.core))
    dialog = saved_views(on)
    dialog.locator("[class*=st-key-view-without]").get_by_role("button", name="Link").click()
    link = on.page.locator("[data-testid=stPopoverBody] [data-testid=stCode]").inner_text()
    other = Explore(open_page(link, motion="reduce", scheme="dark")).drawn()
    other.nodes(len(bundled.core) - 1)
    on.page.keyboard.press("Escape")
    dialog.locator("[class*=st-key-view-without]").get_by_role("button", name="Remove").click()
    expect(dialog.get_by_text("was removed.")).to_be_visible()
    expect(dialog.locator("[class*=st-key-view-without]")).to_have_count(0)
    dialog.get_by_role("button", name="Put it back").click()
    expect(dialog.locator("[class*=st-key-view-without]")).to_be_visible()
    dialog.locator("[class*=st-key-view-without]").get_by_role("button", name="Remove").click()
    expect(dialog.get_by_text("was removed.")).to_be_visible()


def saved_views(on: Explore) -> Locator:
    on.page.get_by_role("button", name="Views", exact=True).locator("visible=true").click()
    dialog = on.page.get_by_role("dialog").filter(has_text="Saved views of this case")
    expect(dialog).to_be_visible()
    on.quiet()
    return dialog
