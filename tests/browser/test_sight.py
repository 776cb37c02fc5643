"""What comes in or is chosen can be seen: the view moves there by itself, gently, and nothing of the canvas lies on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Bundled
from tests.browser.explore import Explore

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]
# how often the node has been drawn at another height
WATCH = """(node) => { window.track = new Set(); const look = () => {
    window.track.add(Math.round(window.__redstring.report().positions[node].y)); requestAnimationFrame(look); }; look(); }"""
Box = dict[str, float]
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
    scale = on.report()["scale"]
    for _ in range(4):
        on.page.keyboard.press("+")
    on.page.wait_for_function("(scale) => window.__redstring.report().scale > 2.8 * scale", arg=scale)
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


def covered(box: Box, others: list[Box]) -> float:
    """How much of a box (0 to 1) the one of the others covers that covers most of it."""

    def overlap(other: Box) -> float:
        wide = min(box["right"], other["right"]) - max(box["left"], other["left"])
        high = min(box["bottom"], other["bottom"]) - max(box["top"], other["top"])
        return wide * high if wide > 0 and high > 0 else 0.0

    return max(map(overlap, others), default=0.0) / ((box["right"] - box["left"]) * (box["bottom"] - box["top"]))


def written(on: Explore, width: int) -> dict[str, Any]:
    """What is written on the drawing, once a narrow one is laid out upright."""
    if width < 600:
        on.page.wait_for_function("() => window.__redstring.report().scale > 0.45")
    found: dict[str, Any] = on.quiet().page.evaluate("() => window.__redstring.written()")
    return found


@pytest.mark.parametrize("width", [400, 1280, 1920])
def test_words_on_lines_cover_no_name_and_no_other_word(explore: Open, width: int) -> None:
    on = explore(width=width, height=800)
    found = written(on, width)
    words = [word for word in found["words"] if "contested" in word["text"]]
    assert len({word["edge"] for word in words} | set(found["crossed"])) > 10, "every contested line bears its word or a cross"
    assert width < 600 or len(words) > 10, "there is room for them"
    for word in found["words"]:
        others = [one["box"] for one in [*found["names"], *found["badges"], *found["words"]] if one is not word]
        assert covered(word["box"], others) < 0.25, word


@pytest.mark.parametrize("width", [400, 1280, 1920])
def test_the_names_that_matter_most_are_there_and_nothing_lies_on_them(explore: Open, bundled: Bundled, width: int) -> None:
    on = explore(width=width, height=800)
    found = written(on, width)
    names, nodes = {name["node"]: name["box"] for name in found["names"]}, set(on.places())
    central = bundled.evidence.statements[bundled.case.central or ""]
    ends = {bundled.id(central.subject), bundled.id(central.object or "")}
    statements = [one for one in bundled.evidence.statements.values() if one.object is not None]
    degree = {node: sum(node in (bundled.id(one.subject), bundled.id(one.object or "")) for one in statements) for node in nodes}
    most = set(sorted(nodes, key=lambda node: -degree[node])[:5])
    assert ends | most <= set(names)
    assert len(names) > 0.6 * len(nodes)
    assert width < 600 or set(names) == nodes
    assert all(box["left"] >= 0 and box["right"] <= width for box in names.values())
    for node, box in names.items():
        others = [one for other, one in names.items() if other != node] + [word["box"] for word in found["words"]]
        assert covered(box, others) < 0.1, node


def test_a_cross_stands_for_a_word_without_room_and_the_legend_says_so(explore: Open) -> None:
    on = explore()
    row = on.page.get_by_role("group", name="Legend").get_by_role("button", name="contested")
    expect(row).to_have_attribute("title", re.compile("A cross stands where the word has no room"))
    on.page.locator(".board").focus()
    lines = marked(on)[0]
    for _ in range(6):
        on.page.keyboard.press("-")
    on.page.wait_for_function("() => window.__redstring.written().crossed.length")
    expect(row.locator(".cross")).to_be_visible()
    now, crossed = marked(on)
    assert (now, bool(crossed)) == (lines, True), "one or the other, for each"


def marked(on: Explore) -> tuple[set[str], set[str]]:
    """The lines with the word or a cross, and those of them with a cross."""
    found = written(on, 1280)
    crossed = set(found["crossed"])
    return crossed | {word["edge"] for word in found["words"] if "contested" in word["text"]}, crossed
