"""Sharing what is in view: what goes along, under which names, how it will look, and the files to download."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from graph.style import Theme
from graph.view import View
from ui.markdown import plain
from ui.reading import Reading
from ui.shareable import Ready, Shareable, Wish
from ui.states import said as worded
from ui.words import number

if TYPE_CHECKING:
    from graph.snapshot.content import Content

LONGEST_NAME = 60
PICTURED = 1_000
"""Entities above which the preview shows no picture."""
TOLD = 60
"""Statements that the preview tells."""
HELD = "shareable"
PAPER = (("Report (PDF)", ".pdf", "application/pdf"), ("Picture (PNG)", ".png", "image/png"), ("Picture (SVG)", ".svg", "image/svg+xml"))


def share(known: Reading, case: str, view: Callable[[], View], theme: Theme, *, key: str = "share", said: str = "") -> None:
    """The button, and the dialog that it opens; `view` gives what is shared, `said` is told of what stays out."""
    summary = known.case(case)
    if summary is None or known.guest:
        return
    with st.container(key=f"{key}-frame", width="content"):
        if st.button("Share", icon=":material/ios_share:", key=key, help="A file of what is in view, with its sources"):
            try:
                found = view()
            except Exception as error:  # noqa: BLE001 - told where the press was
                st.toast(plain(worded(error)), icon=":material/error:")
                return
            held = st.session_state.get(HELD)
            if not (isinstance(held, Shareable) and held.is_of(known, case, found)):
                held = st.session_state[HELD] = Shareable(known, case, found, summary.case.title, said)
            _dialog(held, theme)


@st.dialog("Share what is in view", width="large")
def _dialog(what: Shareable, theme: Theme) -> None:
    form, shown = st.columns([1, 1.25], gap="medium")
    try:
        with form:
            wish = _wish(what)
        with shown, st.spinner("Collecting what is said, and by whom …", show_time=True):
            ready = what.ready(wish)
    except Exception as error:  # noqa: BLE001 - told here, for a download could only fail without a word of ours
        st.error(plain(worded(error)), icon=":material/error:")
        if st.button("Try again", key="share-again"):
            st.rerun(scope="fragment")
        return
    with shown:
        _preview(ready, theme)
    with form:
        _downloads(ready, what, theme)


def _wish(what: Shareable) -> Wish:
    title = st.text_input("Title", value=what.title, max_chars=300, key=f"share-title-{what.case}")
    note = st.text_area("Note", max_chars=5_000, height=80, key="share-note", placeholder="What a reader should know")
    author = st.text_input("Author", max_chars=300, key="share-author")
    neighbours = st.toggle("With neighbours, one step further", key="share-neighbours")
    paraphrases = st.toggle("With what the claims say, in our words", value=True, key="share-paraphrases")
    bare = Wish(title.strip(), note, author, neighbours, paraphrases)
    names = _names(what.collected(bare))
    held = st.session_state.get("share-masked", [])
    if gone := [key for key in held if key not in names]:
        st.session_state["share-masked"] = [key for key in held if key not in gone]
    masked = st.multiselect(
        "Under other names",
        list(names),
        key="share-masked",
        format_func=lambda key: names[key],
        placeholder="Nobody",
        help="Their names, aliases, keys and identifiers are replaced everywhere, and every hash is made anew.",
    )
    if not masked:
        return bare
    words = st.text_input("Also withhold these words", key="share-withheld", placeholder="a nickname, a unit; commas between")
    withheld = tuple(word for each in words.split(",") if (word := each.strip()))
    return Wish(bare.title, note, author, neighbours, paraphrases, tuple(sorted(masked)), withheld)


def _names(content: Content) -> Mapping[str, str]:
    """Who can go under another name, by key: persons first, then other entities, then voices that are none of these."""
    entities = sorted(content.entities, key=lambda entity: (entity.kind != "person", entity.name))
    names = {entity.key: f"{entity.name} ({entity.kind})" for entity in entities}
    linked = {voice.key for voice in content.voices if voice.entity in names}
    voices = sorted((voice for voice in content.voices if voice.key not in linked), key=lambda voice: voice.name)
    return names | {voice.key: f"{voice.name} ({voice.kind}, quoted)" for voice in voices}


def _preview(ready: Ready, theme: Theme) -> None:
    from graph.picture import picture
    from ui.snapshot.drawing import scene_of
    from ui.snapshot.page import counts

    content = ready.content
    about = content.about
    with st.container(border=True, key="share-preview"):
        st.markdown(f"**{plain(about.title)}**")
        parts = [
            about.author,
            f"as of {about.as_of}" if about.as_of else "",
            f"case {content.case.title}",
            counts(content),
            f"fingerprint {ready.fingerprint}",
        ]
        st.caption(plain(" · ".join(part for part in parts if part), 1_000))
        if about.note:
            # two spaces end a line
            st.markdown("  \n".join(map(plain, about.note.splitlines())))
        if len(content.view["nodes"]) <= PICTURED:
            st.image(picture(scene_of(content, ready.degrees), theme, name=about.title), width="stretch", alt=f"The graph of {about.title}")
        st.caption(about.banner)
    for stand in ready.stands:
        words = ", ".join(stand.words)
        st.markdown(f"**{stand.shown}** stands for {plain(stand.name)} in {number(stand.places, 'place')}. Replaced: {plain(words)}")
    if ready.stands:
        st.caption("Whoever knows the story may still recognise it. Read it before you pass it on.")
    with st.expander("Read what is said in it"):
        _told(content)


def _told(content: Content) -> None:
    from ui.snapshot.reading_text import numbered, told

    statements = told(content, numbered(content))
    with st.container(height=320):
        for one in statements[:TOLD]:
            st.markdown(f"**{plain(one.sentence)}** · {plain(one.status)}")
            st.markdown("\n".join(f"- {plain(claim, 1_000)}" for claim in one.claims))
        if len(statements) > TOLD:
            st.caption(f"And {number(len(statements) - TOLD, 'statement')} more, which the file has.")


def _downloads(ready: Ready, what: Shareable, theme: Theme) -> None:
    content = ready.content
    name = file_name(content.about.title)
    st.caption(_left_out(what, ready))
    with st.container(horizontal=True):
        st.download_button(
            "One file (HTML)",
            lambda: _page(ready),
            file_name=f"{name}.html",
            mime="text/html",
            key="share-html",
            type="primary",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Content (JSON)",
            lambda: _json(ready),
            file_name=f"{name}.redstring.json",
            mime="application/json",
            key="share-json",
            on_click="ignore",
        )
        for label, ending, mime in PAPER:
            st.download_button(
                label,
                lambda ending=ending: _made(ready, ending, theme),  # type: ignore[misc]
                file_name=f"{name}{ending}",
                mime=mime,
                key=f"share{ending}",
                on_click="ignore",
            )
    st.caption("The file opens in any browser without a network, carries every claim with its source, and shows whether it was changed.")
    if ready.stands:
        st.caption("Formats of other tools carry names as they are, so none is offered while somebody stands under another name.")
    elif st.toggle("In another tool's format", key="share-others"):
        # it asks for the name of a file here
        from ui.export_choice import export_choice

        export_choice(what.known, what.case, ready.view)


def _left_out(what: Shareable, ready: Ready) -> str:
    """How much it is, and what of the view is not in it or not seen at once."""
    from ui.snapshot.drawing import scene_of

    figures = scene_of(ready.content, ready.degrees).figures
    filtered = figures.entities.filtered + figures.relationships.filtered
    kept = f" What filters hide ({filtered:,}) goes along and can be shown there." if filtered else ""
    hidden = len(what.view.away)
    left = what.said or (f"What was hidden by hand ({hidden:,}) stays out, unless evidence names it." if hidden else "")
    shown = f"{number(figures.entities.shown, 'entity', 'entities')} and {number(figures.relationships.shown, 'relationship')}"
    return plain(f"{shown}, as of {what.view.as_of or 'today'}.{kept} {left}")


def _made(ready: Ready, ending: str, theme: Theme) -> bytes:
    from ui.snapshot.forms import FORMS, How

    return FORMS[ending](ready.content, ready.degrees, How(theme))


def _page(ready: Ready) -> bytes:
    from ui.snapshot.page import page

    return page(ready.content, degrees=ready.degrees).encode()


def _json(ready: Ready) -> bytes:
    from graph.snapshot.canonical import canonical

    return canonical(ready.content)


def file_name(title: str) -> str:
    """A name of letters and digits for a file."""
    words = re.findall(r"\w+", title)
    return "-".join(words)[:LONGEST_NAME].strip("-").lower() or "snapshot"
