"""Two snapshots compared in one browser tab: what differs, and both as one graph on a canvas where everything is marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from graph.change import Change, Changes, facets
from graph.history import History
from graph.render import BANNER, payload
from graph.scene import compose
from graph.snapshot.content import Content
from graph.snapshot.garbage import uncollected
from graph.snapshot.union import Union, union
from graph.style import Theme
from graph.view import EdgeView, NodeView
from ui.canvas import Action
from ui.markup import Piece, button, loaded, tag
from ui.sketch import Sheet, Sketch
from ui.snapshot.difference_card import blocks, overview
from ui.snapshot.differing import Section, aligned, sections, verdict
from ui.snapshot.drawing import drawn
from ui.snapshot.sentences import Sentences
from ui.snapshot.sides import Side

FACET = "change"


@dataclass(kw_only=True)
class Compared(Sketch):
    """A comparison drawn. `off` are the changes that the legend has switched off."""

    before: Content
    after: Content
    sides: tuple[Side, Side]
    sections: tuple[Section, ...]
    whole: Union
    blocks: dict[str, Piece]
    off: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    @uncollected()
    def of(cls, before: Content, after: Content, sides: tuple[Side, Side]) -> Compared:
        """Compare two. Raises ViewError if they cannot be drawn as one."""
        found, whole = sections(before, after), union(aligned(before, after), after)
        shown = drawn(whole.content, {})
        return cls(
            nodes={node.id: node for node in shown.nodes},
            edges={edge.id: edge for edge in shown.edges},
            history=History(shown.view),
            banner=BANNER,
            before=before,
            after=after,
            sides=sides,
            sections=found,
            whole=whole,
            blocks=blocks(before, after, whole, found),
        )

    @property
    def verdict(self) -> str:
        return verdict(self.sections)

    @property
    def other_cases(self) -> str:
        """Both cases by title, if they are two."""
        return "" if self.before.case.case == self.after.case.case else f"{self.before.case.title} and {self.after.case.title}"

    @property
    def only_changes(self) -> bool:
        """Whether what is the same is switched off."""
        return Change.same.value in self.off

    def switch(self, change: str, shown: bool) -> None:
        """Show what became so, or do not."""
        self.off = self.off - {change} if shown else self.off | {change}
        self.sheet = None

    def draw(self, theme: Theme) -> Sheet:
        last, view = self.sheet, self.view
        if last is not None and last.theme == theme and last.view is view:
            return last
        nodes, edges = self._left()
        scene = compose(view, nodes, edges, entities=len(self.nodes), relationships=len(self.edges))
        told = Changes(self.whole.marks, facets(self.whole.marks, scene, [*self.nodes, *self.edges], self.off))
        self.sheet = Sheet(view, theme, scene, payload(scene, theme, banner=self.banner, changes=told))
        return self.sheet

    def _left(self) -> tuple[list[NodeView], list[EdgeView]]:
        """What the legend lets through; the ends of a line that is drawn stay."""
        edges = [edge for edge in self.edges.values() if self._change(edge.id) not in self.off]
        ends = {end for edge in edges for end in (edge.source, edge.target)}
        return [node for node in self.nodes.values() if self._change(node.id) not in self.off or node.id in ends], edges

    def _change(self, id_: str) -> str:
        mark = self.whole.marks.get(id_)
        return (mark.change if mark else Change.same).value

    def perform(self, action: Action) -> None:
        if action.type == "filter" and action.facet == FACET:
            self.switch(str(action.value), action.shown)
        else:
            super().perform(action)

    def card(self) -> tuple[str, Piece]:
        """What the panel shows: everything that differs, or what became of what is selected."""
        chosen = self.view.selection or ""
        line = self.sheet.scene.line(chosen) if self.sheet else None
        members = [edge.id for edge in line.edges] if line is not None and line.id == chosen else [chosen]
        shown = [self._block(id_) for id_ in members if id_ in self.whole.marks]
        if not shown:
            return "comparison", self._overview
        back = button("← All that differs", {"type": "select"}, cls="plain back")
        return f"compared {chosen}", tag("div", back, *shown, cls="card difference")

    def _block(self, id_: str) -> Piece:
        """What something is, and what became of it."""
        name = self._named(id_)
        block = self.blocks.get(id_)
        return tag("section", tag("h2", name), block if block is not None else tag("p", "The same in both.", cls="why"))

    def _named(self, id_: str) -> Piece:
        return loaded(self.nodes[id_].name if id_ in self.nodes else self._texts.get(id_, id_))

    @cached_property
    def _texts(self) -> dict[str, str]:
        said = Sentences(self.before, self.after)
        texts = {one.id: said.statement(one) for one in self.whole.content.statements}
        return texts | {row.id: said.row(row) for row in self.whole.content.rows}

    @cached_property
    def _overview(self) -> Piece:
        return overview(self.sections, self.verdict, self.sides, self.whole.drawn)
