"""What a check found or a load did, on the page: in a line, as tables to read and to download, and what can be done next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from graph.queries.review import reviewed
from ui import load_report, states, visiting
from ui.frame import lead
from ui.importing import Outcome
from ui.load_told import go_on, gone_on, told_sheet, wait_for_last_words, written
from ui.load_work import LoadWork
from ui.markdown import plain
from ui.reading import Reading
from ui.reviewing import reviewing
from ui.state import OPENED
from ui.told_sheet import Sheet
from ui.waiting_tables import waiting
from ui.words import number, rate
from ui.work import begin, put_away

LOADED = ("new", "changed", "unchanged")
WOULD = ("would load", "would change", "same as loaded")
PROPOSED = "What was found in documents is proposed: nothing of it counts until a person accepts it."
NO_MODEL = "The model of the language is not installed, so only rules looked for names and relations: far less is found."
FACTS = ("file", "kind", "what became of it", "title")
WHOSE = ("publisher", "published")
"""What only documents tell, shown where one does."""
FIGURES = ("new", "changed", "unchanged", "removed", "entities", "claims")
MOST = 50
"""Problems that are shown at most."""


def load_result(known: Reading, work: LoadWork) -> None:
    """Draw what has come of work that has ended."""
    found = [*work.outcomes, *work.left_out()]
    with st.container(key="load-result", gap="small"):
        st.markdown(f"### {plain(_title(known, work, found), 300)}")
        st.caption(_figures(work, found))
        _warnings(work, found)
        sheet = written(work) if work.dry else Sheet(())
        gone_on(work, sheet)
        with st.container(horizontal=True, key="load-next"):
            if work.dry:
                _load_button(work, found, wrong=bool(sheet.faults()))
            else:
                _ways_on(known, work, found)
            _rest(work, found)
        if sheet.lines:
            told_sheet(work, sheet)
        # the sheet has them as they stand by now
        _tables(found, () if sheet.lines else WHOSE)
    wait_for_last_words(work)


def _title(known: Reading, work: LoadWork, found: Sequence[Outcome]) -> str:
    case = work.wanted.case
    into = visiting.titles(known).get(case, case) if any(each.case == case for each in found) else ""
    if work.dry:
        return f"Checked{f' for {into}' if into else ''}: nothing was written"
    if work.stopping and work.rest and not any(each.state in LOADED for each in found):
        return "Stopped before anything was loaded"
    return f"Loaded{f' into {into}' if into else ''}"


def _figures(work: LoadWork, found: Sequence[Outcome]) -> str:
    counted = [f"{many:,} {load_report.in_words(state)}" for state, many in load_report.counts(found).items()]
    fast = rate(work.words, work.took)
    return f"{', '.join(counted) or 'Nothing'} · {work.took:.1f} s{f', {fast}' if fast else ''}"


def _warnings(work: LoadWork, found: Sequence[Outcome]) -> None:
    stays = " What was loaded stays." if any(outcome.state in LOADED for outcome in found) else ""
    if work.error is not None:
        st.error(f"{plain(states.said(work.error), 1_500)}{stays}", icon=":material/error:")
    elif work.stopping and work.rest:
        st.warning(f"Stopped.{stays} {number(len(work.rest), 'file was', 'files were')} not read.", icon=":material/stop_circle:")
    if work.without_model:
        st.warning(NO_MODEL, icon=":material/warning:")
    for told in filter(None, (outcome.note for outcome in found)):
        st.caption(plain(told, 1_500))
    if any(outcome.claims and outcome.words for outcome in found):
        st.caption(PROPOSED)


def _load_button(work: LoadWork, found: Sequence[Outcome], *, wrong: bool) -> None:
    good = sum(outcome.state in WOULD for outcome in found) + len(work.rest)
    if good:
        look: dict[str, Any] = {"type": "primary", "disabled": wrong, "on_click": go_on, "args": (work,), "kwargs": {"dry": False}}
        st.button(f"Load {'it' if good == 1 else f'these {good:,}'}", key="load-now", **look)


def _ways_on(known: Reading, work: LoadWork, found: Sequence[Outcome]) -> None:
    """What is left to load, and where to look at what was loaded: at what waits for a person first, for only that makes it count."""
    if work.rest:
        label = f"Load the {number(len(work.rest), 'file')} left out"
        st.button(label, key="load-rest", type="primary", on_click=begin, args=(work.remainder(),))
    waits = "review" in st.session_state["pages"] and work.undecided
    if waits:
        look: dict[str, Any] = {"icon": ":material/fact_check:", "on_click": _review, "args": (known, work)}
        st.button("Review what was found", key="review-found", type="secondary" if work.rest else "primary", **look)
    cases = dict.fromkeys(outcome.case for outcome in found if outcome.state in LOADED and known.case(outcome.case))
    for place, case in enumerate(list(cases)[:3]):
        label = "Explore it" if len(cases) == 1 else f"Explore {plain(visiting.titles(known)[case], 40)}"
        first = not work.rest and not waits and not place
        st.button(label, key=f"explore-{case}", type="primary" if first else "secondary", on_click=_explore, args=(case,))


def _rest(work: LoadWork, found: Sequence[Outcome]) -> None:
    """The files of the report, and the way back."""
    name = "check" if work.dry else "load-report"
    for label, mime, make in (("JSON", "application/json", load_report.as_json), ("CSV", "text/csv", load_report.as_csv)):
        st.download_button(
            label,
            lambda make=make: make(found).encode("utf-8-sig" if make is load_report.as_csv else "utf-8"),
            file_name=f"{name}.{label.lower()}",
            mime=mime,
            key=f"report-{label.lower()}",
            icon=":material/download:",
            on_click="ignore",
        )
    names = ", ".join(name for name, _ in waiting())
    label, icon = (f"Go on with {plain(names, 100)}", "table") if names and not work.dry else ("Other files", "restart_alt")
    st.button(label, key="load-again", icon=f":material/{icon}:", on_click=put_away, args=(work,))


def _explore(case: str) -> None:
    st.session_state[OPENED] = case
    lead("explore")


def _review(known: Reading, work: LoadWork) -> None:
    """Turn to the first of these documents in which something waits; a tab that is at one of them stays there."""
    tab, case, waiting = reviewing(), work.wanted.case, work.waiting()
    if tab.case != case or tab.source not in waiting:
        tab.open(known.store, case, next((one.source.key for one in reviewed(known.store, case) if one.source.key in waiting), None))
    lead("review")


def _tables(found: Sequence[Outcome], whose: Sequence[str]) -> None:
    wrong = sorted(load_report.problems(found), key=lambda each: each.how != load_report.WRONG)
    if wrong:
        st.markdown(f"**What is wrong or doubtful** ({len(wrong):,})")
        _problems(wrong[:MOST])
        if len(wrong) > MOST:
            st.caption(f"The first {MOST} of them; the files to download have all.")
    if found:
        st.markdown(f"**All that was given** ({len(found):,})")
        _files(found, whose)


def _problems(wrong: Sequence[load_report.Told]) -> None:
    """A table that breaks its lines, three columns with where it is in one, so that a phone has room for what."""
    columns = {
        "where": [_where(each) for each in wrong],
        "": [each.how for each in wrong],
        "what": [plain(each.message, 1_000) for each in wrong],
    }
    with st.container(key="load-problems"):
        st.table(columns, hide_index=True)


def _where(each: load_report.Told) -> str:
    """The file, with line and field where these are told."""
    more = ", ".join(filter(None, (f"line {each.line:,}" if each.line else "", plain(each.field, 100))))
    return f"{plain(each.file, 200)} :gray[{more}]" if more else plain(each.file, 200)


def _files(found: Sequence[Outcome], whose: Sequence[str]) -> None:
    # pandas takes half a second to import, which a start without tables need not wait for
    import pandas as pd

    figures = [name for name in FIGURES if any(getattr(outcome, name) for outcome in found)]
    whose = [name for name in whose if any(getattr(outcome, name) for outcome in found)]
    rows = [
        (each.name, each.kind, load_report.told(each), each.title, *(getattr(each, name) for name in (*whose, *figures))) for each in found
    ]
    # a long name of what is the same would push the figures out of sight
    looks = {name: st.column_config.TextColumn(width=width) for name, width in zip((*FACTS[2:], *WHOSE), (130, 190, 110, 88), strict=True)}
    looks |= {name: st.column_config.NumberColumn(width=75) for name in figures}
    st.dataframe(pd.DataFrame(rows, columns=[*FACTS, *whose, *figures]), key="files-table", hide_index=True, column_config=looks)
