"""GEXF 1.1 to 1.3 (https://gexf.net): Gephi, Gephi Lite, networkx, and Redstring's own export.

Looks (`viz:`) are left out. Time is a date where the file says that it counts in dates; else its numbers stay properties.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from loaders.folder import LIMITS, Limits
from loaders.graphs import attributes
from loaders.graphs.dataset import About, DataSet, drafted
from loaders.graphs.dates import between, edtf
from loaders.graphs.item import Place
from loaders.graphs.spool import Spool
from loaders.graphs.xml_events import Event, events
from loaders.problems import Problems

ENDING = ".gexf"
_VERSIONS = ("1.1", "1.2", "1.2draft", "1.3")
_STRUCTURE = frozenset({"id", "source", "target", "type", "label", "start", "end", "startopen", "endopen", "pid", "for", "timestamp"})
"""Attributes of a node or edge that have a meaning of their own; any other (`weight`, `kind`, `count`) is one of its attributes."""
_DIRECTIONS = ("directed", "undirected", "mutual")


def recognises(path: Path) -> bool:
    """Whether the path is a file with the ending of GEXF."""
    return path.suffix.lower() == ENDING and path.is_file()


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """Read and check a file; what is wrong goes to `problems`."""
    return drafted(path, problems, limits, lambda file, spool: _Reader(file, spool).read())


@dataclass(slots=True)
class _Open:
    """A node or edge that has begun: its own attributes, its values by name, and the times at which it is there."""

    name: str
    place: Place
    attributes: dict[str, str]
    values: dict[str, str] = field(default_factory=dict)
    spells: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, path: Path, spool: Spool) -> None:
        self.path, self.spool = path, spool
        self.titles: dict[tuple[str, str], str] = {}
        self.defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        self.of, self.attribute = "node", ""
        self.open: list[_Open] = []
        self.edges = 0
        self.undirected = self.dated = self.own = False
        self.about = About()

    def read(self) -> About:
        for event in events(self.path, self.spool, "gexf"):
            if event.start:
                self._begin(event)
            else:
                self._end(event)
        return self.about

    def _begin(self, event: Event) -> None:
        given = dict(event.attributes)
        match event.name:
            case "gexf" if given.get("version", "1.3") not in _VERSIONS:
                text = "is a version that is not known; it is read as 1.3"
                self.spool.once(event.place, text, field="version")
            case "meta":
                self.about.published = edtf(given.get("lastmodifieddate", ""))
            case "graph":
                self.undirected = given.get("defaultedgetype", "undirected") == "undirected"
                self.dated = given.get("timeformat", given.get("timetype", "")).lower().removeprefix("xsd:") in ("date", "datetime")
            case "attributes":
                self.of = given.get("class", "node")
            case "attribute":
                self._declare(event.place, given)
            case "node" | "edge":
                self.open.append(_Open(event.name, event.place, given))
            case "attvalue" if self.open:
                self._value(event.place, given)
            case "spell" if self.open:
                self.open[-1].spells.append(_time(given))

    def _declare(self, place: Place, given: dict[str, str]) -> None:
        id_ = given.get("id", "")
        if (self.of, id_) in self.titles:
            self.spool.problem(place, "is declared twice; give each attribute an id of its own", field="attribute", value=id_)
        self.titles[self.of, id_] = self.attribute = given.get("title") or id_

    def _value(self, place: Place, given: dict[str, str]) -> None:
        inner = self.open[-1]
        id_ = given.get("for", given.get("id", ""))
        title = self.titles.get((inner.name, id_))
        if title is None:
            self.spool.problem(place, f"no <attribute> of the class {inner.name} declares this value; declare it", field="for", value=id_)
            return
        time = _time(given) or given.get("timestamp", "")
        value = f"{given.get('value', '')} ({time})" if time else given.get("value", "")
        inner.values[title] = f"{inner.values[title]}\n{value}" if title in inner.values else value

    def _end(self, event: Event) -> None:
        match event.name:
            case "creator":
                self.own = event.text == "Redstring"
            case "description":
                self.about.note = event.text.strip()
            case "default":
                self.defaults.setdefault(self.of, {})[self.attribute] = event.text
            case "node":
                self._node(self.open.pop())
            case "edge":
                self._edge(self.open.pop())

    def _node(self, item: _Open) -> None:
        given = self._given(item)
        inside = next((each.attributes.get("id", "") for each in reversed(self.open) if each.name == "node"), "")
        if parent := item.attributes.get("pid") or inside:
            given.setdefault("parent", parent)
        self.spool.node(attributes.node(item.place, item.attributes.get("id", ""), given, own=self.own))

    def _edge(self, item: _Open) -> None:
        self.edges += 1
        given = self._given(item)
        if "id" in item.attributes:
            given.setdefault("id", item.attributes["id"])
        if self._two_way(item):
            given["directed"] = "false"
        ends = item.attributes.get("source", ""), item.attributes.get("target", "")
        self.spool.edge(attributes.edge(item.place, self.edges, ends, given, own=self.own))

    def _two_way(self, item: _Open) -> bool:
        told = item.attributes.get("type", "")
        return told in ("undirected", "mutual") if told in _DIRECTIONS else self.undirected

    def _given(self, item: _Open) -> dict[str, str]:
        """The attributes of an item by name, its label and its time among them."""
        more = {name: value for name, value in item.attributes.items() if name not in _STRUCTURE}
        given = {**self.defaults[item.name], **more, **item.values}
        # networkx writes an attribute of that name where GEXF has the direction
        if (told := item.attributes.get("type", "")) and told not in _DIRECTIONS:
            given.setdefault("type", told)
        if item.attributes.get("label"):
            given["label"] = item.attributes["label"]
        times = item.spells or [time for time in (_time(item.attributes) or item.attributes.get("timestamp", ""),) if time]
        if self.own:
            return given
        if self.dated and len(times) == 1:
            given.setdefault("when", times[0])
        elif times:
            given.setdefault("time", "\n".join(times))
        return given


def _time(given: Mapping[str, str]) -> str:
    """From when until when something is there; in GEXF what has no end goes on. An `open` one ends right before or begins right after."""
    start, end = (given.get(name) or given.get(f"{name}open", "") for name in ("start", "end"))
    return between(start, end, "..")
