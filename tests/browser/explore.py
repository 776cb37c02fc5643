"""The Explore page as a person uses it: where things are, how they are clicked, and how to wait until the page has answered."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browsing import QUIET

FIND = "Find a person, agency, event"
# by its name: on the way from another page the canvas of that page, too, is one that is drawn
DRAWN = "() => window.__redstring?.report('canvas')?.drawn > 0"
# the script of the page is at rest, and it has dealt with all that was done on the canvas
ANSWERED = f"{QUIET} && (window.__redstring?.report('canvas')?.waiting ?? 0) === 0"


class Explore:
    """One browser tab on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.side = page.locator(".st-key-side .panel")
        self.title = self.side.locator("h2")
        self.badge = self.side.locator(".badge")
        self.footer = page.locator(".redstring .footer")
        self.notice = page.locator(".redstring .notice")
        self.search = page.get_by_label(FIND)
        # Streamlit makes a button with a tooltip twice and shows one, by the width of the window
        self.undo = page.locator(".st-key-undo button").locator("visible=true")
        self.redo = page.locator(".st-key-redo button").locator("visible=true")

    def drawn(self) -> Explore:
        self.page.wait_for_function(DRAWN)
        expect(self.title).to_be_visible()
        return self.quiet()

    def quiet(self) -> Explore:
        self.page.wait_for_function(ANSWERED)
        return self

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate("() => window.__redstring.report('canvas')")
        return found

    def nodes(self, count: int) -> None:
        """Wait until so many entities are drawn."""
        self.page.wait_for_function("(count) => window.__redstring?.report('canvas')?.nodes === count", arg=count)
        self.quiet()

    def places(self) -> dict[str, tuple[float, float]]:
        """Where each node is drawn, in the units of the graph."""
        return {node: (place["drawnX"], place["drawnY"]) for node, place in self.report()["positions"].items()}

    def at(self, node: str) -> tuple[float, float]:
        place = self.report()["positions"][node]
        return place["x"], place["y"]

    def click(self, node: str) -> None:
        self.page.mouse.click(*self.at(node))

    def click_edge(self, edge: str, t: float = 0.5) -> None:
        place = self.page.evaluate("([id, t]) => window.__redstring.edgePoint(id, t, 'canvas')", [edge, t])
        self.page.mouse.click(place["x"], place["y"])

    def click_word(self, edge: str) -> None:
        """Where the word or the number of a line is written; its middle may lie under a name."""
        find = "(id) => window.__redstring.written('canvas').words.find((one) => one.edge === id).box"
        box = self.page.evaluate(find, edge)
        self.page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)

    def selected(self) -> Any:
        return self.report()["selected"]

    def find(self, text: str) -> Locator:
        """Type into the search; the list of what was found."""
        self.search.fill(text)
        found = self.page.get_by_role("listbox", name="Found")
        expect(found).to_be_visible()
        return found.locator("li")

    def card_button(self, name: str) -> Locator:
        return self.side.locator(".actions").get_by_role("button", name=name)

    def figures(self) -> list[str]:
        return [" ".join(text.split()) for text in self.side.locator(".figures > div").all_inner_texts()]

    def tab(self, name: str) -> None:
        """Graph or Table."""
        self.page.locator(".st-key-shown").get_by_text(name, exact=True).click()

    def popover(self, key: str) -> Locator:
        """Open one of the popovers of the line of tools; what it holds."""
        self.page.locator(f".st-key-{key} button").first.click()
        inside = self.page.locator("[data-testid=stPopoverBody]")
        expect(inside).to_be_visible()
        return inside
