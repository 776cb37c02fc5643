"""What the app does not have yet: two pages, of which one takes a while. Streamlit shows links to them, and a sign that it works."""

from __future__ import annotations

import time

import streamlit as st


def first() -> None:
    st.text("first")
    while True:
        time.sleep(0.1)


st.set_page_config(layout="wide")
st.navigation([st.Page(first, default=True), st.Page(lambda: None, title="Second", url_path="second")], position="top").run()
