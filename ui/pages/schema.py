"""Schema: the labels, relationship types and properties of the open database, drawn as a small graph."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from graph.history import History
from graph.model import Unclaimed
from graph.queries.outline import Outline, Part
from graph.view import EdgeView, NodeView, View
from ui.canvas import canvas
from ui.desk import desk
from ui.frame import SIDE, framed, lead, theme
from ui.markdown import plain
from ui.outline_card import outline_card, part_card, types_card
from ui.panel import panel
from ui.reading import Reading
from ui.sketch import Sketch
from ui.words import number

SKETCHED, TYPE = "schema-sketch", "type:"
BANNER = "Labels and the relationship types between them, as a sample has them."
MOST = 150
"""Labels that are drawn, those with the most nodes."""


def page() -> None:
    """Draw the page."""
    framed(_draw)


def _draw(known: Reading) -> None:
    with st.spinner("Looking at the database …", show_time=True):
        held = known.outline()
    sketch = _sketch(held)
    with st.container(key="schema", gap=None):
        with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"), st.container(key="title", gap=None):
            st.markdown("**Schema**")
            counted = f"{number(len(held.labels), 'label')} · {number(len(held.types), 'relationship type')}"
            st.caption(f"{counted} · {plain(known.store.address, 80)}")
        with st.container(key="work", gap=None, horizontal=True, height="stretch"):
            with st.container(key="stage", gap=None, height="stretch"):
                _canvas(sketch)
            with st.container(key="side", gap=None, width=SIDE, height="stretch"):
                card, piece = _card(held, sketch)
                panel(card, piece, lambda what: _act(sketch, what), key="schema-panel")


def _act(sketch: Sketch, what: dict[str, Any]) -> None:
    """What was clicked in the panel."""
    kind = what.get("type")
    if kind == "select":
        sketch.select(_id(sketch, str(what["what"]), str(what["name"])))
    elif kind == "back":
        sketch.select(None)
    elif kind == "query":
        desk().look(str(what["what"]), str(what["name"]))
        lead("query")


def _id(sketch: Sketch, what: str, name: str) -> str:
    """What stands for a label or type on the canvas; one that is not drawn goes by its name."""
    return name if what == "label" else next((edge.id for edge in sketch.edges.values() if edge.slug == name), TYPE + name)


def _card(held: Outline, sketch: Sketch) -> tuple[str, Any]:
    chosen = sketch.view.selection or ""
    line = sketch.sheet.scene.line(chosen) if sketch.sheet else None
    if line is not None and line.id == chosen and line.closed_group:
        said = {edge.slug for edge in line.edges}
        return f"group {chosen}", types_card([part for part in held.types if part.name in said])
    edge = sketch.edges.get(chosen)
    named = edge.slug if edge else chosen.removeprefix(TYPE)
    label = next((part for part in held.labels if part.name == chosen), None)
    kind = next((part for part in held.types if part.name == named), None)
    if label is not None and edge is None:
        return f"label {label.name}", part_card(label, "label", held)
    if kind is not None:
        return f"type {kind.name}", part_card(kind, "type", held)
    return "schema", outline_card(held)


def _canvas(sketch: Sketch) -> None:
    if not sketch.nodes:
        st.info("The database is empty: there is nothing to draw.", icon=":material/hub:")
        return
    sheet = sketch.draw(theme())
    canvas(sheet.payload, key="schema-graph", height="stretch", selected=sheet.scene.selection, on_action=sketch.perform, plain=True)


def _sketch(held: Outline) -> Sketch:
    """The sketch of an outline: the same one, with all that a person has done to it, as long as the outline is the same."""
    kept = st.session_state.get(SKETCHED)
    if kept is None or kept[0] != held:
        from graph import layout

        nodes, edges = _views(held)
        view = View(tuple(nodes), layout.initial(tuple(nodes.values()), tuple(edges.values())))
        kept = st.session_state[SKETCHED] = (held, Sketch(nodes, edges, History(view), BANNER))
    sketch: Sketch = kept[1]
    return sketch


def _views(held: Outline) -> tuple[dict[str, NodeView], dict[str, EdgeView]]:
    labels: list[Part] = [part for part in held.labels if part.name != "Entity"][:MOST]
    degree: Counter[str] = Counter()
    for one in held.patterns:
        degree.update({one.source: 1, one.target: 1})
    nodes = {part.name: NodeView(part.name, part.name, "", _captioned(part), part.name, degree[part.name]) for part in labels}
    edges = {
        f"{one.source}|{one.type}|{one.target}": EdgeView(
            id=f"{one.source}|{one.type}|{one.target}",
            slug=one.type,
            case="",
            source=one.source,
            target=one.target,
            predicate=one.type.lower(),
            status=Unclaimed.unclaimed,
        )
        for one in held.patterns
        if one.source in nodes and one.target in nodes
    }
    return nodes, edges


def _captioned(part: Part) -> str:
    return part.name if part.count is None else f"{part.name} ({part.count:,})"
