"""Views under names: to save what is in view, to open, pass on and remove what was saved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from graph import queries
from graph.decisions import decide
from graph.saved_view import LONGEST_NAME, LONGEST_NOTE, SavedView, named
from ui.address import of_saved
from ui.arrival import leaving
from ui.markdown import plain
from ui.reading import Reading
from ui.state import Explorer
from ui.states import said
from ui.words import number, when

Act = Callable[[dict[str, Any]], None]
BY = "Explore"
"""Who saves: a person at this page, whom it does not know by name."""
_GONE = "views-removed"


@st.dialog("Views and links", width="large")
def views(tab: Explorer, known: Reading, act: Act) -> None:
    """The dialog: a link to what is in view, a name for it, and the views of the case that have one."""
    try:
        _link(tab)
        _keep(tab, known)
        held = queries.saved_views(known.store, tab.case)
        st.markdown("**Saved views of this case**")
        for saved in held:
            _row(tab, known, saved, act)
        if not held:
            st.caption("None yet. A view keeps what is drawn, where it stands, the filters, the date and what is selected.")
        _put_back(tab, known)
    except Exception as error:  # noqa: BLE001 - a fault is told where the person is
        st.error(plain(said(error)), icon=":material/error:")


def _link(tab: Explorer) -> None:
    params = leaving(tab)
    st.markdown("**Link to what is in view**")
    if "part" in params:
        st.caption("This view is too large for a link. Save it under a name: the link then names that.")
        return
    st.code(_address(params), language=None, wrap_lines=False)
    st.caption("It holds the view, not the case: it works where the same case is loaded. So does the address of the browser, at any time.")


def _address(params: dict[str, str]) -> str:
    return f"{str(st.context.url or '').partition('?')[0].rstrip('/')}/?{urlencode(params)}"


def _keep(tab: Explorer, known: Reading) -> None:
    with st.form("save-view", border=False):
        name = st.text_input("Save what is in view as", max_chars=LONGEST_NAME, placeholder="Who denies it", key="view-name")
        note = st.text_input("Note", max_chars=LONGEST_NOTE, key="view-note", placeholder="What it shows (may be left out)")
        if not st.form_submit_button("Save", type="primary", icon=":material/bookmark_add:"):
            return
        if not name.strip():
            st.warning("Give it a name first.")
            return
        saved = named(tab.case, name, tab.view, note=note, by=BY, at=_now())
        was = any(other.about == saved.about for other in queries.saved_views(known.store, tab.case))
        decide(known.store, saved.decision())
        tab.saved = saved.name, tab.view
        st.success(f"{'Replaced' if was else 'Saved'}: {plain(saved.name)}", icon=":material/bookmark_added:")


def _row(tab: Explorer, known: Reading, saved: SavedView, act: Act) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"view-{saved.file_name}"):
        with st.container(gap=None):
            st.markdown(f"**{plain(saved.name)}**" + (f" · {plain(saved.note)}" if saved.note else ""))
            as_of = f", as of {when(saved.view.as_of)}" if saved.view.as_of else ""
            st.caption(f"{number(len(saved.view.nodes), 'entity', 'entities')}{as_of} · saved {saved.at:%Y-%m-%d %H:%M} UTC")
        if st.button("Open", key=f"open-{saved.about}"):
            act({"type": "open-view", "name": saved.name})
            st.rerun()
        with st.popover("Link", key=f"link-{saved.about}"):
            st.code(_address(of_saved(tab.case, saved.name)), language=None)
        st.download_button(
            "File",
            lambda: saved.text,
            file_name=saved.file_name,
            mime="application/json",
            key=f"file-{saved.about}",
            on_click="ignore",
            help="For the folder views of a case, to be loaded with it",
        )
        if st.button("Remove", key=f"remove-{saved.about}", type="tertiary"):
            decide(known.store, named(tab.case, saved.name, saved.view, note=saved.note, by=BY, at=_now()).decision(removed=True))
            st.session_state[_GONE] = saved
            st.rerun(scope="fragment")


def _put_back(tab: Explorer, known: Reading) -> None:
    gone = st.session_state.get(_GONE)
    if not isinstance(gone, SavedView) or gone.case != tab.case:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{plain(gone.name)} was removed.")
        if st.button("Put it back", key="put-back"):
            decide(known.store, named(gone.case, gone.name, gone.view, note=gone.note, by=gone.by, at=_now()).decision())
            del st.session_state[_GONE]
            st.rerun(scope="fragment")


def _now() -> datetime:
    return datetime.now(UTC)
