"""Search by any name: what is typed is looked up in the store, what is chosen comes into view."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from graph.queries import Match
from graph.style import Theme, badge
from ui.markup import clip

STATIC = Path(__file__).parent / "static"
LONGEST = 200
HTML = """<div class="search"><label><input type="search" role="combobox" aria-label="Find a person, agency, event"
 aria-expanded="false" aria-controls="redstring-matches" aria-autocomplete="list" autocomplete="off" spellcheck="false"
 maxlength="200" placeholder="Find a person, agency, event…"><kbd>/</kbd></label>
<ul id="redstring-matches" role="listbox" aria-label="Found" hidden></ul></div>"""


@cache
def _component() -> ComponentRenderer:
    read = {name: (STATIC / f"search.{name}").read_text("utf-8") for name in ("css", "js")}
    return st.components.v2.component("redstring_search", html=HTML, css=read["css"], js=read["js"])


def rows(matches: Sequence[Match], theme: Theme) -> list[dict[str, str]]:
    """What the list shows: the name, the kind, and the name that matched if it is another one."""
    return [
        {
            "id": match.node.id,
            "name": clip(match.node.name, 200),
            "kind": clip(match.node.kind, 40),
            "matched": clip(match.matched, 120) if match.matched and match.matched != match.node.name else "",
            "badge": badge(match.node.kind, theme),
        }
        for match in matches
    ]


def search_box(find: Callable[[str], Sequence[Match]], choose: Callable[[list[str]], None], theme: Theme) -> None:
    """The box. `find` looks a text up, best first; `choose` is called with the ids to bring into view, before the page is drawn again."""

    def acted() -> None:
        act = st.session_state["search"].get("act")
        if not isinstance(act, dict):
            return
        if act.get("type") == "query":
            st.session_state["search_text"] = str(act.get("text", ""))[:LONGEST].strip()
        elif act.get("type") == "bring":
            st.session_state["search_text"] = ""
            choose([str(node) for node in act.get("nodes", [])])

    text = st.session_state.get("search_text", "")
    matches = find(text) if text else ()
    note = f"Nothing goes by the name “{clip(text, 60)}”, nor by one like it." if text and not matches else ""
    # as bytes: anything else Streamlit looks at with pandas, which takes a second to import
    data = json.dumps({"text": text, "matches": rows(matches, theme), "note": note}).encode()
    _component()(key="search", data=data, on_act_change=acted)
