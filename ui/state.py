"""What one browser tab looks at, and the store that all tabs share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from graph.edtf import latest
from graph.history import History
from graph.store import default_address, open_store
from graph.view import View
from ui.drawing import Drawing
from ui.reading import Reading
from ui.serve import OPENING
from ui.shelf import Shelf

KEY = "explorer"
SENT = "sent"
"""What the query page sends to Explore: a case, ids of its entities, and whether they are to be shown alone."""

OPENED = "opened"
"""The key of a case that another page has opened, and that Explore is to show."""


@dataclass
class Explorer:
    """One tab: the case, the views so far, and what is drawn of the present one."""

    case: str = ""
    history: History = field(default_factory=lambda: History(View()))
    notice: str = ""
    """Said on the canvas until the next action."""
    focus: tuple[str, ...] = ()
    """Entities that stand out as long as that is said."""
    choosing: str | None = None
    """The entity whose expansion needs a choice first, because all of it would flood the view."""
    leaving: str | None = None
    """The entity where paths are to begin, until it is said where they lead."""
    drawing: Drawing | None = None
    opening: View | None = None
    """The view that the case opened with."""
    given: bool = False
    """Whether the view came from elsewhere, so that it is not laid out for this canvas."""
    saved: tuple[str, View] | None = None
    """The name of the saved view that was opened last, and what came of it."""
    addressed: tuple[View, dict[str, str]] | None = None
    """The address that was made last, and of which view."""
    aspect: float | None = None
    """Width over height of a canvas that is higher than wide; None for any other."""

    @property
    def view(self) -> View:
        return self.history.now

    @property
    def as_of(self) -> date | None:
        return latest(self.view.as_of) if self.view.as_of else None

    def do(self, view: View, label: str, *, merge: str | None = None) -> None:
        """Take a step that undo takes back."""
        self.history = self.history.do(view, label, merge=merge)

    def select(self, chosen: str | None) -> None:
        """Select without a step."""
        self.history = self.history.put(self.view.select(chosen))


def explorer() -> Explorer:
    """The state of this tab; made at its first run."""
    found = st.session_state.setdefault(KEY, Explorer())
    assert isinstance(found, Explorer)
    return found


def _close(shelf: Shelf) -> None:
    shelf.store.close()


@st.cache_resource(show_spinner=False, on_release=_close)
def _shelf(address: str) -> Shelf:
    return OPENING[address].shelf() if address in OPENING else Shelf(open_store(address))


def reading(*, fresh: bool = False) -> Reading:
    """What is known of the store of this server, which is opened once per process.

    Raises the StoreErrors of `open_store` and of reading; then nothing is kept, and the next call tries again.
    """
    return _shelf(default_address()).reading(fresh=fresh)
