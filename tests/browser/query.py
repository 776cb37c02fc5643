"""The query page as a person uses it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browsing import QUIET

DRAWN = "() => window.__redstring?.report('result')?.drawn > 0"


class Query:
    """One browser tab on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.locator(".cm-content")
        self.side = page.locator(".st-key-side .panel")
        self.answer = page.locator(".st-key-answer")
        self.bar = page.locator(".st-key-result-bar")
        self.grid = page.locator("[data-testid=stDataFrame]")

    def ready(self) -> Query:
        expect(self.text).to_be_visible()
        expect(self.side).to_be_visible()
        return self.quiet()

    def quiet(self) -> Query:
        self.page.wait_for_function(QUIET)
        return self

    def write(self, cypher: str) -> None:
        """Put a text into the editor as a paste does, in place of what is there."""
        self.text.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(cypher)

    def run(self, cypher: str | None = None) -> None:
        """Run with the keys, and wait for what comes of it."""
        if cypher is not None:
            self.write(cypher)
        self.text.focus()
        self.page.keyboard.press("Control+Enter")

    def rows(self, said: str) -> None:
        """Wait until the line above the rows says so."""
        expect(self.bar).to_contain_text(said)
        self.quiet()

    def shown_as(self, how: str) -> None:
        self.bar.get_by_text(how, exact=True).click()

    def graph(self) -> dict[str, Any]:
        self.shown_as("Graph")
        self.page.wait_for_function(DRAWN)
        self.quiet()
        found: dict[str, Any] = self.page.evaluate("() => window.__redstring.report('result')")
        return found

    def click_edge(self, edge: str, t: float = 0.5) -> None:
        place = self.page.evaluate("([id, t]) => window.__redstring.edgePoint(id, t, 'result')", [edge, t])
        self.page.mouse.click(place["x"], place["y"])

    def click_word(self, edge: str) -> None:
        find = "(id) => window.__redstring.written('result').words.find((one) => one.edge === id).box"
        box = self.page.evaluate(find, edge)
        self.page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)

    def open_saved(self, title: str) -> None:
        self.side.get_by_role("button", name=title).click()

    def popover(self, name: str) -> Locator:
        self.page.locator("[data-testid=stPopover]").get_by_role("button", name=name).click()
        return self.page.locator("[data-testid=stPopoverBody]")

    def download(self, name: str) -> bytes:
        body = self.popover("Download")
        with self.page.expect_download() as waiting:
            body.get_by_role("button", name=name).click()
        data = Path(waiting.value.path()).read_bytes()
        self.page.keyboard.press("Escape")
        return data


def cells(data: bytes) -> list[list[str]]:
    """The lines of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
