"""What the page reads from a database that Redstring did not write: a reading like any other, of one case without claims."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.evidence import Evidence
from graph.found import drawn_node
from graph.model import Case, TimelinePoint
from graph.queries import CaseSummary, Core, Match, ValueView, elements, guest
from graph.queries.choices import Choices
from graph.queries.nearby import Neighbours
from graph.store import GraphStore, Node, Relationship
from graph.view import EdgeView, NodeView, Position
from ui.reading import Around, Reading

CASE = "database"
SELDOM = 20
"""A database is counted again after so many times as long as that took."""
LISTED = 500
"""Relationships on the card of one node."""


@dataclass(frozen=True)
class GuestCard:
    """A node with its relationships and the nodes at their other ends by id."""

    node: Node
    drawn: NodeView
    edges: tuple[EdgeView, ...]
    others: dict[str, NodeView]


class GuestReading(Reading):
    """A database of somebody else at one moment. It is never written to, and carries no claims."""

    guest = True

    def __init__(self, store: GraphStore) -> None:
        super().__init__(store)
        self.size = self._count()
        title = store.address.partition("://")[2] or store.address
        case = Case(case=CASE, title=title)
        self.cases = (CaseSummary(case, self.size.nodes, 0, 0, 0, self.size.relationships),)

    def changed(self) -> bool:
        # a database says nothing of its own changes, and one without statistics counts everything
        return time.monotonic() > self._again and self._count() != self.size

    def _count(self) -> guest.Counted:
        began = time.monotonic()
        counted = guest.counted(self.store)
        ended = time.monotonic()
        self._again = ended + SELDOM * (ended - began)
        return counted

    def core(self, case: str) -> Core:
        ids = self._answers.once(("first", case), lambda: guest.first(self.store))
        return Core(ids, len(ids))

    def places(self, case: str, aspect: float | None = None) -> dict[str, Position]:
        from graph import layout

        nodes, edges = self.around(self.core(case).ids)
        return self._answers.once(("laid out", case, aspect), lambda: layout.initial(nodes, edges, aspect=aspect or layout.ASPECT))

    def around(self, ids: tuple[str, ...]) -> Around:
        return self._answers.once(("around", ids), lambda: (guest.drawn(self.store, ids), guest.between(self.store, ids)))

    def nodes(self, ids: tuple[str, ...]) -> tuple[NodeView, ...]:
        return guest.drawn(self.store, ids)

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(elements.stored(self.store, ids))

    def merged(self, ids: Iterable[str]) -> dict[str, str]:  # noqa: ARG002 - nothing here is ever merged
        return {}

    def neighbours(
        self, node: str, *, limit: int, exclude: Collection[str], kind: str | None = None, predicate: str | None = None
    ) -> Neighbours:
        return guest.neighbours(self.store, node, limit=limit, exclude=exclude, kind=kind, predicate=predicate)

    def relationships_of(self, ids: Collection[str], limit: int) -> tuple[EdgeView, ...]:
        return guest.relationships_of(self.store, ids, limit=limit)

    def ends_around(self, node: str) -> set[str]:
        return {end for edge in self.node_card(node).edges for end in (edge.source, edge.target)}

    def names(self, ids: tuple[str, ...]) -> dict[str, str]:
        return self._answers.once(("names", ids), lambda: {node.key: node.name for node in guest.drawn(self.store, ids)})

    def find(self, text: str, case: str) -> tuple[Match, ...]:
        return self._answers.once(("find", case, text), lambda: guest.find(self.store, text, self.outline(), limit=12))

    def choices(self, id_: str, exclude: tuple[str, ...]) -> Choices:
        return self._answers.once(("choices", id_, exclude), lambda: guest.choices(self.store, id_, exclude))

    def node_card(self, id_: str) -> GuestCard:
        """Everything about a node. Raises NotFoundError."""
        return self._answers.once(("node card", id_), lambda: self._node_card(id_))

    def relationship(self, edge: EdgeView) -> Relationship | None:
        """A drawn relationship as stored."""
        ends = (edge.source, edge.target)
        found = self._answers.once(("stored between", ends), lambda: elements.between(self.store, ends))
        return next((one for one in found if one.element == edge.id), None)

    def timeline(self, case: str) -> tuple[TimelinePoint, ...]:  # noqa: ARG002 - as every reading
        return ()

    def is_small(self, case: str) -> bool:  # noqa: ARG002 - as every reading
        return True

    def evidence(self, case: str) -> Evidence:
        return Evidence(case, {}, {}, {}, {})

    def values(self, case: str, subjects: tuple[str, ...]) -> tuple[ValueView, ...]:  # noqa: ARG002 - as every reading
        return ()

    def _node_card(self, id_: str) -> GuestCard:
        node, degree = guest.one(self.store, id_)
        edges, others = guest.around(self.store, id_, LISTED)
        return GuestCard(node, drawn_node(node, degree), edges, dict(others))
