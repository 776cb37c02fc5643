"""Whom a proposal names, merged with somebody whom the case has already: what speaks for and against it, and why."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from rapidfuzz import fuzz

from graph.merges.pairs import pair_of
from graph.queries.duplicates import compared_in
from graph.queries.review import Proposal, choices_for
from ui.markdown import plain
from ui.reading import Reading
from ui.review_form import MOST, ending, leave, unlike
from ui.review_refused import attempt, keys, refused
from ui.reviewing import Reviewing

_REASONS = 3


def merge_form(tab: Reviewing, known: Reading, current: Proposal) -> None:
    """The form in the place of the list, until the two are merged or it is left."""
    with st.container(key="review-form"):
        st.markdown("**Merge with somebody or something of the case**")
        st.caption("Drawn as one from then on, with all that is said of either. U takes it back; Duplicates lists it.")
        said = current.statement
        ends = known.names(tuple(f"{tab.case}/{key}" for key in (said.subject, said.object) if key))
        one = st.radio("Who", list(ends), key=f"merge-one-{current.claim.key}", format_func=lambda key: ends[key], horizontal=True)
        others = _others(known, tab.case, one, ends[one])
        other = st.selectbox(
            "is the same as",
            list(others),
            index=None,
            key=f"merge-other-{one}",
            format_func=lambda key: others.get(key, key),
            placeholder="Likeliest first",
        )
        why = _why(known, tab.case, one, other) if other else ""
        refused((one, other))
        if other is None or not why.strip():
            st.caption("Choose whom, and say why: both are kept with the decision.")
            st.button("Leave", key="form-leave", on_click=leave, args=(tab,))
        else:
            ending(tab, "Merge", lambda: _merge(tab, known, one, other, why))
        keys(f"merge-{current.claim.key}", lambda: leave(tab))


def _others(known: Reading, case: str, key: str, name: str) -> Mapping[str, str]:
    """Whom the case has beside this one, by key; those of the same kind and of a like name first."""
    names = dict(choices_for(known.store, case, MOST).entities)
    kind = names.get(key, "").rpartition(" ")[2]
    if len(names) >= MOST:
        text = st.text_input("Find", name, key=f"merge-find-{key}").strip()
        names = {match.node.key: f"{match.node.name} ({match.node.kind})" for match in known.find(text or name, case)}
    names.pop(key, None)

    def unlikely(other: str) -> tuple[bool, float, str]:
        label = names[other]
        return not label.endswith(kind), -fuzz.token_set_ratio(name.casefold(), label.rpartition(" (")[0].casefold()), label.casefold()

    shown = unlike(names)
    return {each: shown[each] for each in sorted(names, key=unlikely)}


def _why(known: Reading, case: str, one: str, other: str) -> str:
    """Tell what speaks for and against it; gives back why it is decided, at first what speaks for it most."""
    found = compared_in(known.store, case, pair_of(f"{case}/{one}", f"{case}/{other}"))
    for head, reasons in (("For it", found.why), ("Against it", found.why_not)):
        told = "; ".join(reason.text for reason in reasons[:_REASONS])
        st.caption(plain(f"{head}: {told or 'nothing that is known'}", 600))
    most = found.why[0].text if found.why else ""
    return st.text_input("Why", most, key=f"merge-why-{one}-{other}", max_chars=400, placeholder="What tells that they are the same")


def _merge(tab: Reviewing, known: Reading, one: str, other: str, why: str) -> None:
    pair = pair_of(f"{tab.case}/{one}", f"{tab.case}/{other}")
    if attempt(known, tab.case, (one, other), lambda: tab.merge(known.store, pair, why)):
        leave(tab)
