"""A small page around the canvas, for its tests: what is drawn is named in the address (?scene=…&theme=…&slow=…)."""

from __future__ import annotations

import json
import math
import time
from dataclasses import asdict

import streamlit as st

from graph.model import Status
from graph.render import payload
from graph.scene import compose
from graph.view import EdgeView, NodeView, View
from ui.canvas import Action, Notice, canvas
from ui.canvas_library import canvas_library

HOSTILE = (
    '<img src=x onerror="window.pwned=1">',
    "<script>window.pwned=2</script>",
    "\u202e gnihtyna \u2066 reversed",
    "long " * 2_000,
    'a title with href="https://evil.example/x"',
    "__proto__",
    "Z\u0301" + "\u0301" * 500,
    '=HYPERLINK("https://evil.example")',
)
KINDS = ("person", "agency", "organisation", "outlet", "event", "place", "document")
Made = tuple[dict[str, NodeView], list[EdgeView], dict[str, tuple[float, float]], list[str]]


def edge(number: int, source: str, target: str, status: Status, predicate: str = "met_with") -> EdgeView:
    return EdgeView(f"t/e{number}", f"e{number}", "t", source, target, predicate, status, claims=3, denials=1, origins_min=1, origins_max=2)


def star() -> Made:
    """A hub with six neighbours in view, and four more to bring in; three edges to the first, five (a group) to the second."""
    names = ["hub", *(f"n{i}" for i in range(6)), *(f"x{i}" for i in range(4))]
    statuses = list(Status)[:6]
    edges = [edge(i, "hub", f"n{i}", statuses[i]) for i in range(6)]
    edges += [edge(10 + i, "hub", "n0", Status.contested, "accused") for i in range(2)]
    edges += [edge(20 + i, "hub", "n1", Status.rumour if i else Status.contested) for i in range(4)]
    edges += [edge(30 + i, "hub", f"x{i}", Status.corroborated) for i in range(4)]
    edges += [edge(40, "n4", "n5", Status.denied)]
    degree = {name: sum(name in (e.source, e.target) for e in edges) for name in names}
    nodes = {name: NodeView(name, name, "t", f"Name of {name}", KINDS[i % 7], degree[name]) for i, name in enumerate(names)}
    positions = {"hub": (0.0, 0.0)} | {f"n{i}": (260 * math.cos(i * math.pi / 3), 260 * math.sin(i * math.pi / 3)) for i in range(6)}
    return nodes, edges, positions, names[:7]


def statuses(long: float = 700.0, apart: float = 70.0) -> Made:
    """One long horizontal line for each status."""
    nodes, edges, positions = {}, [], {}
    for row, status in enumerate(Status):
        for end in range(2):
            name = f"s{row}-{end}"
            nodes[name] = NodeView(name, name, "t", " ", "person", 1)
            positions[name] = (long * end, apart * row)
        edges.append(edge(row, f"s{row}-0", f"s{row}-1", status))
    return nodes, edges, positions, list(nodes)


def far() -> Made:
    """The same lines in a view of 1,000 nodes, most of them below, which is drawn so small that everything can be seen."""
    nodes, edges, positions, _ = statuses(3_000.0, 200.0)
    for number in range(1_000 - len(nodes)):
        name = f"f{number}"
        nodes[name] = NodeView(name, name, "t", " ", KINDS[number % 7], 1)
        positions[name] = (75.0 * (number % 41), 1_700.0 + 75.0 * (number // 41))
    return nodes, edges, positions, list(nodes)


def hostile() -> Made:
    nodes, edges, positions = {}, [], {}
    for i, name in enumerate(HOSTILE):
        nodes[f"h{i}"] = NodeView(f"h{i}", f"h{i}", "t", name, name[:40], 2)
        positions[f"h{i}"] = (200.0 * (i % 4), 220.0 * (i // 4))
        edges.append(edge(i, f"h{i}", f"h{(i + 1) % len(HOSTILE)}", Status.contested, name[:60]))
    return nodes, edges, positions, list(nodes)


def many(count: int) -> Made:
    side = math.ceil(math.sqrt(count))
    nodes = {f"m{i}": NodeView(f"m{i}", f"m{i}", "t", f"Entity number {i}", KINDS[i % 7], 4) for i in range(count)}
    positions = {f"m{i}": (90.0 * (i % side), 90.0 * (i // side)) for i in range(count)}
    kinds = list(Status)[:7]
    edges = [edge(i, f"m{i % count}", f"m{(i * 7 + 1 + i // count) % count}", kinds[i % 7]) for i in range(2 * count)]
    return nodes, edges, positions, list(nodes)


def make(scene: str) -> Made:
    if scene.isdigit():
        return many(int(scene))
    return {"star": star, "statuses": statuses, "far": far, "hostile": hostile, "empty": lambda: ({}, [], {}, [])}[scene]()


made = st.cache_data(make)
st.set_page_config(layout="wide")
params = st.query_params
nodes, edges, positions, first = made(params.get("scene", "star"))
state = st.session_state
if "view" not in state:
    state.view = View(tuple(first), positions)
    state.before, state.after, state.log, state.runs, state.notice = [], [], [], 0, None
state.runs += 1


def perform(action: Action) -> None:
    if action.type == "shape":
        # these views have their places given
        return
    state.log.append({key: value for key, value in asdict(action).items() if value not in (None, (), {}, True)})
    view: View = state.view
    if action.type == "expand":
        around = {end for e in edges if action.node in (e.source, e.target) for end in (e.source, e.target)}
        fresh = sorted(around - set(view.nodes))
        x, y = view.positions[action.node or ""]
        places = {name: (x + 120 * math.cos(i), y + 120 * math.sin(i)) for i, name in enumerate(fresh)}
        view = view.with_nodes(fresh, places).select(action.node)
    elif action.type in ("undo", "redo"):
        source, target = (state.before, state.after) if action.type == "undo" else (state.after, state.before)
        if source:
            target.append(view)
            state.view = source.pop()
        return
    elif action.type == "choose":
        state.notice = None
    else:
        view = {
            "select": lambda: view.select(action.node or action.edge),
            "hide": lambda: view.hide(action.ids),
            "pin": lambda: view.pin(action.ids, action.on),
            "moved": lambda: view.move(action.positions),
            "collapse": lambda: view.collapse(action.node or "", edges),
            "open": lambda: view.open_group(action.group or ""),
            "close": lambda: view.close_group(action.group or ""),
            "filter": lambda: view.filter(action.facet or "", action.value or "", action.shown),
        }[action.type]()
    if view is not state.view and action.type != "select":
        state.before.append(state.view)
    state.view = view


if params.get("slow"):
    time.sleep(float(params["slow"]))
canvas_library()
above = st.container()
page = st.radio("Page", ["graph", "other"], horizontal=True)
theme = st.radio("Theme", ["light", "dark"], horizontal=True)
st.text_input("Find someone")
st.button("Again")
if page == "graph":
    scene = compose(state.view, [nodes[name] for name in state.view.nodes], edges)
    notice = (
        Notice("Too many to draw", (("The first 25", "25"), ("All", "all"))) if params.get("notice") and not state.get("chosen") else None
    )
    with above:
        canvas(
            payload(scene, theme),
            key="canvas",
            height=int(params.get("height", "560")),
            selected=scene.selection,
            on_action=perform,
            notice=notice,
            search="Find",
        )
with st.container(key="log"):
    st.text(json.dumps({"runs": state.runs, "log": state.log[-20:], "selection": state.view.selection}))
