"""Finding somebody by any name, and what happens when nobody goes by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Bundled
from tests.browser.explore import Explore

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]


def test_anybody_is_found_by_any_name(explore: Open) -> None:
    on = explore()
    for typed, found in (
        ("Antony Blinken", "Antony Blinken"),
        ("MSS", "Ministry of State Security"),
        ("董经纬", "Dong Jingwei"),
        ("Dóng Jingwéi", "Dong Jingwei"),
        ("Dong Jinwei", "Dong Jingwei"),
    ):
        expect(on.find(typed).first.locator(".name"), typed).to_have_text(found)
    expect(on.find("MSS").first.locator("small")).to_have_text("MSS")


def test_nothing_found_is_said(explore: Open) -> None:
    on = explore()
    expect(on.find("zzqqxx")).to_have_text("Nothing goes by the name “zzqqxx”, nor by one like it.")
    on.page.keyboard.press("Enter")
    on.quiet()
    assert on.selected() is not None, "what was selected stays"


def test_what_is_chosen_comes_in_and_is_selected(explore: Open, bundled: Bundled) -> None:
    on = explore()
    before = on.places()
    absent = next(
        claim.subject
        for claim in bundled.evidence.statements.values()
        if bundled.id(claim.subject) not in before and claim.subject.startswith("person:")
    )
    name = absent.partition(":")[2].replace("-", " ")
    on.find(name)
    on.page.keyboard.press("Enter")
    on.nodes(len(before) + 1)
    assert on.selected() == {"node": bundled.id(absent)}
    assert {node: place for node, place in on.places().items() if node in before} == before
    expect(on.search).to_have_value("")
    assert on.title.inner_text().lower().replace("-", " ") == name


def test_arrows_and_enter_choose_and_escape_leaves(explore: Open, bundled: Bundled) -> None:
    on = explore()
    on.page.locator(".board").focus()
    on.page.keyboard.press("/")
    expect(on.search).to_be_focused()
    on.page.keyboard.type("dong")
    found = on.page.get_by_role("listbox", name="Found").get_by_role("option")
    expect(found).to_have_count(2)
    second = found.nth(1).locator(".name").inner_text()
    on.page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_have_attribute("aria-selected", "true")
    on.page.keyboard.press("Enter")
    expect(on.title).to_have_text(second)
    assert on.report()["nodes"] == len(bundled.core), "both were in view already"
    on.find("dong")
    on.page.keyboard.press("Escape")
    expect(found.first).to_be_hidden()
