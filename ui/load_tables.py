"""The wizard for tables: their first rows, what each column is thought to tell and why, and what the rows become; a person corrects it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import streamlit as st

from graph.errors import Problem
from loaders.tables.mapping_text import text_of
from loaders.tables.plan import Plan, mapping_of
from ui import table_words
from ui.case_choice import LAST
from ui.load_work import LoadWork, Wanted
from ui.markdown import plain
from ui.reading import Reading
from ui.table_form import corrected
from ui.tabled import TRIED, Files, Looked, Tabled, Trial, looked_at, tried
from ui.waiting_tables import forget
from ui.words import number
from ui.work import begin

SENTENCES, PROBLEMS = 6, 8
"""Sentences of each sort, and problems that are shown."""


def wizard(known: Reading, files: Files, case: str) -> None:
    """Draw the wizard for some tables, which go into a case; without a key of a case nothing is loaded."""
    digest = _digest(files)
    looked = _looked(digest, files)
    with st.container(key="mapping", gap="medium"):
        for problem in looked.wrong:
            st.error(plain(str(problem), 500), icon=":material/error:")
        if not looked.samples:
            return
        plan = corrected(digest, looked, case)
        if not plan.kept:
            st.info("All tables are left out: say of one at least what its rows are.", icon=":material/info:")
            return
        files = tuple((name, data) for name, data in files if name in {table.file for table in plan.kept})
        text = text_of(mapping_of(plan))
        trial = _tried(digest, text, files)
        _preview(trial, [*looked.doubtful, *trial.doubtful])
        _ways_on(known, plan, text, files, trial, case)


@st.cache_data(max_entries=4, show_spinner="Looking at the tables …")
def _looked(digest: str, _files: Files) -> Looked:  # noqa: ARG001 - by which it is kept
    return looked_at(_files)


@st.cache_data(max_entries=8, show_spinner="Trying it …")
def _tried(digest: str, text: str, _files: Files) -> Trial:  # noqa: ARG001 - by which it is kept
    return tried(text, _files)


def _digest(files: Files) -> str:
    found = hashlib.sha256()
    for name, data in files:
        found.update(f"{name}\0{len(data)}\0".encode())
        found.update(data)
    return found.hexdigest()[:12]


def _preview(trial: Trial, doubtful: Sequence[Problem]) -> None:
    with st.container(border=True, key="mapping-preview", gap="small"):
        of = "" if trial.whole else f" of the first {TRIED:,} rows of each table"
        entities, relations = number(trial.entities, "entity", "entities"), number(trial.relations, "relation")
        st.markdown(f"**What the rows become:** {entities} and {relations}{of}")
        for title, sentences in (
            ("Entities", table_words.entities(trial.records, SENTENCES)),
            ("Relations", table_words.relations(trial.records, SENTENCES)),
        ):
            if sentences:
                st.caption(title)
                st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
        if trial.relations:
            st.caption("Relations are claims as reported, not findings: each is drawn with who says so.")
        if trial.errors:
            st.error(f"{number(trial.errors, 'problem')}: nothing can be loaded until it is mended.", icon=":material/error:")
        elif doubtful:
            st.warning(f"{number(len(doubtful), 'doubt')}: it can be loaded, but look at these.", icon=":material/warning:")
        else:
            st.success("No problem was found." if trial.whole else "No problem was found so far.", icon=":material/check:")
        told = [*trial.wrong, *doubtful][:PROBLEMS]
        if told:
            st.markdown("\n".join(f"- {plain(str(each), 400)}" for each in told))


def _ways_on(known: Reading, plan: Plan, text: str, files: Files, trial: Trial, case: str) -> None:
    with st.container(horizontal=True, key="mapping-next", vertical_alignment="center"):
        made = Tabled(", ".join(name for name, _ in files), mapping_of(plan), files)
        ready = bool(case) and not trial.errors and trial.entities + trial.relations > 0
        st.button("Load", key="mapping-load", type="primary", disabled=not ready, on_click=_load, args=(known, made, case), width=140)
        name = f"{plan.name}.yml"
        st.download_button(
            "Download mapping (YAML)", text, name, "application/yaml", key="mapping-file", icon=":material/download:", on_click="ignore"
        )
    st.caption("The same again on the command line, for this version of the files and the next:")
    st.code(_command(name, files, case), language="sh", wrap_lines=True)


def _command(name: str, files: Files, case: str) -> str:
    from shlex import quote

    return f"redstring load {' '.join(quote(file) for file, _ in files)} --mapping {quote(name)} --case {quote(case or 'KEY')}"


def _load(known: Reading, made: Tabled, case: str) -> None:
    work = LoadWork(known.store, Wanted((), case), dry=False, items=[made])
    if begin(work) is work:
        st.session_state["load-turn"] += 1
        st.session_state[LAST] = case
        forget()
    else:
        st.toast("Other work on this store goes on, begun in another tab. Your files wait here until it has ended.")
