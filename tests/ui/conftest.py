"""What the tests of the user interface share."""

from tests.browsing import browser, open_page, playwright

__all__ = ["browser", "open_page", "playwright"]
