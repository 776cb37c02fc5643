"""More relations that each row of a table tells, beside what the row itself is: added, corrected and taken out one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from loaders.graphs.names import KINDS
from loaders.tables.guess import end_kind, relation_between
from loaders.tables.kind_by_name import BY_NAME
from loaders.tables.look import Look, Sample, names_nobody
from loaders.tables.parting import parting
from loaders.tables.plan import ENTITIES, LEAVE, PROPERTY, THIS_ROW, FurtherPlan, TablePlan
from ui.markdown import plain

MOST = 8
"""Relations of a row beside its first."""
NONE = ""
_SHARES = [3, 3, 3, 2, 2, 2]


def further(key: str, sample: Sample, plan: TablePlan) -> TablePlan:
    """The plan with the relations that a person chose; `plan` has those that are guessed."""
    key = f"{key}-{plan.makes}"  # of another shape another guess holds
    numbers = _numbers(key, len(plan.further))
    given = dict(enumerate(plan.further))
    look = Look(sample)
    free = _free(look, plan)
    if len(sample.columns) < 2 or not (numbers or free):
        return replace(plan, further=())
    with st.container(key=f"further-{key}", gap="small"):
        if numbers:
            st.markdown("**What else each row tells**", help="A column that is told of here is no property of the row")
        made = [_relation(f"{key}-further-{at}", look, plan, given.get(at) or _new(look, plan, free), _out(key, at)) for at in numbers]
        st.button(
            "Add a relation",
            key=f"{key}-further-add",
            icon=":material/add:",
            type="tertiary",
            on_click=_add,
            args=(key,),
            disabled=len(numbers) >= MOST,
            help="For a row that tells of several: the directors and the owners of a firm, or a person's employer",
        )
    return replace(plan, further=tuple(made))


def _numbers(key: str, guessed: int) -> list[int]:
    """The relations by number; those that are guessed come first, and keep theirs when one is taken out."""
    return list(st.session_state.setdefault(f"{key}-further", list(range(guessed))))


def _add(key: str) -> None:
    numbers = st.session_state[f"{key}-further"]
    st.session_state[f"{key}-further"] = [*numbers, max(numbers, default=MOST) + 1]


def _out(key: str, at: int) -> Callable[[], None]:
    def out() -> None:
        st.session_state[f"{key}-further"] = [each for each in st.session_state[f"{key}-further"] if each != at]

    return out


def _free(look: Look, plan: TablePlan) -> list[str]:
    """Columns of names of which nothing else is told yet."""
    return [
        column.name
        for column, cells in zip(plan.columns, look.cells, strict=True)
        if column.role == PROPERTY and column.name not in plan.told_further and not all(map(names_nobody, cells))
    ]


def _new(look: Look, plan: TablePlan, free: list[str]) -> FurtherPlan:
    """What stands in a relation that was just added: the first column of which nothing is told, and what its header says of it."""
    own = plan.of("subject")
    subject = THIS_ROW if plan.makes == ENTITIES or own is None else own.name
    other = next(name for name in (*free, *(each.name for each in plan.columns)) if name != subject)
    told = relation_between(look.headers[_at(plan, subject)] if subject else "", look.headers[_at(plan, other)])
    placed = told == "linked_to" and end_kind(look, _at(plan, other), {}) == "place"
    return FurtherPlan(subject, "located_in" if placed else told, other)


def _relation(key: str, look: Look, plan: TablePlan, given: FurtherPlan, out: Callable[[], None]) -> FurtherPlan:
    ends = [*([THIS_ROW] if plan.makes == ENTITIES else []), *(each.name for each in plan.columns if each.role != LEAVE)]
    columns = [NONE, *(each for each in ends if each)]

    def words(column: str) -> str:
        return plain(column, 60) if column else f"this {plain(plan.kind)}"

    with st.container(border=True, key=key):
        row = st.columns(_SHARES, vertical_alignment="bottom")
        subject = row[0].selectbox("From", ends, _place(ends, given.subject), key=f"{key}-from", format_func=words)
        predicate = row[1].text_input("Relation", given.predicate, key=f"{key}-predicate", help="Words with underscores, like works_for")
        object_ = row[2].selectbox("To", ends, _place(ends, given.object), key=f"{key}-to", format_func=words)
        told = {
            name: row[at].selectbox(label, columns, _place(columns, getattr(given, name)), key=f"{key}-{name}", format_func=_or_none)
            for at, (name, label) in enumerate((("when", "When"), ("role", "In which role"), ("quantity", "How much")), 3)
        }
        kinds = {}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for name, column, before in (("subject_kind", subject, given.subject), ("object_kind", object_, given.object)):
                # the row itself, or its first relation, tells what the others are
                if column != THIS_ROW and not plan.end(column):
                    told_so = column == before and given in plan.further
                    guessed = getattr(given, name) if told_so else end_kind(look, _at(plan, column), {})
                    kinds[name] = _of_kind(f"{key}-{name}-{column}", column, guessed)
            st.button("Take it out", key=f"{key}-out", icon=":material/close:", type="tertiary", on_click=out)
    if subject == object_:
        st.warning("Both ends are the same column: choose another for one of them.", icon=":material/warning:")
    splits = {column: sign for column in (subject, object_) if column and (sign := parting(look.cells[_at(plan, column)]))}
    return FurtherPlan(subject, predicate.strip(), object_, **kinds, splits=splits, **told)


def _of_kind(key: str, column: str, guessed: str) -> str:
    kinds = list(dict.fromkeys([*KINDS, guessed, BY_NAME, "thing"]))
    label = f"{plain(column, 40)} names a"
    return st.selectbox(label, kinds, kinds.index(guessed), key=key, width=220)


def _at(plan: TablePlan, column: str) -> int:
    return next(at for at, each in enumerate(plan.columns) if each.name == column)


def _place(options: list[str], wanted: str) -> int:
    return options.index(wanted) if wanted in options else 0


def _or_none(column: str) -> str:
    return plain(column, 60) if column else "not told"
