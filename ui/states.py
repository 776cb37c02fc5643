"""The page when there is no graph to draw: nothing loaded, a database of somebody else, a server that is away, a fault of our own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from graph.errors import EvidenceError, QueryTimeoutError, RedstringError, StoreUnavailableError
from graph.load import Progress
from graph.store import default_address
from ui import bundled
from ui.markdown import plain
from ui.reading import Reading
from ui.serve import OPENING
from ui.work import share_of

SOON = 0.4
"""Seconds that a page waits before it says that it waits."""
RETRY = 2.0
"""Seconds between attempts to reach a store that is away."""
FAULT = "Something went wrong that should not have. What you had in view is kept; the server's log says more."
# each state has a key of its own, for one may follow another within a run; page.css knows them by their beginning
_LOG = logging.getLogger(__name__)


def said(error: Exception) -> str:
    """What a person is told: the words of an error that is ours; of any other that it happened, and its traceback goes to the log alone."""
    if isinstance(error, RedstringError):
        return str(error)
    _LOG.error("unexpected error on the page", exc_info=error)
    return FAULT


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever goes wrong inside ends in one message with a way on; Streamlit's own box, with its traceback, never shows."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the last place where a fault can still become a message
        away(error)


def away(error: Exception) -> None:
    """Say what went wrong; where the store may come back by itself, look again every two seconds."""
    with st.container(key="state-away"):
        st.error(plain(said(error)), icon=":material/cloud_off:" if isinstance(error, StoreUnavailableError) else ":material/error:")
        if isinstance(error, QueryTimeoutError):
            st.caption("The store is slow or busy. A smaller view asks less of it.")
        if st.button("Try again", key="try-again"):
            st.rerun()
        if isinstance(error, StoreUnavailableError | EvidenceError):
            # the server is away, or a load is half way through what was asked for
            _looking()


@st.fragment(run_every=RETRY)
def _looking() -> None:
    st.caption("Looking for it every two seconds; the page comes back by itself.")
    if st.session_state.get("looked"):
        st.session_state["looked"] = False
        st.rerun()
    st.session_state["looked"] = True


def nothing(known: Reading) -> None:
    """An empty store, with the way to fill it."""
    with st.container(key="state-nothing"):
        st.subheader("Nothing is loaded yet")
        if known.unfinished:
            unfinished(known)
        st.markdown("Load a case from its folder with `redstring load FOLDER`, then look again; or begin with the case that comes along.")
        if not known.unfinished and bundled.name():
            _offer(known, "Load the bundled case")
        _way_to("load", "Load documents …", "load-documents")
        _way_to("compare", "Open a snapshot …", "open-a-snapshot")
        if st.button("Look again", key="again"):
            st.rerun()


def told(title: str, text: str, *, load: bool = False) -> None:
    """A page with nothing on it to work with, and why; `text` is Markdown of our own. `load`: with the way to the page that loads."""
    with st.container(key="state-told"):
        st.subheader(title)
        st.markdown(text)
        if load:
            _way_to("load", "Load documents …", "load-documents")


def _way_to(page: str, label: str, key: str) -> None:
    """A button that leads to another page."""
    if st.button(label, key=key):
        st.switch_page(st.session_state["pages"][page])


def opening() -> None:
    """While the command is still opening the store, or loading the bundled case into it: wait, and show how far it is."""
    work = OPENING.get(default_address())
    if work is None or work.wait(SOON):
        return
    room = st.empty()
    with room.container(key="state-opening"):
        st.subheader("Opening the store")
        # with words from the start, so that later ones move nothing
        bar = st.progress(0.0, "One moment")
        while not work.wait(SOON):
            show(bar, work.progress)
    room.empty()


def show(bar: DeltaGenerator, progress: Progress | None) -> None:
    """How far a load is, on a bar."""
    if progress is not None:
        share, words = share_of(progress)
        bar.progress(share, f"Loading the case: {plain(words)}")


def _offer(known: Reading, label: str) -> None:
    """A button that loads the bundled case; while that goes on, from this tab or another, how far it is."""
    work = bundled.running(known.store)
    if work is None and st.button(label, type="primary", key="load-bundled"):
        work = bundled.begin(known.store)
    if work is None:
        return
    bar = st.progress(0.0, "Reading the case")
    while not work.wait(SOON):
        show(bar, work.progress)
    work.check()
    st.rerun()


def unfinished(known: Reading) -> None:
    """The banner over a store in which a load was broken off, with the way to finish it if it is the bundled case's."""
    name = known.unfinished or ""
    with st.container(key="unfinished"):
        said = f"The load of {plain(name)} did not finish, so something may be missing. If it does not run any more, "
        if name != bundled.name():
            st.warning(f"{said}load it again to finish it.", icon=":material/warning:")
            return
        st.warning(f"{said}finish it here.", icon=":material/warning:")
        _offer(known, "Finish the load")
