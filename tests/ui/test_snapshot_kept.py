"""Snapshots that an earlier version made: they are read, checked, compared and opened as on their first day, and are never made anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from graph.load import load
from graph.snapshot.canonical import canonical, fingerprint
from graph.snapshot.collected import collect
from graph.snapshot.diff import diff
from graph.snapshot.verify import read, verify
from graph.store import GraphStore
from tests.graph.mirela import CASE, records
from ui.snapshot.drawing import view_of

KEPT = Path(__file__).parents[1] / "graph" / "kept"
FILES = sorted(KEPT.glob("version-*.html"))
PRINTS = {"version-1": "7e5825121e7a00e6852343eb4178997b06c7f045779bcc8cb4652dfb0c1283c9"}


def test_each_has_its_content_beside_it() -> None:
    assert [file.stem for file in FILES] == list(PRINTS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_as_it_was_made(file: Path) -> None:
    found = verify(file)
    assert found.unchanged
    assert found.signature == "valid"
    assert found.manifest.content == PRINTS[file.stem]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_content_reads_and_is_the_same_text(file: Path) -> None:
    content = read(file)
    beside = file.with_suffix(".redstring.json")
    assert diff(content, read(beside)).empty
    assert fingerprint(canonical(content)) == fingerprint(beside.read_bytes()) == PRINTS[file.stem]


@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_same_case_gives_it_still(file: Path, store: GraphStore) -> None:
    content = read(file)
    load(store, records(), name=CASE)
    assert diff(content, collect(store, CASE, view_of(content), content.about)).empty


@pytest.mark.browser
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_opens_in_a_browser_of_today(file: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True).new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_function("() => window.__snapshot?.report()?.drawn > 0")
    expect(page.locator("#side h2")).to_contain_text("Mirela Ștefănescu left for Port")
    assert page.evaluate("() => window.__snapshot.report().nodes") == 4
    assert faults == []
    page.context.close()
