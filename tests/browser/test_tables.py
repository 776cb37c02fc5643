"""The same view as tables, and what leaves the app as a file; and the date that all of it is taken at."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph.evidence import assess
from tests.browser.conftest import Bundled
from tests.browser.explore import Explore
from ui.words import DISCLAIMER

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]


def rows_of(on: Explore, which: str) -> list[dict[str, str]]:
    """The rows of one table as a spreadsheet reads the downloaded file."""
    on.page.locator(".st-key-which-table").get_by_text(which, exact=True).click()
    expect(on.page.locator(".st-key-tables-bar")).to_contain_text(f"{which.lower()} of the view. {DISCLAIMER}")
    with on.page.expect_download() as waiting:
        on.page.get_by_role("button", name="Download CSV").click()
    data = Path(waiting.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "so that a spreadsheet reads it as UTF-8"
    first, columns, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert first == [DISCLAIMER]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def test_the_three_tables_are_the_view_and_can_be_downloaded(explore: Open, bundled: Bundled) -> None:
    on = explore(width=1440)
    lines = {edge.id: edge for edge in bundled.evidence.statements.values()}
    on.tab("Table")
    found = rows_of(on, "Relationships")
    statuses = {row["statement"]: row["status"] for row in found}
    assert statuses[bundled.case.central or ""] == bundled.central().status.value
    assert set(statuses) <= {edge.slug for edge in lines.values()}
    entities = rows_of(on, "Entities")
    assert {row["key"] for row in entities} == {node.partition("/")[2] for node in bundled.core}
    claims = rows_of(on, "Claims")
    central = [row for row in claims if row["relationship"] == "Dong Jingwei defected to United States"]
    assert sorted(row["claim"] for row in central) == sorted(use.claim.key for use in bundled.central().uses)
    assert {row["status"] for row in central} == {bundled.central().status.value}
    assert not [cell for row in claims for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_grid_fills_its_place_and_a_picked_row_is_selected(explore: Open) -> None:
    on = explore(width=1280, height=800)
    on.tab("Table")
    grid = on.page.locator("[data-testid=stDataFrame]")
    expect(grid).to_be_visible()
    on.page.wait_for_function("() => document.querySelector('[data-testid=stDataFrame]').getBoundingClientRect().height > 500")
    box = grid.bounding_box()
    assert box is not None
    on.page.mouse.click(box["x"] + 18, box["y"] + 50)
    expect(on.title).not_to_contain_text("defected to")
    said = on.title.inner_text()
    on.tab("Graph")
    on.drawn()
    expect(on.title).to_have_text(said)
    assert on.selected()["edge"]


def test_the_grid_offers_no_download_of_its_own(explore: Open) -> None:
    on = explore(width=1280, height=800)
    on.tab("Table")
    on.page.locator("[data-testid=stDataFrame]").hover()
    tools = on.page.locator("[data-testid=stElementToolbarButton] button")
    expect(tools.filter(visible=True).first).to_be_visible()
    assert [tool.get_attribute("aria-label") for tool in tools.all()] == ["Show/hide columns", "Search", "Fullscreen"]


def test_undo_and_redo_by_key_reach_the_tables_once(explore: Open, bundled: Bundled) -> None:
    on = explore()
    on.click(bundled.id("person:dong-yang"))
    expect(on.title).to_have_text("Dong Yang")
    on.card_button("Hide").click()
    on.nodes(len(bundled.core) - 1)
    on.tab("Table")
    on.page.locator(".st-key-which-table").get_by_text("Entities", exact=True).click()
    counted = on.page.locator(".st-key-tables-bar")
    for keys, count in (("Control+z", len(bundled.core)), ("Control+Shift+Z", len(bundled.core) - 1), ("Control+z", len(bundled.core))):
        on.quiet().page.keyboard.press(keys)
        expect(counted).to_contain_text(f"{count} entities of the view")
    expect(on.undo).to_be_disabled()
    on.tab("Graph")
    on.drawn()
    on.page.locator(".board").focus()
    on.page.keyboard.press("Control+Shift+Z")
    on.nodes(len(bundled.core) - 1)


def test_the_keys_are_listed_beside_the_tables_too(explore: Open) -> None:
    on = explore()
    on.tab("Table")
    expect(on.page.locator(".st-key-tables-bar")).to_be_visible()
    on.quiet().page.evaluate("() => document.activeElement.blur()")
    on.page.keyboard.press("?")
    expect(on.page.get_by_role("dialog", name="Keys")).to_contain_text("Search")
    on.page.keyboard.press("Escape")
    expect(on.page.get_by_role("dialog", name="Keys")).to_have_count(0)


def test_the_figures_are_those_of_the_date(explore: Open, bundled: Bundled) -> None:
    on = explore()
    day = date(2021, 6, 18)
    then = assess(bundled.evidence, bundled.case.central or "", day)
    assert then.asserts < bundled.central().asserts
    inside = on.popover("as-of-frame")
    field = inside.get_by_label("Only what was published by")
    field.click()
    on.page.keyboard.type("soon")
    on.page.keyboard.press("Enter")
    expect(inside.get_by_role("alert")).to_contain_text("soon is not a date")
    field.fill(day.isoformat())
    on.page.keyboard.press("Enter")
    expect(inside.get_by_role("alert")).to_have_count(0)
    expect(on.side.locator(".figures strong").first).to_have_text(str(then.asserts))
    expect(on.badge).to_have_text(then.status.value)
    expect(on.page.get_by_role("button", name=f"As of: {day}")).to_be_visible()
    expect(inside).to_contain_text(f"Nothing that came later than {day} counts")
    on.undo.click()
    expect(on.side.locator(".figures strong").first).to_have_text(str(bundled.central().asserts))
