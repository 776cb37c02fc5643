"""What is there when the page opens: the core of the case, the central card, and the same after a reload, in another tab, narrow, dark."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Bundled
from tests.browser.explore import Explore
from ui.words import DISCLAIMER, number, span

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]


def test_the_app_opens_on_the_core_and_the_central_relationship(explore: Open, bundled: Bundled) -> None:
    on, found = explore(), bundled.central()
    assert set(on.places()) == set(bundled.core)
    expect(on.title).to_have_text("Dong Jingwei defected to United States")
    expect(on.badge).to_have_text(found.status.value)
    assert on.selected() == {"edge": bundled.edge(bundled.case.central or "")}
    assert on.figures() == [
        f"{found.asserts} {'claims' if found.asserts != 1 else 'claim'} in {number(found.documents, 'document')}",
        f"{found.publishers} publishers, {number(found.owners, 'owner')}",
        f"{span(found.origins_min, found.origins_max)} independent origins",
        f"{found.chains} separate chains",
    ]
    expect(on.side.locator(".why")).to_contain_text(f"{span(found.deniers_min, found.deniers_max)} unnamed origins deny it")
    expect(on.side.locator(".split-words")).to_contain_text(f"{found.denies} deny")


def test_counts_and_the_banner_stand_on_the_page(explore: Open, bundled: Bundled) -> None:
    on, summary = explore(width=1440), bundled.summary
    expect(on.page.locator(".st-key-title")).to_contain_text(f"{summary.entities} entities · {summary.statements} statements")
    expect(on.footer).to_contain_text(f"{len(bundled.core)} of {summary.entities} entities")
    expect(on.footer).to_contain_text(DISCLAIMER)


def test_claims_are_shown_with_their_chain_and_turn_round(explore: Open, bundled: Bundled) -> None:
    on, found = explore(), bundled.central()
    counted = [use for use in found.uses if use.excluded is None]
    claims = on.side.locator(".claim")
    assert claims.count() == len(found.uses)
    times = on.side.locator("[role=tabpanel]:not([hidden]) > div").first.locator("time")
    first = times.all_inner_texts()
    assert len(first) == len(counted)
    on.side.get_by_role("button", name="newest first").click()
    expect(on.side.get_by_role("button", name="oldest first")).to_be_visible()
    assert times.all_inner_texts() == first[::-1]
    expect(on.side.locator(".chain .arrow").first).to_have_text(" ← ")


def test_a_claim_without_a_date_stays_last_when_the_claims_are_turned_round(explore: Open) -> None:
    on = explore()
    on.find("Hanssen").first.click()
    expect(on.title).to_have_text("Robert Hanssen")
    on.side.locator(".row-button", has_text="Federal Bureau of Investigation").click()
    times = on.side.locator("[role=tabpanel]:not([hidden]) > div").first.locator("time")
    expect(times).to_have_count(3)
    *dated, last = times.all_inner_texts()
    assert last == "undated"
    on.side.get_by_role("button", name="newest first").click()
    expect(times).to_have_text([*dated[::-1], "undated"])


def test_a_link_leads_to_the_source_and_tells_it_nothing(explore: Open, bundled: Bundled) -> None:
    on = explore()
    urls = {source.url or source.read_at for source in bundled.evidence.sources.values()}
    links = on.side.locator(".claim a")
    assert links.count() > 10
    for link in links.all()[:5]:
        assert link.get_attribute("href") in urls
        assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")


def test_sources_and_origins_are_tabs_that_keys_reach(explore: Open, bundled: Bundled) -> None:
    on, found = explore(), bundled.central()
    on.side.get_by_role("tab", name="Claims").focus()
    on.page.keyboard.press("ArrowRight")
    expect(on.side.get_by_role("tab", name="Sources")).to_be_focused()
    on.page.keyboard.press("ArrowRight")
    origins = on.side.get_by_role("tabpanel").locator("visible=true").locator(".item u")
    assert origins.count() == len(found.origins) + len(found.deniers)


def test_a_reload_goes_on_where_it_was_and_a_bare_address_begins_again(explore: Open, bundled: Bundled) -> None:
    on = explore()
    on.click(bundled.id("person:dong-yang"))
    expect(on.title).to_have_text("Dong Yang")
    on.page.wait_for_function("() => location.search.includes('look=')")
    on.page.reload()
    on.drawn()
    expect(on.title).to_have_text("Dong Yang")
    on.click(bundled.id("person:aldrich-ames"))
    expect(on.title).to_have_text("Aldrich Ames")
    on.page.goto(on.page.url.partition("?")[0])
    on.drawn()
    expect(on.title).to_contain_text("defected to")


def test_two_tabs_do_not_touch_each_other(explore: Open, bundled: Bundled) -> None:
    one, other = explore(), explore()
    one.click(bundled.id("person:dong-yang"))
    expect(one.title).to_have_text("Dong Yang")
    one.card_button("Hide").click()
    one.nodes(len(bundled.core) - 1)
    other.click(bundled.id("person:aldrich-ames"))
    expect(other.title).to_have_text("Aldrich Ames")
    assert other.report()["nodes"] == len(bundled.core)
    expect(other.undo).to_be_disabled()


def test_dark_and_light_follow_the_browser(explore: Open) -> None:
    shade = "(one) => getComputedStyle(one).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)"
    light, dark = explore(), explore(scheme="dark")
    assert (light.report()["theme"], dark.report()["theme"]) == ("light", "dark")
    for on, bright in ((light, True), (dark, False)):
        for place in (".stApp", ".redstring"):
            assert (on.page.locator(place).first.evaluate(shade) > 380) is bright, place


def test_another_theme_is_chosen_in_the_menu_and_reaches_the_drawing(explore: Open) -> None:
    shade = "(one) => getComputedStyle(one).backgroundColor"
    on = explore()
    light = on.page.locator(".redstring").evaluate(shade)
    for name, theme in (("Dark", "dark"), ("Light", "light"), ("Dark", "dark"), ("System", "light")):
        on.page.get_by_role("button", name="Main menu").click()
        on.page.get_by_role("menuitemradio", name=name).click()
        on.page.wait_for_function("(theme) => window.__redstring.report().theme === theme", arg=theme)
        assert (on.page.locator(".redstring").evaluate(shade) == light) is (theme == "light")
        on.page.keyboard.press("Escape")
    on.page.emulate_media(color_scheme="dark")
    on.page.wait_for_function("() => window.__redstring.report().theme === 'dark'")
    expect(on.undo).to_be_disabled()


def test_tools_have_names_and_say_what_they_will_do(explore: Open, bundled: Bundled) -> None:
    on = explore()
    for name in ("Undo", "Redo", "As of: today", "Filters", "View"):
        expect(on.page.locator(".st-key-bar").get_by_role("button", name=name, exact=True).locator("visible=true")).to_have_count(1)
    on.click(bundled.id("person:dong-yang"))
    on.card_button("Hide").click()
    on.nodes(len(bundled.core) - 1)
    on.undo.hover()
    expect(on.page.get_by_role("tooltip")).to_contain_text("hide Dong Yang (Ctrl+Z)")


@pytest.mark.parametrize("width", [1280, 400])
def test_which_case_this_is_stands_first_and_is_changed_there(explore: Open, bundled: Bundled, width: int) -> None:
    on = explore(width=width, height=800)
    case = on.page.locator(".st-key-title").get_by_role("combobox", name="Case")
    expect(case).to_have_value(bundled.case.title)
    expect(case).to_be_in_viewport()
    case.click()
    on.page.get_by_role("option", name="weird").click()
    on.page.wait_for_function("() => Object.keys(window.__redstring.report().positions).every(node => node.startsWith('hostile/'))")
    expect(on.page.locator(".st-key-title").get_by_role("combobox", name="Case")).to_have_value(re.compile("weird"))


@pytest.mark.parametrize("key", ["as-of-frame", "filters-frame", "more-frame"])
def test_what_opens_below_a_tool_is_no_wider_than_its_fields_need(explore: Open, key: str) -> None:
    on = explore(width=1280)
    tools = [on.page.locator(f".st-key-{name}") for name in ("search-frame", "as-of-frame", "filters-frame", "more-frame")]
    before = [tool.bounding_box() for tool in tools]
    box = on.popover(key).bounding_box()
    assert box is not None
    assert [tool.bounding_box() for tool in tools] == before, "an open one leaves the line of tools as it was"
    assert box["width"] < 400
    assert box["x"] + box["width"] <= 1280


def test_the_tools_take_one_line_on_a_narrow_screen(explore: Open) -> None:
    on = explore(width=400, height=800)
    plain = [on.page.locator(f".st-key-{name}-frame button").locator("visible=true") for name in ("views", "share")]
    popovers = on.page.locator(".st-key-bar [data-testid=stPopoverButton]").all()
    tools = [on.undo, on.redo, *popovers, *plain, on.page.locator(".st-key-shown")]
    boxes = [box for tool in tools if (box := tool.bounding_box())]
    assert len(boxes) == 8
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    assert max(middles) - min(middles) < 4
    assert max(box["x"] + box["width"] for box in boxes) <= 400
    expect(on.page.get_by_role("button", name="Filters", exact=True)).to_be_visible()
    expect(on.page.get_by_role("button", name="Main menu")).to_be_in_viewport()


@pytest.mark.parametrize("width", [400, 1280])
def test_full_height_gives_the_drawing_the_room_of_the_tools_and_takes_none_of_the_panel(explore: Open, width: int) -> None:
    on = explore(width=width, height=800)
    canvas = on.page.locator(".redstring")

    def height() -> float:
        box = canvas.bounding_box()
        assert box is not None
        return box["height"]

    before = height()
    on.page.get_by_role("button", name="Full height").click()
    expect(on.page.locator(".st-key-bar")).to_be_hidden()
    assert height() == pytest.approx(800, abs=1)
    drawing, panel = canvas.bounding_box(), on.side.bounding_box()
    assert drawing is not None
    assert panel is not None
    assert drawing["x"] + drawing["width"] <= panel["x"] + 1 or drawing["y"] + drawing["height"] <= panel["y"] + 1
    on.page.get_by_role("button", name="Full height").click()
    expect(on.page.locator(".st-key-bar")).to_be_visible()
    assert height() == pytest.approx(before, abs=1)


def test_on_a_narrow_screen_the_start_view_is_laid_out_upright_and_fills_it(explore: Open) -> None:
    on = explore(width=400, height=800)
    on.page.wait_for_function("() => window.__redstring.report().scale > 0.45")
    across, down = zip(*on.places().values(), strict=True)
    assert max(across) - min(across) < max(down) - min(down)
    assert all(0 < place["x"] < 400 for place in on.report()["positions"].values())
    expect(on.undo).to_be_disabled()


def test_what_is_laid_out_anew_is_fitted(explore: Open, bundled: Bundled) -> None:
    on = explore()
    on.click(bundled.id("person:dong-jingwei"))
    on.page.keyboard.press("Enter")
    on.page.wait_for_function("(count) => window.__redstring.report().nodes > count", arg=len(bundled.core))
    scale, before = on.quiet().report()["scale"], on.places()
    for _ in range(3):
        on.page.keyboard.press("+")
    assert on.report()["scale"] > 2 * scale
    on.popover("more-frame").get_by_role("button", name="Lay out anew").click()
    on.page.wait_for_function("(scale) => window.__redstring.report().scale < 1.5 * scale", arg=scale)
    assert on.quiet().places() != before


@pytest.mark.parametrize("width", [400, 1280, 1920])
def test_nothing_sticks_out_at_any_width(explore: Open, width: int) -> None:
    on = explore(width=width, height=800)
    assert on.page.evaluate("() => document.documentElement.scrollWidth") <= width
    for place in (on.search, on.undo, on.page.locator(".st-key-more-frame button").first, on.page.locator(".redstring")):
        box = place.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    assert all(0 < place["x"] < width for place in on.report()["positions"].values())


def test_a_narrow_screen_is_enough(explore: Open, bundled: Bundled) -> None:
    on = explore(width=400, height=800)
    on.find("dong yang").first.click()
    expect(on.title).to_have_text("Dong Yang")
    on.title.scroll_into_view_if_needed()
    on.card_button("Hide").click()
    on.nodes(len(bundled.core) - 1)
    assert on.page.evaluate("() => document.documentElement.scrollWidth") <= 400


@pytest.mark.parametrize("width", [400, 1280, 1920])
def test_every_claim_can_be_scrolled_to_and_the_tools_stay(explore: Open, width: int) -> None:
    on = explore(width=width, height=800)
    claims = on.side.locator(".claim")
    last = claims.nth(claims.count() - 1)
    assert claims.count() == 45
    on.side.hover(position={"x": 60, "y": 200})
    for _ in range(40):
        on.page.mouse.wheel(0, 600)
    expect(last).to_be_in_viewport(ratio=1)
    if width > 760:
        # on a narrow screen the page scrolls as a whole
        expect(on.search).to_be_in_viewport(ratio=1)
        on.page.mouse.wheel(0, -60_000)
        expect(on.title).to_be_in_viewport(ratio=1)
