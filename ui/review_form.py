"""What is written about one proposal: a note, or what is to be corrected in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st

from graph.model import Hedge, Stance
from graph.predicates import words as in_words
from graph.queries.review import Choices, Proposal, choices_for
from ui.markdown import plain
from ui.markup import clip
from ui.reading import Reading
from ui.review_refused import attempt, keys, refused
from ui.reviewing import LONGEST_NOTE, NAMELESS, Content, Reviewing

MOST = 2_000
"""Entities and voices to choose from; beyond, a text is looked for first."""


def review_form(tab: Reviewing, known: Reading, current: Proposal, sentence: str) -> None:
    """The form in the place of the list, until it is kept or left. `sentence` is the one in which it was found."""
    with st.container(key="review-form"):
        if tab.writing == "edit":
            _correction(tab, known, current, sentence)
        else:
            _note(tab, known, current)
        keys(f"{tab.writing}-{current.claim.key}", lambda: leave(tab))


def ending(tab: Reviewing, label: str, keep: object) -> None:
    """The two buttons of a form: what keeps it, and what leaves it."""
    if not tab.by:
        st.caption(NAMELESS)
    with st.container(horizontal=True):
        st.button(label, type="primary", key="form-keep", disabled=not tab.by, on_click=keep)  # type: ignore[arg-type]
        st.button("Leave", key="form-leave", on_click=leave, args=(tab,))


def leave(tab: Reviewing) -> None:
    """Back to the list."""
    tab.writing = ""


def _note(tab: Reviewing, known: Reading, current: Proposal) -> None:
    held = str(current.note.content.get("note") or "") if current.note else ""
    key = f"note-{current.claim.id}"
    st.markdown("**Note on this proposal**")
    st.text_area("Note", held, max_chars=LONGEST_NOTE, key=key, label_visibility="collapsed", height=160)

    def keep() -> None:
        tab.note(known.store, current, st.session_state[key])
        tab.writing = ""

    ending(tab, "Keep", keep)


def _correction(tab: Reviewing, known: Reading, current: Proposal, sentence: str) -> None:
    """Each field as it stands now, to be corrected."""
    now = _found(current)
    if current.decision is not None and current.corrected:
        now |= {name: str(value or "") for name, value in current.decision.content.items() if name in now}
    choices = choices_for(known.store, tab.case, MOST)
    st.markdown("**Correct this proposal**")
    st.caption(f"“{plain(sentence, 400)}” As it was found it stays known and counts for nothing; as corrected it counts.")
    _entity("subject", now["subject"], tab, known, choices, current)
    _predicate(now["predicate"], choices, current)
    if current.statement.object is not None:
        _entity("object", now["object"], tab, known, choices, current)
    _chain(now["chain"], choices, current)
    with st.container(horizontal=True):
        for name, kinds in (("stance", Stance), ("hedge", Hedge)):
            options = [one.value for one in kinds]
            st.selectbox(name.capitalize(), options, options.index(now[name]), key=_key(name, current))
    st.text_input("When it happened", now["when"], key=_key("when", current), placeholder="2021-06-25, 2021-06~, 2010/2012")
    refused((current.claim.id, _told(current)))
    ending(tab, "Accept as corrected", lambda: _corrected(tab, known, current))


def _key(name: str, current: Proposal) -> str:
    return f"edit-{name}-{current.claim.key}"


def _told(current: Proposal) -> Content:
    """What the fields hold at this moment, where that differs from what was found."""
    found = _found(current)
    held = {name: st.session_state[_key(name, current)] for name in found if _key(name, current) in st.session_state}
    told = {name: str(value or "").strip() for name, value in held.items()}
    told["predicate"] = re.sub(r"[^a-z0-9]+", "_", told["predicate"].lower()).strip("_")
    told["chain"] = " ".join([found["chain"].split()[0], *held["chain"]])
    return {name: value for name, value in told.items() if value != found[name]}


def _corrected(tab: Reviewing, known: Reading, current: Proposal) -> None:
    content = _told(current)
    if attempt(known, tab.case, (current.claim.id, content), lambda: tab.correct(known.store, current, content)):
        leave(tab)


def _found(current: Proposal) -> dict[str, str]:
    """The fields as they were found."""
    claim, said = current.claim, current.statement
    return {
        "subject": said.subject,
        "predicate": said.predicate,
        "object": said.object or "",
        "chain": " ".join(claim.chain),
        "stance": claim.stance.value,
        "hedge": claim.hedge.value,
        "when": said.when or "",
    }


def _entity(name: str, key: str, tab: Reviewing, known: Reading, choices: Choices, current: Proposal) -> None:
    names = dict(choices.entities)
    if len(names) >= MOST and (text := st.text_input(f"Find the {name}", key=_key(f"find-{name}", current)).strip()):
        names = {match.node.key: f"{match.node.name} ({match.node.kind})" for match in known.find(text, tab.case)}
    names.setdefault(key, next(iter(known.names((f"{tab.case}/{key}",)).values()), key))
    shown = unlike(names)
    keys = sorted(shown, key=lambda one: shown[one].casefold())
    st.selectbox(name.capitalize(), keys, keys.index(key), key=_key(name, current), format_func=lambda one: shown.get(one, one))


def _predicate(now: str, choices: Choices, current: Proposal) -> None:
    options = sorted({now, *choices.predicates})
    place = options.index(now)
    st.selectbox(
        "Predicate, or write another", options, place, key=_key("predicate", current), format_func=in_words, accept_new_options=True
    )


def _chain(now: str, choices: Choices, current: Proposal) -> None:
    publisher, *others = now.split()
    held = (*current.claim.chain, *others)
    shown = unlike({**{key: key for key in held}, **choices.voices})
    # a label is read out as it stands, marks of Markdown and all: no name stands in it
    st.caption(f"Publisher: {plain(shown[publisher], 80)}")
    st.multiselect(
        "Through whom, from there to the origin",
        [key for key in shown if key != publisher],
        others,
        key=_key("chain", current),
        format_func=lambda one: shown.get(one, one),
        help="Whoever the document names first, the origin last",
    )


def unlike(names: Mapping[str, str]) -> dict[str, str]:
    """Names by key, those that several have with their key."""
    seen = list(names.values())
    return {key: clip(name if seen.count(name) == 1 else f"{name} — {key}", 160) for key, name in names.items()}
