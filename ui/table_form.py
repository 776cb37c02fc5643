"""The form in which a person corrects what is guessed of tables: what a row is, what each column tells, where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph.edtf import span
from loaders.graphs.names import KINDS, predicate_of
from loaders.tables.dates import ORDERS
from loaders.tables.guess import guess
from loaders.tables.look import Sample
from loaders.tables.parting import parting, several
from loaders.tables.plan import (
    BY_ID,
    ENTITIES,
    ENTITY_ROLES,
    LEFT_OUT,
    ONCE,
    RELATION_ROLES,
    RELATIONS,
    SUBJECT_DATE,
    ColumnPlan,
    Plan,
    TablePlan,
)
from ui import table_words
from ui.markdown import plain
from ui.table_further import further
from ui.tabled import Looked
from ui.words import number

ROWS = 5
"""Rows that are shown."""
GRID = 4
"""Select boxes beside each other."""
MOST_COLUMNS, MOST_WORDS = 60, 24
"""Columns with a select box, and words for relations with a field; all others go as they are guessed."""
LISTED = """Unless a column tells the kind of each; whom or what another of these tables lists under the same name is what it is there"""
SHAPES = {ENTITIES: "a person or thing", RELATIONS: "a relation"}
APART = {LEFT_OUT: "left out"}
"""What a row may be; of several tables one may be none of them: the cover of a workbook, a sheet of sums."""


def corrected(digest: str, looked: Looked, case: str) -> Plan:
    """The guess, as the person corrected it."""
    samples = looked.samples
    first = guess(samples)
    shapes = [st.session_state.get(f"{digest}-{at}-makes") or each.makes for at, each in enumerate(first.tables)]
    now = guess(samples, shapes)
    tables = []
    for at, (sample, table) in enumerate(zip(samples, now.tables, strict=True)):
        with st.container(border=True, key=f"mapping-{at}", gap="small"):
            tables.append(_table(f"{digest}-{at}", sample, table, several=len(samples) > 1))
    with st.container(border=True, key="mapping-source", gap="small"):
        return _source(digest, replace(now, tables=tuple(tables), case=case))


def _table(key: str, sample: Sample, guessed: TablePlan, *, several: bool) -> TablePlan:
    title = f"{sample.file} · {sample.sheet}" if sample.sheet else sample.file
    count = f"{number(len(sample.rows), 'row')} looked at, {number(len(sample.columns), 'column')}"
    line, groups = sample.header
    lines = f"lines {groups} and {line}, read together" if groups else f"line {line}"
    below = f", names of columns in {lines}" if line > 1 else ""
    st.markdown(f"**{plain(title, 200)}** :gray[{count}{below}]")
    _first_rows(sample)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"shape-{key}"):
        shapes = SHAPES | (APART if several else {})
        makes = st.segmented_control(
            "Each row is", list(shapes), default=guessed.makes, key=f"{key}-makes", format_func=shapes.__getitem__, required=True
        )
        if makes == LEFT_OUT:
            own = replace(guessed, makes=LEFT_OUT)
        else:
            own = _own_entity(key, guessed) if makes == ENTITIES else _own_relation(key, guessed, several=several)
    if own.makes == LEFT_OUT:
        st.markdown(table_words.plan(own))
        return own
    said = st.empty()
    st.markdown("**What each column tells**")
    columns = _columns(key, sample, replace(own, makes=makes or guessed.makes))
    found = further(key, sample, replace(own, columns=columns))
    said.markdown(table_words.plan(found))
    found = replace(found, columns=tuple(_meanings(key, column) if column.role == "predicate" else column for column in columns))
    return _dates(key, sample, found)


def _first_rows(sample: Sample) -> None:
    # pandas takes half a second to import, which a start without tables need not wait for
    import pandas as pd

    rows = [[cell[:200] for cell in row] for row in sample.rows[:ROWS]]
    st.dataframe(pd.DataFrame(rows, columns=list(sample.columns), dtype="object"), hide_index=True, height="content", width="stretch")


def _own_entity(key: str, guessed: TablePlan) -> TablePlan:
    """What a table of entities is beside its columns."""
    kinds = list(dict.fromkeys([*KINDS, guessed.kind, "thing"]))
    kind = st.selectbox("Of the kind", kinds, kinds.index(guessed.kind), key=f"{key}-kind", width=200, help="Unless a column tells it")
    return replace(guessed, kind=kind)


def _own_relation(key: str, guessed: TablePlan, *, several: bool) -> TablePlan:
    """What a table of relations is beside its columns."""
    first = [BY_ID] if several or BY_ID in (guessed.subject, guessed.object) else []
    kinds = list(dict.fromkeys([*first, *KINDS, guessed.subject, guessed.object, "thing"]))
    ends = {}
    for end, label in (("subject", "From"), ("object", "To")):
        ends[end] = st.selectbox(
            label, kinds, kinds.index(getattr(guessed, end)), key=f"{key}-{end}", format_func=_end_words, width=220, help=LISTED
        )
    predicate = guessed.predicate
    if not any(column.role == "predicate" for column in guessed.columns) or "predicate" not in _chosen(key, guessed):
        told = st.text_input(
            "Relation", guessed.predicate, key=f"{key}-predicate", width=200, help="Words with underscores, like works_for"
        )
        predicate = told.strip()
    return replace(guessed, **ends, predicate=predicate)


def _chosen(key: str, guessed: TablePlan) -> set[str]:
    """The roles that columns have at this moment."""
    return {st.session_state.get(f"{key}-column-{at}", column.role) for at, column in enumerate(guessed.columns)}


def _end_words(kind: str) -> str:
    return "an id in the other table" if kind == BY_ID else f"the name of {'an' if kind[0] in 'aeo' else 'a'} {kind}"


def _columns(key: str, sample: Sample, plan: TablePlan) -> tuple[ColumnPlan, ...]:
    """A select box for each column; one thing is told by one column, so what is chosen twice is a property in the first."""
    words = ENTITY_ROLES if plan.makes == ENTITIES else RELATION_ROLES
    made: list[ColumnPlan] = []
    shown = plan.columns[:MOST_COLUMNS]
    for start in range(0, len(shown), GRID):
        row = st.columns(GRID)
        for at, column in enumerate(shown[start : start + GRID], start):
            with row[at - start]:
                role = column.role if column.role in words else "property"
                options = list(words)
                chosen = st.selectbox(
                    plain(column.name, 60),
                    options,
                    options.index(role),
                    key=f"{key}-column-{at}",
                    format_func=words.__getitem__,
                    help=f"Guessed: {plain(words[role])}, because {plain(column.why)}" if column.why else None,
                )
                made.append(column if chosen == column.role else _chosen_as(chosen, column, sample.cells(at)))
                if made[-1].why:
                    st.caption(plain(made[-1].why, 120))
    if len(plan.columns) > MOST_COLUMNS:
        st.caption(
            f"The other {number(len(plan.columns) - MOST_COLUMNS, 'column')} go as properties; the mapping's file can say otherwise."
        )
    _twice(made)
    return (*made, *plan.columns[MOST_COLUMNS:])


def _chosen_as(role: str, column: ColumnPlan, cells: Sequence[str]) -> ColumnPlan:
    """A column that a person says tells something else."""
    if role in ("subject", "object"):
        sign = parting(cells)
        return replace(column, role=role, why=several(sign) if sign else "", values={}, split=sign)
    return replace(column, role=role, why="", values={}, split=";" if role in ("alias", "said by") else "")


def _twice(columns: Sequence[ColumnPlan]) -> None:
    """Tell what two columns are said to tell."""
    for role in ONCE:
        names = [column.name for column in columns if column.role == role]
        if len(names) > 1:
            named = ", ".join(plain(name, 40) for name in names)
            st.warning(f"Several columns ({named}) are said to tell the same; the first counts.", icon=":material/warning:")


def _meanings(key: str, column: ColumnPlan) -> ColumnPlan:
    """Fields for the words of relations that are no relation types."""
    if not column.values:
        return column
    with st.expander(f"Words for the relation ({len(column.values)})", expanded=len(column.values) <= GRID):
        st.caption("A relation's type is made of letters from a to z, digits and underscores. What the table says, and what it becomes:")
        values = dict(column.values)
        for start in range(0, min(len(values), MOST_WORDS), GRID):
            row = st.columns(GRID)
            for at, word in enumerate(list(column.values)[start : min(start + GRID, MOST_WORDS)]):
                told = row[at].text_input(plain(word, 60), column.values[word], key=f"{key}-word-{start + at}").strip()
                values[word] = told or predicate_of(word[:200])
    return replace(column, values=values)


def _dates(key: str, sample: Sample, plan: TablePlan) -> TablePlan:
    """The order of day and month, asked where dates like 3/4/2021 stand in the table."""
    dated = [at for at, column in enumerate(plan.columns) if column.role in ("date", "published", "reported", SUBJECT_DATE)]
    example = next((cell for at in dated for cell in sample.cells(at) if _either(cell)), "")
    if not example:
        return plan
    options = ["", *ORDERS]
    words = {"": "not told: they stay texts", ORDERS[0]: "day first (31/12/2020)", ORDERS[1]: "month first (12/31/2020)"}
    order = st.selectbox(
        f"Dates like {plain(example, 20)}", options, options.index(plan.dates), key=f"{key}-dates", format_func=words.__getitem__, width=260
    )
    return replace(plan, dates=order)


def _either(cell: str) -> bool:
    parts = cell.replace(".", "/").replace("-", "/").split("/")
    return len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[2]) == 4 and len(parts[0]) <= 2


def _source(digest: str, plan: Plan) -> Plan:
    """Where the tables come from."""
    st.markdown(
        "**Where it comes from**", help="Each relation rests on this source; who publishes it is who says so, unless a column tells"
    )
    row = st.columns([2, 2, 2, 1])
    title = row[0].text_input("Title", key=f"{digest}-title", placeholder=plan.tables[0].file)
    publisher = row[1].text_input("Published by", key=f"{digest}-publisher", placeholder="Registry of companies")
    url = row[2].text_input("Web address", key=f"{digest}-url", placeholder="https://")
    published = row[3].text_input("Date", key=f"{digest}-published", placeholder="2031-06-01")
    if published.strip():
        try:
            span(published.strip())
        except ValueError as error:
            st.error(f"That is no date: {plain(str(error), 200)}", icon=":material/error:")
            published = ""
    return replace(plan, title=title.strip(), publisher=publisher.strip(), url=url.strip(), published=published.strip())
