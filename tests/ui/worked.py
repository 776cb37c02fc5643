"""Work of the page, brought to its end."""

from __future__ import annotations

from ui.load_work import LoadWork
from ui.work import begin

SECONDS = 60.0


def ended(one: LoadWork) -> LoadWork:
    """The work, once it has ended as it should."""
    assert begin(one) is one
    assert one.wait(SECONDS)
    assert one.error is None
    return one
