"""The app: the page's frame and the list of its pages. `redstring run` serves it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.canvas_library import canvas_library

STATIC = Path(__file__).parent / "ui" / "static"


def explore() -> None:
    """Explore, imported only now: what stands before it is on its way to the browser."""
    from ui.pages import explore

    explore.page()


def query() -> None:
    """Query, imported only when somebody goes there."""
    from ui.pages import query

    query.page()


def review() -> None:
    """Review, imported only when somebody goes there."""
    from ui.pages import review

    review.page()


def duplicates() -> None:
    """Duplicates, imported only when somebody goes there."""
    from ui.pages import duplicates

    duplicates.page()


def schema() -> None:
    """Schema, imported only when somebody goes there."""
    from ui.pages import schema

    schema.page()


def load() -> None:
    """Load, imported only when somebody goes there."""
    from ui.pages import load

    load.page()


def compare() -> None:
    """Compare, imported only when somebody goes there."""
    from ui.pages import compare

    compare.page()


if __name__ == "__main__":  # a process that reads documents imports this file too, and is no page
    st.set_page_config(page_title="Redstring", layout="wide", initial_sidebar_state="collapsed")
    st.html(STATIC / "page.css")
    canvas_library()
    pages = {
        "explore": st.Page(explore, title="Explore", default=True),
        "load": st.Page(load, title="Load", url_path="load"),
        "review": st.Page(review, title="Review", url_path="review"),
        "duplicates": st.Page(duplicates, title="Duplicates", url_path="duplicates"),
        "query": st.Page(query, title="Query", url_path="query"),
        "compare": st.Page(compare, title="Compare", url_path="compare"),
        "schema": st.Page(schema, title="Schema", url_path="schema"),
    }
    st.session_state["pages"] = pages
    st.navigation(list(pages.values()), position="top").run()
