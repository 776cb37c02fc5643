"""The graph canvas as a Streamlit component: what is drawn goes there, what a person does comes back.

Two components make one canvas, because Streamlit sends a component again, script and data, whenever any of it changes: the library
(`ui.canvas_library`) and the graph here (a short script and the scene as bytes). Each message of the browser says
which scene it shows; while that is the wanted one, only what is selected and the like is sent: a click costs some hundred bytes.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.heard import inbox, message

NAME = "canvas"
"""The name of a page's canvas; another one takes its name along with every change."""
_LOG = logging.getLogger(__name__)
_NEEDS = {
    "select": (),
    "expand": ("node",),
    "collapse": ("node",),
    "hide": ("ids",),
    "pin": ("ids",),
    "path": ("node",),
    "moved": ("positions",),
    "open": ("group",),
    "close": ("group",),
    "filter": ("facet", "value"),
    "undo": (),
    "redo": (),
    "choose": (),
    "theme": (),
    "shape": ("aspect",),
}
# sent along with every change, so as short as can be (on one line it would be taken for a path); the library may come after the first call
_CALL = """export default c=>{
let o=[c];(self.redstring??=[]).push(o);return()=>o[1]?.()}"""


@dataclass(frozen=True, slots=True)
class Action:
    """What a person did on the canvas. Which fields are set depends on `type`:

    select (node or edge, or neither) · expand, collapse, path (node) · hide (ids) · pin (ids, on) · moved (positions) ·
    open, close (group) · filter (facet, value, shown) · undo · redo · choose (value: of a notice's choice, None if it was dismissed) ·
    theme (the page has another one now, which this run of the script knows of) · shape (aspect: width over height of the drawing, told when
    it is higher than wide, and when it is not any more).
    """

    type: str
    seq: int
    node: str | None = None
    edge: str | None = None
    ids: tuple[str, ...] = ()
    on: bool = True
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    facet: str | None = None
    value: str | None = None
    shown: bool = True
    group: str | None = None
    aspect: float | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A line on the canvas, with buttons if there is something to choose: (label, value) each.

    While it is there, `focus` are the entities that stand out, with what is drawn between them; the rest is veiled.
    """

    text: str
    choices: tuple[tuple[str, str], ...] = ()
    focus: tuple[str, ...] = ()


def canvas(
    payload: bytes,
    *,
    key: str = NAME,
    height: int | Literal["stretch"] = 640,
    selected: str | None = None,
    on_action: Callable[[Action], None],
    notice: Notice | str | None = None,
    busy: bool | str = False,
    search: str | None = None,
    plain: bool = False,
) -> None:
    """Draw a payload of `graph.render.payload` and hear what a person does.

    `on_action` is called for each new action before the script runs (as Streamlit's callbacks are), so that one run both takes it in and
    draws the result. `selected` is the id of the node, relationship or group to show as selected;
    `search` is the label (or its beginning) of the page's text field that the key / puts the cursor in. A `plain` canvas has no chips of
    kinds, no legend and no counts.
    """
    rev, known = payload[8:24].decode(), st.session_state.get(f"{key}-rev")
    named: dict[str, Any] = {} if key == NAME else {"canvas": key}
    if plain:
        named["plain"] = True
    told = {**named, "height": height, "state": _state(key, selected, notice, busy, search)}
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    body = b',"rev":"%s"}' % rev.encode() if rev == known else b"," + payload[1:]
    # until the browser says that it shows this scene; it may show another one in between
    st.session_state[f"{key}-rev"] = known if rev == known else None
    _component()(
        key=key,
        data=head[:-1].encode() + body,
        height=height if height == "stretch" else "content",
        on_act_change=lambda: _take(key, on_action),
    )


def is_drawn(key: str) -> bool:
    """Whether this browser has said that the canvas is drawn: it holds the library then."""
    return f"{key}-heard" in st.session_state


def _state(key: str, selected: str | None, notice: Notice | str | None, busy: bool | str, search: str | None) -> dict[str, Any]:
    """What there is to say beside the scene; the rest is left out."""
    said = Notice(notice) if isinstance(notice, str) else notice
    shown = said and {"text": said.text, "choices": [{"label": label, "value": value} for label, value in said.choices]}
    if said and shown and said.focus:
        shown["focus"] = said.focus
    told = {"ack": inbox(key).last, "selected": selected, "notice": shown, "busy": busy, "search": search}
    return {name: value for name, value in told.items() if value}


def _take(key: str, on_action: Callable[[Action], None]) -> None:
    """Take in what the browser sent: everything not yet acknowledged, of which some may have been dealt with before."""
    sent = message(key)
    if not sent:
        return
    st.session_state[f"{key}-rev"] = _text(sent.get("rev"))
    st.session_state[f"{key}-heard"] = True
    inbox(key).take(((action.seq, action) for action in actions(sent.get("queue") or [])), on_action)


def actions(sent: Sequence[object]) -> list[Action]:
    """The actions in a message of the browser, in their order; what cannot be understood is logged and left out."""
    found = []
    for raw in sent:
        try:
            found.append(_action(raw))
        except (KeyError, IndexError, TypeError, ValueError) as error:
            _LOG.warning("an action of the canvas could not be understood: %s (%s)", str(raw)[:200], error)
    return sorted(found, key=lambda action: action.seq)


def _action(raw: object) -> Action:
    if not isinstance(raw, Mapping):
        raise TypeError("not a mapping")
    if raw["type"] not in _NEEDS:
        raise ValueError("no such action")
    if missing := [name for name in _NEEDS[raw["type"]] if raw.get(name) is None]:
        raise ValueError(f"without {', '.join(missing)}")
    positions = {str(node): (float(place[0]), float(place[1])) for node, place in dict(raw.get("positions") or {}).items()}
    if not all(math.isfinite(value) for place in positions.values() for value in place):
        raise ValueError("a place must be finite")
    return Action(
        type=str(raw["type"]),
        seq=int(raw["seq"]),
        node=_text(raw.get("node")),
        edge=_text(raw.get("edge")),
        ids=tuple(str(one) for one in raw.get("ids") or ()),
        on=bool(raw.get("on", True)),
        positions=positions,
        facet=_text(raw.get("facet")),
        value=_text(raw.get("value")),
        shown=bool(raw.get("shown", True)),
        group=_text(raw.get("group")),
        aspect=_aspect(raw.get("aspect")),
    )


def _aspect(value: object) -> float | None:
    if value is None:
        return None
    aspect = float(str(value))
    if not 0 < aspect < math.inf:
        raise ValueError("an aspect must be above 0 and finite")
    return aspect


def _text(value: object) -> str | None:
    return None if value is None else str(value)


@lru_cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("redstring", js=_CALL)
