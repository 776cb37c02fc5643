"""What a person does on the canvas, in a real browser, with a small page of the test's own around it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browsing import Opener

pytestmark = pytest.mark.browser
READY = "() => window.__redstring?.report()?.drawn > 0"
LEGEND = "Legend: how well relationships are supported"


def shown(open_page: Opener, address: str, query: str = "", **size: Any) -> Page:
    page = open_page(f"{address}/?{query}", **size)
    page.wait_for_function(READY)
    return page


def report(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("() => window.__redstring.report()")
    return found


def log(page: Page) -> dict[str, Any]:
    text = page.locator(".st-key-log [data-testid=stText]").inner_text()
    found: dict[str, Any] = json.loads(text)
    return found


def types(page: Page) -> list[str]:
    return [entry["type"] for entry in log(page)["log"]]


def settle(page: Page, count: int) -> None:
    """Until the page has dealt with `count` actions and has told the canvas so."""
    page.wait_for_function(
        """(count) => {
            const text = document.querySelector('.st-key-log [data-testid=stText]')?.textContent;
            return text && JSON.parse(text).log.length >= count && window.__redstring.report().waiting === 0;
        }""",
        arg=count,
    )


def at(page: Page, node: str) -> tuple[float, float]:
    place = report(page)["positions"][node]
    return place["x"], place["y"]


def click(page: Page, node: str) -> None:
    page.mouse.click(*at(page, node))


def on_edge(page: Page, edge: str, t: float = 0.5) -> tuple[float, float]:
    place = page.evaluate("([id, t]) => window.__redstring.edgePoint(id, t)", [edge, t])
    return place["x"], place["y"]


def drawn(page: Page) -> dict[str, tuple[float, float]]:
    return {name: (place["drawnX"], place["drawnY"]) for name, place in report(page)["positions"].items()}


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


def test_new_nodes_come_out_of_their_parent_and_end_where_they_belong(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.evaluate("""() => { window.track = []; const look = () => {
        const place = window.__redstring.report().positions.x0; if (place) window.track.push([place.drawnX, place.drawnY]);
        if (window.track.length < 400) requestAnimationFrame(look); }; look(); }""")
    page.mouse.dblclick(*at(page, "hub"))
    page.wait_for_function("() => window.track.length > 0 && Math.abs(window.track.at(-1)[0] - 120) < 0.2")
    first = page.evaluate("() => window.track[0]")
    assert abs(first[0]) < 110, "it began near the hub"


def test_without_motion_new_nodes_are_there_at_once(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, motion="reduce")
    page.evaluate("""() => { window.track = []; const look = () => {
        const place = window.__redstring.report().positions.x0; if (place) window.track.push(place.drawnX);
        if (window.track.length < 20) requestAnimationFrame(look); }; look(); }""")
    page.mouse.dblclick(*at(page, "hub"))
    page.wait_for_function("() => window.track.length === 20")
    assert set(page.evaluate("() => window.track")) == {120}


def test_keys_walk_expand_pin_hide_undo_and_redo(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.locator(".board").focus()
    page.keyboard.press("ArrowRight")
    settle(page, 1)
    assert log(page)["selection"] == "hub", "without a selection the node nearest to the middle"
    page.keyboard.press("ArrowLeft")
    settle(page, 2)
    assert log(page)["selection"] == "n3"
    page.keyboard.press("p")
    settle(page, 3)
    page.keyboard.press("Delete")
    settle(page, 4)
    assert report(page)["nodes"] == 6
    page.keyboard.press("Control+z")
    settle(page, 5)
    assert report(page)["nodes"] == 7
    page.keyboard.press("Control+Shift+Z")
    settle(page, 6)
    assert report(page)["nodes"] == 6
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+y")
    settle(page, 8)
    assert types(page) == ["select", "select", "pin", "hide", "undo", "redo", "undo", "redo"]


def test_keys_expand_collapse_cycle_and_clear(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    click(page, "hub")
    settle(page, 1)
    page.keyboard.press("Enter")
    settle(page, 2)
    assert report(page)["nodes"] == 11
    page.keyboard.press("c")
    settle(page, 3)
    assert report(page)["nodes"] == 3, "those that hang on the hub alone are folded in"
    page.keyboard.press("e")
    settle(page, 4)
    assert report(page)["selected"].get("edge")
    page.keyboard.press("Escape")
    settle(page, 5)
    assert report(page)["selected"] is None


def test_slash_puts_the_cursor_in_the_search_and_question_mark_lists_the_keys(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.locator(".board").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Find someone")).to_be_focused()
    page.keyboard.type("a/b?")
    expect(page.get_by_label("Find someone")).to_have_value("a/b?")


def test_a_dragged_node_stays_and_is_told_once(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    x, y = at(page, "n2")
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(x + 12 * step, y - 6 * step)
    page.mouse.up()
    settle(page, 1)
    assert types(page) == ["moved"]
    dropped = drawn(page)["n2"]
    told = log(page)["log"][0]["positions"]["n2"]
    assert told == pytest.approx(dropped, abs=0)
    page.get_by_role("button", name="Again", exact=True).click()
    click(page, "hub")
    settle(page, 2)
    assert drawn(page)["n2"] == pytest.approx(dropped, abs=0)


def test_a_long_press_is_a_click_when_it_ends_and_a_drag_when_it_moves(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.mouse.move(*at(page, "n2"))
    page.mouse.down()
    page.wait_for_timeout(400)  # a person who presses long
    assert report(page)["waiting"] == 0 and types(page) == []
    page.mouse.up()
    settle(page, 1)
    x, y = at(page, "n3")
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_timeout(400)
    page.mouse.move(x + 60, y + 20, steps=5)
    page.mouse.up()
    settle(page, 2)
    assert types(page) == ["select", "moved"]


def test_a_pinned_node_cannot_be_dragged(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    click(page, "n2")
    settle(page, 1)
    page.keyboard.press("p")
    settle(page, 2)
    before = drawn(page)["n2"]
    x, y = at(page, "n2")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y + 50, steps=5)
    page.mouse.up()
    click(page, "hub")
    settle(page, 3)
    assert drawn(page)["n2"] == before
    assert "moved" not in types(page)


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


def test_nothing_is_lost_when_actions_come_faster_than_the_page_answers(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, "slow=0.7")
    click(page, "hub")
    for key in ("ArrowLeft", "p", "ArrowRight", "p"):
        page.keyboard.press(key)
    settle(page, 5)
    found = log(page)["log"]
    assert [entry["type"] for entry in found] == ["select", "select", "pin", "select", "pin"]
    assert [entry.get("node") or entry["ids"][0] for entry in found] == ["hub", "n3", "n3", "hub", "hub"]
    assert len({entry["seq"] for entry in found}) == 5
    assert report(page)["selected"] == {"node": "hub"}


def test_the_theme_changes_the_drawing_and_nothing_else(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    click(page, "n1")
    settle(page, 1)
    light, before = page.locator(".redstring").evaluate("(one) => getComputedStyle(one).backgroundColor"), report(page)
    page.get_by_text("dark", exact=True).click()
    page.wait_for_function("() => window.__redstring.report().theme === 'dark'")
    after = report(page)
    assert page.locator(".redstring").evaluate("(one) => getComputedStyle(one).backgroundColor") != light
    assert after["selected"] == before["selected"]
    assert after["scale"] == pytest.approx(before["scale"])
    assert at(page, "n1") == pytest.approx((before["positions"]["n1"]["x"], before["positions"]["n1"]["y"]), abs=1)
    click(page, "hub")
    settle(page, 2)
    assert log(page)["selection"] == "hub", "the new network listens too"


def test_page_changes_leave_nothing_behind(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    for _ in range(4):
        page.get_by_text("other", exact=True).click()
        page.wait_for_function("() => window.__redstring.count === 0 && window.__redstring.networks === 0")
        page.get_by_text("graph", exact=True).click()
        page.wait_for_function(f"() => window.__redstring.count === 1 && ({READY})()")
    assert page.evaluate("() => window.__redstring.networks") == 1
    assert page.locator(".host canvas").count() == 1
    page.locator(".board").focus()
    page.keyboard.press("ArrowRight")
    settle(page, 1)
    assert types(page) == ["select"], "one key press is heard once"


def test_a_canvas_that_comes_back_shows_the_scene_it_had(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    click(page, "n2")
    settle(page, 1)
    before = report(page)
    page.get_by_text("other", exact=True).click()
    page.wait_for_function("() => window.__redstring.count === 0")
    sizes = received(page.context.new_cdp_session(page))
    page.get_by_text("graph", exact=True).click()
    page.wait_for_function(READY)
    assert (report(page)["rev"], report(page)["selected"]) == (before["rev"], {"node": "n2"})
    assert sum(sizes) < 8_000, "the scene was here all the time"
    page.keyboard.press("/")
    page.locator(".board").focus()
    page.keyboard.press("Delete")
    settle(page, 2)
    assert report(page)["nodes"] == 6


def test_reruns_build_nothing_anew(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.locator(".host canvas").evaluate("(one) => { one.same = true; }")
    for count, node in enumerate(("hub", "n0", "n1"), start=1):
        click(page, node)
        settle(page, count)
    page.keyboard.press("Delete")
    settle(page, 4)
    assert page.locator(".host canvas").evaluate("(one) => one.same === true")


def test_hostile_text_is_only_text(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, "scene=hostile")
    said = []
    for node in report(page)["positions"]:
        page.mouse.move(*at(page, node))
        expect(page.locator(".tooltip")).to_be_visible()
        said.append(page.locator(".tooltip .first").inner_text())
        click(page, node)
    for edge in range(8):
        page.mouse.move(*on_edge(page, f"t/e{edge}"))
    settle(page, 8)
    assert said[0] == '<img src=x onerror="window.pwned=1">'
    assert "\u202e" not in "".join(said)
    assert max(map(len, said)) <= 300
    assert page.evaluate("() => window.pwned") is None
    assert page.locator(".redstring :is(script, a, img:not([src^='data:image/svg+xml']))").count() == 0
    box = page.locator(".redstring").bounding_box()
    assert box is not None and page.evaluate("() => document.documentElement.scrollWidth") <= 1280


def test_an_empty_view_says_so(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, "scene=empty")
    expect(page.locator(".empty")).to_contain_text("Nothing to draw")


def test_a_notice_offers_its_choices(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, "notice=1")
    expect(page.get_by_role("status")).to_contain_text("Too many to draw")
    page.get_by_role("button", name="The first 25").click()
    settle(page, 1)
    assert log(page)["log"][0]["value"] == "25"


def test_on_a_narrow_screen_the_legend_folds_into_a_button(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, width=400, height=800)
    rows = page.locator(".rows")
    expect(rows).to_be_hidden()
    page.get_by_role("button", name="Legend").click()
    expect(rows).to_be_visible()
    rows.get_by_role("button", name="contested").click()
    settle(page, 1)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 400
    places = report(page)["positions"].values()
    assert all(0 < place["x"] < 400 for place in places)


def test_the_drawing_follows_the_width_of_its_place(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.set_viewport_size({"width": 800, "height": 700})
    page.wait_for_function("() => document.querySelector('.st-key-canvas').clientWidth < 800")
    canvas, host = page.locator(".host canvas"), page.locator(".host")
    expect(host).to_have_js_property("clientWidth", canvas.evaluate("(one) => one.clientWidth"))
    assert all(place["x"] < 800 for place in report(page)["positions"].values())


def received(session: CDPSession) -> list[int]:
    """Grows by the size of every message from the server."""
    sizes: list[int] = []
    session.on("Network.webSocketFrameReceived", lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 // 4))
    session.send("Network.enable")
    return sizes


def test_a_click_does_not_send_the_graph_again(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, "scene=600")
    sizes = received(page.context.new_cdp_session(page))
    click(page, "m310")
    settle(page, 1)
    assert 0 < sum(sizes) < 4_000


def test_five_thousand_nodes(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, "scene=5000")
    assert (report(page)["nodes"], report(page)["edges"]) == (5_000, 10_000)
    click(page, "m2525")
    settle(page, 1)
    assert log(page)["selection"] == "m2525"
    x, y = at(page, "m2525")
    page.mouse.move(x + 200, y)
    page.mouse.down()
    page.evaluate(
        """() => { window.times = []; let last = performance.now();
        const look = (now) => { window.times.push(now - last); last = now; if (window.times.length < 400) requestAnimationFrame(look); };
        requestAnimationFrame(look); }"""
    )
    for step in range(1, 31):
        page.mouse.move(x + 200 - 6 * step, y + 3 * step)
    page.mouse.up()
    frames = sorted(page.evaluate("() => window.times.slice(2)"))
    assert frames[len(frames) // 2] < 120, "half of the frames while dragging the view come within 120 ms on a slow machine"
