"""Exports by page: a format, what it keeps, how much goes along, and a button that makes the file only when it is pressed."""

from __future__ import annotations

import io
from dataclasses import dataclass

import streamlit as st

from graph.export import FORMATS, Extent, Format, Material, write_to
from graph.view import View
from ui.markdown import plain
from ui.reading import Reading
from ui.share import file_name
from ui.states import said as worded

LARGE = 20_000
"""Relationships of a case above which a whole case is exported on the command line, which writes it line by line to a file."""
HELD = "exported"
_VIEW, _CASE = "What is in view", "The whole case"


@dataclass(frozen=True)
class _Held:
    """What was read for the last choice: the page asks the store once, however often it is drawn."""

    known: Reading
    extent: Extent
    material: Material


def export_choice(known: Reading, case: str, view: View, *, key: str = "export") -> None:
    """Draw the choice for a view of a case; nothing for a database that carries no claims."""
    summary = known.case(case)
    if summary is None or known.guest:
        return
    name = st.selectbox("Format", list(FORMATS), key=f"{key}-format", format_func=lambda each: FORMATS[each].title)
    form = FORMATS[name]
    st.caption(plain(f"Keeps {form.keeps}."))
    whole = summary.relationships <= LARGE and st.segmented_control("How much", [_VIEW, _CASE], default=_VIEW, key=f"{key}-much") == _CASE
    everything = st.toggle("With what filters hide", key=f"{key}-everything", help="And with relations that no claim supports")
    extent = Extent(case, None if whole else view, everything, view.as_of)
    try:
        material = _material(known, extent)
    except Exception as error:  # noqa: BLE001 - told where the press was
        st.error(plain(worded(error)), icon=":material/error:")
        return
    st.download_button(
        f"Download {form.title}",
        lambda: _made(material, form),
        file_name=f"{file_name(summary.case.title)}{form.suffix}",
        mime=form.mime,
        key=f"{key}-download",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(plain(_told(material, summary.relationships)))


def _material(known: Reading, extent: Extent) -> Material:
    held = st.session_state.get(HELD)
    if not (isinstance(held, _Held) and held.known is known and held.extent == extent):
        held = st.session_state[HELD] = _Held(known, extent, Material(known.store, extent))
    return held.material


def _made(material: Material, form: Format) -> bytes:
    out = io.BytesIO()
    write_to(material, form, out)
    return out.getvalue()


def _told(material: Material, relationships: int) -> str:
    number = len(material.kinds)
    more = f" A case as large as this goes along whole with: redstring export --case {material.case.case}" if relationships > LARGE else ""
    return f"{number:,} {'entity' if number == 1 else 'entities'}. {material.head['banner']}{more}"
