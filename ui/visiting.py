"""Snapshots opened in the app: cases that are only read. What each is stands above it on every page, and closing one takes it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.model import Snapshot
from graph.queries import CaseSummary
from ui import states
from ui.markdown import plain
from ui.reading import Reading

if TYPE_CHECKING:
    from graph.snapshot.received import Received

SHOWN, BRIEF = 16, 8
"""Characters of a fingerprint, and of one in a list."""
_OPENING = "opening-snapshot"


def titles(known: Reading) -> dict[str, str]:
    """What each case is called in a list, by key; a snapshot begins with what tells it from the case that it was made of."""
    return {summary.case.case: _title(summary) for summary in known.cases}


def _title(summary: CaseSummary) -> str:
    if summary.snapshot is None:
        return summary.case.title
    made = f" ({summary.snapshot.made[:10]})" if summary.snapshot.made else ""
    return f"Snapshot {summary.snapshot.fingerprint[:BRIEF]}{made}: {summary.snapshot.title}"


def told(snapshot: Snapshot) -> str:
    """What a file said of itself and what was found of it, in one line."""
    parts = [
        f"Snapshot of {snapshot.title}, only to be read",
        f"by {snapshot.author}" if snapshot.author else "",
        f"made {snapshot.made[:10]}" if snapshot.made else "it does not say when it was made",
        f"as of {snapshot.as_of}" if snapshot.as_of else "",
        f"fingerprint {snapshot.fingerprint[:SHOWN]}",
        _state(snapshot),
        _signed(snapshot),
        f"{snapshot.anonymised} of its entities stand under another name" if snapshot.anonymised else "",
        "what lies beyond it is not in the file",
    ]
    return " · ".join(part for part in parts if part)


def _state(snapshot: Snapshot) -> str:
    if not snapshot.told:
        return "a JSON file, which does not say whether it was changed"
    return f"CHANGED since it was made ({', '.join(snapshot.changed)})" if snapshot.changed else "unchanged since it was made"


def _signed(snapshot: Snapshot) -> str:
    if snapshot.signature == "none":
        return "not signed"
    return "ITS SIGNATURE IS WRONG" if snapshot.signature == "wrong" else f"signed by the key {snapshot.signed_by}"


BEYOND = """Statuses are computed again from its claims. Whoever is connected beyond it is not in the file: counts and degrees are of what
it holds."""
LIES = "The file tells findings that do not follow from its own claims; what is shown here follows from them."


def banner(known: Reading, case: str) -> None:
    """What a case is that is a snapshot; nothing for any other."""
    summary = known.case(case)
    if summary is None or summary.snapshot is None:
        return
    snapshot = summary.snapshot
    with st.container(key="visiting", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="visiting-words", gap=None):
            st.markdown(
                plain(told(snapshot), 1_000), help=plain(BEYOND + (f" Note of its maker: {snapshot.note}" if snapshot.note else ""), 2_000)
            )
            if snapshot.doubts:
                st.markdown(f":red[**{LIES}**]", help=plain("; ".join(snapshot.doubts), 3_000))
        if st.button("Close", key="close-snapshot", icon=":material/close:", help="Take it out of the store; the file stays where it is"):
            _close(known, case)


def _close(known: Reading, case: str) -> None:
    from graph.load.removal import close

    try:
        with st.spinner("Closing …"):
            close(known.store, case)
    except Exception as error:  # noqa: BLE001 - told where the press was
        st.toast(plain(states.said(error)), icon=":material/error:")
        return
    st.rerun(scope="fragment")


def open_button(known: Reading, file: Received, *, key: str) -> None:
    """The button that opens a file as a case, in a thread of its own, and goes there."""
    from graph.snapshot.opened import key_of, records
    from ui.bundled import Loading

    case = key_of(file)
    work: Loading | None = st.session_state.get(_OPENING)
    if st.button("Open it in Explore", key=key, type="primary", icon=":material/visibility:"):
        work = st.session_state[_OPENING] = Loading(known.store, lambda _: (file.content.about.title, records(file)))
    if work is None:
        return
    bar = st.progress(0.0, "Opening it")
    while not work.wait(states.SOON):
        states.show(bar, work.progress)
    del st.session_state[_OPENING]
    bar.empty()
    try:
        work.check()
    except Exception as error:  # noqa: BLE001 - told where the press was
        st.error(plain(states.said(error)), icon=":material/error:")
        return
    from ui.frame import lead
    from ui.state import OPENED

    st.session_state[OPENED] = case
    lead("explore")
