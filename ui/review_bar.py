"""The line above a review: which document, who decides, and what is accepted in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from graph.model import Review
from graph.predicates import words as in_words
from graph.queries.review import Proposal, Reviewed
from ui.decider import decider
from ui.markdown import plain
from ui.reading import Reading
from ui.reviewing import Reviewing
from ui.visiting import titles
from ui.words import number

SURE = 0.8
"""The confidence from which everything is accepted, unless a person says otherwise."""
WIDE = 320
HERE, EVERYWHERE = "This document", "All documents of the case"
_ALL = ""


def review_bar(tab: Reviewing, known: Reading, cases: Sequence[str]) -> None:
    """Draw the line; everything in it acts before the page is drawn again."""
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="title", gap=None):
            st.markdown("**Review**")
            left = sum(one.left for one in tab.documents)
            st.caption(f"{left:,} left in {number(len(tab.documents), 'document')}" if left else "Nothing is left in this case")
        if len(cases) > 1:
            _case(tab, known, cases)
        _document(tab, known)
        decider(tab, "review-by")
        _together(tab, known)


def title(document: Reviewed) -> str:
    """What a document is called in the list."""
    left = f"{document.left} of {document.total} left" if document.left else f"all {document.total} reviewed"
    return f"{document.source.called} — {left}"


def _told_apart(documents: Sequence[Reviewed]) -> dict[str, str]:
    """What the documents are called, by key; those of one name by their key too."""
    names = {one.source.key: title(one) for one in documents}
    several = Counter(names.values())
    return {key: f"{name} ({key.partition(':')[2]})" if several[name] > 1 else name for key, name in names.items()}


def _case(tab: Reviewing, known: Reading, cases: Sequence[str]) -> None:
    names = titles(known)

    def turn() -> None:
        tab.open(known.store, st.session_state["review-case"])
        tab.say("")

    st.session_state["review-case"] = tab.case
    st.selectbox(
        "Case",
        cases,
        key="review-case",
        format_func=lambda key: names.get(key, key),
        on_change=turn,
        label_visibility="collapsed",
        width=220,
    )


def _document(tab: Reviewing, known: Reading) -> None:
    held = _told_apart(tab.documents)

    def turn() -> None:
        # a field is known by its words, and these change with each decision: what it held before is no choice
        if (chosen := st.session_state["review-document"]) in held and chosen != tab.source:
            tab.open(known.store, tab.case, chosen)
            tab.say("")

    st.session_state["review-document"] = tab.source
    with st.container(key="document-frame"):
        st.selectbox(
            "Document",
            list(held),
            key="review-document",
            format_func=lambda key: held.get(key, key),
            on_change=turn,
            label_visibility="collapsed",
        )


def _together(tab: Reviewing, known: Reading) -> None:
    state = st.session_state
    with st.popover("Accept many", icon=":material/done_all:", key="together-frame"), st.container(width=WIDE):
        where = st.radio("Where", [HERE, EVERYWHERE], key="together-where", horizontal=True, label_visibility="collapsed")
        found = tab.found if where == HERE else tab.everywhere(known.store)
        left = [one for one in found if one.review is Review.proposed]
        counts = Counter(one.statement.predicate for one in left)
        choices = [_ALL, *sorted(counts, key=lambda predicate: (-counts[predicate], predicate))]
        # told anew each time: the field would go on showing the count that it had
        held = state.get("together-what")
        state["together-what"] = held if held in choices else _ALL
        what = st.selectbox(
            "What",
            choices,
            key="together-what",
            format_func=lambda key: f"{in_words(key)} ({counts[key]:,})" if key else f"Every relation ({len(left):,})",
        )
        least = st.slider("Confidence of at least", 0.0, 1.0, SURE, 0.05, key="together-least")
        chosen = chosen_from(left, what or _ALL, least)
        st.caption(told_of(left, chosen, what or _ALL))
        st.button(
            f"Accept {len(chosen):,}",
            key="together",
            type="primary",
            disabled=not chosen,
            on_click=tab.review,
            args=(known.store, chosen, Review.accepted),
        )
        if tab.wrong:
            st.caption(plain(tab.said, 300))


def told_of(left: Sequence[Proposal], chosen: Sequence[Proposal], predicate: str) -> str:
    """How many would be accepted, and of how many that is right by their confidence; where none would be, what the surest has."""
    told = f"Of {number(len(left), 'proposal')} that nobody has decided, {len(chosen):,} would be accepted"
    surest = max((one.claim.confidence for one in chosen_from(left, predicate, 0)), default=None)
    if not chosen:
        return f"{told}." if surest is None else f"{told}: the surest has {surest:.2f}."
    right = round(sum(one.claim.confidence for one in chosen))
    return f"{told}, as one step to undo. By their confidence that is right of some {right:,}."


def chosen_from(left: Sequence[Proposal], predicate: str, least: float) -> list[Proposal]:
    """Those of a predicate (all, if it is empty) with at least this confidence."""
    return [one for one in left if one.claim.confidence >= least - 1e-9 and predicate in (_ALL, one.statement.predicate)]
