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


def test_enter_without_a_text_chooses_nothing_later(explore: Open) -> None:
    on = explore()
    said = on.title.inner_text()
    on.page.keyboard.press("/")
    expect(on.search).to_be_focused()
    on.page.keyboard.press("Enter")
    on.page.keyboard.type("do")
    expect(on.page.get_by_role("listbox", name="Found")).to_be_visible()
    on.quiet()
    expect(on.search).to_have_value("do")
    expect(on.title).to_have_text(said)


def test_enter_that_comes_before_the_list_chooses_the_first(explore: Open) -> None:
    on = explore()
    on.search.fill("blinken")
    on.page.keyboard.press("Enter")
    expect(on.title).to_have_text("Antony Blinken")
    expect(on.search).to_have_value("")


def test_a_text_that_was_left_is_found_again(explore: Open) -> None:
    on = explore()
    found = on.find("dong")
    expect(found).to_have_count(2)
    on.page.keyboard.press("Escape")
    expect(found.first).to_be_hidden()
    expect(on.find("dong")).to_have_count(2)
    on.search.fill("")
    expect(found.first).to_be_hidden()
    expect(on.find("dong")).to_have_count(2)
    on.page.keyboard.press("Enter")
    expect(on.search).to_have_value("")
    expect(on.find("dong"), "the text of the last choice too").to_have_count(2)


def test_an_enter_that_ends_the_writing_of_a_chinese_word_chooses_nothing(explore: Open) -> None:
    on = explore()
    said = on.title.inner_text()
    on.search.focus()
    session = on.page.context.new_cdp_session(on.page)
    session.send("Input.imeSetComposition", {"text": "董经", "selectionStart": 2, "selectionEnd": 2})
    found = on.page.get_by_role("listbox", name="Found")
    expect(found).to_be_visible()
    # as a browser tells the Enter that a composition takes
    on.search.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True, "bubbles": True, "composed": True})
    expect(found).to_be_visible()
    expect(on.search).to_have_value("董经")
    session.send("Input.insertText", {"text": "董经纬"})
    expect(found.get_by_role("option").first.locator(".name")).to_have_text("Dong Jingwei")
    on.quiet()
    expect(on.title).to_have_text(said)
    on.page.keyboard.press("Enter")
    expect(on.title).to_have_text("Dong Jingwei")
