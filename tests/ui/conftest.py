"""What the tests of the user interface share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsing import browser, open_page, playwright, served

__all__ = ["browser", "open_page", "playwright"]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the page of canvas_app.py is served."""
    with served(Path(__file__).with_name("canvas_app.py")) as running:
        yield running
