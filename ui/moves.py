"""The larger steps: opening a case, bringing entities in, expanding one, laying out.

The layout is imported by the steps that need it: it takes half a second, which the first page would wait for.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph import queries, view_json
from graph.errors import NotFoundError
from graph.history import History
from graph.model import Snapshot, Statement, Unclaimed
from graph.queries import Core
from graph.view import EdgeView, NodeView, View
from ui.markup import clip
from ui.reading import Reading
from ui.state import Explorer
from ui.words import number

STEP = 25
"""So many neighbours an expansion brings, the most connected first."""
SLIM = 0.4
"""The least width over height that a view is laid out for."""
FLOOD = 60
"""More neighbours than this are not brought in without a choice."""
RENEWED = "The store was brought up to date meanwhile."


def name(node: str, reading: Reading) -> str:
    """The name of an entity, short, for labels."""
    return clip(next(iter(reading.names((node,)).values()), node), 60)


def group(tab: Explorer, group_id: str) -> tuple[EdgeView, ...]:
    """The relationships of a group as it is drawn now; none if it is not drawn."""
    if tab.drawing is None:
        return ()
    return tuple(edge for line in tab.drawing.scene.edges if group_id in (line.id, line.group) for edge in line.edges)


def start(tab: Explorer, reading: Reading, case: str) -> None:
    """Open a case: its core, laid out, with the card of its central statement."""
    core = reading.core(case)
    nodes, _ = reading.around(core.ids)
    summary = reading.case(case)
    if summary and summary.snapshot:
        # as it was shared: places, filters, date and selection
        tab.case, tab.choosing, tab.leaving, tab.focus, tab.notice = case, None, None, (), ""
        view = shared(summary.snapshot)
        tab.history, tab.opening, tab.given = History(view), view, False
        return
    central = _central(reading, case, summary.case.central) if summary and summary.case.central else None
    tab.case, tab.choosing, tab.leaving, tab.focus, tab.notice = case, None, None, (), _left_out(core)
    view = View(tuple(node.id for node in nodes), reading.places(case, tab.aspect), selection=central.id if central else None)
    tab.history, tab.opening, tab.given = History(view), view, False


def shared(snapshot: Snapshot) -> View:
    """The view that a snapshot was made of."""
    return view_json.from_json(snapshot.view)


def _left_out(core: Core) -> str:
    """What is said where a case opens with a part of its core."""
    if core.number <= len(core.ids):
        return ""
    return f"{len(core.ids):,} of {core.number:,} core entities, the most connected first. Search and expand bring in the others."


def keep_up(tab: Explorer, reading: Reading) -> None:
    """Take in what a load has changed since the tab was drawn: what is gone leaves every view; what is drawn stays where it is."""
    last = tab.drawing.reading if tab.drawing else None
    if last is reading:
        return
    if reading.case(tab.case) is None:
        before = tab.case
        start(tab, reading, reading.cases[0].case.case)
        if before:
            tab.notice = f"The store holds no case {before!r} any more. {tab.notice}".strip()
        return
    if last is None:
        return
    if last.unfinished and not tab.history.past and not tab.history.undone:
        # what it was opened on was only a part
        start(tab, reading, tab.case)
    held = {node for view in tab.history.views for node in view.nodes}
    shown = reading.merged(held)
    gone = held - reading.known(held) - shown.keys()
    tab.history = tab.history.joined(shown).without(gone)
    tab.choosing = None if tab.choosing in gone else tab.choosing
    tab.leaving = None if tab.leaving in gone else tab.leaving
    if not reading.unfinished:
        tab.notice = f"{tab.notice} {RENEWED}".strip()


def statement(reading: Reading, case: str, slug: str) -> Statement:
    """A statement by its slug. Raises NotFoundError, with names that are near."""
    if reading.is_small(case) and (found := reading.evidence(case).statements.get(slug)):
        return found
    return reading.statement(queries.resolve(reading.store, f"{case}/{slug}", labels=("Statement",)))


def _central(reading: Reading, case: str, slug: str) -> Statement | None:
    try:
        return statement(reading, case, slug)
    except NotFoundError:
        # the statement went, or never came: the case opens on its overview
        return None


def reset(tab: Explorer, reading: Reading) -> None:
    """Back to the core of the case, or to the view that a snapshot was made of, as a step that can be undone."""
    summary = reading.case(tab.case)
    if summary and summary.snapshot:
        tab.choosing, tab.notice = None, ""
        tab.do(shared(summary.snapshot), "reset the view")
        return
    core = reading.core(tab.case)
    nodes, _ = reading.around(core.ids)
    tab.choosing, tab.notice = None, _left_out(core)
    tab.do(tab.view.reset([node.id for node in nodes], reading.places(tab.case, tab.aspect)), "reset the view")


def tidy(tab: Explorer, reading: Reading) -> None:
    """Lay the view out anew; pinned entities stay."""
    from graph import layout

    nodes, edges = reading.around(tab.view.nodes)
    aspect = tab.aspect or layout.ASPECT
    tab.do(tab.view.move(layout.tidy(nodes, edges, tab.view.positions, tab.view.pinned, aspect=aspect)), "tidy the layout")


def shape(tab: Explorer, reading: Reading, aspect: float) -> None:
    """Take in how the canvas is shaped; a start view that nobody has changed is laid out for it, without a step."""
    tab.aspect = max(SLIM, round(aspect, 1)) if aspect < 1 else None
    untouched = not tab.history.past and not tab.history.undone and not tab.given
    summary = reading.case(tab.case)
    if untouched and summary and not summary.snapshot and tab.opening is not None:
        places = reading.places(tab.case, tab.aspect)
        tab.history, tab.opening = tab.history.put(tab.view.move(places)), tab.opening.move(places)


def bring(tab: Explorer, reading: Reading, ids: Sequence[str], *, select: str | None = None, label: str = "") -> None:
    """Bring entities into view, if they are not drawn, and select `select`, else the last of them. Raises NotFoundError."""
    before = tab.view
    absent = tuple(node for node in ids if node not in before.positions)
    if absent and len(reading.around(absent)[0]) < len(absent):
        raise NotFoundError("The store does not hold that entity any more; it may have gone with a newer load")
    view = _placed(before, reading, absent, parent=None).with_nodes(ids, {})
    view = _let_through(tab, view, reading.around(tuple(ids))[0])
    chosen = select or (ids[-1] if ids else None)
    if view == before:
        tab.select(chosen)
    else:
        tab.do(view.select(chosen), label or f"show {name(ids[-1], reading)}")


def _let_through(tab: Explorer, view: View, asked: Sequence[NodeView]) -> View:
    """The view in which these are drawn, asked for by name as they are: also of a kind that is switched off, or waiting for review."""
    for kind in sorted({node.kind for node in asked} & view.filters.kinds_off):
        view = view.filter("kind", kind, True)
    if any(node.proposed for node in asked) and not view.filters.proposed:
        view = view.filter("status", Unclaimed.proposed.value, True)
        tab.notice = "What waits for review is drawn now, for documents alone name what you asked for. The legend switches it off."
    return view


def take_over(tab: Explorer, reading: Reading, case: str, ids: Sequence[str], *, alone: bool) -> None:
    """Show entities that a query found: alone, or beside what is drawn. A step that can be undone, unless they are of another case."""
    if tab.case != case:
        start(tab, reading, case)
    if not alone:
        bring(tab, reading, ids)
        return
    from graph import layout

    nodes, edges = reading.around(tuple(ids))
    placed = layout.initial(nodes, edges, aspect=tab.aspect or layout.ASPECT)
    view = _let_through(tab, tab.view.reset([node.id for node in nodes], placed), nodes)
    tab.do(view, f"show {number(len(nodes), 'entity', 'entities')} of a query")


def _placed(view: View, reading: Reading, new: Sequence[str], parent: str | None) -> View:
    """The view with new nodes placed beside what is drawn; nothing that is drawn moves."""
    if not new:
        return view
    from graph import layout

    nodes, edges = reading.around((*view.nodes, *new))
    fresh = [node for node in nodes if node.id in set(new)]
    drawn = [node for node in nodes if node.id not in set(new)]
    return view.with_nodes(new, layout.place(fresh, edges, view.positions, parent=parent, drawn=drawn))


def show(tab: Explorer, reading: Reading, statement: Statement) -> None:
    """Show a statement's card; its relationship is drawn and selected if it has one."""
    ends = [f"{statement.case}/{key}" for key in (statement.subject, statement.object) if key is not None]
    if statement.id in tab.view.hidden:
        tab.do(tab.view.show([statement.id]), "show a hidden relationship")
    bring(tab, reading, ends, select=statement.id)


def expand(
    tab: Explorer,
    reading: Reading,
    node: str,
    *,
    limit: int = STEP,
    kind: str | None = None,
    predicate: str | None = None,
    asked: bool = False,
) -> None:
    """Bring in the most connected neighbours that are not in view; if there are very many and nobody was `asked`, ask first."""
    found = reading.neighbours(node, limit=limit, exclude=tab.view.nodes, kind=kind, predicate=predicate)
    if found.total > FLOOD and not asked:
        tab.choosing = node
        tab.select(node)
        return
    tab.choosing = None
    folded = tab.view.collapsed.get(node, ())
    new = [neighbour.id for neighbour in found.nodes]
    if not new and not folded:
        hidden = len(tab.view.away & reading.ends_around(node))
        tab.notice = f"All its neighbours are in view; {hidden} of them hidden." if hidden else "All its neighbours are in view."
        return
    tab.do(_placed(tab.view, reading, new, parent=node).with_nodes(folded, {}).select(node), f"expand {name(node, reading)}")
    waiting = 0 if tab.view.filters.proposed else sum(neighbour.proposed for neighbour in found.nodes)
    tab.notice = f"{waiting} of {len(new)} that came in wait for review; “proposed” in the legend draws them." if waiting else tab.notice
    if found.total > len(new):
        tab.notice = f"The {len(new)} most connected of {found.total:,} came in; expand again for the next."


def choose(tab: Explorer, reading: Reading, value: str | None) -> None:
    """What was chosen for a very connected entity: `most:50`, `kind:person` or `predicate:worked_for`; None calls it off."""
    node, tab.choosing = tab.choosing, None
    if node is None or not value:
        return
    what, _, which = value.partition(":")
    if what == "most":
        expand(tab, reading, node, limit=int(which), asked=True)
    elif what == "kind":
        expand(tab, reading, node, kind=which, asked=True)
    elif what == "predicate":
        expand(tab, reading, node, predicate=which, asked=True)
