"""Making a snapshot of a store, for the command line: of the view that a case opens with, or of what lies around some entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph import queries
from graph.errors import NotFoundError, SnapshotError
from graph.model import Tier, Unclaimed
from graph.queries.merges import shown_for
from graph.saved_view import SavedView, find
from graph.snapshot.anonymised import Anonymised, anonymised
from graph.snapshot.collected import collect
from graph.snapshot.content import About, Content
from graph.snapshot.people import key_of
from graph.store import GraphStore
from graph.view import View
from ui.reading import Reading
from ui.snapshot.drawing import Degrees, drawn, view_of
from ui.snapshot.widening import widened

MOST = 300
"""Entities that a snapshot made by seeds holds at most, the most connected first."""


@dataclass(frozen=True)
class Wanted:
    """What is to be shared: `seeds` by id, key or name, with all within `hops` steps; without seeds, what the case opens with."""

    case: str | None = None
    seeds: tuple[str, ...] = ()
    hops: int = 1
    title: str = ""
    note: str = ""
    author: str = ""
    as_of: str | None = None
    paraphrases: bool = True
    neighbours: bool = False
    view: str = ""
    """The name of a saved view, in place of seeds."""
    tiers: tuple[Tier, ...] = ()


def made(store: GraphStore, wanted: Wanted) -> tuple[Content, Degrees]:
    """The content, and how many relationships its entities have in the store. Raises SnapshotError, NotFoundError, the store's errors."""
    known = Reading(store)
    case = chosen(known, wanted.case)
    summary = queries.case_of(store, case)
    if wanted.view:
        view = saved(store, case, wanted.view)
    elif wanted.seeds:
        view = around(store, case, wanted.seeds, wanted.hops)
    else:
        view = _start(known, case, summary.central)
    view = widened(store, view) if wanted.neighbours else view
    said = {"title": wanted.title or summary.title, "note": wanted.note, "author": wanted.author}
    about = About(**said, as_of=wanted.as_of or view.as_of, paraphrases=wanted.paraphrases, tiers=wanted.tiers)
    content = collect(store, case, view.at(about.as_of), about)
    return content, degrees(store, view)


def masked(
    content: Content, connected: Degrees, chosen: Iterable[str], withhold: Sequence[str] = (), name: str = ""
) -> tuple[Anonymised, Degrees]:
    """The content with those who go by these keys, ids or names under other names, laid out anew, and its degrees; of those themselves
    only what is in it is counted. Raises SnapshotError, also for a `name` of the file that tells one."""
    found = anonymised(content, [key_of(content, each) for each in chosen], withhold)
    if found.masks.tells(name, key=True):
        raise SnapshotError(f"the name of the file, {name}, tells a name that is to be withheld: give it another one")
    kept = {found.ids[node]: number for node, number in connected.items() if node in found.ids}
    known = {node: number for node, number in kept.items() if node not in found.people}
    return replace(found, content=_laid_out(found.content, known)), known


def _laid_out(content: Content, connected: Degrees) -> Content:
    """With places of its own: where things stood followed the order of real keys and the width of real names."""
    from graph import layout

    shown = drawn(content, connected)
    places = {node: [round(x), round(y)] for node, (x, y) in layout.initial(shown.nodes, shown.edges).items()}
    return content.model_copy(update={"view": {**content.view, "positions": places}})


def degrees(store: GraphStore, view: View) -> Degrees:
    """How many relationships the entities of a view have in the store."""
    return {node.id: node.degree for node in queries.entities(store, view.nodes)}


def anew(store: GraphStore, old: Content) -> Content:
    """The same view of the same case as the store has it now. Raises NotFoundError if it has no such case, SnapshotError for a content
    with other names, which nothing can be held against; the store's errors."""
    if old.about.anonymised:
        raise SnapshotError("persons stand in it under other names, so it cannot be compared with a store")
    return collect(store, old.case.case, view_of(old), old.about)


def views_of(store: GraphStore, case: str | None) -> tuple[SavedView, ...]:
    """The saved views of a case; without one, of the only case of the store. Raises NotFoundError."""
    return queries.saved_views(store, case_of(store, case))


def case_of(store: GraphStore, case: str | None) -> str:
    """The key of the case that is meant; without a name the only one of the store. Raises NotFoundError."""
    return chosen(Reading(store), case)


def saved(store: GraphStore, case: str, name: str) -> View:
    """A saved view of a case, as far as the store has it. Raises NotFoundError."""
    view = find(queries.saved_views(store, case), name).view
    view = view.joined(shown_for(store, view.nodes))
    return view.without(set(view.nodes) - {node.id for node in queries.entities(store, view.nodes)})


def chosen(known: Reading, wanted: str | None) -> str:
    """The key of the case that is meant: the one that there is, or the one that was named. Raises NotFoundError."""
    held = [summary.case.case for summary in known.cases if not summary.snapshot or summary.case.case == wanted]
    if not held:
        raise NotFoundError("The store holds no case. Load one first")
    if wanted is None and len(held) > 1:
        raise NotFoundError(f"The store holds several cases; choose one with --case: {', '.join(held)}")
    if wanted is not None and wanted not in held:
        raise NotFoundError(f"there is no case {wanted!r}; the store holds {', '.join(held)}")
    return wanted or held[0]


def _start(known: Reading, case: str, central: str | None) -> View:
    core = known.core(case)
    return View(core.ids, known.places(case), selection=_statement(known.store, case, central) if central else None)


def _statement(store: GraphStore, case: str, slug: str) -> str | None:
    try:
        return queries.resolve(store, f"{case}/{slug}", labels=("Statement",))
    except NotFoundError:
        return None


def around(store: GraphStore, case: str, named: Iterable[str], hops: int) -> View:
    """A view of the entities that go by these ids or keys, and of what lies within so many steps. Raises NotFoundError."""
    seeds = [queries.resolve(store, name if "/" in name else f"{case}/{name}", labels=("Entity",)) for name in named]
    found = dict.fromkeys(seeds)
    edge = list(seeds)
    for _ in range(hops):
        near = [each for node in edge for each in queries.neighbours(store, node, limit=MOST, exclude=found.keys()).nodes]
        edge = [node.id for node in sorted(near, key=lambda node: (-node.degree, node.id)) if node.id not in found][: MOST - len(found)]
        found |= dict.fromkeys(edge)
    from graph import layout

    ids = tuple(found)
    nodes = queries.entities(store, ids)
    view = View(ids, layout.initial(nodes, queries.relationships_between(store, ids)), selection=seeds[0])
    asked = any(node.proposed for node in nodes if node.id in seeds)
    return view.filter("status", Unclaimed.proposed.value, True) if asked else view
