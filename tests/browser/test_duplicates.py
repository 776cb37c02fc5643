"""Deciding of pairs by keys: what is shown of both, what a merge does on the canvas, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.load import load
from graph.model import Case
from graph.store import open_store
from tests.browsing import Opener, served
from tests.ui.spellings import spellings

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]


class Duplicates:
    """One browser tab on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        root = page.locator(".duplicates").last
        self.rows = root.locator("ol li")
        self.current = root.locator("ol li[aria-current]")
        self.stage = root.locator(".stage")
        self.left = root.locator(".left")
        self.told = root.locator(".told")

    def ready(self) -> Duplicates:
        expect(self.stage.locator(".detail")).to_be_visible(timeout=60_000)
        return self

    def choose(self, field: str, option: str) -> None:
        self.page.locator(f".st-key-{field} input").click()
        self.page.get_by_role("option", name=option).click()


@pytest.fixture(scope="module")
def spelled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address = f"embedded:{tmp_path_factory.mktemp('spelled') / 'store'}"
    with open_store(address) as store:
        load(store, spellings(), name="spellings")
        # by title the first, and without a pair
        load(store, [Case(case="alder", title="A case without pairs")], name="alder")
    with served(ROOT / "app.py", REDSTRING_STORE=address) as running:
        yield running


@pytest.fixture
def duplicates(open_page: Opener, spelled: str) -> Callable[..., Duplicates]:
    def opened(**look: Any) -> Duplicates:
        return Duplicates(open_page(f"{spelled}/duplicates", **{"motion": "reduce", **look})).ready()

    return opened


def test_pairs_are_decided_by_keys_and_taken_back(duplicates: Callable[..., Duplicates]) -> None:
    on = duplicates()
    expect(on.left).to_have_text("5 to decide")
    on.page.keyboard.press("s")
    expect(on.told).to_contain_text("Say first who decides")
    on.page.get_by_role("textbox", name="Your name").fill("Ann")
    on.page.keyboard.press("Enter")
    while "Quill" not in on.current.inner_text():
        at = on.current.inner_text()
        on.page.keyboard.press("n")
        expect(on.current).not_to_have_text(at)
    expect(on.stage).to_contain_text("the initials fit: A. Quill, Ada Quill")
    expect(on.stage).to_contain_text("2 relations join")
    expect(on.stage).to_contain_text("corroborated")
    # markup in a name is words
    expect(on.stage).to_contain_text("the <b>clerk</b>")
    on.page.keyboard.press("s")
    expect(on.told).to_have_text("Merged: one node from now on.")
    expect(on.left).to_have_text("4 to decide")
    on.choose("duplicates-list", "Decided")
    expect(on.stage).to_contain_text("Same, decided by Ann")
    on.page.keyboard.press("z")
    expect(on.told).to_have_text("Taken back: same.")
    expect(on.left).to_have_text("0 decided")
    on.choose("duplicates-list", "To decide")
    expect(on.left).to_have_text("5 to decide")
    # faster than the page answers
    for key in "dud":
        on.page.keyboard.press(key)
    expect(on.left).to_have_text("2 to decide")
    for _ in range(3):
        on.page.keyboard.press("z")
    expect(on.left).to_have_text("5 to decide")


def test_when_all_is_decided_it_says_so(duplicates: Callable[..., Duplicates]) -> None:
    on = duplicates()
    expect(on.left).to_have_text("5 to decide")
    on.page.get_by_role("textbox", name="Your name").fill("Ann")
    on.page.keyboard.press("Enter")
    expect(on.page.locator(".duplicates").last).to_be_focused()
    for left in range(4, -1, -1):
        on.page.keyboard.press("d")
        expect(on.left).to_have_text(f"{left} to decide")
    expect(on.stage).to_contain_text("Every pair that was found is decided.")
    for left in range(1, 6):
        on.page.keyboard.press("z")
        expect(on.left).to_have_text(f"{left} to decide")


def test_it_opens_where_pairs_wait_and_obeys_the_case_of_its_address(duplicates: Callable[..., Duplicates], spelled: str) -> None:
    on = duplicates()
    expect(on.left).to_have_text("5 to decide")
    expect(on.page).to_have_url(f"{spelled}/duplicates?v=1&case=spellings")
    on.page.goto(f"{spelled}/duplicates?case=alder")
    expect(on.stage).to_contain_text("No two entities look like the same one.", timeout=60_000)
    expect(on.page).to_have_url(f"{spelled}/duplicates?v=1&case=alder")
    on.choose("duplicates-case", "Two spellings")
    expect(on.left).to_have_text("5 to decide")
    expect(on.page).to_have_url(f"{spelled}/duplicates?v=1&case=spellings")
    on.page.goto(f"{spelled}/duplicates?case=nowhere")
    expect(on.left).to_have_text("5 to decide", timeout=60_000)
    expect(on.told).to_contain_text("The store holds no case 'nowhere'")
