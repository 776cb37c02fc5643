"""Sharing what is in view: the file that a person downloads is what they saw, and can be checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from graph.snapshot.canonical import canonical, fingerprint, short
from graph.snapshot.content import Content
from graph.snapshot.verify import read, verify
from tests.browser.explore import Explore

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]


def opened(on: Explore) -> Locator:
    """The dialog, once it shows what the file will hold."""
    on.page.get_by_role("button", name="Share").click()
    dialog = on.page.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_be_visible()
    return dialog


def shared(on: Explore, folder: Path, button: str = "One file (HTML)") -> Path:
    """The file that the button gives."""
    on.quiet()
    with on.page.expect_download() as waiting:
        on.page.get_by_role("dialog").get_by_role("button", name=button).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_what_is_in_view_becomes_one_file_that_can_be_checked(explore: Open, tmp_path: Path) -> None:
    on = explore()
    drawn = on.report()
    dialog = opened(on)
    dialog.get_by_label("Title").fill("What was said: June 2021")
    dialog.get_by_label("Author").fill("A. Reader")
    on.page.keyboard.press("Tab")
    preview = dialog.locator(".st-key-share-preview")
    expect(preview).to_contain_text("A. Reader")
    expect(preview).to_contain_text("45 entities · 80 statements · 198 claims · 94 sources")
    expect(preview).to_contain_text("Relations are claims as reported, not findings.")
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
    opened(on)
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
    expect(opened(on).get_by_text("What was hidden by hand (1) stays out")).to_be_visible()
    content = read(shared(on, tmp_path))
    assert node not in content.view["nodes"]
    assert len(content.view["nodes"]) == 44


def test_neighbours_go_along_when_asked_for(explore: Open, tmp_path: Path) -> None:
    on = explore()
    dialog = opened(on)
    dialog.get_by_text("With neighbours, one step further").click()
    expect(dialog.locator(".st-key-share-preview")).to_contain_text("63 entities")
    assert len(read(shared(on, tmp_path)).view["nodes"]) == 63
    dialog.get_by_text("In another tool's format").click()
    expect(dialog.get_by_text("63 entities. Relations are claims")).to_be_visible()
    assert shared(on, tmp_path, "Download GraphML").read_text("utf-8").count("<node ") == 63


def test_the_dialog_tells_the_fingerprint_of_the_file_and_keeps_the_lines_of_a_note(explore: Open, tmp_path: Path) -> None:
    on = explore()
    dialog = opened(on)
    dialog.get_by_label("Note").fill("First.\n**Second**.")
    on.page.keyboard.press("Tab")
    note = dialog.locator(".st-key-share-preview p", has_text="First.")
    expect(note).to_be_visible()
    assert note.evaluate("(note) => note.innerText") == "First.\n**Second**."
    content = read(shared(on, tmp_path))
    expect(dialog.get_by_text(f"fingerprint {short(fingerprint(canonical(content)))}")).to_be_visible()


def test_a_person_goes_under_another_name_in_the_preview_and_in_the_file(explore: Open, tmp_path: Path) -> None:
    on = explore()
    dialog = opened(on)
    dialog.get_by_role("combobox", name="Under other names").click()
    on.page.get_by_role("option", name="Dong Jingwei (person)").click()
    on.page.keyboard.press("Escape")
    expect(dialog.get_by_text("stands for Dong Jingwei in")).to_be_visible()
    expect(dialog.locator(".st-key-share-preview")).to_contain_text("The reported defection of Person A")
    dialog.get_by_label("Also withhold these words").fill("Xinhua, Hong Kong")
    on.page.keyboard.press("Enter")
    dialog.get_by_text("Read what is said in it").click()
    expect(dialog.get_by_text("Person A defected to United States")).to_be_visible()
    path = shared(on, tmp_path)
    assert path.name == "the-reported-defection-of-person-a.html"
    content = read(path)
    assert content.about.anonymised == 1
    text = canonical(content).decode().casefold()
    for name in ("jingwei", "dong", "董", "xinhua", "hong kong"):
        assert not re.search(rf"(?<![^\W_]){name}(?![^\W_])", text), name
    assert on.report()["nodes"] == 45, "nothing has changed in the view"


def test_it_is_reached_and_left_by_keys(explore: Open) -> None:
    on = explore()
    on.page.get_by_role("button", name="Share").focus()
    on.page.keyboard.press("Enter")
    dialog = on.page.get_by_role("dialog")
    expect(dialog.get_by_label("Title")).to_be_visible()
    on.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_other_formats_are_offered_unless_somebody_goes_under_another_name(explore: Open, tmp_path: Path) -> None:
    on = explore()
    dialog = opened(on)
    dialog.get_by_text("In another tool's format").click()
    dialog.get_by_role("combobox", name="Format").click()
    on.page.get_by_role("option", name="GEXF").click()
    path = shared(on, tmp_path, "Download GEXF")
    assert "Relations are claims as reported, not findings." in path.read_text("utf-8")
    assert shared(on, tmp_path, "Report (PDF)").read_bytes().startswith(b"%PDF-")
    dialog.get_by_role("combobox", name="Under other names").click()
    on.page.get_by_role("option", name="Dong Jingwei (person)").click()
    expect(dialog.get_by_text("Formats of other tools carry names as they are")).to_be_visible()
    expect(dialog.get_by_role("button", name="Download GEXF")).to_have_count(0)
