"""The panel at the right: one card at a time, drawn in the browser from a tree of pieces; a click comes back as an action."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.bundle import STATIC, bundle
from ui.markup import Piece

STYLE = STATIC / "panel" / "panel.css"
Action = dict[str, object]


@cache
def _component() -> ComponentRenderer:
    script = f"{bundle('../panel/card')}\nexport default module_card.attach;"
    return st.components.v2.component("redstring_panel", html='<div class="panel"></div>', css=STYLE.read_text("utf-8"), js=script)


def panel(card: str, piece: Piece, on_action: Callable[[Action], None], *, key: str = "panel") -> None:
    """Draw a card; what is clicked in it goes to `on_action` before the page is drawn again.

    `card` names what is shown: while it stays the same, the open tab and the scroll position stay too.
    """

    def acted() -> None:
        act = st.session_state[key].get("act")
        if isinstance(act, dict):
            on_action(act)

    # as bytes: anything else Streamlit looks at with pandas, which takes a second to import
    data = json.dumps({"card": card, "piece": piece}, ensure_ascii=False, separators=(",", ":")).encode()
    _component()(key=key, data=data, height="stretch", on_act_change=acted)
