"""What a person does on the schema page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.query import Query
from tests.browsing import Opener

pytestmark = pytest.mark.browser
DRAWN = "() => window.__redstring?.report('schema-graph')?.drawn > 0"


def test_labels_types_and_properties_are_shown_and_lead_to_a_query(open_page: Opener, address: str) -> None:
    page = open_page(f"{address}/schema", width=1440, height=900, motion="reduce")
    page.wait_for_function(DRAWN)
    side = page.locator(".st-key-side .panel")
    expect(side.locator("h2")).to_have_text("What the database holds")
    expect(side).to_contain_text("Person")
    expect(page.locator(".redstring .legend")).to_be_hidden()
    place = page.evaluate("() => window.__redstring.report('schema-graph').positions.Claim")
    page.mouse.click(place["x"], place["y"])
    expect(side.locator("h2")).to_have_text("Claim")
    expect(side.locator(".properties")).to_contain_text("stance")
    expect(side.locator(".properties")).to_contain_text("STRING")
    expect(side).to_contain_text("Statement")
    page.keyboard.press("Delete")
    page.wait_for_function("() => !('Claim' in window.__redstring.report('schema-graph').positions)")
    page.keyboard.press("Control+z")
    page.wait_for_function("() => 'Claim' in window.__redstring.report('schema-graph').positions")
    side.get_by_role("button", name="Claim STATES Statement").click()
    expect(side.locator("h2")).to_have_text("STATES")
    side.get_by_role("button", name="← Schema").click()
    expect(side.locator("h2")).to_have_text("What the database holds")
    side.locator("section").first.locator("button", has_text="Claim").click()
    expect(side.locator("h2")).to_have_text("Claim")
    side.get_by_role("button", name="Query some of them").click()
    on = Query(page).ready()
    expect(on.text).to_have_text("MATCH (n:Claim)RETURN nLIMIT 25")
    on.run()
    on.rows("25 rows ·")
