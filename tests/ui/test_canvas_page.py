"""The canvas in its page: reruns, themes, sizes, other pages, hostile text, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Opener
from tests.ui.canvas_page import READY, at, click, log, on_edge, received, report, settle, shown, types

pytestmark = pytest.mark.browser


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


def test_a_switch_that_is_pressed_faster_than_the_page_answers_goes_on_and_off(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, "slow=0.3")
    row = page.get_by_role("button", name="rumour", exact=False).first
    row.focus()
    for _ in range(3):
        page.keyboard.press("Space")
        # what the page answers in between is older than what was pressed since
        page.wait_for_timeout(200)
    for _ in range(5):
        page.keyboard.press("Space")
        page.wait_for_timeout(150)
    settle(page, 8)
    assert [entry.get("shown", True) for entry in log(page)["log"]] == [False, True] * 4
    expect(row).to_have_attribute("aria-pressed", "true")


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
    expect(page.locator(".board")).to_be_focused()


def test_what_is_under_the_pointer_is_named_until_it_is_clicked(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    tooltip = page.locator(".tooltip")
    page.mouse.move(*at(page, "n2"))
    expect(tooltip).to_contain_text("Name of n2")
    click(page, "n2")
    expect(tooltip).to_be_hidden()
    page.mouse.move(*at(page, "n3"))
    expect(tooltip).to_contain_text("Name of n3")
    x, y = at(page, "n2")
    page.mouse.move(x + 2, y)
    expect(tooltip).to_be_hidden()


def test_a_slow_answer_is_told_on_the_canvas(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, "slow=1.5")
    busy = page.locator(".busy")
    expect(busy).to_be_hidden()
    click(page, "n2")
    expect(busy).to_be_visible()
    settle(page, 1)
    expect(busy).to_be_hidden()


def test_on_a_narrow_screen_the_legend_folds_into_a_button(open_page: Opener, address: str) -> None:
    page = shown(open_page, address, width=400, height=800)
    # what became of things has rows only where two snapshots are compared
    rows, changes = page.locator(".rows:not(.changes)"), page.locator(".rows.changes")
    expect(rows).to_be_hidden()
    page.get_by_role("button", name="Legend").click()
    expect(rows).to_be_visible()
    expect(changes).to_be_hidden()
    rows.get_by_role("button", name="contested").click()
    settle(page, 1)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 400
    places = report(page)["positions"].values()
    assert all(0 < place["x"] < 400 for place in places)


def narrowed(page: Page) -> None:
    """A window of another size, once the drawing has followed it."""
    page.set_viewport_size({"width": 800, "height": 700})
    page.wait_for_function("() => document.querySelector('.st-key-canvas').clientWidth < 800")
    canvas, host = page.locator(".host canvas"), page.locator(".host")
    expect(host).to_have_js_property("clientWidth", canvas.evaluate("(one) => one.clientWidth"))


def test_the_drawing_follows_the_width_of_its_place(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    narrowed(page)
    assert all(place["x"] < 800 for place in report(page)["positions"].values())


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_who_looks_closer_keeps_what_is_in_sight_when_the_window_changes(open_page: Opener, address: str, motion: str) -> None:
    page = shown(open_page, address, motion=motion)
    fitted = report(page)["scale"]
    page.locator(".board").press("+")
    narrowed(page)
    page.wait_for_function("(scale) => Math.abs(window.__redstring.report().scale - 1.3 * scale) < 0.001", arg=fitted)
    page.locator(".board").press("f")
    page.wait_for_function("(scale) => window.__redstring.report().scale < scale", arg=fitted)
    assert all(place["x"] < 800 for place in report(page)["positions"].values())


def test_steps_of_the_zoom_that_come_faster_than_they_are_drawn_add_up_and_stay(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    fitted = report(page)["scale"]
    page.locator(".board").evaluate(
        """(board) => { for (let time = 0; time < 3; time += 1)
            board.dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true })); }"""
    )
    # vis-network sets the scale to be reached once before the first frame
    scales = page.evaluate(
        """() => new Promise((done) => { const seen = []; const look = () => {
        seen.push(window.__redstring.report().scale); if (seen.length < 60) requestAnimationFrame(look); else done(seen); }; look(); })"""
    )
    assert scales[30:] == pytest.approx([1.3**3 * fitted] * 30)


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


def test_a_name_is_part_of_its_node(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    box = next(one["box"] for one in page.evaluate("() => window.__redstring.written().names") if one["node"] == "n2")
    x, y = (box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2
    page.mouse.move(x, y)
    expect(page.locator(".tooltip")).to_contain_text("Name of n2")
    page.mouse.click(x, y)
    settle(page, 1)
    assert log(page)["selection"] == "n2"
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=5)
    page.mouse.up()
    settle(page, 2)
    assert types(page) == ["select", "moved"]
    assert set(log(page)["log"][1]["positions"]) == {"n2"}


def test_a_name_is_clicked_before_a_line_and_after_a_badge(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    name = next(one["box"] for one in page.evaluate("() => window.__redstring.written().names") if one["node"] == "n2")
    x, y = (name["left"] + name["right"]) / 2, (name["top"] + name["bottom"]) / 2
    # the badge of n3 is dragged onto the name, and its line with it
    page.mouse.move(*at(page, "n3"))
    page.mouse.down()
    page.mouse.move(x + 12, y, steps=5)
    page.mouse.up()
    settle(page, 1)
    click(page, "n3")
    settle(page, 2)
    assert log(page)["selection"] == "n3"
    page.mouse.click(name["left"] + 3, y)
    settle(page, 3)
    assert log(page)["selection"] == "n2"
    page.mouse.dblclick(name["left"] + 3, y)
    settle(page, 4)
    assert types(page)[-1] == "expand"
