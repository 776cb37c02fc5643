"""What comes in or is chosen can be seen: the view moves there by itself, gently, and nothing of the canvas lies on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Bundled
from tests.browser.explore import Explore

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]
# how often the node has been drawn at another height
WATCH = """(node) => { window.track = new Set(); const look = () => {
    window.track.add(Math.round(window.__redstring.report().positions[node].y)); requestAnimationFrame(look); }; look(); }"""
DONG, HAN = "person:dong-jingwei", "person:han-lianchao"


def hidden(on: Explore, nodes: set[str]) -> list[str]:
    """Those of `nodes` that are outside of the drawing, or under the legend or the buttons on it."""
    host, *above = (on.page.locator(f".redstring .{name}").bounding_box() for name in ("host", "legend", "tools"))
    assert host is not None
    report = on.report()["positions"]

    def inside(node: str, box: dict[str, float]) -> bool:
        x, y = report[node]["x"], report[node]["y"]
        return box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"]

    return [node for node in nodes if not inside(node, dict(host)) or any(box and inside(node, dict(box)) for box in above)]


@pytest.mark.parametrize("width", [400, 1280])
def test_what_an_expansion_brings_can_be_seen_and_nothing_is_zoomed(explore: Open, bundled: Bundled, width: int) -> None:
    on = explore(width=width, height=800)
    before, scale = set(on.places()), on.report()["scale"]
    assert hidden(on, before) == []
    on.click(bundled.id(DONG))
    on.page.keyboard.press("Enter")
    on.page.wait_for_function("(count) => window.__redstring.report().nodes > count", arg=len(before))
    on.quiet()
    new = set(on.places()) - before
    assert new
    on.page.wait_for_function("(node) => window.__redstring.report().selected?.node === node", arg=bundled.id(DONG))
    assert hidden(on, new | {bundled.id(DONG)}) == []
    assert on.report()["scale"] == pytest.approx(scale)


def test_who_is_found_can_be_seen_wherever_the_view_is(explore: Open, bundled: Bundled) -> None:
    on = explore()
    on.page.locator(".board").focus()
    for _ in range(4):
        on.page.keyboard.press("+")
    assert bundled.id(HAN) in hidden(on, set(on.places()))
    scale = on.report()["scale"]
    on.find("han lianchao")
    on.page.keyboard.press("Enter")
    expect(on.title).to_have_text("Han Lianchao")
    on.quiet()
    assert hidden(on, {bundled.id(HAN)}) == []
    assert on.report()["scale"] == pytest.approx(scale)


def test_a_click_in_the_drawing_moves_nothing(explore: Open, bundled: Bundled) -> None:
    on = explore()
    before = on.report()["positions"]
    on.click(bundled.id(HAN))
    expect(on.title).to_have_text("Han Lianchao")
    assert on.quiet().report()["positions"] == before


def test_without_a_wish_for_less_motion_the_view_glides_there(explore: Open, bundled: Bundled) -> None:
    on = explore(motion="no-preference")
    on.page.locator(".board").focus()
    for _ in range(4):
        scale = on.report()["scale"]
        on.page.keyboard.press("+")
        on.page.wait_for_function("(scale) => window.__redstring.report().scale > 1.29 * scale", arg=scale)
    on.page.evaluate(WATCH, bundled.id(HAN))
    on.find("han lianchao")
    on.page.keyboard.press("Enter")
    expect(on.title).to_have_text("Han Lianchao")
    on.page.wait_for_function("() => window.track.size > 3")
    host = on.page.locator(".redstring .host").bounding_box()
    assert host is not None
    below = "([node, y]) => window.__redstring.report().positions[node].y < y"
    on.page.wait_for_function(below, arg=[bundled.id(HAN), host["y"] + host["height"]])
    assert hidden(on, {bundled.id(HAN)}) == []


def test_words_on_lines_cover_no_name_and_no_other_word(explore: Open) -> None:
    on = explore(width=1280, height=800)
    marks = on.page.evaluate("() => window.__redstring.marks()")
    assert len(marks) > 10, "every contested line bears its word"
    clear = [mark for mark in marks if mark["covered"] < 0.25]
    assert len(clear) == len(marks)
