"""A page whose script takes a while: Streamlit shows a sign that it works."""

from __future__ import annotations

import time

import streamlit as st

st.set_page_config(layout="wide")
st.text("working")
while True:
    time.sleep(0.1)
