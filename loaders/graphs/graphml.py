"""GraphML (http://graphml.graphdrawing.org): networkx, yEd, Cytoscape, igraph, Gephi, Neo4j's APOC, and Redstring's own export."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from loaders.folder import LIMITS, Limits
from loaders.graphs import attributes
from loaders.graphs.dataset import About, DataSet, drafted
from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.graphs.xml_events import Event, events
from loaders.problems import Problems

ENDING = ".graphml"
_GRAPH = ("graphml", "graph")
_TWO_WAY = ((True, True), (False, False))
"""Arrows at both ends, and at none."""


def recognises(path: Path) -> bool:
    """Whether the path is a file with the ending of GraphML."""
    return path.suffix.lower() == ENDING and path.is_file()


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """Read and check a file; what is wrong goes to `problems`."""
    return drafted(path, problems, limits, lambda file, spool: _Reader(file, spool).read())


@dataclass(slots=True)
class _Key:
    """A declared attribute: of what (`node`, `edge`, `all` …), its name, and what holds where it is not given."""

    of: str
    name: str
    default: str = ""


@dataclass(slots=True)
class _Open:
    """An element that has begun: its attributes, and the data in it by name."""

    name: str
    place: Place
    attributes: dict[str, str]
    data: dict[str, str] = field(default_factory=dict)
    arrows: tuple[bool, bool] = (False, True)
    """Whether yEd draws an arrow at the source of an edge, and at its target: whoever drew it saw these, not the order of its ends."""


class _Reader:
    def __init__(self, path: Path, spool: Spool) -> None:
        self.path, self.spool = path, spool
        # Cytoscape gives one id to a key of nodes and a key of edges
        self.keys: dict[str, dict[str, _Key]] = {}
        self.key: _Key | None = None
        self.data_key = ""
        self.drawn: list[str] | None = None
        self.open: list[_Open] = []
        self.edges = 0
        self.own = False
        self.about = About()

    def read(self) -> About:
        for event in events(self.path, self.spool, "graphml"):
            if event.start:
                self._begin(event)
            else:
                self._end(event)
        return self.about

    def _begin(self, event: Event) -> None:
        given = dict(event.attributes)
        if self.drawn is not None:
            self.drawn.append(event.text)
        match event.name:
            case "key":
                self.key = _Key(given.get("for", "all"), given.get("attr.name") or given.get("id", ""))
                of = self.keys.setdefault(given.get("id", ""), {})
                # networkx declares a key again for each type of its values
                if self.key.of in of and of[self.key.of].name != self.key.name:
                    text = "is declared twice; give each key an id of its own"
                    self.spool.problem(event.place, text, field="key", value=given.get("id", ""))
                of[self.key.of] = self.key
            case "data":
                self.data_key = given.get("key", "")
                if self.data_key not in self.keys:
                    self.spool.problem(event.place, "no <key> declares this data; declare it", field="key", value=self.data_key)
            case "hyperedge":
                text = "relations of more than two ends (hyperedge) are left out; write an edge for each pair"
                self.spool.once(event.place, text, field="hyperedge")
                self.open.append(_Open(event.name, event.place, given))
            # as yEd draws them, with their places on the drawing within them
            case "NodeLabel" | "EdgeLabel":
                self.drawn = []
            case "Arrows" if self.open:
                self.open[-1].arrows = given.get("source", "none") != "none", given.get("target", "none") != "none"
            case "graphml" | "graph" | "node" | "edge" | "port":
                self.open.append(_Open(event.name, event.place, given))

    def _end(self, event: Event) -> None:
        match event.name:
            case "key":
                self.key = None
            case "default" if self.key is not None:
                self.key.default = event.text
            case "data" if self.open:
                self._keep(self._named(), event.text)
            case "NodeLabel" | "EdgeLabel" if self.open:
                self._draw("".join([*(self.drawn or ()), event.text]))
            case "node":
                self._node(self.open.pop())
            case "edge":
                self._edge(self.open.pop())
            case "graphml" | "graph" | "hyperedge" | "port":
                self.open.pop()
            case "desc" if self.open:
                self._keep("description", event.text)

    def _named(self) -> str:
        """The name of the data at hand: that of the key for the element that holds it."""
        of = self.keys.get(self.data_key, {})
        key = of.get(self.open[-1].name) or of.get("all") or next(iter(of.values()), None)
        return key.name if key is not None else self.data_key

    def _draw(self, label: str) -> None:
        self.drawn = None
        if label.strip():
            self.open[-1].data.setdefault("label", " ".join(label.split()))

    def _keep(self, name: str, text: str) -> None:
        inner = self.open[-1]
        if text.strip():
            inner.data[name] = text
        if inner.name in _GRAPH and text.strip():
            self.own = self.own or (name, text) == ("generator", "Redstring")
            if name == "description":
                self.about.note = text

    def _node(self, item: _Open) -> None:
        given = self._defaulted(item)
        if "labels" in item.attributes:
            given.setdefault("labels", item.attributes["labels"])
        if parent := next((each.attributes.get("id", "") for each in reversed(self.open) if each.name == "node"), ""):
            given.setdefault("parent", parent)
        self.spool.node(attributes.node(item.place, item.attributes.get("id", ""), given, own=self.own))

    def _edge(self, item: _Open) -> None:
        self.edges += 1
        given = self._defaulted(item)
        for name in ("id", "label"):
            if name in item.attributes:
                given.setdefault(name, item.attributes[name])
        graph = next((each for each in reversed(self.open) if each.name == "graph"), None)
        undirected = graph is not None and graph.attributes.get("edgedefault") == "undirected"
        if item.attributes.get("directed", "false" if undirected else "true") == "false" or item.arrows in _TWO_WAY:
            given["directed"] = "false"
        ends = item.attributes.get("source", ""), item.attributes.get("target", "")
        if item.arrows == (True, False):
            ends = ends[1], ends[0]
        self.spool.edge(attributes.edge(item.place, self.edges, ends, given, own=self.own))

    def _defaulted(self, item: _Open) -> dict[str, str]:
        defaults = {
            key.name: key.default for of in self.keys.values() for key in of.values() if key.default and key.of in (item.name, "all")
        }
        return {**defaults, **item.data}
