"""The list of what was loaded, into cases and as cases: name, format, when, from where, how much, and a way to take each out again."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.queries.imports import ImportView
from ui import visiting
from ui.load_work import TakingOut
from ui.markdown import plain
from ui.reading import Reading
from ui.words import number
from ui.work import begin

AT_ONCE, FEW = 20, 3
"""Rows on one page of the list; and how many are seen through without a search."""
ASKED, PAGE = "taking-out", "loaded-page"
"""What is asked about, an import or all that have some words, and the page of the list that is open."""
EMPTY = "Nothing was loaded yet. A snapshot that was opened is not listed; it has a button of its own to close it."


def loaded_list(known: Reading, *, busy: bool) -> None:
    """Draw the list; while other work goes on nothing is taken out."""
    found = sorted(known.imports(), key=lambda view: view.imported.loaded_at, reverse=True)
    with st.container(key="loaded", gap="small"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.markdown(f"**What was loaded** ({len(found):,})")
            words = _search(len(found))
        if not found:
            st.caption(EMPTY)
            return
        titles = visiting.titles(known)
        shown = [view for view in found if not words or words in _text(view, titles).casefold()]
        if not shown:
            st.caption("None of them has these words.")
        if words and len(shown) > 1:
            _these(known, words, shown, busy=busy)
        for view in _page_of(shown):
            _row(known, view, titles, busy=busy)


def _search(count: int) -> str:
    if count <= FEW:
        return ""
    return st.text_input("Find in the list", key="loaded-find", placeholder="Find", label_visibility="collapsed", width=220).casefold()


def _these(known: Reading, words: str, shown: Sequence[ImportView], *, busy: bool) -> None:
    """A way to take out all that have the words."""
    asked = f"these {words}"
    if st.session_state.get(ASKED) != asked:
        label = f"Take out these {len(shown):,}"
        st.button(label, key="out-these", icon=":material/delete:", disabled=busy, on_click=_ask, args=(asked,), width="content")
        return
    with st.container(border=True, key="loaded-these", gap="small"):
        records, alone = known.imported_together(tuple(shown))
        st.markdown(f"**Take out these {len(shown):,}?**")
        _question(known, shown, _going(records, alone, sum(view.whole for view in shown), several=True), "these", busy=busy)


def _page_of(shown: Sequence[ImportView]) -> Sequence[ImportView]:
    pages = -(-len(shown) // AT_ONCE)
    if pages <= 1:
        return shown
    chosen = st.selectbox("Part of the list", range(pages), key=PAGE, format_func=_span, width=220)
    return shown[chosen * AT_ONCE : (chosen + 1) * AT_ONCE]


def _span(page: int) -> str:
    """Of the page alone: the list stays on what was chosen, in the words of then, when something comes or goes."""
    return f"from {page * AT_ONCE + 1:,} on"


def _text(view: ImportView, titles: dict[str, str]) -> str:
    """One row in words."""
    one = view.imported
    parts = (
        f"{one.format}, as {one.name}",
        f"loaded {one.loaded_at:%Y-%m-%d %H:%M} UTC",
        number(view.records, "record"),
        "the case itself" if view.whole else f"into {titles.get(one.case, one.case)}",
        f"SHA-256 {one.sha256[:12]}" if one.sha256 else "",
    )
    return " · ".join(part for part in (one.path or one.name, *parts) if part)


def _row(known: Reading, view: ImportView, titles: dict[str, str], *, busy: bool) -> None:
    one = view.imported
    asked = st.session_state.get(ASKED) == one.id
    with st.container(border=True, key=f"loaded-{one.case}-{one.name}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", key=f"loaded-line-{one.case}-{one.name}"):
            with st.container(gap=None):
                st.markdown(f"**{plain(one.path or one.name, 200)}**", help=f"SHA-256 {one.sha256}" if one.sha256 else None)
                st.caption(plain(_text(view, titles).removeprefix(f"{one.path or one.name} · "), 800))
            if not asked:
                st.button(
                    "Take out", key=f"out-{one.id}", icon=":material/delete:", disabled=busy, on_click=_ask, args=(one.id,), width="content"
                )
        if asked:
            _question(known, [view], _going(view.records, view.alone, int(view.whole)), one.id, busy=busy)


def _question(known: Reading, views: Sequence[ImportView], going: str, key: str, *, busy: bool) -> None:
    them = "them" if len(views) > 1 else "it"
    st.warning(plain(going, 800), icon=":material/warning:")
    with st.container(horizontal=True):
        out = {"key": f"out-now-{key}", "type": "primary", "disabled": busy, "on_click": _take_out, "args": (known, views)}
        st.button(f"Take {them} out", **out)
        st.button(f"Keep {them}", key=f"keep-{key}", on_click=_ask, args=(None,))


def _going(records: int, alone: int, cases: int, *, several: bool = False) -> str:
    """What goes and what stays of what was brought; so many of those who brought it are cases themselves."""
    also = records - alone
    stays = f"{number(also, 'record')}, which the case or another document has too, {'stays' if also == 1 else 'stay'}" if also else ""
    goes = f"{number(alone, 'record')} that nothing else brought {'goes' if alone == 1 else 'go'}"
    if cases:
        goes = f"{'The case itself goes' if cases == 1 else f'{cases:,} cases themselves go'}: {goes}"
    decided = f"What people decided stays, and holds again should {'they' if several else 'it'} be loaded again"
    return f"{'; '.join(part for part in (goes, stays) if part)}. Statuses are computed again from what is left. {decided}."


def _ask(id_: str | None) -> None:
    st.session_state[ASKED] = id_


def _take_out(known: Reading, views: Sequence[ImportView]) -> None:
    st.session_state.pop(ASKED, None)
    begin(TakingOut(known.store, *(view.imported for view in views)))
