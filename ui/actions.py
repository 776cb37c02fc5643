"""What a person does on the page, as a step from one view to the next. Every way in (canvas, card, search, buttons) ends in `perform`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from graph.errors import NotFoundError
from graph.merges.pairs import pair_of
from graph.queries import saved_views
from graph.saved_view import find
from graph.view import View
from ui import arrival, moves, paths
from ui.deduplicating import deduplicating
from ui.frame import lead
from ui.reading import Reading
from ui.state import Explorer

What = Mapping[str, Any]


def perform(tab: Explorer, reading: Reading, what: What) -> None:
    """Do one thing; `what["type"]` names it. Raises RedstringError if it cannot be done; what it names no one knows is passed over."""
    tab.notice, tab.focus = "", ()
    act = ACTS.get(str(what.get("type")))
    if act is not None:
        act(tab, reading, what)


def _select(tab: Explorer, _: Reading, what: What) -> None:
    tab.choosing = None
    tab.select(what.get("node") or what.get("edge"))


def _bring(tab: Explorer, reading: Reading, what: What) -> None:
    moves.bring(tab, reading, [str(node) for node in what["nodes"]])


def _show(tab: Explorer, reading: Reading, what: What) -> None:
    if "statement" in what:
        moves.show(tab, reading, moves.statement(reading, tab.case, str(what["statement"])))
        return
    edge = str(what["edge"])
    if edge in tab.view.hidden:
        tab.do(tab.view.show([edge]), "show a hidden relationship")
    moves.bring(tab, reading, [str(node) for node in what.get("nodes", ())], select=edge)


def _expand(tab: Explorer, reading: Reading, what: What) -> None:
    moves.expand(tab, reading, str(what["node"]))


def _choose(tab: Explorer, reading: Reading, what: What) -> None:
    if tab.choosing is not None:
        moves.choose(tab, reading, what.get("value"))
    else:
        paths.choose(tab, reading, what.get("value"))


def _path(tab: Explorer, reading: Reading, what: What) -> None:
    paths.mark(tab, reading, str(what["node"]))


def _same(tab: Explorer, reading: Reading, what: What) -> None:
    """Hold an entity against the one that was marked, on the page where that is decided."""
    if tab.leaving is not None:
        deduplicating().hold(reading.store, tab.case, pair_of(tab.leaving, str(what["node"])))
        tab.leaving = None
        lead("duplicates")


def _parted(tab: Explorer, reading: Reading, what: What) -> None:
    """Go to the decision that made two entities one."""
    one, other = (str(id_) for id_ in what["pair"])
    deduplicating().hold(reading.store, tab.case, pair_of(one, other), decided=True)
    lead("duplicates")


def _hide(tab: Explorer, reading: Reading, what: What) -> None:
    ids = [str(one) for one in what["ids"]]
    members = [edge.id for one in ids if one.startswith("group:") for edge in moves.group(tab, one)]
    label = moves.name(ids[0], reading) if len(ids) == 1 and ids[0] in tab.view.positions else f"{len(members) or len(ids)} of them"
    tab.do(tab.view.hide([one for one in ids if not one.startswith("group:")] + members), f"hide {label}")


def _collapse(tab: Explorer, reading: Reading, what: What) -> None:
    node = str(what["node"])
    if node in tab.view.collapsed:
        return _uncollapse(tab, reading, what)
    edges = reading.around(tab.view.nodes)[1]
    view = tab.view.collapse(node, edges)
    if view is tab.view:
        tab.notice = "Nothing hangs on it alone, so there is nothing to fold into it."
    tab.do(view, f"collapse {moves.name(node, reading)}")
    return None


def _uncollapse(tab: Explorer, reading: Reading, what: What) -> None:
    node = str(what["node"])
    tab.do(tab.view.uncollapse(node), f"unfold {moves.name(node, reading)}")


def _pin(tab: Explorer, reading: Reading, what: What) -> None:
    ids, on = [str(one) for one in what["ids"]], bool(what.get("on", True))
    label = moves.name(ids[0], reading) if len(ids) == 1 else f"{len(ids)} entities"
    tab.do(tab.view.pin(ids, on), f"{'pin' if on else 'unpin'} {label}")


def _moved(tab: Explorer, reading: Reading, what: What) -> None:
    positions = what["positions"]
    label = moves.name(next(iter(positions)), reading) if len(positions) == 1 else f"{len(positions)} entities"
    tab.do(tab.view.move(positions), f"move {label}", merge="move " + " ".join(sorted(positions)))


def _filter(tab: Explorer, _: Reading, what: What) -> None:
    facet, value, shown = str(what["facet"]), str(what["value"]), bool(what["shown"])
    tab.do(tab.view.filter(facet, value, shown), f"{'show' if shown else 'filter out'} {facet} {value}")


def _group(change: Callable[[View, str], View], word: str) -> Callable[[Explorer, Reading, What], None]:
    def act(tab: Explorer, _: Reading, what: What) -> None:
        tab.do(change(tab.view, str(what.get("group") or what.get("edge"))), f"{word} a group of relationships")

    return act


def _undo(tab: Explorer, _: Reading, __: What) -> None:
    tab.history = tab.history.undo()


def _redo(tab: Explorer, _: Reading, __: What) -> None:
    tab.history = tab.history.redo()


def _unfilter(tab: Explorer, _: Reading, __: What) -> None:
    tab.do(tab.view.with_filters(type(tab.view.filters)()), "clear the filters")


def _filters(tab: Explorer, _: Reading, what: What) -> None:
    filters = replace(
        tab.view.filters,
        predicates_off=frozenset(str(one) for one in what["hidden"]),
        origins=int(what["origins"]),
        only_connected=bool(what["connected"]),
    )
    tab.do(tab.view.with_filters(filters), "change the filters", merge="filters")


def _unhide(tab: Explorer, _: Reading, __: What) -> None:
    view = tab.view.show(tab.view.hidden)
    for node in tab.view.collapsed:
        view = view.uncollapse(node)
    tab.do(view, "show all that was hidden")


def _as_of(tab: Explorer, _: Reading, what: What) -> None:
    date = what.get("date")
    tab.do(tab.view.at(str(date) if date else None), f"as of {date or 'today'}", merge="as of")


def _shape(tab: Explorer, reading: Reading, what: What) -> None:
    moves.shape(tab, reading, float(what["aspect"]))


def _open_view(tab: Explorer, reading: Reading, what: What) -> None:
    arrival.open_saved(tab, reading, find(saved_views(reading.store, tab.case), str(what["name"])))


def _case(tab: Explorer, reading: Reading, what: What) -> None:
    key = str(what["case"])
    if reading.case(key) is None:
        raise NotFoundError(f"The store holds no case {key!r} any more")
    moves.start(tab, reading, key)


ACTS: dict[str, Callable[[Explorer, Reading, What], None]] = {
    "select": _select,
    "bring": _bring,
    "show": _show,
    "expand": _expand,
    "choose": _choose,
    "path": _path,
    "same": _same,
    "parted": _parted,
    "hide": _hide,
    "unhide": _unhide,
    "collapse": _collapse,
    "uncollapse": _uncollapse,
    "pin": _pin,
    "moved": _moved,
    "filter": _filter,
    "filters": _filters,
    "unfilter": _unfilter,
    "open": _group(View.open_group, "draw apart"),
    "close": _group(View.close_group, "draw as one"),
    "undo": _undo,
    "redo": _redo,
    "reset": lambda tab, reading, _: moves.reset(tab, reading),
    "tidy": lambda tab, reading, _: moves.tidy(tab, reading),
    "as-of": _as_of,
    "case": _case,
    "open-view": _open_view,
    "shape": _shape,
}
