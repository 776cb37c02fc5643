"""A case of hostile texts: nothing in it runs, nothing reaches another host, and the page stays whole."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.explore import Explore
from tests.browser.hostile import HUB, KEYS, TEXTS
from tests.browser.test_tables import rows_of

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]
STRANGE = "a:not([href^='https://']):not([href^='#']):not([href^='http://127.0.0.1']), iframe, object, embed, [onerror], [onload]"


def opened(explore: Open, **look: int) -> Explore:
    on = explore(**look)
    on.page.locator(".st-key-title").get_by_role("combobox", name="Case").click()
    on.page.get_by_role("option", name="weird").click()
    on.page.wait_for_function("(node) => window.__redstring.report().positions[node]", arg=f"hostile/{HUB}")
    on.page.keyboard.press("Escape")
    return on.quiet()


def whole(on: Explore, width: int) -> None:
    """Nothing ran, nothing became an element, nothing sticks out, no error of Streamlit's shows."""
    assert on.page.evaluate("() => window.pwned") is None
    assert on.page.locator(STRANGE).count() == 0
    assert on.page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert on.page.locator("[data-testid=stException]").count() == 0


def test_the_case_of_hostile_texts_is_only_text(explore: Open) -> None:
    on = opened(explore, width=1280)
    title = on.page.locator(".st-key-title")
    expect(title.get_by_role("combobox", name="Case")).to_have_value(re.compile(re.escape("<script>window.pwned=1</script>")))
    assert title.locator("a, img, code, strong strong, [data-testid=stIconMaterial]").count() == 0
    whole(on, 1280)
    for number in (0, 4, 9, 15, 17):
        on.click(f"hostile/{KEYS[number]}")
        expect(on.side.locator(".overline")).to_have_text("person")
        clean = on.title.inner_text()
        assert clean.replace("\u202e", "").startswith(TEXTS[number][:40].strip("\u202e")[:9])
        whole(on, 1280)
        box = on.title.bounding_box()
        assert box is not None
        assert box["height"] < 200, "a long name does not push the rest away"
        on.side.locator(".row-button").first.click()
        expect(on.side.locator(".overline")).not_to_have_text("person")
        whole(on, 1280)
    for label in ("Sources", "Origins", "Claims"):
        on.side.get_by_role("tab", name=label).click()
        whole(on, 1280)
    on.page.keyboard.press("Escape")
    expect(on.find("onerror").first.locator(".name")).to_contain_text("onerror")
    whole(on, 1280)


def test_hostile_texts_in_tables_and_files_are_only_text(explore: Open) -> None:
    on = opened(explore, width=1280)
    on.tab("Table")
    names = {row["name"] for row in rows_of(on, "Entities")}
    assert f"'{TEXTS[11]}" in names, "a formula gets an apostrophe"
    for rows in (rows_of(on, "Relationships"), rows_of(on, "Claims")):
        assert rows
        assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]
    whole(on, 1280)


def test_hostile_texts_fit_a_narrow_screen(explore: Open) -> None:
    on = opened(explore, width=400, height=800)
    whole(on, 400)
    for place in (on.page.locator(".st-key-title"), on.side, on.title, on.page.locator(".redstring")):
        box = place.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 400
