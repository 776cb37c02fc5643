"""The wizard for tables in a browser: two files dropped, corrected, tried, loaded as one import, its mapping downloaded and run again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from graph.store import open_store
from tests.browser.test_load_page import Load
from tests.browsing import QUIET, Opener, served

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "data" / "samples" / "tables"
SLOW = 90_000


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"embedded:{tmp_path / 'store'}"


@pytest.fixture
def app(store: str) -> Iterator[str]:
    with served(ROOT / "app.py", REDSTRING_STORE=store) as running:
        yield running


def test_two_tables_are_mapped_loaded_and_loaded_again_by_the_command(open_page: Opener, app: str, store: str, tmp_path: Path) -> None:
    on = Load(open_page(f"{app}/load", motion="reduce")).ready()
    on.upload(SAMPLES / "people.csv", SAMPLES / "ties.csv")
    preview, mapping = on.page.locator(".st-key-mapping-preview"), on.page.locator(".st-key-mapping")
    expect(preview).to_contain_text("4 entities and 3 relations", timeout=SLOW)
    expect(preview).to_contain_text("Ada Quill works for Tidewater Shipping")
    expect(mapping).to_contain_text("the relations in ties.csv name these")
    on.page.wait_for_function(QUIET)
    _choose(on.page, "role", "note")
    # what was a property is the note now
    expect(preview).not_to_contain_text("role: pilot", timeout=SLOW)
    expect(preview).to_contain_text("pilot")
    with on.page.expect_download() as download:
        on.button("Download mapping (YAML)").click()
    assert download.value.suggested_filename == "people.yml"
    kept = tmp_path / "people.yml"
    download.value.save_as(kept)
    # the key that the names of the files suggest
    expect(on.page.get_by_label("Key of the new case")).to_have_value("people")
    on.button("Load").click()
    expect(on.result).to_contain_text("1 new", timeout=SLOW)
    expect(on.loaded).to_contain_text("people.csv, ties.csv")
    expect(on.loaded).to_contain_text("12 records")
    files = [str(SAMPLES / name) for name in ("people.csv", "ties.csv")]
    command = [sys.executable, "-c", "import cli, sys; sys.exit(cli.main())", "load", *files, "--mapping", str(kept)]
    again = subprocess.run(
        [*command, "--case", "people", "--store", store], cwd=ROOT, check=True, capture_output=True, text=True, timeout=120
    )
    assert "Loaded people into people: 0 new, 0 changed, 12 unchanged, 0 removed" in again.stderr
    with open_store(store) as opened:
        assert opened.read("MATCH ()-[r:WORKS_FOR]->() RETURN count(r)").rows[0][0] == 2


def _choose(page: Page, name: str, option: str) -> None:
    """Take an option of a list, which is opened anew where the page was drawn meanwhile: that closes it, as for anybody."""
    for patience in (8_000, 8_000, 30_000):
        page.get_by_role("combobox", name=name).click()
        try:
            page.get_by_role("option", name=option, exact=True).click(timeout=patience)
            return
        except TimeoutError:
            page.keyboard.press("Escape")
    raise AssertionError(f"{option} is no option of {name}")
