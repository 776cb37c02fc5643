"""The pairs as a component: the queue, the current pair in full, and the keys. What a person does comes back in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from graph.merges.pairs import Pair, pair_of
from ui.bundle import STATIC, bundle
from ui.deduplicating import Deduplicating
from ui.heard import hear, inbox
from ui.markup import Piece, clip
from ui.panel import STYLE

KEY = "duplicate-pairs"
ACTIONS = frozenset({"select", "same", "different", "unsure", "withdraw", "undo"})
_BETWEEN = " "
"""Between the ids of a pair: no id holds a space."""


@dataclass(frozen=True)
class Act:
    """What a person did: with which pair, and which one is to be the current one then."""

    type: str
    pair: Pair | None
    then: Pair | None = None


def duplicate_pairs(
    tab: Deduplicating, rows: list[dict[str, Any]], detail: Piece | None, empty: Piece, on_act: Callable[[Act], None]
) -> None:
    """Draw them; each action goes to `on_act` before the page is drawn again."""

    def act(raw: Mapping[str, Any]) -> None:
        on_act(Act(str(raw["type"]), _pair(raw.get("pair")), _pair(raw.get("then"))))

    told = {
        "ack": inbox(KEY).last,
        "list": tab.listing,
        "rows": rows,
        "current": name_of(tab.current) if tab.current else None,
        "detail": detail,
        "empty": empty,
        "said": clip(tab.said, 400),
        "wrong": tab.wrong,
        "undo": tab.steps[-1].verdict.value if tab.steps else "",
        "named": bool(tab.by),
    }
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    _component()(key=KEY, data=data, height="stretch", on_act_change=lambda: hear(KEY, ACTIONS, act))


def name_of(pair: Pair) -> str:
    """What a pair is called in the browser."""
    return _BETWEEN.join(pair)


def _pair(text: object) -> Pair | None:
    parts = str(text or "").split(_BETWEEN)
    return pair_of(parts[0], parts[1]) if len(parts) == 2 else None


@cache
def _component() -> ComponentRenderer:
    script = f"{bundle('../duplicates/pairs')}\nexport default module_pairs.attach;"
    css = STYLE.read_text("utf-8") + (STATIC / "duplicates" / "pairs.css").read_text("utf-8")
    return st.components.v2.component("redstring_duplicates", html='<div class="panel duplicates"></div>', css=css, js=script)
