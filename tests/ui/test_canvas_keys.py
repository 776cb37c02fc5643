"""Keys, dragging and motion on the canvas, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browsing import Opener
from tests.ui.canvas_page import at, click, drawn, log, on_edge, report, settle, shown, types
from ui.words import when

pytestmark = pytest.mark.browser


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


def test_from_a_relationship_arrows_go_to_its_ends_and_to_the_next_one(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    # n3 lies straight to the left of the hub
    page.mouse.click(*on_edge(page, "t/e3"))
    settle(page, 1)
    page.keyboard.press("ArrowLeft")
    settle(page, 2)
    assert report(page)["selected"] == {"node": "n3"}
    page.mouse.click(*on_edge(page, "t/e3"))
    page.keyboard.press("ArrowRight")
    settle(page, 4)
    assert report(page)["selected"] == {"node": "hub"}
    page.keyboard.press("e")
    first = report(page)["selected"]["edge"]
    page.mouse.click(*on_edge(page, "t/e3"))
    page.keyboard.press("ArrowDown")
    settle(page, 7)
    after = report(page)["selected"]["edge"]
    assert after not in (first, "t/e3"), "across the line: the next one of the same entity"


def test_enter_opens_a_group_and_closes_it_again(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    edges = report(page)["edges"]
    group = page.evaluate("() => window.__redstring.written().words.find((one) => /^5/.test(one.text)).edge")
    click(page, "n1")
    page.keyboard.press("e")
    settle(page, 2)
    assert report(page)["selected"] == {"edge": group}
    page.keyboard.press("Enter")
    settle(page, 3)
    assert types(page)[-1] == "open"
    page.wait_for_function("(edges) => window.__redstring.report().edges === edges + 4", arg=edges)
    page.keyboard.press("Enter")
    settle(page, 4)
    assert types(page)[-1] == "close"
    page.wait_for_function("(edges) => window.__redstring.report().edges === edges", arg=edges)
    assert report(page)["selected"] == {"edge": group}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_keys_are_listed_where_there_is_no_graph_too(open_page: Opener, address: str, theme: str) -> None:
    page = shown(open_page, address, scheme=theme)
    page.get_by_text("other", exact=True).click()
    page.wait_for_function("() => window.__redstring.count === 0")
    field = page.get_by_label("Find someone")
    field.press_sequentially("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_have_count(0)
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("?")
    expect(dialog).to_contain_text("Undo")
    ground = dialog.evaluate(
        "(one) => getComputedStyle(one).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)"
    )
    assert (ground > 380) is (theme == "light")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


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


def test_a_list_of_keys_that_closes_late_takes_no_focus_from_a_field(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.locator(".board").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    field = page.get_by_label("Find someone").element_handle()
    # closing tells of itself a task later, when the field has the focus already
    dialog.evaluate(
        """(dialog, field) => new Promise((told) => {
            dialog.addEventListener('close', () => setTimeout(told)); dialog.close(); field.focus(); })""",
        field,
    )
    expect(page.get_by_label("Find someone")).to_be_focused()


def test_keys_work_beside_the_drawing_and_not_in_fields(open_page: Opener, address: str) -> None:
    page = shown(open_page, address)
    page.locator(".chip").first.focus()
    page.keyboard.press("ArrowRight")
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    settle(page, 1)
    assert log(page)["selection"] == "hub", "one press was the chip's, one the graph's"
    field = page.get_by_label("Find someone")
    field.fill("")
    field.press_sequentially("fpe?/")
    page.keyboard.press("Delete")
    page.keyboard.press("Backspace")
    expect(field).to_have_value("fpe?")
    assert types(page) == ["select"]
    assert report(page)["nodes"] == 7


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2021-02~", "≈ 2021-02"),
        ("2021?", "2021 (uncertain)"),
        ("2021%", "≈ 2021 (uncertain)"),
        ("XXXX/1989", "unknown year – 1989"),
        ("2018-04/..", "since 2018-04"),
        ("../2020", "until 2020"),
        ("2010/2012~", "2010 – ≈ 2012"),
        ("2018-04/", "2018-04 – unknown"),
        ("/2020", "unknown – 2020"),
    ],
)
def test_dates_read_the_same_on_the_canvas_and_in_the_cards(open_page: Opener, address: str, given: str, said: str) -> None:
    page = shown(open_page, address)
    assert page.evaluate("(text) => window.__redstring.when(text)", given) == said == when(given)


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
