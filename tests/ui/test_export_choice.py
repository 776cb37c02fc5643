"""The choice of an export: what it offers by AppTest, and a file that a browser downloads."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from streamlit.testing.v1 import AppTest

from graph.export import FORMATS, Material
from graph.store import GraphStore
from tests.browsing import Opener, served
from ui.export_choice import HELD
from ui.markdown import plain
from ui.reading import Reading

APP = Path(__file__).with_name("export_app.py")


@pytest.fixture
def page(known: Reading, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("REDSTRING_STORE", known.store.address)
    made = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not made.exception
    return made


def test_every_format_is_offered_with_what_it_keeps(page: AppTest) -> None:
    box = page.selectbox(key="export-format")
    assert box.options == [form.title for form in FORMATS.values()]
    for name, form in FORMATS.items():
        page.selectbox(key="export-format").set_value(name).run()
        assert not page.exception
        assert page.caption[0].value == plain(f"Keeps {form.keeps}.")
        (button,) = page.get("download_button")
        assert button.proto.label == f"Download {form.title}"


def test_what_goes_along_is_the_view_or_the_case(page: AppTest) -> None:
    assert "20 entities" in page.caption[1].value
    assert plain("Relations are claims as reported, not findings.") in page.caption[1].value
    page.segmented_control(key="export-much").set_value("The whole case").run()
    assert "77 entities" in page.caption[1].value
    assert page.session_state[HELD].extent.view is None


def test_the_store_is_read_once_however_often_the_page_is_drawn(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    held = page.session_state[HELD].material
    page.selectbox(key="export-format").set_value("stix").run()
    assert page.session_state[HELD].material is held
    page.toggle(key="export-everything").set_value(True).run()
    assert page.session_state[HELD].material is not held
    made: list[object] = []
    monkeypatch.setattr(Material, "__init__", lambda self, *_: made.append(self))
    page.selectbox(key="export-format").set_value("gexf").run()
    assert made == []


def test_what_cannot_be_read_is_told(known: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDSTRING_STORE", known.store.address)
    made = AppTest.from_file(str(APP), default_timeout=60)
    monkeypatch.setattr(Material, "kinds", {})
    made.run()
    assert not made.exception
    assert made.error[0].value.startswith("There is nothing in it to export")
    assert not made.get("download_button")


@pytest.fixture
def opened(known: Reading, open_page: Opener) -> Iterator[Page]:
    with served(APP, REDSTRING_STORE=known.store.address) as address:
        page = open_page(address)
        page.get_by_role("button", name="Download GraphML").wait_for()
        yield page


@pytest.mark.browser
def test_a_file_is_made_when_its_button_is_pressed(opened: Page, known: Reading, tmp_path: Path) -> None:
    assert isinstance(known.store, GraphStore)
    for name, suffix in (("Node-link JSON", ".json"), ("CSV tables", ".zip")):
        opened.get_by_role("combobox", name="Format").click()
        opened.get_by_role("option", name=name, exact=True).click()
        button = opened.get_by_role("button", name=f"Download {name}")
        button.wait_for()
        with opened.expect_download() as coming:
            button.click()
        assert coming.value.suggested_filename == f"the-reported-defection-of-dong-jingwei{suffix}"
        coming.value.save_as(tmp_path / f"file{suffix}")
    assert len(json.loads((tmp_path / "file.json").read_text())["nodes"]) == 20
    with zipfile.ZipFile(tmp_path / "file.zip") as packed:
        assert len(packed.namelist()) == 6
