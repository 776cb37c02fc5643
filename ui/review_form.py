"""What is written about one proposal: a note."""

from __future__ import annotations

import streamlit as st

from graph.queries.review import Proposal
from ui.reading import Reading
from ui.reviewing import LONGEST_NOTE, NAMELESS, Reviewing


def review_form(tab: Reviewing, known: Reading, current: Proposal) -> None:
    """The form in the place of the list, until it is kept or left."""
    with st.container(key="review-form"):
        _note(tab, known, current)


def _note(tab: Reviewing, known: Reading, current: Proposal) -> None:
    held = str(current.note.content.get("note") or "") if current.note else ""
    st.markdown("**Note on this proposal**")
    st.text_area("Note", held, max_chars=LONGEST_NOTE, key=f"note-{current.claim.id}", label_visibility="collapsed", height=160)
    if not tab.by:
        st.caption(NAMELESS)
    with st.container(horizontal=True):
        st.button("Keep", type="primary", key="note-keep", disabled=not tab.by, on_click=lambda: _kept(tab, known, current))
        st.button("Leave", key="note-leave", on_click=lambda: setattr(tab, "writing", ""))


def _kept(tab: Reviewing, known: Reading, current: Proposal) -> None:
    tab.note(known.store, current, st.session_state[f"note-{current.claim.id}"])
    tab.writing = ""
