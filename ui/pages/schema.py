"""Schema: the labels, relationship types and properties of the open database, drawn as a small graph."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from graph.filters import Filters
from graph.model import Unclaimed
from graph.queries.outline import Outline, Part
from graph.render import payload
from graph.scene import compose
from graph.style import Theme
from graph.view import EdgeView, NodeView, Position, View
from ui import states
from ui.canvas import Action, canvas
from ui.desk import desk
from ui.markdown import plain
from ui.outline_card import outline_card, part_card
from ui.panel import panel
from ui.reading import Reading
from ui.state import reading
from ui.words import number

CHOSEN, PLACES, ASKED = "schema-chosen", "schema-places", "schema-query"
BANNER = "Labels and the relationship types between them, as a sample has them."
MOST = 150
"""Labels that are drawn, those with the most nodes."""


def page() -> None:
    """Draw the page. Everything after the first run happens inside one fragment."""
    if st.session_state.pop(ASKED, False):
        st.switch_page(st.session_state["pages"]["query"])
    with states.guarded():
        states.opening()
        _workspace()


@st.fragment
def _workspace() -> None:
    with states.guarded():
        known = reading(fresh=True)
        with st.spinner("Looking at the database …", show_time=True):
            held = known.outline()
        _draw(known, held)


def _draw(known: Reading, held: Outline) -> None:
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"

    def acted(what: dict[str, Any]) -> None:
        kind = what.get("type")
        if kind == "select":
            st.session_state[CHOSEN] = (what["what"], what["name"])
        elif kind == "query":
            desk().look(str(what["what"]), str(what["name"]))
            st.session_state[ASKED] = True

    with st.container(key="schema", gap=None):
        with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"), st.container(key="title", gap=None):
            st.markdown("**Schema**")
            counted = f"{number(len(held.labels), 'label')} · {number(len(held.types), 'relationship type')}"
            st.caption(f"{counted} · {plain(known.store.address, 80)}")
        with st.container(key="work", gap=None, horizontal=True, height="stretch"):
            with st.container(key="stage", gap=None, height="stretch"):
                _canvas(held, theme)
            with st.container(key="side", gap=None, width=396, height="stretch"):
                card, piece = _card(held)
                panel(card, piece, acted, key="schema-panel")
        if st.session_state.get(ASKED):
            st.rerun()


def _card(held: Outline) -> tuple[str, Any]:
    what, name = st.session_state.get(CHOSEN) or ("", "")
    parts = held.labels if what == "label" else held.types
    part = next((one for one in parts if one.name == name), None) if what else None
    return ("schema", outline_card(held)) if part is None else (f"{what} {name}", part_card(part, what, held))


def _canvas(held: Outline, theme: Theme) -> None:
    if not held.labels:
        st.info("The database is empty: there is nothing to draw.")
        return
    nodes, edges = _views(held)
    view = View(tuple(nodes), _places(held, nodes, edges), filters=Filters(), selection=_selected(edges))

    def acted(action: Action) -> None:
        if action.type == "select":
            edge = edges.get(action.edge or "")
            chosen = ("label", action.node) if action.node else ("type", edge.slug) if edge else None
            st.session_state[CHOSEN] = chosen
        elif action.type == "moved":
            st.session_state[PLACES] = (held, {**view.positions, **action.positions})

    scene = compose(view, nodes.values(), edges.values())
    canvas(payload(scene, theme, banner=BANNER), key="schema-graph", height="stretch", selected=scene.selection, on_action=acted)


def _selected(edges: dict[str, EdgeView]) -> str | None:
    what, name = st.session_state.get(CHOSEN) or ("", "")
    return name if what == "label" else next((edge.id for edge in edges.values() if what == "type" and edge.slug == name), None)


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


def _places(held: Outline, nodes: dict[str, NodeView], edges: dict[str, EdgeView]) -> dict[str, Position]:
    kept = st.session_state.get(PLACES)
    if kept is None or kept[0] is not held:
        from graph import layout

        kept = st.session_state[PLACES] = (held, layout.initial(tuple(nodes.values()), tuple(edges.values())))
    places: dict[str, Position] = kept[1]
    return places
