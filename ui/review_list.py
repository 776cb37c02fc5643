"""The proposals of a document as a component: the list, the current one in full, and the keys. What a person does comes back in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.bundle import STATIC, bundle
from ui.heard import hear, inbox
from ui.markup import Piece, clip
from ui.panel import STYLE
from ui.proposal_card import row
from ui.reviewing import Reviewing

KEY = "review-list"
ACTIONS = frozenset({"select", "accept", "reject", "undo", "edit", "note", "merge", "next"})


@dataclass(frozen=True)
class Act:
    """What a person did: with which claim, and which one is to be the current one then."""

    type: str
    claim: str = ""
    then: str | None = None
    document: str = ""
    """The document whose list it was done in."""


def review_list(tab: Reviewing, names: Mapping[str, str], detail: Piece | None, on_act: Callable[[Act], None], *, onward: str) -> None:
    """Draw the list; each action goes to `on_act` before the page is drawn again. `onward` is the title of the next document."""

    def act(raw: Mapping[str, Any]) -> None:
        then = raw.get("then")
        on_act(Act(str(raw["type"]), str(raw.get("claim") or ""), str(then) if then else None, str(raw.get("document") or "")))

    rows = [
        {"id": one.claim.id, "state": "corrected" if one.corrected else one.review.value, "piece": row(one, names)} for one in tab.found
    ]
    undo = tab.steps[-1].label if tab.steps else ""
    told = {
        "ack": inbox(KEY).last,
        "document": tab.source,
        "title": clip(tab.title, 120),
        "rows": rows,
        "current": tab.current,
        "detail": detail,
        "said": clip(tab.said, 400),
        "wrong": tab.wrong,
        "undo": undo,
        "named": bool(tab.by),
        "onward": clip(onward, 120),
    }
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    _component()(key=KEY, data=data, height="stretch", on_act_change=lambda: hear(KEY, ACTIONS, act))


@cache
def _component() -> ComponentRenderer:
    script = f"{bundle('../review/list')}\nexport default module_list.attach;"
    css = STYLE.read_text("utf-8") + (STATIC / "review" / "list.css").read_text("utf-8")
    return st.components.v2.component("redstring_review_list", html='<div class="panel review"></div>', css=css, js=script)
