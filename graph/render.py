"""A scene drawn: first as a pyvis Network (the only pyvis import), from that the compact payload of the canvas.

pyvis builds nodes, edges and options; its HTML is never used. Everything that came from a data set is text here and stays text: no titles,
no markup, no addresses.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

from graph.boxes import FONT, font_size, radius
from graph.change import Changes, Mark
from graph.imports import left_out
from graph.labels import clean, label, shorten
from graph.look import LARGE, group, group_name, options
from graph.model import Unclaimed
from graph.predicates import words
from graph.scene import Facet, Scene, SceneEdge
from graph.style import STYLE, Theme, badge
from graph.view import NodeView

# pyvis wants them for graphs of networkx and for notebooks
with left_out("networkx", "IPython.display"):
    from pyvis.network import Network

BANNER = "Relations are claims as reported, not findings."
WAITING = "All of this was found in documents and waits for review. Accept it on Review, or draw it by “proposed” in the legend."
"""What is said where that is why nothing is drawn."""
STEP = 22.0
LIMIT_KIND = 60


def network(scene: Scene, theme: Theme = "light") -> Network:
    """The scene as a styled pyvis Network: nodes, edges and options in vis-network's own terms."""
    net = Network(height="100%", width="100%", directed=True, bgcolor=STYLE.palettes[theme]["bg"])
    # filled directly: add_edge is quadratic, and add_node writes a shape that beats the group's
    net.nodes = [_node(node, scene) for node in scene.nodes]
    net.edges = [_edge(edge, scene, theme) for edge in scene.edges]
    net.options = options(theme, len(scene.nodes), kinds=[node.kind for node in scene.nodes])
    return net


def payload(scene: Scene, theme: Theme = "light", *, banner: str = BANNER, changes: Changes | None = None) -> bytes:
    """What the canvas draws, as compact JSON; `rev` is a hash of the rest, so equal scenes have equal payloads.

    Lines are given by their status and badges by their kind (see `look`); only kinds that style.yml does not know bring their badge along.
    The selection is not part of it, so that a click does not send the graph again. With `changes` everything is marked with what became
    of it: `d` is that, `was` the status that a relationship had before.
    """
    net = network(scene, theme)
    place = {node["id"]: number for number, node in enumerate(net.nodes)}
    known = {node.id: node for node in scene.nodes}
    body: dict[str, Any] = {
        "theme": theme,
        "large": len(scene.nodes) > LARGE,
        "nodes": [_compact_node(drawn, known[drawn["id"]], scene) for drawn in net.nodes],
        "edges": [_compact_edge(edge, place) for edge in scene.edges if edge.source in place and edge.target in place],
        "kinds": [_facet(facet) for facet in scene.kinds],
        "statuses": [_facet(facet) for facet in scene.statuses],
        "footer": scene.figures.text,
        "banner": banner,
    }
    if scene.figures.waiting:
        body["empty"] = WAITING
    if changes is not None:
        lines = {edge.id: edge for edge in scene.edges}
        for node in body["nodes"]:
            node |= marked(changes.marks.get(node["id"]))
        for line in body["edges"]:
            line |= marked(changes.of(lines[line["id"]]))
        body["changes"] = [_facet(facet) for facet in changes.facets]
    kinds = dict.fromkeys([*(node.kind for node in scene.nodes), *(facet.value for facet in scene.kinds)])
    if strangers := [kind for kind in kinds if kind not in STYLE.kinds]:
        body["groups"] = {group_name(kind): group(kind, theme, body["large"]) for kind in strangers}
        body["badges"] = {group_name(kind): badge(kind, theme) for kind in strangers}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    rev = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    return f'{{"rev":"{rev}",{text[1:]}'.encode()


def _node(node: NodeView, scene: Scene) -> dict[str, Any]:
    x, y = scene.positions[node.id]
    drawn: dict[str, Any] = {
        "id": node.id,
        "label": label(node.name),
        "group": group_name(node.kind),
        "size": round(radius(node), 1),
        # vis-network cuts the decimals off anyway
        "x": round(x),
        "y": round(y),
    }
    if font_size(node) != FONT:
        drawn["font"] = {"size": font_size(node)}
    if node.id in scene.pinned:
        drawn["fixed"] = True
    return drawn


def _edge(edge: SceneEdge, scene: Scene, theme: Theme) -> dict[str, Any]:
    line, palette = STYLE.lines[edge.status], STYLE.palettes[theme]
    colour = palette[line.tone]
    drawn: dict[str, Any] = {
        "id": edge.id,
        "from": edge.source,
        "to": edge.target,
        "status": edge.status.value,
        "width": line.width,
        "dashes": list(line.dashes) or False,
        "color": {"color": colour, "highlight": colour, "hover": colour, "inherit": False},
    }
    if line.mark == "word":
        drawn["label"] = edge.status.value
    if edge.source == edge.target:
        drawn["selfReference"] = {"size": 16 + 9 * edge.bend, "angle": math.pi / 4}
    elif edge.bend:
        (x, y), (u, v) = scene.positions[edge.source], scene.positions[edge.target]
        # a curvedCW edge bulges by about 0.39 · roundness · length at its middle
        roundness = min(0.9, abs(edge.bend) * STEP / (0.39 * max(1.0, math.hypot(u - x, v - y))))
        drawn["smooth"] = {"enabled": True, "type": "curvedCW" if edge.bend > 0 else "curvedCCW", "roundness": round(roundness, 3)}
    return drawn


def _compact_node(drawn: Mapping[str, Any], node: NodeView, scene: Scene) -> dict[str, Any]:
    """The drawn node, with what the canvas says about it beside: name where the label is not all of it, degree, hidden neighbours, pin."""
    entry = dict(drawn)
    name = shorten(clean(node.name))
    if name != drawn["label"].replace("\n", " "):
        entry["name"] = name
    if node.kind not in STYLE.kinds:
        entry["kind"] = shorten(clean(node.kind), LIMIT_KIND) or "(no kind)"
    for key, value in (("degree", node.degree), ("more", scene.more.get(node.id, 0)), ("folded", scene.collapsed.get(node.id, 0))):
        if value:
            entry[key] = value
    return entry


def _compact_edge(edge: SceneEdge, place: Mapping[str, int]) -> dict[str, Any]:
    """Ends as places in the list of nodes; `p` the predicate in words, `f` claims, denials and origins (at least, at most)."""
    first = edge.edges[0]
    said = list(dict.fromkeys(clean(words(one.predicate)) for one in edge.edges))
    entry: dict[str, Any] = {
        "id": edge.id,
        "a": place[edge.source],
        "b": place[edge.target],
        "s": edge.status.value,
        "p": ", ".join(said[:3]) + (", …" if len(said) > 3 else ""),
    }
    if edge.bend:
        entry["bend"] = edge.bend
    if edge.closed_group:
        entry["n"] = edge.number
    else:
        if edge.status is not Unclaimed.unclaimed:
            entry["f"] = [first.claims, first.denials, first.origins_min, first.origins_max]
        for key, text in (("role", first.role), ("when", first.when)):
            if text:
                entry[key] = shorten(clean(text), 80)
    return entry


def marked(mark: Mark | None) -> dict[str, str]:
    """What the canvas is told of a mark."""
    if mark is None:
        return {}
    moved = mark.before is not None and mark.after is not None and mark.before is not mark.after
    return {"d": mark.change.value, **({"was": mark.before.value} if moved and mark.before else {})}


def _facet(facet: Facet) -> list[Any]:
    """Value, how many, how many shown, on or off; and the value as text where it may not be shown as it is."""
    entry = [facet.value, facet.count, facet.shown, facet.on]
    said = shorten(clean(facet.value), LIMIT_KIND) or "(no kind)"
    return entry if said == facet.value else [*entry, said]
