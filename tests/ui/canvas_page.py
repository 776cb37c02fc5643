"""What the tests of the canvas do and read on the page of canvas_app.py."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import CDPSession, Page

from tests.browsing import Opener

READY = "() => window.__redstring?.report()?.drawn > 0"


def shown(open_page: Opener, address: str, query: str = "", **size: Any) -> Page:
    page = open_page(f"{address}/?{query}", **size)
    page.wait_for_function(READY)
    return page


def report(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("() => window.__redstring.report()")
    return found


def log(page: Page) -> dict[str, Any]:
    text = page.locator(".st-key-log [data-testid=stText]").inner_text()
    found: dict[str, Any] = json.loads(text)
    return found


def types(page: Page) -> list[str]:
    return [entry["type"] for entry in log(page)["log"]]


def settle(page: Page, count: int) -> None:
    """Until the page has dealt with `count` actions and has told the canvas so."""
    page.wait_for_function(
        """(count) => {
            const text = document.querySelector('.st-key-log [data-testid=stText]')?.textContent;
            return text && JSON.parse(text).log.length >= count && window.__redstring.report().waiting === 0;
        }""",
        arg=count,
    )


def at(page: Page, node: str) -> tuple[float, float]:
    place = report(page)["positions"][node]
    return place["x"], place["y"]


def click(page: Page, node: str) -> None:
    page.mouse.click(*at(page, node))


def on_edge(page: Page, edge: str, t: float = 0.5) -> tuple[float, float]:
    place = page.evaluate("([id, t]) => window.__redstring.edgePoint(id, t)", [edge, t])
    return place["x"], place["y"]


def drawn(page: Page) -> dict[str, tuple[float, float]]:
    return {name: (place["drawnX"], place["drawnY"]) for name, place in report(page)["positions"].items()}


def received(session: CDPSession) -> list[int]:
    """Grows by the size of every message from the server."""
    sizes: list[int] = []
    session.on("Network.webSocketFrameReceived", lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 // 4))
    session.send("Network.enable")
    return sizes
