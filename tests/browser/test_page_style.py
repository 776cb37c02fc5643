"""page.css leans on names that are Streamlit's: each of its selectors still finds something in the state of the page that it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explore import Explore
from tests.browser.query import Query
from tests.browsing import Opener, served

pytestmark = pytest.mark.browser
Open = Callable[..., Explore]
ROOT = Path(__file__).parents[2]
STYLE = (ROOT / "ui" / "static" / "page.css").read_text("utf-8")
# as the browser reads them, inside of @media too
RULES = """(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);
    const all = (rules) => [...rules].flatMap((rule) => rule.selectorText ?? all(rule.cssRules)); return all(sheet.cssRules); }"""
STATE = """() => { const made = document.createElement('i'); made.className = 'st-key-state-x';
    document.querySelector('.st-key-explore').parentElement.append(made); }"""
FOUND = "(selectors) => selectors.filter((one) => document.querySelector(one))"


def parts(text: str) -> list[str]:
    """What the commas outside of brackets part."""
    depth, found = 0, [""]
    for char in text:
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            found.append("")
        else:
            found[-1] += char
    return [part.strip() for part in found]


def alternatives(selector: str) -> Iterator[str]:
    """The selector with each of the things that `:is()` allows."""
    start = selector.find(":is(")
    if start < 0:
        yield selector
        return
    depth, end = 1, start + 4
    while depth:
        depth += {"(": 1, ")": -1}.get(selector[end], 0)
        end += 1
    for one in parts(selector[start + 4 : end - 1]):
        yield from alternatives(selector[:start] + one + selector[end:])


def look(page: Page, left: set[str]) -> None:
    left.difference_update(page.evaluate(FOUND, sorted(left)))


def on_compare(page: Page, left: set[str]) -> None:
    """At its beginning, with two files, and where one of them leads: a snapshot opened in Explore, which is closed again."""
    kept = [str(ROOT / "tests" / "graph" / "kept" / f"version-1.{ending}") for ending in ("html", "redstring.json")]
    field = page.locator("input[type=file]")
    field.set_input_files(kept)
    expect(page.locator(".st-key-compare .panel")).to_be_visible(timeout=20_000)
    look(page, left)
    page.get_by_role("button", name="Other files").locator("visible=true").click()
    expect(page.locator(".st-key-compare-beginning")).to_be_visible()
    look(page, left)
    field.set_input_files(kept[:1])
    page.get_by_role("button", name="Open it in Explore").click()
    expect(page.locator(".st-key-visiting")).to_be_visible(timeout=30_000)
    look(page, left)
    page.locator(".st-key-close-snapshot button").locator("visible=true").first.click()
    expect(page.locator(".st-key-visiting")).to_have_count(0, timeout=20_000)


def on_review(page: Page, left: set[str]) -> None:
    expect(page.locator(".review li[aria-current] .detail").last).to_be_visible(timeout=60_000)
    look(page, left)
    page.keyboard.press("n")
    expect(page.locator(".st-key-review-form")).to_be_visible()
    look(page, left)


def on_load(page: Page, left: set[str]) -> None:
    """At its beginning, with the sheet of what was checked, and with a report of what came in and what was refused; what came in is taken
    out again."""
    expect(page.get_by_role("button", name="Check", exact=True)).to_be_visible(timeout=20_000)
    look(page, left)
    page.get_by_text("Rules alone").click()
    given = [("harbour.txt", b"Harbour\n\nThe port was closed."), ("case.yml", b"title: x")]
    page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": data} for name, data in given])
    expect(page.get_by_role("button", name="Check", exact=True)).to_be_enabled(timeout=20_000)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".st-key-load-told-next")).to_be_visible(timeout=90_000)
    look(page, left)
    page.get_by_role("button", name="Load it").click()
    expect(page.locator(".st-key-load-result")).to_contain_text("1 new", timeout=90_000)
    expect(page.locator(".st-key-load-problems td").first).to_be_visible(timeout=90_000)
    expect(page.locator("[class*=st-key-loaded-line-]").first).to_be_visible()
    look(page, left)
    page.get_by_role("button", name="Other files").click()
    # the latest stands first
    page.get_by_role("button", name="Take out").first.click()
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_text("was taken out")).to_be_visible(timeout=90_000)


def test_every_selector_of_the_page_style_finds_something(explore: Open, open_page: Opener, address: str, story: tuple[str, str]) -> None:
    on = explore()
    left = {one for rule in on.page.evaluate(RULES, STYLE) for part in parts(rule) for one in alternatives(part)}
    # and what is named inside of a :has() or :not(), which finds something even if the name does not
    left |= {name for rule in left for name in re.findall(r'\[data-testid="?st\w+"?\]|\.st[A-Z]\w+', rule)}
    assert {'[data-testid="stStatusWidget"]', ".stMainBlockContainer"} <= left
    look(on.page, left)
    on.page.get_by_role("group", name="Kinds of entities").get_by_role("button").first.click()
    expect(on.page.locator(".st-key-unfilter-now")).to_be_visible()
    look(on.page, left)
    on.page.get_by_role("button", name="Full height").click()
    expect(on.page.locator(".st-key-bar")).to_be_hidden()
    look(on.page, left)
    on.page.get_by_role("button", name="Full height").click()
    on.tab("Table")
    expect(on.page.locator(".st-key-tables")).to_be_visible()
    look(on.page, left)
    # where a state of the page comes up, what was drawn before may still be there
    on.page.evaluate(STATE)
    expect(on.page.locator(".st-key-explore")).to_be_hidden()
    look(on.page, left)
    query = Query(open_page(f"{address}/query")).ready()
    look(query.page, left)
    query.run("UNWIND range(1, 3) AS n MATCH (a:Agency) RETURN n, a LIMIT 20")
    query.rows("20 rows ·")
    query.grid.hover()
    expect(query.page.locator("[data-testid=stElementToolbar]")).to_be_attached()
    look(query.page, left)
    query.graph()
    look(query.page, left)
    query.shown_as("JSON")
    expect(query.page.locator(".st-key-result-json")).to_be_visible()
    look(query.page, left)
    schema = open_page(f"{address}/schema")
    expect(schema.locator(".st-key-schema .panel")).to_be_visible()
    look(schema, left)
    duplicates = open_page(f"{address}/duplicates")
    expect(duplicates.locator(".st-key-duplicates .st-key-work")).to_be_visible(timeout=60_000)
    look(duplicates, left)
    on_compare(open_page(f"{address}/compare"), left)
    on_review(open_page(f"{story[0]}/review"), left)
    on_load(open_page(f"{address}/load"), left)
    with served(ROOT / "tests" / "browser" / "slow_page.py") as slow:
        page = open_page(slow)
        expect(page.locator("[data-testid=stStatusWidget]")).to_be_attached()
        look(page, left)
    assert left == set()
