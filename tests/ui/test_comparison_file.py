"""The file of a difference: opened offline in a real browser, it marks what became of everything, and tells it in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.errors import SnapshotError
from graph.snapshot import references
from graph.snapshot.recased import recased
from graph.snapshot.received import Received, received_file
from graph.snapshot.verify import read
from tests.graph.two_contents import EVIL, after, before
from ui.compared import Compared
from ui.snapshot.comparison import comparison, write
from ui.snapshot.sides import Side, side_of

DRAWN = "() => window.__snapshot?.report()?.drawn > 0"
Open = Callable[..., Page]


def side(content: Any, name: str) -> Side:
    return side_of(Received(name, content, "0" * 64, None, ()))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("comparison") / "diff.html"
    # of another key, as a snapshot that was opened in the app is
    was, now = recased(before(), "mirela-case.0123456789abcdef"), after()
    references.check(now)
    assert write(path, was, now, (side(was, "before.json"), side(now, EVIL))).startswith("Wrote ")
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Open]:
    """Opens the file without a network; anything that is asked for, said or that goes wrong is a failure."""
    seen: list[str] = []
    contexts = []

    def one(*, scripts: bool = True, **look: Any) -> Page:
        context = browser.new_context(offline=True, java_script_enabled=scripts, reduced_motion="reduce", **look)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: seen.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None)
        page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: seen.append(f"error {error}"))
        page.on("console", lambda said: seen.append(f"console {said.text}") if said.type == "error" else None)
        page.goto(file.as_uri())
        if scripts:
            page.wait_for_function(DRAWN)
        return page

    yield one
    for context in contexts:
        context.close()
    assert seen == []


def drawn(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        """() => { const { nodes, edges } = window.__snapshot.scene([], []);
        const of = (list) => Object.fromEntries(list.map(({ id, d, was }) => [id, was ? `${d}: was ${was}` : d]));
        return { nodes: of(nodes), edges: of(edges) }; }"""
    )
    return found


@pytest.mark.browser
def test_everything_is_marked_with_what_became_of_it(opened: Open) -> None:
    found = drawn(opened())
    nodes = {id_.partition("/")[2]: change for id_, change in found["nodes"].items()}
    assert nodes == {
        "agency:harbour": "changed",
        "person:ana-stefanescu": "gone",
        "event:ship": "new",
        "person:mirela-stefanescu": "same",
        "place:port": "same",
    }
    slugs = {one.id: one.slug for content in (before(), after()) for one in content.statements}
    edges = {slugs[id_]: change for id_, change in found["edges"].items() if id_ in slugs}
    assert edges["ana-works"] == "gone"
    assert edges["took-ship"] == "new"
    assert edges["mirela-left"].startswith("changed")
    assert edges["harbour-at"] == "same"


@pytest.mark.browser
def test_file_and_app_mark_alike(opened: Open) -> None:
    was = before()
    on = Compared.of(was, after(), (side(was, "a"), side(after(), "b")))
    sent = json.loads(on.draw("light").payload)

    def of(list_: list[dict[str, str]]) -> dict[str, str]:
        return {one["id"]: f"{one['d']}: was {one['was']}" if "was" in one else one["d"] for one in list_}

    assert drawn(opened()) == {"nodes": of(sent["nodes"]), "edges": of(sent["edges"])}


@pytest.mark.browser
def test_a_line_of_the_list_leads_to_what_it_is_about_with_before_and_after(opened: Open) -> None:
    page = opened()
    side = page.locator("#side")
    expect(side.get_by_role("heading", name="What differs")).to_be_visible()
    side.locator("section", has_text="Claims withdrawn").locator(".row-button").first.click()
    left = next(one for one in after().statements if one.slug == "mirela-left")
    page.wait_for_function("(id) => window.__snapshot.state.chosen === id", arg=left.id)
    table = side.locator("table.changes")
    expect(table.locator("tr", has_text="claims that deny").locator("td")).to_have_text(["1", "0"])
    expect(side.locator(".difference.block")).to_contain_text("Claims withdrawn")
    side.get_by_role("button", name="All that differs").click()
    expect(side.get_by_role("heading", name="What differs")).to_be_visible()
    side.locator("section", has_text="Entities changed").locator(".row-button").first.click()
    expect(side.locator("table.changes tr", has_text="name").locator("td").first).to_have_text("Harbour Office")


@pytest.mark.browser
def test_only_what_differs_leaves_the_ends_of_what_is_drawn(opened: Open) -> None:
    page = opened()
    shown = "() => { const { nodes } = window.__snapshot.report(); return nodes; }"
    whole = page.evaluate(shown)
    page.get_by_role("button", name="Only what differs").click()
    expect(page.get_by_role("button", name="Only what differs")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".legend .row[data-value=same]")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(shown) <= whole
    page.locator(".legend .row[data-value=gone]").click()
    expect(page.locator(".legend .row[data-value=gone]")).to_have_attribute("aria-pressed", "false")
    page.wait_for_function("(most) => window.__snapshot.report().nodes < most", arg=whole)


@pytest.mark.browser
def test_without_scripts_it_is_a_page_to_read(opened: Open) -> None:
    page = opened(scripts=False)
    article = page.locator("#text")
    expect(article).to_be_visible()
    expect(article).to_contain_text("− gone: only in the earlier one")
    for title in (
        "Statuses that differ",
        "Claims added",
        "Claims withdrawn",
        "Claims gone",
        "Entities added",
        "Entities gone",
        "Entities changed",
    ):
        expect(article.get_by_role("heading", name=title)).to_be_visible()
    expect(article.locator("li", has_text="− Ana Ștefănescu worked for").first).to_be_visible()


@pytest.mark.browser
def test_on_a_phone_in_the_dark_it_fits(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 844}, color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_same_two_give_the_same_file(file: Path) -> None:
    was, now = recased(before(), "mirela-case.0123456789abcdef"), after()
    again = comparison(was, now, (side(was, "before.json"), side(now, EVIL)))
    told = file.read_text("utf-8")
    assert again.partition("Compared ")[0] == told.partition("Compared ")[0]


def test_it_is_not_taken_for_a_snapshot(file: Path) -> None:
    with pytest.raises(SnapshotError, match="a comparison of two snapshots, not a snapshot"):
        read(file)
    with pytest.raises(SnapshotError, match="a comparison of two snapshots, not a snapshot"):
        received_file(file)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=r"does not end in \.html"):
        write(tmp_path / "diff.pdf", before(), after(), (side(before(), "a"), side(after(), "b")))
    assert list(tmp_path.iterdir()) == []
