"""Find entities by what people type: name, alias, another script, without accents, or misspelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import fold
from graph.queries.nearby import entities
from graph.store import GraphStore
from graph.view import NodeView

if TYPE_CHECKING:
    from graph.queries.scoring import Scored


@dataclass(frozen=True)
class Match:
    """An entity that was found, the name by which, and how well from 0 to 1."""

    node: NodeView
    matched: str
    score: float


def find(store: GraphStore, text: str, *, case: str | None = None, limit: int = 20) -> tuple[Match, ...]:
    """The entities that `text` can mean, best first; misspelled names only when no name has all its words."""
    wanted = fold(text)
    if not wanted:
        return ()
    # numpy and rapidfuzz take a while to import, which a page that nobody searches need not wait for
    from graph.queries.directory import directory
    from graph.queries.scoring import best

    known = directory(store)
    first: list[Scored] = best(known, wanted, case, limit)
    nodes = {node.id: node for node in entities(store, (known.ids[known.owners[number]] for number, _ in first))}
    found = ((nodes.get(known.ids[known.owners[number]]), known.names[number], score) for number, score in first)
    return tuple(Match(node, name, round(score, 4)) for node, name, score in found if node is not None)
