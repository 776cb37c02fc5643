"""A page opened at its own address: what it asks for is there, and its server is found at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from graph.load import load
from graph.store import open_store
from tests.browsing import Opener, served_by_the_command
from tests.ui.spellings import spellings
from ui.page_addresses import names

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address = f"embedded:{tmp_path_factory.mktemp('addresses') / 'store'}"
    with open_store(address) as store:
        load(store, spellings(), name="spellings")
    with served_by_the_command(REDSTRING_STORE=address) as found:
        yield found


@pytest.mark.parametrize("name", names())
def test_nothing_that_a_page_asks_for_is_missing(open_page: Opener, running: str, name: str) -> None:
    page = open_page(f"{running}/_stcore/health")
    missing: list[str] = []
    page.on("response", lambda response: missing.append(f"{response.status} {response.url}") if response.status >= 400 else None)
    page.goto(f"{running}/{name}")
    # "Duplicates", "Load" … in bold at its head, or what an empty one says
    expect(page.locator("[data-testid=stMain] [data-testid=stMarkdown]").first).to_be_visible(timeout=60_000)
    assert missing == []
    assert name in page.url
