"""What a write would change, and the two ways out: keep it, or not."""

from __future__ import annotations

import streamlit as st

from graph.store.result import Counters
from ui.markdown import plain
from ui.run import Trial
from ui.words import number

_SAID = {
    "nodes_created": ("create", "node"),
    "nodes_deleted": ("delete", "node"),
    "relationships_created": ("create", "relationship"),
    "relationships_deleted": ("delete", "relationship"),
    "properties_set": ("set", "property", "properties"),
    "labels_added": ("add", "label"),
}


def draft_bar(run: Trial) -> None:
    """Draw it; the buttons act before the page is drawn again."""
    assert run.draft is not None
    counters = run.draft.counters
    with st.container(key="draft"):
        if run.kept == "kept":
            st.success(f"Kept: {done(counters)}. Relationships and statuses follow with `redstring derive`.", icon=":material/check:")
            return
        if run.kept:
            st.info(plain(run.kept), icon=":material/undo:")
            return
        st.warning(f"It would {would(counters)}. It was rolled back: nothing is kept until you say so.", icon=":material/edit_note:")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button("Keep it", key="commit", type="primary", on_click=run.keep)
            st.button("Discard", key="discard", on_click=run.discard)


def would(counters: Counters) -> str:
    """What would change, in words."""
    parts = [f"{verb} {number(count, *noun)}" for name, (verb, *noun) in _SAID.items() if (count := getattr(counters, name))]
    return ", ".join(parts) or "change nothing"


def done(counters: Counters) -> str:
    """What was changed, in words."""
    return would(counters).replace("change nothing", "nothing changed")
