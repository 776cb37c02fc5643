"""Sharing what is in view: title, note and author, and the file to download."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from ui.markdown import plain
from ui.reading import Reading
from ui.state import Explorer

if TYPE_CHECKING:
    from graph.snapshot.content import Content

WIDE = 340
LONGEST_NAME = 60


def share(tab: Explorer, known: Reading) -> None:
    """The button and what opens below it; a file is made when it is asked for."""
    summary = known.case(tab.case)
    if summary is None or known.guest:
        return
    with st.popover("Share", icon=":material/ios_share:", key="share-frame"), st.container(width=WIDE):
        title = st.text_input("Title", value=summary.case.title, max_chars=300, key=f"share-title-{tab.case}")
        note = st.text_area("Note", max_chars=5_000, height=80, key="share-note", placeholder="What a reader should know")
        author = st.text_input("Author", max_chars=300, key="share-author")
        paraphrases = st.toggle("With what the claims say, in our words", value=True, key="share-paraphrases")
        st.caption(_told(tab))
        title = title.strip() or summary.case.title
        name = _file_name(title)

        def content() -> Content:
            # what makes it is imported when it is asked for: the first page does not wait for that
            from graph.snapshot.collected import collect
            from graph.snapshot.content import About

            about = About(title=title, note=note, author=author, as_of=tab.view.as_of, paraphrases=paraphrases)
            return collect(known.store, tab.case, tab.view, about)

        with st.container(horizontal=True):
            st.download_button(
                "One file (HTML)",
                lambda: _page(tab, known, content),
                file_name=f"{name}.html",
                mime="text/html",
                key="share-html",
                type="primary",
                icon=":material/download:",
                on_click="ignore",
            )
            st.download_button(
                "Content (JSON)",
                lambda: _json(content),
                file_name=f"{name}.redstring.json",
                mime="application/json",
                key="share-json",
                on_click="ignore",
            )
        st.caption("It opens in any browser without a network, carries every claim with its source, and shows whether it was changed.")


def _told(tab: Explorer) -> str:
    scene = tab.drawing.scene if tab.drawing else None
    if scene is None:
        return ""
    figures, day = scene.figures, tab.view.as_of
    filtered = figures.entities.filtered + figures.relationships.filtered
    kept = f" What filters hide ({filtered:,}) goes along and can be shown there." if filtered else ""
    hidden = len(tab.view.away)
    left = f" What was hidden by hand ({hidden:,}) stays out, unless evidence names it." if hidden else ""
    return plain(
        f"{figures.entities.shown:,} entities and {figures.relationships.shown:,} relationships, as of {day or 'today'}.{kept}{left}"
    )


def _page(tab: Explorer, known: Reading, content: Callable[[], Content]) -> bytes:
    from ui.snapshot.making import degrees
    from ui.snapshot.page import page

    return page(content(), degrees=degrees(known.store, tab.view)).encode()


def _json(content: Callable[[], Content]) -> bytes:
    from graph.snapshot.canonical import canonical

    return canonical(content())


def _file_name(title: str) -> str:
    """A name of letters and digits for a file."""
    words = re.findall(r"\w+", title)
    return "-".join(words)[:LONGEST_NAME].strip("-").lower() or "snapshot"
