"""Load: files dropped on the page are checked, brought into a case, and told about; what was loaded is listed and can be taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui import states
from ui.case_choice import LAST, case_choice, chosen
from ui.dropped import LOOKED_AT, TABLES, loader_of, shown_name, together
from ui.frame import framed
from ui.load_result import load_result
from ui.load_work import LoadWork, TakingOut, Wanted
from ui.loaded_list import loaded_list
from ui.markdown import plain
from ui.model_choice import model_choice
from ui.reading import Reading
from ui.state import reading
from ui.waiting_tables import forget, wait, waiting
from ui.words import number, rate
from ui.work import Work, begin, current

if TYPE_CHECKING:
    from loaders.language_model import Endpoint

GLANCE = 0.5
"""Seconds between two looks at work that goes on."""
LARGEST = 200
"""Megabytes of one file; a larger one is loaded by the command."""
TURN, RULES, GRAPHS = "load-turn", "load-rules", "load-graphs"
"""Each upload has a field of its own: what was taken is not in it any more. Whether rules alone are used, and graphs join the case."""
WEB, MOST_ADDRESSES = "load-web", 100
ASKED = "Asked for when you check or load, from this machine, within 20 MB and 30 seconds each; addresses of a private network are not."
WATCHED = "load-watched"
"""The work that this tab follows."""
WHAT = """Documents: text, Markdown, web pages (.html, .mhtml), PDF, Word (.docx), mails (.eml), mailboxes, RSS and Atom feeds.
Where they do not tell whose they are and from when, you do after the check, or a `documents.yml` that is dropped with them.
Tables (CSV, TSV, Excel, Parquet) too, once you have said what their columns are.
They go into a case. A graph or a public data set becomes a case of its own, or joins that one; a snapshot is one of its own.
Archives (.zip, .tar.gz) are opened.
A case folder is loaded by the command: `redstring load FOLDER`.
Nothing in a file is run, and it goes nowhere: it is read on this machine. The network is asked only for addresses that you give,
and for a language model only if you name one."""


def page() -> None:
    """Draw the page."""
    framed(_draw)


def _draw(known: Reading) -> None:
    work = current(known.store)
    with st.container(key="load", gap=None):
        with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"), st.container(key="title", gap=None):
            st.markdown("**Load**")
            st.caption("Documents, tables and graphs into a case, with what is found in them; graphs and snapshots as cases of their own")
        with st.container(key="load-body", gap="medium"):
            if known.guest:
                st.info("Redstring did not write this database, so nothing is loaded into it.", icon=":material/visibility:")
                return
            _now(known, work)
            loaded_list(known, busy=work is not None and work.running)


def _now(known: Reading, work: Work | None) -> None:
    """What goes on, what came of it, or what to begin with."""
    if work is not None and work.running:
        if st.session_state.get(WATCHED) is not work:
            # a fragment that is first drawn by the run of another one is not run again by itself
            st.session_state[WATCHED] = work
            st.rerun()
        _watch()
        return
    st.session_state.pop(WATCHED, None)
    if known.unfinished:
        states.unfinished(known)
    if isinstance(work, LoadWork):
        load_result(known, work)
        return
    if isinstance(work, TakingOut):
        _taken_out(work)
    _beginning(known)


@st.fragment(run_every=GLANCE)
def _watch() -> None:
    """How far work is, with a button that stops it. A fragment of its own: a longer one would not hear the button."""
    work = current(reading().store)
    if work is None or not work.running:
        st.rerun()
    with st.container(key="load-progress", border=True, gap="small"):
        if isinstance(work, LoadWork):
            _progress(work)
        elif isinstance(work, TakingOut):
            st.progress(work.share, f"Taking out {plain(work.called, 100)}: {plain(work.now or 'one moment', 100)}")


def _progress(work: LoadWork) -> None:
    st.progress(work.share, f"{'Checking' if work.dry else 'Loading'}: {plain(work.now or 'one moment', 120)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(_so_far(work), 400))
        if work.stopping:
            st.caption("Stopping after this file …")
        else:
            st.button("Stop", key="stop-load", icon=":material/stop_circle:", on_click=work.stop, width="content")
    st.caption("It goes on if you leave or reload this page." + ("" if work.dry else " If you stop it, what was loaded stays."))


def _so_far(work: LoadWork) -> str:
    files = f"{work.done:,} of {number(work.total, 'file')}" if work.total else "counting files"
    counted = ", ".join(f"{many:,} {state}" for state, many in work.counted().items())
    files_rate = f"{work.done / work.age:,.1f} files a second" if work.done else ""
    left = f"about {_duration(work.left)} left" if work.left is not None else ""
    return " · ".join(part for part in (files, counted, files_rate, rate(work.words, work.age), left) if part)


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3_600:.1f} h"


def _taken_out(work: TakingOut) -> None:
    name, several = plain(work.called, 130), len(work.imported) > 1
    was, it = ("were", "them") if several else ("was", "it")
    if work.error is not None:
        said = plain(states.said(work.error), 1_500)
        st.error(f"{name} {was} not taken out, or not all of {it}; take {it} out again. {said}", icon=":material/error:")
    elif work.report is not None:
        gone, computed = number(work.report.removed, "record"), number(work.report.derived, "status", "statuses")
        st.success(f"{name} {was} taken out: {gone} removed, {computed} computed again.", icon=":material/check:")


def _beginning(known: Reading) -> None:
    files = f"load-files-{st.session_state.setdefault(TURN, 0)}"
    with st.container(key="load-beginning", gap="small"):
        given = st.file_uploader(
            "Files to load", accept_multiple_files=True, key=files, max_upload_size=LARGEST, help="Drop them here, or browse"
        )
        st.caption(WHAT)
        with st.container(horizontal=True, vertical_alignment="bottom", key="load-case"):
            case_choice(known, [*(file.name for file in given), *_addresses(), *(name for name, _ in waiting())])
            told = "Graphs and public data sets join the case as well, under keys of their own; else each becomes a case of its own"
            st.checkbox("Graphs too", key=GRAPHS, help=told)
            st.checkbox("Rules alone", key=RULES, help="Four times faster, but far less is found: no model of the language")
        st.text_area("Web addresses, one on each line", key=WEB, height=68, placeholder="https://", help=ASKED)
        model, unready = model_choice(sum(file.size for file in given), len(given))
        case, fault = chosen(known)
        if fault:
            st.error(plain(fault), icon=":material/error:")
        tables = _tables(given)
        if (tables or waiting()) and len(tables) == len(given) and not _addresses():
            _wait()
            _wizard(known, (*waiting(), *tables), case)
            return
        if tables or waiting():
            names = ", ".join(plain(name, 100) for name, _ in (*waiting(), *tables))
            st.info(f"You say what the columns of tables are once the other files are loaded. They wait until then: {names}")
        with st.container(horizontal=True, key="load-begin"):
            look = {"on_click": _begin, "disabled": not (given or _addresses()) or not case or unready}
            told = "Says what would come in and what is wrong, and writes nothing"
            st.button("Check", key="load-check", type="primary", args=(known, files, True, model), help=told, **look)
            st.button("Load without a check", key="load-at-once", type="tertiary", args=(known, files, False, model), **look)


def _wait() -> None:
    """What tables wait since other files were loaded, and a way to be rid of them."""
    if names := ", ".join(plain(name, 100) for name, _ in waiting()):
        with st.container(horizontal=True, vertical_alignment="center", key="load-waiting"):
            st.caption(f"Dropped before, with the files that were loaded: {names}")
            st.button("Take away", key="load-forget", icon=":material/close:", type="tertiary", on_click=forget, width="content")


def _addresses() -> tuple[str, ...]:
    """The web addresses that were typed, each once."""
    return tuple(dict.fromkeys(str(st.session_state.get(WEB, "")).split()))[:MOST_ADDRESSES]


def _tables(given: Sequence[Any]) -> tuple[tuple[str, bytes], ...]:
    """Those of the files that are tables which no loader knows by itself."""
    tables = [file for file in given if file.name.lower().endswith(TABLES)]
    parts = {name for _, names in together((shown_name(file.name), file.getvalue()) for file in tables) for name in names}
    return tuple((shown_name(file.name), file.getvalue()) for file in tables if shown_name(file.name) not in parts and not _known(file))


def _known(file: Any) -> bool:
    """Whether a loader knows a table by itself: CSV files of Neo4j, of GDELT."""
    data = file.getvalue()
    return not data.startswith((b"PAR1", b"PK")) and loader_of(file.name, data[:LOOKED_AT]) is not None


def _wizard(known: Reading, tables: tuple[tuple[str, bytes], ...], case: str) -> None:
    from ui.load_tables import wizard

    wizard(known, tables, case)


def _begin(known: Reading, files: str, dry: bool, model: Endpoint | None) -> None:
    """Begin with what is in the fields at the moment of the press."""
    case, _ = chosen(known)
    dropped = st.session_state.get(files) or ()
    tables = _tables(dropped)
    apart = {name for name, _ in tables}
    given = tuple((file.name, file.getvalue()) for file in dropped if shown_name(file.name) not in apart)
    if not case or not (given or _addresses()):
        return
    graphs = bool(st.session_state.get(GRAPHS))
    work = LoadWork(known.store, Wanted(given, case, not st.session_state.get(RULES), _addresses(), model, graphs), dry=dry)
    if begin(work) is work:
        st.session_state[TURN] += 1
        st.session_state[LAST] = case
        st.session_state[WEB] = ""
        wait(tables)
    else:
        st.toast("Other work on this store goes on, begun in another tab. Your files wait here until it has ended.")
