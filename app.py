"""The app: the page's frame and the list of its pages. `redstring run` serves it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.pages import explore

STATIC = Path(__file__).parent / "ui" / "static"

st.set_page_config(page_title="Redstring", page_icon=str(STATIC / "icon.png"), layout="wide", initial_sidebar_state="collapsed")
st.html(STATIC / "page.css")
st.navigation([st.Page(explore.page, title="Explore", default=True)], position="top").run()
