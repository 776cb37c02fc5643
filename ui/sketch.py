"""A graph of its own on a canvas: what is drawn does not come from the view of Explore, and what a person does with it stays here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.history import History
from graph.render import payload
from graph.scene import Scene, compose
from graph.style import Theme
from graph.view import EdgeView, NodeView, View
from ui.canvas import Action


@dataclass(frozen=True)
class Sheet:
    """A sketch drawn; `view` is the very object that it was drawn from."""

    view: View
    theme: Theme
    scene: Scene
    payload: bytes


@dataclass
class Sketch:
    """Nodes and relationships, and the views of them so far; `banner` is the line under it."""

    nodes: dict[str, NodeView]
    edges: dict[str, EdgeView]
    history: History
    banner: str
    sheet: Sheet | None = None

    @property
    def view(self) -> View:
        return self.history.now

    def draw(self, theme: Theme) -> Sheet:
        """What goes to the canvas, made again only if something changed."""
        last, view = self.sheet, self.view
        if last is not None and last.theme == theme and last.view is view:
            return last
        scene = compose(view, self.nodes.values(), self.edges.values())
        self.sheet = Sheet(view, theme, scene, payload(scene, theme, banner=self.banner))
        return self.sheet

    def perform(self, action: Action) -> None:
        """Do what a person did on the canvas; what a sketch does not know is passed over. Raises the store's errors."""
        act = ACTS.get(action.type)
        if action.type == "select":
            self.select(action.node or action.edge)
        elif action.type == "undo":
            self.history = self.history.undo()
        elif action.type == "redo":
            self.history = self.history.redo()
        elif act is not None:
            self.history = self.history.do(act(self, action), action.type)

    def select(self, chosen: str | None) -> None:
        """Show something as selected, without a step."""
        if self.view.selection != chosen:
            self.history = self.history.put(self.view.select(chosen))


def _members(sketch: Sketch, ids: tuple[str, ...]) -> list[str]:
    """The ids, those of closed groups as those of their relationships."""
    lines = {line.id: line for line in sketch.sheet.scene.edges} if sketch.sheet else {}
    return [edge.id for id_ in ids for edge in (lines[id_].edges if id_.startswith("group:") and id_ in lines else ())] + [
        id_ for id_ in ids if not id_.startswith("group:")
    ]


def _collapse(sketch: Sketch, action: Action) -> View:
    node = str(action.node)
    return sketch.view.uncollapse(node) if node in sketch.view.collapsed else sketch.view.collapse(node, sketch.edges.values())


ACTS: Mapping[str, Callable[[Sketch, Action], View]] = {
    "hide": lambda sketch, action: sketch.view.hide(_members(sketch, action.ids)),
    "pin": lambda sketch, action: sketch.view.pin(action.ids, action.on),
    "moved": lambda sketch, action: sketch.view.move(action.positions),
    "open": lambda sketch, action: sketch.view.open_group(str(action.group)),
    "close": lambda sketch, action: sketch.view.close_group(str(action.group)),
    "filter": lambda sketch, action: sketch.view.filter(str(action.facet), str(action.value), action.shown),
    "collapse": _collapse,
}
