"""One graph drawn by one library, with a card that says what was clicked: the page that benchmarks/canvas.py measures.

The address names library and size (?library=redstring&size=1000). Positions are the same for all. Nodes lie on a grid of 36 units with
some jitter, above an empty strip that new nodes appear in; two targets have a colour of their own, so that a picture shows where they are.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable

import streamlit as st

from benchmarks.canvas_graph import COLOURS, FRESH, Graph, graph
from graph.model import Status
from graph.render import payload
from graph.scene import Scene, compose
from graph.view import EdgeView, NodeView, View
from ui.canvas import Action, canvas
from ui.canvas_library import canvas_library

HEIGHT = 600
# the new ones have the only kind of that colour
KINDS = ("person", "agency", "organisation", "outlet", "place")
STATUSES = tuple(Status)[:7]


def scene_of(made: Graph, expanded: bool) -> Scene:
    places = made.all_places(expanded)
    nodes = [
        NodeView(
            name, name, "b", f"Entity {name}", "event" if name in made.fresh else KINDS[i % 5], 4 if made.role(name) == "plain" else 30
        )
        for i, name in enumerate(places)
    ]
    edges = [
        EdgeView(f"e{i}", f"e{i}", "b", *ends, "met_with", STATUSES[i % 7], 1, 1, 2, 3, 0, 2)
        for i, ends in enumerate(made.all_edges(expanded))
    ]
    return compose(View(tuple(places), places), nodes, edges)


@st.cache_resource
def settle(size: int) -> int:
    """Streamlit collects garbage after every run: what stays for good is taken out of its way, as the app does, for all libraries alike."""
    graph(size)
    gc.collect()
    gc.freeze()
    return gc.get_freeze_count()


@st.cache_resource
def drawing(size: int, expanded: bool) -> bytes:
    """Kept as the page keeps it: made again only when what is drawn has changed."""
    return payload(scene_of(graph(size), expanded))


def redstring(made: Graph) -> None:
    size = len(made.places) + FRESH

    def act(action: Action) -> None:
        if action.type == "select":
            st.session_state.chosen = action.node
        elif action.type == "expand":
            st.session_state.expanded = True

    canvas_library()
    canvas(drawing(size, st.session_state.expanded), height=HEIGHT, selected=st.session_state.chosen, on_action=act)


def st_link_analysis(made: Graph) -> None:
    from st_link_analysis import EdgeStyle, Event, NodeStyle, st_link_analysis

    expanded = st.session_state.expanded
    nodes = [
        {"data": {"id": name, "label": made.role(name), "name": f"Entity {name}"}, "position": {"x": x, "y": y}}
        for name, (x, y) in made.all_places(expanded).items()
    ]
    edges = [{"data": {"id": f"e{i}", "label": "met", "source": a, "target": b}} for i, (a, b) in enumerate(made.all_edges(expanded))]

    def took() -> None:
        value = st.session_state.link or {}
        if value.get("action") == "expand":
            st.session_state.expanded = True
        else:
            st.session_state.chosen = value.get("data", {}).get("target_id")

    st_link_analysis(
        {"nodes": nodes, "edges": edges},
        layout={"name": "preset"},
        node_styles=[NodeStyle(role, colour, "name") for role, colour in {"plain": "#2F6BFF", **COLOURS}.items()],
        edge_styles=[EdgeStyle("met", directed=True)],
        height=HEIGHT,
        key="link",
        node_actions=["expand"],
        events=[Event("clicked", "tap", "node")],
        on_change=took,
    )


def streamlit_agraph(made: Graph) -> None:
    from streamlit_agraph import Config, Edge, Node, agraph

    expanded = st.session_state.expanded
    nodes = [
        Node(
            name,
            label=f"Entity {name}",
            x=x,
            y=y,
            size=12 if made.role(name) == "plain" else 30,
            color=COLOURS.get(made.role(name), "#2F6BFF"),
        )
        for name, (x, y) in made.all_places(expanded).items()
    ]
    edges = [Edge(a, b) for a, b in made.all_edges(expanded)]
    chosen = agraph(nodes, edges, Config(height=HEIGHT, width=1200, physics=False))
    if chosen and chosen != st.session_state.chosen:
        st.session_state.chosen = chosen
        # it tells of clicks alone, so a click stands for expanding here; only after the script did what came before the graph, so once more
        st.session_state.expanded = st.session_state.expanded or st.query_params.get("expand") == "1"
        st.rerun()


def neo4j_viz(made: Graph) -> None:
    from neo4j_viz import Layout, Node, Relationship, VisualizationGraph

    nodes = [Node(id=name, caption=f"Entity {name}", size=12, x=x, y=y) for name, (x, y) in made.places.items()]
    edges = [Relationship(id=f"e{i}", source=a, target=b) for i, (a, b) in enumerate(made.edges)]
    page = VisualizationGraph(nodes, edges).render(layout=Layout.COORDINATE, height=f"{HEIGHT}px", theme="light")
    st.iframe(page.data or "", height=HEIGHT)


def pyvis(made: Graph) -> None:
    from pyvis.network import Network

    net = Network(height=f"{HEIGHT}px", width="100%", directed=True, cdn_resources="in_line")
    # filled directly: add_edge looks through all edges each time, half a minute at 20,000
    net.nodes = [
        {"id": name, "label": f"Entity {name}", "shape": "dot", "size": 12, "x": x, "y": y} for name, (x, y) in made.places.items()
    ]
    net.edges = [{"from": a, "to": b, "arrows": "to"} for a, b in made.edges]
    net.node_map = {node["id"]: node for node in net.nodes}
    net.toggle_physics(False)
    net.options.physics.enabled = False
    st.iframe(net.generate_html(), height=HEIGHT)


LIBRARIES: dict[str, Callable[[Graph], None]] = {
    made.__name__.replace("_", "-"): made for made in (redstring, st_link_analysis, neo4j_viz, streamlit_agraph, pyvis)
}


def main() -> None:
    st.set_page_config(layout="wide")
    state, size = st.session_state, int(st.query_params.get("size", "100"))
    state.setdefault("chosen", None)
    state.setdefault("expanded", False)
    state["runs"] = state.get("runs", 0) + 1
    st.button("Again")
    with st.container(key="card"):
        st.text(json.dumps({"chosen": state.chosen, "expanded": state.expanded}))
    with st.container(key="runs"):
        st.text(str(state.runs))
    settle(size)
    LIBRARIES[st.query_params.get("library", "redstring")](graph(size))


main()
