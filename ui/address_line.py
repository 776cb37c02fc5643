"""The browser's address of this tab: read when it comes with one or goes back, and kept in step with what is on screen."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.address import Params

_COME = "address-come"


def arrived() -> Params | None:
    """What the address says: when a tab first comes to a page, and when a person went back or forward; else None.

    At any other time it may be older than what is on screen: the browser tells it with each click, and learns of a new one after that.
    """
    context = get_script_run_ctx()
    went = bool(getattr(context, "is_history_navigation", False))
    come = st.session_state.get(_COME)
    st.session_state[_COME] = True
    return dict(st.query_params) if went or not come else None


def show(params: Params) -> None:
    """Make it the address. Nothing is sent if it is so already."""
    if dict(st.query_params) != params:
        st.query_params.from_dict(params)
