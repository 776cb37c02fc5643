"""What a person does on the graph: select, expand, hide, undo, filter, drag, pin, collapse; with the mouse and with keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from graph.scene import group_id
from tests.browser.conftest import Bundled
from tests.browser.explore import Explore

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]
DONG, YANG, BLINKEN = "person:dong-jingwei", "person:dong-yang", "person:antony-blinken"


def test_a_click_on_a_node_opens_its_card(explore: Open, bundled: Bundled) -> None:
    on = explore()
    on.click(bundled.id(DONG))
    expect(on.title).to_have_text("Dong Jingwei")
    expect(on.side.locator(".overline")).to_have_text("person")
    expect(on.side.locator(".names")).to_contain_text("董经纬")
    said = [one for one in bundled.evidence.statements.values() if one.object is not None and DONG in (one.subject, one.object)]
    expect(on.side.locator(".card > .muted")).to_contain_text(f"{len(said)} relationships")
    assert on.side.locator("section .row-button").count() >= len(said)


def test_a_click_on_an_edge_opens_its_card(explore: Open, bundled: Bundled) -> None:
    on = explore()
    edge = next(
        one
        for one in bundled.evidence.statements.values()
        if one.subject == "person:aldrich-ames" and one.object is not None and bundled.id(one.object) in on.places()
    )
    # not at its middle, where the name of the other end lies
    on.click_edge(edge.id, 0.3)
    expect(on.title).to_contain_text("Aldrich Ames")
    expect(on.side.locator(".overline")).to_have_text("Relationship")
    assert on.selected() == {"edge": edge.id}


def test_a_group_opens_its_card_and_draws_apart(explore: Open, bundled: Bundled) -> None:
    on = explore()
    lines = on.report()["edges"]
    ends = [(one.subject, one.object) for one in bundled.evidence.statements.values() if one.object is not None]
    source, target = max(sorted({*ends} - {(DONG, None)}), key=lambda pair: ends.count(pair) * (bundled.id(pair[0]) in on.places()))
    on.click_word(group_id(bundled.id(source), bundled.id(target)))
    expect(on.side.locator(".overline")).to_contain_text("relationships")
    on.page.wait_for_function("(lines) => window.__redstring.report().edges > lines", arg=lines)
    on.card_button("Draw as one line").click()
    on.page.wait_for_function("(lines) => window.__redstring.report().edges === lines", arg=lines)


def test_an_expansion_moves_nothing_and_undo_takes_it_back(explore: Open, bundled: Bundled) -> None:
    on = explore()
    before = on.places()
    on.page.mouse.dblclick(*on.at(bundled.id(DONG)))
    on.page.wait_for_function("(count) => window.__redstring.report().nodes > count", arg=len(before))
    on.quiet()
    after = on.places()
    assert {node: after[node] for node in before} == before
    on.undo.click()
    on.nodes(len(before))
    on.redo.click()
    on.nodes(len(after))
    on.page.locator(".board").focus()
    on.page.keyboard.press("Control+z")
    on.nodes(len(before))


def test_hide_undo_redo_and_show_all(explore: Open, bundled: Bundled) -> None:
    on, count = explore(), len(bundled.core)
    on.click(bundled.id(YANG))
    on.card_button("Hide").click()
    on.nodes(count - 1)
    expect(on.undo).to_be_enabled()
    on.page.keyboard.press("Control+z")
    on.nodes(count)
    on.page.keyboard.press("Control+Shift+Z")
    on.nodes(count - 1)
    on.popover("more-frame").get_by_role("button", name="Show all 1 hidden").click()
    on.nodes(count)


def test_fifty_steps_in_quick_succession_are_all_taken_and_undone(explore: Open, bundled: Bundled) -> None:
    on = explore()
    on.page.get_by_role("group", name="Kinds of entities").get_by_role("button", name="outlet").focus()
    for _ in range(60):
        on.page.keyboard.press("Space")
    on.quiet()
    on.nodes(len(bundled.core))
    undone = 0
    while on.undo.is_enabled():
        on.page.keyboard.press("Control+z")
        on.quiet()
        undone += 1
        assert undone <= 50
    assert undone == 50
    expect(on.redo).to_be_enabled()
    expect(on.page.get_by_role("dialog")).to_have_count(0)


def test_undo_by_key_works_from_the_panel_too(explore: Open, bundled: Bundled) -> None:
    on, count = explore(), len(bundled.core)
    on.click(bundled.id(YANG))
    on.card_button("Hide").click()
    on.nodes(count - 1)
    assert bundled.id(YANG) not in on.places()
    on.side.get_by_role("button").first.focus()
    on.page.keyboard.press("Control+z")
    on.nodes(count)
    assert set(on.places()) == set(bundled.core)
    expect(on.undo).to_be_disabled()


def test_legend_and_chips_filter_and_say_so(explore: Open) -> None:
    on = explore()
    before = on.report()
    chip = on.page.get_by_role("group", name="Kinds of entities").get_by_role("button", name="outlet")
    outlets = int((chip.get_attribute("aria-label") or "").rpartition(", ")[2])
    chip.click()
    on.nodes(before["nodes"] - outlets)
    expect(on.footer).to_contain_text("hidden by filters")
    chip.click()
    on.nodes(before["nodes"])
    row = on.page.get_by_role("group", name="Legend").get_by_role("button", name="contested")
    row.click()
    on.page.wait_for_function("(count) => window.__redstring.report().edges < count", arg=before["edges"])
    contested = int((row.get_attribute("aria-label") or "").rpartition(", ")[2])
    expect(on.footer).to_contain_text(f"{contested} hidden by filters")
    expect(row).to_have_attribute("aria-pressed", "false")


def test_predicates_and_origins_filter(explore: Open, bundled: Bundled) -> None:
    on = explore()
    lines = on.report()["edges"]
    inside = on.popover("filters-frame")
    inside.get_by_role("combobox").click()
    on.page.keyboard.type("is owned by")
    on.page.keyboard.press("Enter")
    on.page.wait_for_function("(lines) => window.__redstring.report().edges < lines", arg=lines)
    fewer = on.quiet().report()["edges"]
    owned = [one for one in bundled.evidence.statements.values() if one.predicate == "owned_by" and one.object is not None]
    inside_view = [one for one in owned if {bundled.id(one.subject), bundled.id(one.object or "")} <= set(on.places())]
    assert fewer == lines - len(inside_view)
    expect(on.footer).to_contain_text(f"{len(inside_view)} hidden by filters")
    on.page.keyboard.press("Escape")
    if not inside.is_visible():
        inside = on.popover("filters-frame")
    inside.get_by_role("slider").focus()
    on.page.keyboard.press("ArrowRight")
    on.page.keyboard.press("ArrowRight")
    on.page.wait_for_function("(lines) => window.__redstring.report().edges < lines", arg=fewer)
    expect(inside.get_by_role("slider")).to_have_value("2")
    inside.get_by_role("button", name="Clear all filters").click()
    on.page.wait_for_function("(lines) => window.__redstring.report().edges === lines", arg=lines)
    expect(on.footer).not_to_contain_text("hidden by filters")


def test_what_was_cleared_or_undone_does_not_come_back_with_the_next_click(explore: Open, bundled: Bundled) -> None:
    on = explore()
    lines = on.report()["edges"]
    clear = on.page.get_by_role("button", name="Clear filters").locator("visible=true")
    on.popover("filters-frame").get_by_role("slider").focus()
    on.page.keyboard.press("ArrowRight")
    on.page.keyboard.press("ArrowRight")
    expect(clear).to_be_visible()
    on.page.keyboard.press("Escape")
    clear.click()
    on.page.wait_for_function("(lines) => window.__redstring.report().edges === lines", arg=lines)
    on.popover("as-of-frame").get_by_label("Only what was published by").fill("2021-06")
    on.page.keyboard.press("Enter")
    expect(on.page.get_by_role("button", name="As of: 2021-06")).to_be_visible()
    on.page.keyboard.press("Escape")
    on.undo.click()
    expect(on.page.get_by_role("button", name="As of: today")).to_be_visible()
    for node in (YANG, DONG, YANG):
        on.quiet().click(bundled.id(node))
    expect(on.title).to_have_text("Dong Yang")
    assert on.quiet().report()["edges"] == lines
    expect(clear).to_have_count(0)
    expect(on.page.get_by_role("button", name="As of: today")).to_be_visible()
    inside = on.popover("filters-frame")
    expect(inside.get_by_role("slider")).to_have_value("0")


def test_a_dragged_node_stays_through_what_comes_after(explore: Open, bundled: Bundled) -> None:
    on, node = explore(), bundled.id("person:aldrich-ames")
    x, y = on.at(node)
    start = on.places()[node]
    on.page.mouse.move(x, y)
    on.page.mouse.down()
    on.page.mouse.move(x + 90, y - 30, steps=6)
    on.page.mouse.up()
    expect(on.undo).to_be_enabled()
    dropped = on.quiet().places()[node]
    assert dropped != start
    on.click(bundled.id(YANG))
    expect(on.title).to_have_text("Dong Yang")
    on.card_button("Hide").click()
    on.nodes(len(bundled.core) - 1)
    assert on.places()[node] == dropped
    on.undo.click()
    on.nodes(len(bundled.core))
    on.undo.click()
    expect(on.undo).to_be_disabled()
    assert on.quiet().places()[node] == start


def test_a_pinned_node_cannot_be_dragged_until_it_is_unpinned(explore: Open, bundled: Bundled) -> None:
    on, node = explore(), bundled.id("person:aldrich-ames")
    on.click(node)
    on.card_button("Pin").click()
    expect(on.card_button("Unpin")).to_be_visible()
    x, y = on.quiet().at(node)
    before = on.places()[node]
    on.page.mouse.move(x, y)
    on.page.mouse.down()
    on.page.mouse.move(x + 60, y - 30, steps=5)
    on.page.mouse.up()
    assert on.quiet().places()[node] == before
    on.card_button("Unpin").click()
    expect(on.card_button("Unpin")).to_have_count(0)


def test_collapse_folds_in_and_unfold_brings_back(explore: Open, bundled: Bundled) -> None:
    on, node = explore(), bundled.id("org:salem-media-group")
    if node not in on.places():
        node = next(one for one in on.places() if "salem" in one)
    on.click(node)
    on.card_button("Collapse").click()
    on.page.wait_for_function("(count) => window.__redstring.report().nodes < count", arg=len(bundled.core))
    expect(on.card_button("Unfold")).to_be_visible()
    on.card_button("Unfold").click()
    on.nodes(len(bundled.core))


def test_everything_by_keys_alone(explore: Open, bundled: Bundled) -> None:
    on, count = explore(), len(bundled.core)
    on.page.keyboard.press("/")
    expect(on.search).to_be_focused()
    on.page.keyboard.type("blinken")
    expect(on.page.get_by_role("option")).to_have_count(1)
    on.page.keyboard.press("Enter")
    expect(on.title).to_have_text("Antony Blinken")
    expect(on.page.locator(".board"), "the keys mean the graph now").to_be_focused()
    expect(on.page.locator(".redstring .live")).to_contain_text("Selected: Antony Blinken, person")
    on.page.keyboard.press("ArrowRight")
    expect(on.title).not_to_have_text("Antony Blinken")
    on.page.keyboard.press("e")
    expect(on.side.locator(".overline")).to_contain_text("elationship")
    on.page.keyboard.press("Delete")
    expect(on.undo).to_be_enabled()
    on.page.keyboard.press("Control+z")
    expect(on.undo).to_be_disabled()
    on.page.wait_for_function("() => window.__redstring.report().selected?.edge")
    on.quiet().page.keyboard.press("Escape")
    expect(on.side.locator(".overline").first).to_have_text("Case")
    on.page.keyboard.press("?")
    expect(on.page.get_by_role("dialog", name="Keys")).to_contain_text("Undo")
    on.page.keyboard.press("Escape")
    on.page.keyboard.press("ArrowLeft")
    on.page.keyboard.press("Delete")
    on.nodes(count - 1)


def test_the_paths_between_two_by_the_key(explore: Open, bundled: Bundled) -> None:
    on = explore()
    on.click(bundled.id("person:dong-jingwei"))
    on.page.keyboard.press("t")
    expect(on.notice).to_contain_text("Paths from Dong Jingwei: choose where they lead")
    on.click(bundled.id("agency:cia"))
    expect(on.card_button("Paths from Dong Jingwei")).to_be_visible()
    on.page.keyboard.press("t")
    expect(on.notice).to_contain_text("2 shortest paths of 2 steps")
    on.quiet()
    assert set(on.report()["told"]) == {bundled.id(key) for key in ("person:dong-jingwei", "agency:cia", "agency:mss", "agency:dia")}
    on.page.mouse.click(*on.at(bundled.id("place:china")))
    on.quiet()
    expect(on.notice).to_be_hidden()
    assert on.report()["told"] is None


def test_keys_mean_the_graph_after_a_click_in_the_panel(explore: Open) -> None:
    on = explore()
    on.side.locator("h2 button").first.click()
    expect(on.title).to_have_text("Dong Jingwei")
    expect(on.page.locator(".redstring .live")).to_contain_text("Selected: Dong Jingwei, person")
    on.page.keyboard.press("ArrowUp")
    expect(on.title).not_to_have_text("Dong Jingwei")
    on.side.locator(".actions button").first.focus()
    on.page.keyboard.press("p")
    expect(on.card_button("Unpin")).to_be_visible()
    expect(on.page.locator(".board"), "who is in the panel by keys stays there").not_to_be_focused()


def test_enter_on_a_relationship_goes_to_its_card_and_escape_comes_back(explore: Open) -> None:
    on = explore()
    on.page.locator(".board").focus()
    chosen = on.selected()
    on.page.keyboard.press("Enter")
    expect(on.side).to_be_focused()
    on.page.keyboard.press("Tab")
    assert on.side.evaluate("(panel) => panel.contains(panel.getRootNode().activeElement) && panel.getRootNode().activeElement !== panel")
    on.page.keyboard.press("Escape")
    expect(on.page.locator(".board")).to_be_focused()
    assert on.selected() == chosen


def test_back_to_the_start_view(explore: Open, bundled: Bundled) -> None:
    on = explore()
    on.click(bundled.id(DONG))
    on.page.keyboard.press("Enter")
    on.page.wait_for_function("(count) => window.__redstring.report().nodes > count", arg=len(bundled.core))
    on.popover("more-frame").get_by_role("button", name="Back to the start view").click()
    on.nodes(len(bundled.core))
    assert set(on.places()) == set(bundled.core)


def test_the_card_brings_in_what_is_not_in_view(explore: Open, bundled: Bundled) -> None:
    on, count = explore(), len(bundled.core)
    on.click(bundled.id(DONG))
    expect(on.title).to_have_text("Dong Jingwei")
    on.side.locator(".row-button", has_text="not in view").first.click()
    on.nodes(count + 1)
    expect(on.side.locator(".overline")).to_have_text("Relationship")
