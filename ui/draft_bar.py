"""What a write would change, and the two ways out: keep it, or not."""

from __future__ import annotations

import streamlit as st

from graph.errors import RedstringError
from graph.store.draft import PATIENCE, Draft
from graph.store.result import Counters
from ui.markdown import plain
from ui.words import number

_SAID = {
    "nodes_created": ("create", "node"),
    "nodes_deleted": ("delete", "node"),
    "relationships_created": ("create", "relationship"),
    "relationships_deleted": ("delete", "relationship"),
    "properties_set": ("set", "property", "properties"),
    "labels_added": ("add", "label"),
}


def draft_bar(draft: Draft) -> None:
    """Draw it; the buttons act before the page is drawn again."""
    with st.container(key="draft"):
        if draft.ended == "committed":
            st.success(f"Kept: {done(draft.counters)}. Relationships and statuses follow with `redstring derive`.", icon=":material/check:")
            return
        if draft.ended:
            st.info("Nothing was kept.", icon=":material/undo:")
            return
        st.warning(f"It would {would(draft.counters)}. Nothing is kept until you say so.", icon=":material/edit_note:")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button("Keep it", key="commit", type="primary", on_click=_commit, args=(draft,))
            st.button("Discard", key="discard", on_click=draft.discard)
            st.caption(f"Discarded by itself after {PATIENCE:g} s")


def would(counters: Counters) -> str:
    """What would change, in words."""
    parts = [f"{verb} {number(count, *noun)}" for name, (verb, *noun) in _SAID.items() if (count := getattr(counters, name))]
    return ", ".join(parts) or "change nothing"


def done(counters: Counters) -> str:
    """What was changed, in words."""
    return would(counters).replace("change nothing", "nothing changed")


def _commit(draft: Draft) -> None:
    try:
        draft.commit()
    except RedstringError as error:
        st.toast(plain(str(error)), icon=":material/error:")
