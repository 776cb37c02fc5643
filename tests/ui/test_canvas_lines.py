"""The lines of the statuses, told apart on a screenshot in shades of grey."""

from __future__ import annotations

import io
from itertools import groupby

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from graph.model import Status
from tests.browsing import Opener

pytestmark = pytest.mark.browser
AROUND = 9
EXPECTED = {
    Status.confirmed: ("solid", "thick", ""),
    Status.corroborated: ("solid", "thin", ""),
    Status.unconfirmed: ("long dashes", "", ""),
    Status.single_source: ("short dashes", "", ""),
    Status.rumour: ("dots", "", ""),
    Status.contested: ("dash-dot", "", ""),
    Status.denied: ("solid", "thin", "bar"),
    Status.unsourced: ("sparse dots", "", ""),
}


def strip(page: Page, picture: NDArray[np.float64], number: int, begin: float, end: float) -> NDArray[np.float64]:
    """How dark the line of a status is, 0 to 1, in the rows around it and the columns from `begin` to `end` (parts of its length)."""
    ends = [page.evaluate("([id, t]) => window.__redstring.edgePoint(id, t)", [f"t/e{number}", t]) for t in (begin, end)]
    y, left, right = round(ends[0]["y"]), round(ends[0]["x"]), round(ends[1]["x"])
    piece = picture[y - AROUND : y + AROUND + 1, left:right]
    return 1 - piece / np.median(piece)


def look(
    page: Page, picture: NDArray[np.float64], number: int, bar_reach: int, thick_above: float, full: float | None
) -> tuple[str, str, str]:
    line, middle = strip(page, picture, number, 0.1, 0.45), strip(page, picture, number, 0.48, 0.52)
    along = line[AROUND - 3 : AROUND + 4].max(axis=0)
    on = along > 0.55 * along.max()
    runs = [(key, len(list(group))) for key, group in groupby(on)][1:-1]
    # the bar is the one thing that reaches beyond the line
    beyond = (middle[[AROUND - bar_reach, AROUND + bar_reach]].max(axis=0) > 0.2).mean()
    bar = "" if beyond == 0 else "bar" if beyond < 0.4 else "word"
    if on.mean() > 0.98:
        return "solid", "thick" if line[AROUND - 4 : AROUND + 5].sum(axis=0).mean() / (full or along.max()) > thick_above else "thin", bar
    # below that zoom patterns stay as large as they are
    scale = max(0.9, page.evaluate("() => window.__redstring.report().scale"))
    dashes, gaps = [length / scale for key, length in runs if key], [length / scale for key, length in runs if not key]
    if max(dashes) > 2.2 * min(dashes) and max(dashes) > 8:
        return "dash-dot", "", bar
    if np.mean(dashes) > 9:
        return "long dashes", "", bar
    if np.mean(dashes) > 3.5:
        return "short dashes", "", bar
    return "sparse dots" if np.mean(gaps) > 6 else "dots", "", bar


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("scene", "bar_reach", "thick_above", "full", "word"),
    # a line of less than a pixel is never as dark as its colour, which is about three quarters of the way from the ground
    [("statuses", 5, 2.0, None, ""), ("far", 3, 0.7, 0.77, "word")],
    ids=["near", "among a thousand"],
)
def test_statuses_are_told_apart_without_colour(
    open_page: Opener, address: str, theme: str, scene: str, bar_reach: int, thick_above: float, full: float | None, word: str
) -> None:
    page = open_page(f"{address}/?scene={scene}&height=700", width=1280, height=900)
    page.wait_for_function("() => window.__redstring?.report()?.drawn > 0")
    # those without a source are hidden at first
    page.get_by_role("button", name="unsourced, 1").click()
    page.wait_for_function("() => window.__redstring.report().edges === 8")
    assert (page.evaluate("() => window.__redstring.report().scale") < 0.3) is (scene == "far")
    if theme == "dark":
        page.get_by_text("dark", exact=True).click()
        page.wait_for_function("() => window.__redstring.report().theme === 'dark'")
    page.mouse.move(5, 5)
    page.wait_for_function("() => Math.abs(window.__redstring.report().drawn - performance.now()) > 200")
    picture = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("L"), dtype=float)
    shades = picture if theme == "light" else 255 - picture
    found = {status: look(page, shades, number, bar_reach, thick_above, full) for number, status in enumerate(Status)}
    assert found == {**EXPECTED, Status.contested: ("dash-dot", "", word)}
    assert len(set(found.values())) == len(Status)
