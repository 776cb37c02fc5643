"""Compare: two snapshots, or one and a case of the store as it is. What is uploaded is read and checked, never run or trusted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from graph.snapshot.recased import recased
from graph.snapshot.received import Received, received
from graph.snapshot.verify import LARGEST
from ui import states, visiting
from ui.canvas import canvas
from ui.compared import Compared
from ui.frame import SIDE, framed, theme
from ui.markdown import plain
from ui.panel import panel
from ui.reading import Reading
from ui.snapshot import comparison, differing, making, sides

KEY = "comparing"
MEGABYTE = 1_000_000
TYPES = ("html", "htm", "json")


@dataclass
class Comparing:
    """One tab: the files that were taken so far, what was wrong with others, and what came of it."""

    files: list[Received] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    compared: Compared | None = None
    turn: int = 0
    """Each upload has a field of its own: what was taken is not in it any more."""


def page() -> None:
    """Draw the page."""
    framed(_draw)


def comparing() -> Comparing:
    """The state of this tab."""
    found = st.session_state.setdefault(KEY, Comparing())
    assert isinstance(found, Comparing)
    return found


def _draw(known: Reading) -> None:
    tab = comparing()
    with st.container(key="compare", gap=None):
        _bar(tab)
        if tab.compared is None:
            _beginning(tab, known)
            return
        with st.container(key="work", gap=None, horizontal=True, height="stretch"):
            with st.container(key="stage", gap=None, height="stretch"):
                sheet = tab.compared.draw(theme())
                chosen = sheet.scene.selection
                canvas(sheet.payload, key="compare-graph", height="stretch", selected=chosen, on_action=tab.compared.perform)
            with st.container(key="side", gap=None, width=SIDE, height="stretch"):
                card, piece = tab.compared.card()
                panel(card, piece, lambda what: _act(tab, what), key="compare-panel")


def _act(tab: Comparing, what: dict[str, Any]) -> None:
    """What was clicked in the panel."""
    if tab.compared is not None:
        chosen = what.get("node") or what.get("edge")
        tab.compared.select(str(chosen) if chosen else None)


def _bar(tab: Comparing) -> None:
    found = tab.compared
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="title", gap=None):
            st.markdown("**Compare**")
            st.caption(plain(" → ".join(side.name for side in found.sides), 200) if found else "What differs between two snapshots")
        if found is None:
            return
        st.toggle("Only what differs", value=found.only_changes, key="only-changes", on_change=lambda: _only(found))
        st.button("Swap", icon=":material/swap_horiz:", key="swap", on_click=_swap, args=(tab,), help="The other way round")
        name = "difference"
        st.download_button(
            "HTML",
            lambda: comparison.comparison(found.before, found.after, found.sides).encode(),
            file_name=f"{name}.html",
            mime="text/html",
            key="difference-html",
            icon=":material/download:",
            on_click="ignore",
            help="One file with the graph that opens anywhere without a network",
        )
        st.download_button(
            "JSON",
            lambda: json.dumps(differing.summary(found.before, found.after), ensure_ascii=False, indent=2).encode(),
            file_name=f"{name}.json",
            mime="application/json",
            key="difference-json",
            icon=":material/download:",
            on_click="ignore",
            help="As redstring diff --json gives it",
        )
        st.button("Other files", icon=":material/restart_alt:", key="compare-again", on_click=_again, args=(tab,))


def _only(found: Compared) -> None:
    found.switch("same", not st.session_state["only-changes"])


def _swap(tab: Comparing) -> None:
    if (found := tab.compared) is not None:
        tab.compared = Compared.of(found.after, found.before, found.sides[::-1])


def _again(tab: Comparing) -> None:
    tab.files, tab.faults, tab.compared = [], [], None


def _beginning(tab: Comparing, known: Reading) -> None:
    with st.container(key="compare-beginning"):
        for fault in tab.faults:
            st.error(plain(fault, 1_500), icon=":material/error:")
        for number, file in enumerate(tab.files):
            _taken(tab, known, number, file)
        _upload(tab)
        if tab.files:
            _against(tab, known)


def _upload(tab: Comparing) -> None:
    """Take what is uploaded; two files are compared at once."""
    words = "One more snapshot to compare it with" if tab.files else "One or two snapshots, HTML or JSON"
    given = st.file_uploader(words, TYPES, accept_multiple_files=True, key=f"snapshots-{tab.turn}", max_upload_size=LARGEST // MEGABYTE)
    if not given:
        if not tab.files:
            st.caption(
                "*Share* in Explore makes a snapshot. Two are compared, one is held against a case of the store or opened in Explore. "
                "Nothing in a file is run, and it goes nowhere: it is read on this machine, and checked."
            )
        return
    tab.turn += 1
    tab.faults = []
    if len(given) + len(tab.files) > 2:
        tab.faults = ["Those are more than two files. Give two."]
    else:
        alone = not tab.files
        for file in given:
            _take(tab, file)
        if alone and all(file.made for file in tab.files):
            # whoever gives both at once has no say in their order
            tab.files.sort(key=lambda file: file.made)
    if len(tab.files) == 2:
        one, other = tab.files
        with st.spinner("Comparing …", show_time=True):
            _compare(tab, lambda: Compared.of(one.content, other.content, (sides.side_of(one), sides.side_of(other))))
    st.rerun(scope="fragment")


def _take(tab: Comparing, file: UploadedFile) -> None:
    with st.spinner(f"Reading {plain(file.name, 80)}, and computing its statuses again …", show_time=True):
        try:
            tab.files.append(received(file.name, file.getvalue()))
        except Exception as error:  # noqa: BLE001 - whatever a file holds, the page stays and says so
            tab.faults.append(states.said(error))


def _compare(tab: Comparing, make: Any) -> None:
    try:
        tab.compared = make()
    except Exception as error:  # noqa: BLE001 - told on the page
        tab.faults = [states.said(error)]
        tab.files = tab.files[:1]


def _taken(tab: Comparing, known: Reading, number: int, file: Received) -> None:
    """What a file is, and how far it can be trusted."""
    side = sides.side_of(file)
    with st.container(border=True, key=f"taken-{number}"):
        st.markdown(f"**{plain(side.title, 200)}**")
        st.caption(plain(" · ".join(f"{label}: {value}" for label, value in side.facts), 1_000))
        for doubt in side.doubts:
            st.error(plain(f"{side.name} {doubt}.", 1_500), icon=":material/gpp_bad:")
        with st.container(horizontal=True):
            if not known.guest:
                visiting.open_button(known, file, key=f"open-{number}")
            if st.button("Take it off", key=f"off-{number}"):
                tab.files.pop(number)
                st.rerun(scope="fragment")


def _against(tab: Comparing, known: Reading) -> None:
    """One file and a case of the store as it is now."""
    (file,) = tab.files
    cases = visiting.titles(known)
    if known.guest or not cases:
        return
    own = file.content.case.case
    index = list(cases).index(own) if own in cases else 0
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Or a case of the store as it is now", list(cases), index, format_func=lambda case: cases[case], key="against"
        )
        if st.button("Compare with it", key="compare-store", type="primary"):
            with st.spinner("Reading the store …", show_time=True):
                _compare(tab, lambda: _with_store(file, known, chosen))
            st.rerun(scope="fragment")


def _with_store(file: Received, known: Reading, case: str) -> Compared:
    now = making.anew(known.store, recased(file.content, case))
    return Compared.of(file.content, now, (sides.side_of(file), sides.side_of_store(now)))
