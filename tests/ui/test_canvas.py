"""Clicks, hovering, chips, legend and buttons of the canvas, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browsing import Opener
from tests.ui.canvas_page import at, click, drawn, log, on_edge, report, settle, shown, types

pytestmark = pytest.mark.browser
LEGEND = "Legend: how well relationships are supported"


def test_click_on_a_node_selects_it_in_one_run(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    runs = log(page)["runs"]
    click(page, "hub")
    settle(page, 1)
    assert log(page)["selection"] == "hub"
    assert log(page)["runs"] == runs + 1
    assert report(page)["selected"] == {"node": "hub"}
    expect(page.locator(".live")).to_have_text("Selected: Name of hub, person, 16 relationships, 4 more not in view")


def test_click_on_an_edge_selects_it_and_on_nothing_clears(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.mouse.click(*on_edge(page, "t/e3"))
    settle(page, 1)
    assert log(page)["selection"] == "t/e3"
    expect(page.locator(".live")).to_contain_text("Name of hub met with Name of n3, single-source")
    corner = page.locator(".board").bounding_box()
    assert corner is not None
    page.mouse.click(corner["x"] + corner["width"] - 150, corner["y"] + 100)
    settle(page, 2)
    assert log(page)["selection"] is None


def test_each_parallel_edge_can_be_clicked(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    for count, edge in enumerate(("t/e0", "t/e10", "t/e11"), start=1):
        page.mouse.click(*on_edge(page, edge, 0.45))
        settle(page, count)
        assert log(page)["selection"] == edge


def test_a_group_shows_its_number_and_opens_on_a_click(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    before = report(page)["edges"]
    page.mouse.move(*on_edge(page, "group:hub|n1"))
    expect(page.locator(".tooltip")).to_contain_text("5 relationships, one of them contested: click to open")
    page.mouse.click(*on_edge(page, "group:hub|n1"))
    settle(page, 2)
    assert {"open", "select"} == set(types(page))
    assert report(page)["edges"] == before + 4


def test_double_click_expands_and_moves_nothing_that_is_drawn(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    before, runs = drawn(page), log(page)["runs"]
    page.mouse.dblclick(*at(page, "hub"))
    page.wait_for_function("() => window.__redstring.report().nodes === 11")
    settle(page, 2)
    assert types(page) == ["select", "expand"]
    assert log(page)["runs"] <= runs + 2
    after = drawn(page)
    assert {name: after[name] for name in before} == before


def test_chips_filter_by_kind_and_the_legend_by_status(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    chip = page.get_by_role("group", name="Kinds of entities").get_by_role("button", name="agency, 1")
    expect(chip).to_have_attribute("aria-pressed", "true")
    chip.click()
    settle(page, 1)
    assert report(page)["nodes"] == 6
    expect(chip).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".footer")).to_contain_text("hidden by filters")
    expect(page.locator(".footer")).to_contain_text("Relations are claims as reported, not findings.")
    row = page.get_by_role("group", name=LEGEND).get_by_role("button", name="unconfirmed")
    edges = report(page)["edges"]
    row.focus()
    page.keyboard.press("Enter")
    settle(page, 2)
    assert report(page)["edges"] == edges - 1
    expect(row).to_be_focused()
    assert log(page)["log"][1] | {"seq": 0} == {"type": "filter", "facet": "status", "value": "unconfirmed", "shown": False, "seq": 0}


def test_hovering_says_predicate_and_status_in_words(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.mouse.move(*on_edge(page, "t/e2"))
    expect(page.locator(".tooltip .first")).to_have_text("Name of hub met with Name of n2")
    expect(page.locator(".tooltip .status")).to_have_text("unconfirmed")
    expect(page.locator(".tooltip")).to_contain_text("3 claims · 1 denial · 1–2 origins")
    page.mouse.move(*at(page, "n4"))
    expect(page.locator(".tooltip .first")).to_have_text("Name of n4")
    expect(page.locator(".tooltip")).to_contain_text("place")


def test_buttons_on_the_selected_node_have_names_and_do_it(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    click(page, "hub")
    bar = page.get_by_role("toolbar", name="Selected entity")
    expect(bar).to_be_visible()
    for name, key in (("Expand: 4 more", "Enter"), ("Collapse", "C"), ("Pin", "P"), ("Hide", "Delete")):
        expect(bar.get_by_role("button", name=name)).to_have_attribute("title", f"{name} ({key})")
    bar.get_by_role("button", name="Pin").click()
    settle(page, 2)
    expect(bar.get_by_role("button", name="Pin")).to_have_attribute("aria-pressed", "true")
    bar.get_by_role("button", name="Expand: 4 more").click()
    settle(page, 3)
    assert types(page) == ["select", "pin", "expand"]


def test_zoom_fit_and_full_height(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    scale, tools = report(page)["scale"], page.get_by_role("toolbar", name="Canvas")
    tools.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("(least) => window.__redstring.report().scale > least", arg=scale * 1.2)
    tools.get_by_role("button", name="Fit everything").click()
    page.wait_for_function("(scale) => Math.abs(window.__redstring.report().scale - scale) < 0.01", arg=scale)
    height = page.locator(".redstring").bounding_box()
    tools.get_by_role("button", name="Full height").click()
    expect(page.locator(".redstring.tall")).to_be_visible()
    taller = page.locator(".redstring").bounding_box()
    assert height is not None and taller is not None and taller["height"] > height["height"] + 100
    assert log(page)["log"] == [], "these concern the canvas alone"
