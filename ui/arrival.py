"""Following an address: the view that it names is opened as far as the store has it, and what it has not is said."""

from __future__ import annotations

from collections.abc import Mapping

from graph import queries
from graph.errors import NotFoundError, ViewError
from graph.history import History
from graph.saved_view import SavedView, find
from graph.view import View
from ui import moves
from ui.address import Address, Params, of_saved, of_view, read_view
from ui.reading import Reading
from ui.state import Explorer

PART = "The address names the case alone: the view that it was made of was too large for it. Saved under a name it can be passed on."


def arrive(tab: Explorer, known: Reading, params: Mapping[str, str]) -> None:
    """Open what an address of Explore names; one that names nothing changes nothing. What is wrong with it is told on the canvas."""
    try:
        address = read_view(params)
        if address is not None:
            _follow(tab, known, address)
    except (ViewError, NotFoundError) as error:
        _begin(tab, known)
        tab.notice = f"{str(error).rstrip('.')}. {tab.notice}".strip()


def leaving(tab: Explorer) -> Params:
    """The address of what a tab shows."""
    if tab.addressed is None or tab.addressed[0] is not tab.view:
        first = not tab.given and tab.view == tab.opening
        params = of_view(tab.case, None if first else tab.view)
        if "part" in params and tab.saved is not None and tab.saved[1] is tab.view:
            params = of_saved(tab.case, tab.saved[0])
        tab.addressed = tab.view, params
    return tab.addressed[1]


def _begin(tab: Explorer, known: Reading) -> None:
    if known.case(tab.case) is None:
        moves.start(tab, known, known.cases[0].case.case)


def _follow(tab: Explorer, known: Reading, address: Address) -> None:
    if address.case and known.case(address.case) is None:
        raise NotFoundError(f"The store holds no case {address.case!r}, which this address names. Load it first")
    case = address.case or tab.case or known.cases[0].case.case
    if address.saved:
        open_saved(tab, known, find(queries.saved_views(known.store, case), address.saved))
    elif address.view is not None:
        show(tab, known, case, address.view, "follow an address")
    else:
        if tab.case != case or tab.given or tab.history.past:
            moves.start(tab, known, case)
        tab.notice = f"{PART} {tab.notice}".strip() if address.part else tab.notice


def open_saved(tab: Explorer, known: Reading, saved: SavedView) -> None:
    """Open a saved view, as a step that undo takes back. Raises NotFoundError if the store has nothing of it any more."""
    show(tab, known, saved.case, saved.view, f"open the view {saved.name}")
    tab.saved = saved.name, tab.view


def show(tab: Explorer, known: Reading, case: str, view: View, label: str) -> None:
    """Show a view that comes from elsewhere, without what the store does not have. Raises NotFoundError if that is all of it."""
    view = view.joined(known.merged(view.nodes))
    there = known.known(frozenset(view.nodes))
    gone = set(view.nodes) - there
    if view.nodes and not there:
        raise NotFoundError("The store holds none of the entities of that view any more")
    view = view.without(gone)
    if tab.case != case:
        tab.case, tab.choosing, tab.leaving, tab.focus = case, None, None, ()
        tab.history = History(view)
    else:
        tab.do(view, label)
    tab.given = True
    one = len(gone) == 1
    tab.notice = f"{len(gone):,} of its entities {'is' if one else 'are'} not in the store any more." if gone else ""
