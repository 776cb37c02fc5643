"""Sharing what is in view: the file that a person downloads is what they saw, and can be checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph.snapshot.content import Content
from graph.snapshot.verify import read, verify
from tests.browser.explore import Explore

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]


def shared(on: Explore, folder: Path, button: str = "One file (HTML)") -> Path:
    """The file that the button gives."""
    with on.page.expect_download() as waiting:
        on.page.get_by_role("button", name=button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_what_is_in_view_becomes_one_file_that_can_be_checked(explore: Open, tmp_path: Path) -> None:
    on = explore()
    drawn = on.report()
    on.page.get_by_role("button", name="Share").click()
    on.page.get_by_label("Title").fill("What was said: June 2021")
    on.page.get_by_label("Author").fill("A. Reader")
    on.page.keyboard.press("Tab")
    on.quiet()
    path = shared(on, tmp_path)
    assert path.name == "what-was-said-june-2021.html"
    assert verify(path).unchanged
    content = read(path)
    assert (content.about.title, content.about.author) == ("What was said: June 2021", "A. Reader")
    places = content.view["positions"]
    assert {node: (place["drawnX"], place["drawnY"]) for node, place in drawn["positions"].items()} == {
        node: tuple(place) for node, place in places.items()
    }


def test_the_content_alone_is_the_same(explore: Open, tmp_path: Path) -> None:
    on = explore()
    on.page.get_by_role("button", name="Share").click()
    html, json = shared(on, tmp_path), shared(on, tmp_path, "Content (JSON)")
    assert json.name == "the-reported-defection-of-dong-jingwei.redstring.json"
    assert read(json) == read(html)
    assert isinstance(read(json), Content)


def test_what_was_hidden_by_hand_is_said_to_stay_out_and_does(explore: Open, tmp_path: Path) -> None:
    on = explore()
    node = next(node for node in on.report()["positions"] if node.endswith("person:robert-hanssen"))
    on.click(node)
    on.page.keyboard.press("Delete")
    on.nodes(44)
    on.page.get_by_role("button", name="Share").click()
    expect(on.page.get_by_text("What was hidden by hand (1) stays out")).to_be_visible()
    content = read(shared(on, tmp_path))
    assert node not in content.view["nodes"]
    assert len(content.view["nodes"]) == 44
