"""Duplicates: pairs of entities that may be the same, likeliest first. A person says which are; nothing is merged without one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph.errors import NotFoundError
from graph.merges.pairs import Verdict
from graph.model import EntityKind
from graph.queries.duplicates import both
from graph.queries.merges import behind, record_names, shown_for
from ui import states
from ui.address import of_view
from ui.address_line import arrived, show
from ui.decider import decider
from ui.deduplicating import Deduplicating, deduplicating
from ui.duplicate_card import alike, decided_row, detail, merged, row
from ui.duplicate_list import told
from ui.duplicate_pairs import Act, duplicate_pairs, name_of
from ui.frame import framed
from ui.markdown import plain
from ui.markup import Piece, tag
from ui.reading import Reading
from ui.state import explorer, reading
from ui.visiting import titles

_LISTS = {"open": "To decide", "decided": "Decided"}
_ALL = ""
GLANCED = 20_000
"""Entities of a case above which it is looked through only when somebody chooses it."""


def page() -> None:
    """Draw the page."""
    framed(_draw)


def _draw(known: Reading) -> None:
    tab = deduplicating()
    if known.guest:
        states.told("Nothing to merge here", "This database was not written by Redstring, so nothing in it is ever changed.")
        return
    cases = [summary.case.case for summary in known.cases if summary.snapshot is None]
    if not known.cases:
        states.nothing(known)
        return
    if not cases:
        states.told("Nothing to merge here", "Snapshots are only read, so nothing of them is merged. Load documents or a case.", load=True)
        return
    _open(tab, known, cases)
    tab.look(known.store)
    with st.container(key="duplicates", gap=None):
        _bar(tab, known, cases)
        if known.unfinished:
            states.unfinished(known)
        with st.container(key="work", gap=None, height="stretch"):
            _pairs(tab, known)
    show(of_view(tab.case, None))


def _open(tab: Deduplicating, known: Reading, cases: list[str]) -> None:
    """Turn to the case that the address names; a tab that comes without one begins where pairs wait."""
    wanted = (arrived() or {}).get("case", "")
    if wanted in cases:
        if wanted != tab.case:
            with st.spinner("Looking for pairs"):
                tab.open(known.store, wanted, tab.kind)
    elif tab.case not in cases or tab.is_stale(known.revision):
        with st.spinner("Looking for pairs"):
            tab.begin(known.store, _in_turn(tab, known, cases))
    if wanted and wanted not in cases:
        tab.say(f"The store holds no case {wanted[:80]!r} in which pairs are decided.", wrong=True)


def _in_turn(tab: Deduplicating, known: Reading, cases: list[str]) -> list[str]:
    """The case that is open here or in Explore, then the others, those with fewer entities first; none that takes long to look through."""
    first = next((case for case in (tab.case, explorer().case) if case in cases), cases[0])
    size = {summary.case.case: summary.entities for summary in known.cases}
    return [first, *(case for case in sorted(cases, key=size.__getitem__) if case != first and size[case] <= GLANCED)]


def _pairs(tab: Deduplicating, known: Reading) -> None:
    ids = {id_ for pair in tab.pairs for id_ in pair}
    names = record_names(known.store, ids)
    same = alike(tab.pairs, names)
    rows: list[dict[str, Any]]
    if tab.listing == "open":
        rows = [{"id": name_of((one.a, one.b)), "piece": row(one, names, same)} for one in tab.queue]
    else:
        rows = [{"id": name_of(pair), "piece": decided_row(pair, decision, names, same)} for pair, decision in tab.held.items()]
    duplicate_pairs(tab, rows, _detail(tab, known), _empty(tab), lambda act: _act(tab, act))


def _detail(tab: Deduplicating, known: Reading) -> Piece | None:
    if tab.current is None:
        return None
    shown = shown_for(known.store, tab.current)
    decision = tab.held.get(tab.current)
    one = {shown.get(id_, id_) for id_ in tab.current}
    try:
        if len(one) == 1:
            (id_,) = one
            return merged(behind(known.store, id_), known.entity(id_), decision)
        found = both(known.store, *(shown.get(id_, id_) for id_ in tab.current))
    except NotFoundError:
        return tag("p", "One of them is not in the store any more. What was decided holds once it comes back.", cls="quiet")
    return detail(found, tab.candidate(tab.current), decision)


def _empty(tab: Deduplicating) -> Piece:
    if tab.listing == "decided":
        return tag("p", "Nothing was decided yet. What you decide stands here, and can be taken back at any time.", cls="quiet")
    if tab.looked and tab.looked.candidates:
        return tag(
            "div", tag("p", "Every pair that was found is decided."), tag("p", "What was decided stands in the other list.", cls="quiet")
        )
    looked = told(tab.looked) if tab.looked else ""
    return tag("div", tag("p", "No two entities look like the same one."), tag("p", looked, cls="quiet"))


def _bar(tab: Deduplicating, known: Reading, cases: list[str]) -> None:
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="title", gap=None):
            st.markdown("**Duplicates**")
            st.caption(f"{len(tab.queue):,} to decide, {len(tab.held):,} decided")
        if len(cases) > 1:
            _choice("Case", "duplicates-case", cases, tab.case, titles(known), lambda case: tab.open(known.store, case, tab.kind), 220)
        kinds = {_ALL: "Every kind", **{kind.value: kind.value.capitalize() for kind in EntityKind}}
        _choice("Kind", "duplicates-kind", list(kinds), tab.kind, kinds, lambda kind: tab.open(known.store, tab.case, kind), 150)
        _choice("List", "duplicates-list", list(_LISTS), tab.listing, _LISTS, lambda name: _turn(tab, known, name), 130)
        st.button("Look again", key="duplicates-again", on_click=lambda: tab.open(known.store, tab.case, tab.kind))
        decider(tab, "duplicates-by")


def _turn(tab: Deduplicating, known: Reading, name: str) -> None:
    tab.listing = "decided" if name == "decided" else "open"
    tab.current = None
    tab.look(known.store)


def _choice(label: str, key: str, options: list[str], now: str, names: dict[str, str], then: Any, width: int) -> None:
    def turn() -> None:
        tab = deduplicating()
        tab.say("")
        try:
            then(st.session_state[key])
        except Exception as error:  # noqa: BLE001 - a fault is told where the person is
            tab.say(plain(states.said(error)), wrong=True)

    st.session_state[key] = now
    st.selectbox(
        label, options, key=key, format_func=lambda one: names.get(one, one), on_change=turn, label_visibility="collapsed", width=width
    )


def _act(tab: Deduplicating, act: Act) -> None:
    """What was done with a pair, with the store as it is now."""
    try:
        store = reading().store
        if act.type == "undo":
            tab.undo(store)
        elif act.pair is None or act.pair not in tab.pairs:
            tab.say("That pair was decided, or went with a load that came between; here is what there is now.", wrong=True)
        elif act.type == "select":
            tab.current = act.pair
        else:
            tab.judge(store, act.pair, Verdict.withdrawn if act.type == "withdraw" else Verdict(act.type), act.then)
    except Exception as error:  # noqa: BLE001 - a fault is told where the person is
        tab.say(plain(states.said(error)), wrong=True)
