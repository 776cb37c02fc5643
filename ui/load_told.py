"""The sheet of documents below a check: title, publisher and day of each, in which a person writes what a document does not tell."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from loaders.inputs import Told
from ui.load_work import LoadWork
from ui.markdown import plain
from ui.told_sheet import FIELDS, Sheet, sheet_of
from ui.words import number
from ui.work import begin

TELLING = "load-telling"
"""The sheet that this tab has open."""
GOING = "load-going-on"
"""What was asked for by a button beside the sheet and has not begun."""
LAST_WORDS = 0.4
"""Seconds within which the grid tells what was typed last: it waits for 0.15 of them."""
LINES, ROW, HEAD = 10, 35, 33
"""Lines that are seen at once, pixels of each, and of what stands above them."""
HOW = """Write into a cell what a document does not tell, or tells wrongly; a cell that you empty goes back to what the document says.
The day may be a month or a year: 2031-03-14, 2031-03, 2031. Cells can be pasted from a spreadsheet.
What you write is kept with the document, and holds when the same file is loaded again."""
MOST = 5
"""Mistakes that are shown."""
_LOOKS = {"publisher": 190, "published": 100, "title": 320}


@dataclass(frozen=True)
class _Open:
    """The sheet of a check as this tab drew it first, and what was said by then; what is written afterwards the grid keeps."""

    work: LoadWork
    sheet: Sheet
    said: Mapping[str, Told]
    key: str


@dataclass
class _Going:
    work: LoadWork
    dry: bool
    heard: bool = False


def written(work: LoadWork) -> Sheet:
    """The documents of a check with what was written into them by now, which is noted in the work too."""
    held = _opened(work)
    edits = (st.session_state.get(held.key) or {}).get("edited_rows", {})
    sheet = Sheet(held.sheet.lines, edits)
    work.said = {**held.said, **sheet.telling()}
    return sheet


def told_sheet(work: LoadWork, sheet: Sheet) -> None:
    """Draw the sheet with what is missing in it, and the way to see what it comes to."""
    faults, fresh = sheet.faults(), work.said != work.wanted.said
    with st.container(key="load-told", gap="small"):
        st.markdown(f"**Whose each document is, and from when** ({len(sheet.lines):,})", help=HOW)
        _lacking(sheet)
        _grid(_opened(work))
        for fault in faults[:MOST]:
            st.error(plain(fault, 500), icon=":material/error:")
        if len(faults) > MOST:
            st.caption(f"And {number(len(faults) - MOST, 'more mistake')}.")
        with st.container(horizontal=True, vertical_alignment="center", key="load-told-next"):
            look = {
                "icon": ":material/refresh:",
                "disabled": not fresh or bool(faults),
                "on_click": go_on,
                "args": (work,),
                "kwargs": {"dry": True},
            }
            st.button("Check again", key="check-again", **look)
            if faults:
                st.caption("Nothing is loaded until this is put right.")
            elif fresh:
                st.caption("What you wrote is loaded as it stands here; the figures on this page do not know of it yet.")


def _lacking(sheet: Sheet) -> None:
    """How many tell nothing, as it stands by now."""
    lacking = [line for line in sheet.written() if line.lacks]
    if not lacking:
        st.caption("Every one of them tells its publisher and its day." if len(sheet.lines) > 1 else "It tells its publisher and its day.")
        return
    counts = [(sum(what in line.lacks for line in lacking), what) for what in ("publisher", "day")]
    told = ", ".join(f"{count:,} without a {what}" for count, what in counts if count)
    why = "Write it in, if you know it: what a document says counts by whose word it is, and from when."
    st.warning(f"{told}. {why}", icon=":material/help:")


def _grid(held: _Open) -> None:
    # pandas takes half a second to import, which a start without tables need not wait for
    import pandas as pd

    lines = held.sheet.lines
    columns = {"": ["⚠" if line.lacks else "" for line in lines], "file": [line.file for line in lines]}
    frame = pd.DataFrame(columns | {name: [line.values[name] or None for line in lines] for name in FIELDS}, dtype="object")
    looks = {name: st.column_config.TextColumn(FIELDS[name], width=width) for name, width in _LOOKS.items()}
    looks |= {"file": st.column_config.TextColumn(width=170, pinned=True), "": st.column_config.TextColumn(width=34, pinned=True)}
    height = min(len(lines), LINES) * ROW + HEAD
    how = {"hide_index": True, "num_rows": "fixed", "disabled": ["", "file"], "placeholder": "not told"}
    st.data_editor(frame, key=held.key, height=height, row_height=ROW, column_config=looks, **how)


def _opened(work: LoadWork) -> _Open:
    held = st.session_state.get(TELLING)
    if held is None or held.work is not work:
        turn = int(held.key.rpartition("-")[2]) + 1 if held is not None else 0
        said = work.said
        new = {name: told for name, told in said.items() if work.wanted.said.get(name) != told}
        held = st.session_state[TELLING] = _Open(work, sheet_of(work.outcomes, new), said, f"load-told-grid-{turn}")
    assert isinstance(held, _Open)
    return held


def go_on(work: LoadWork, *, dry: bool) -> None:
    """Load what was checked with what is written into its sheet, or with `dry` check it again."""
    st.session_state[GOING] = _Going(work, dry)


def gone_on(work: LoadWork, sheet: Sheet) -> None:
    """Begin what a button asked for, once that is said which was typed just before."""
    going = _going(work)
    if going is not None and going.heard:
        del st.session_state[GOING]
        if not sheet.faults():
            begin(work.again(dry=going.dry))
            st.rerun()


def wait_for_last_words(work: LoadWork) -> None:
    """The last thing on the page: a grid tells what was typed a moment after the button that was pressed then."""
    if (going := _going(work)) is not None:
        time.sleep(LAST_WORDS)
        going.heard = True
        st.rerun()


def _going(work: LoadWork) -> _Going | None:
    going = st.session_state.get(GOING)
    return going if isinstance(going, _Going) and going.work is work else None
