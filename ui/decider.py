"""The field in which a person says who decides: one for each page on which something is decided."""

from __future__ import annotations

from typing import Protocol

import streamlit as st

LONGEST_NAME = 120


class Deciding(Protocol):
    """What a page of decisions keeps: who decides, and what it told last, wrong or not."""

    by: str
    wrong: bool

    def say(self, text: str) -> None: ...


def decider(tab: Deciding, key: str) -> None:
    """Draw the field; a name given takes back what was told of its lack."""

    def take() -> None:
        tab.by = " ".join(st.session_state[key].split())[:LONGEST_NAME]
        if tab.by and tab.wrong:
            tab.say("")

    st.session_state[key] = tab.by
    st.text_input(
        "Your name",
        key=key,
        placeholder="Your name",
        on_change=take,
        max_chars=LONGEST_NAME,
        label_visibility="collapsed",
        help="Kept with each decision: who decided what, and when",
        width=190,
    )
