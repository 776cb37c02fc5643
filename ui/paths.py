"""Paths between two entities, as a person asks for them: from one, to another, and what was found as a step of the view."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Unclaimed
from graph.paths import LISTED, MOST, STEPS, Path, Paths, shortest
from graph.view import EdgeView
from ui import moves
from ui.canvas import Notice
from ui.drawing import as_then
from ui.reading import Reading
from ui.state import Explorer
from ui.words import number

SHOW, TOLD = "show", 3
"""The choice that shows the paths to what is selected; paths that are told in words."""


def mark(tab: Explorer, reading: Reading, node: str) -> None:
    """Begin at this entity; where another was begun at, show the paths between both; where this one was, call it off."""
    if tab.leaving is None:
        tab.leaving = node
        tab.select(node)
    elif tab.leaving == node:
        tab.leaving = None
    else:
        show(tab, reading, tab.leaving, node)


def choose(tab: Explorer, reading: Reading, value: str | None) -> None:
    """What was chosen on the canvas: the paths to what is selected, or to call it off."""
    if value == SHOW and tab.leaving is not None and tab.view.selection is not None:
        show(tab, reading, tab.leaving, tab.view.selection)
    else:
        tab.leaving = None


def question(tab: Explorer, reading: Reading) -> Notice | None:
    """What is said on the canvas while one end is known."""
    if tab.leaving is None:
        return None
    start, chosen = moves.name(tab.leaving, reading), tab.view.selection
    if chosen is None or chosen == tab.leaving or chosen not in tab.view.positions:
        return Notice(f"Paths from {start}: choose where they lead, by a click or by the search.")
    return Notice(f"From {start} to {moves.name(chosen, reading)}:", (("Show the shortest paths", SHOW),))


def show(tab: Explorer, reading: Reading, start: str, end: str) -> None:
    """Bring in the shortest paths over relationships that filters and hand leave shown. Raises the store's errors."""
    tab.leaving = None
    found = shortest(start, end, lambda ids: _touching(tab, reading, ids, {start, end}))
    between = f"between {moves.name(start, reading)} and {moves.name(end, reading)}"
    if not found.chosen:
        tab.select(end)
        tab.notice = _nothing(found, between)
        return
    on_them = tuple(dict.fromkeys(node for path in found.chosen for node in path.nodes))
    moves.bring(tab, reading, on_them, select=end, label=f"paths {between}")
    tab.focus = on_them
    tab.notice = f"{_counted(found)}: {_told(reading, found.chosen)}"


def _touching(tab: Explorer, reading: Reading, ids: Sequence[str], ends: set[str]) -> Sequence[EdgeView]:
    """The relationships of these entities that are shown where they are in view; more than MOST as they come."""
    edges = reading.relationships_of(ids, MOST + 1)
    if len(edges) > MOST:
        return edges
    if tab.as_of is not None:
        edges = as_then(edges, reading, tab.case, tab.as_of)
    unseen = (tab.view.away | _off(tab, reading, edges)) - ends
    shows = tab.view.filters.shows_relationship
    return [
        edge for edge in edges if not unseen & {edge.id, edge.source, edge.target} and shows(edge.predicate, edge.status, edge.origins_min)
    ]


def _off(tab: Explorer, reading: Reading, edges: Sequence[EdgeView]) -> set[str]:
    """The ends of these relationships whose kind is switched off."""
    if not tab.view.filters.kinds_off:
        return set()
    ends = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
    return {node.id for node in reading.nodes(tuple(ends)) if not tab.view.filters.shows_kind(node.kind)}


def _nothing(found: Paths, between: str) -> str:
    if found.cut:
        return f"Too much lies {between}: more than {MOST:,} relationships at one step from both. Look for paths to somebody in between."
    return f"No path of up to {STEPS} steps leads {between} over relationships that are shown. Filters and hidden ones count."


def _counted(found: Paths) -> str:
    paths = f"{number(found.number, 'shortest path')} of {number(found.steps, 'step')}"
    if found.number > LISTED:
        return f"{paths}, {len(found.chosen)} of them"
    return f"{paths}, the {len(found.chosen)} best supported" if found.number > len(found.chosen) else paths


def _told(reading: Reading, paths: Sequence[Path]) -> str:
    """The paths by their entities, each with the status of its weakest relationship."""
    told = "; ".join(f"{' – '.join(moves.name(node, reading) for node in path.nodes)}{_weakest(path)}" for path in paths[:TOLD])
    return f"{told}; …" if len(paths) > TOLD else told


def _weakest(path: Path) -> str:
    status = path.weakest.status
    if status is Unclaimed.unclaimed:
        return ""
    return f", {status.value}" if len(path.edges) == 1 else f", {status.value} at its weakest"
