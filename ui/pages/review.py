"""Review: what was found in documents, beside their text. Nothing of it counts until a person accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import streamlit as st

from graph import queries
from graph.errors import NotFoundError
from graph.model import Review
from graph.queries.review import Proposal, import_of, reviewed
from ui import states
from ui.address import of_review
from ui.address_line import arrived, show
from ui.frame import framed
from ui.markdown import plain
from ui.markup import Piece
from ui.proposal_card import corrected_ends, detail
from ui.reading import Reading
from ui.review_bar import review_bar
from ui.review_form import review_form
from ui.review_list import Act, review_list
from ui.review_merge import merge_form
from ui.review_text import Text, review_text, text_of
from ui.review_untold import untold
from ui.reviewing import Reviewing, Writing, reviewing
from ui.state import explorer, reading
from ui.words import when

PANEL = 490
"""Pixels of the list."""
_TEXT = "review-text-read"
_LONGEST = 300
"""Characters of the note of a document that are shown above it: by which mail it came."""


@dataclass(frozen=True)
class _Held:
    """The text of the document that is open, read once."""

    document: tuple[str, str]
    text: Text


def page() -> None:
    """Draw the page."""
    framed(_draw)


def _draw(known: Reading) -> None:
    tab = reviewing()
    if known.guest:
        states.told("Nothing to review here", "This database was not written by Redstring, so nothing in it is proposed.")
        return
    if not known.cases:
        states.nothing(known)
        return
    cases = [summary.case.case for summary in known.cases if summary.snapshot is None and known.found(summary.case.case)]
    if not cases:
        states.told(
            "Nothing waits for review",
            "Drop documents on the Load page, or bring them in by `redstring load FILE --case KEY`: text, web pages, PDF, Word, mails, "
            "feeds. What is found in them is proposed, and stands here beside its text, to be accepted or rejected.",
            load=True,
        )
        return
    _open(tab, known, cases)
    tab.look(known.store)
    if not tab.found:
        tab.open(known.store, tab.case)
    _work(tab, known, cases)
    show(of_review(tab.case, tab.source))


def _open(tab: Reviewing, known: Reading, cases: list[str]) -> None:
    """Turn to the case and the document that the address names; a tab that comes without one begins with the case of Explore."""
    named = arrived() or {}
    case, document = named.get("case", ""), named.get("document")
    if case in cases:
        if case != tab.case or document not in (None, tab.source):
            tab.open(known.store, case, document)
    elif tab.case not in cases:
        here = explorer().case
        tab.open(known.store, here if here in cases else cases[0])
    if case and case not in cases:
        tab.say(f"The store holds no case {case[:80]!r} with anything to review.", wrong=True)
    elif document and document != tab.source:
        tab.say(f"Nothing was found in a document {document[:80]!r} of this case.", wrong=True)


def _work(tab: Reviewing, known: Reading, cases: list[str]) -> None:
    with st.container(key="review", gap=None):
        review_bar(tab, known, cases)
        if known.unfinished:
            states.unfinished(known)
        with st.container(key="work", gap=None, horizontal=True, height="stretch"):
            current = tab.proposal(tab.current)
            text = _text(tab, known)
            with st.container(key="stage", gap=None, height="stretch"):
                _document(tab, text, current)
            with st.container(key="side", gap=None, width=PANEL, height="stretch"):
                if tab.writing == "merge" and current is not None:
                    merge_form(tab, known, current)
                elif tab.writing and current is not None:
                    review_form(tab, known, current, text.sentence(current))
                else:
                    _list(tab, known, text, current)


def _document(tab: Reviewing, text: Text, current: Proposal | None) -> None:
    source = next(one.source for one in tab.documents if one.source.key == tab.source)
    told = (source.author or "", when(source.published) or "undated", source.url or "", source.note[:_LONGEST])
    about = " · ".join(part for part in told if part)
    untold(source, text)
    review_text(text, tab.found, current, tab.title, about)


def _text(tab: Reviewing, known: Reading) -> Text:
    held = st.session_state.get(_TEXT)
    if not isinstance(held, _Held) or held.document != (tab.case, tab.source):
        held = _Held((tab.case, tab.source), text_of(import_of(known.store, tab.case, tab.found)))
        st.session_state[_TEXT] = held
    return held.text


def _list(tab: Reviewing, known: Reading, text: Text, current: Proposal | None) -> None:
    keys = {key for one in tab.found for key in (one.statement.subject, one.statement.object, *corrected_ends(one)) if key}
    names = known.names(tuple(sorted(f"{tab.case}/{key}" for key in keys)))
    onward = next((one for one in tab.documents if one.left and one.source.key != tab.source), None)
    title = onward.source.called if onward else ""
    review_list(tab, names, _detail(known, text, current, names), lambda act: _act(tab, act), onward=title)


def _detail(known: Reading, text: Text, current: Proposal | None, names: Mapping[str, str]) -> Piece | None:
    if current is None:
        return None
    try:
        return detail(current, text.sentence(current), queries.evidence_of(known.store, [current.statement.id]), names)
    except NotFoundError:
        # it went with a load
        return None


def _act(tab: Reviewing, act: Act) -> None:
    """What was done in the list, with the store as it is now."""
    try:
        known = reading()
        chosen = tab.proposal(act.claim)
        if act.document != tab.source:
            # the text of another document stood there already, and the list not yet
            tab.say("The page was turning to another document when that key was pressed; nothing was done.", wrong=True)
        elif act.type == "undo":
            tab.undo(known.store)
        elif act.type == "next":
            onward = next(
                (one.source.key for one in reviewed(known.store, tab.case) if one.left and one.source.key != tab.source), tab.source
            )
            tab.open(known.store, tab.case, onward)
            tab.say("")
        elif chosen is None:
            tab.say("That proposal went with a load that came between; here is what there is now.", wrong=True)
        elif act.type == "select":
            tab.current = act.claim
        elif act.type in ("accept", "reject"):
            tab.review(known.store, [chosen], Review.accepted if act.type == "accept" else Review.rejected, act.then)
        else:
            tab.current, tab.writing = act.claim, cast(Writing, act.type)
    except Exception as error:  # noqa: BLE001 - a fault is told where the person is
        tab.say(plain(states.said(error)), wrong=True)
