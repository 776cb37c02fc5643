"""Tables that were dropped with other files: kept in the tab until those are loaded, for a person then says what their columns are."""

from __future__ import annotations

import streamlit as st

Files = tuple[tuple[str, bytes], ...]
_KEPT = "load-tables"


def waiting() -> Files:
    """The names and contents of those that wait."""
    kept: Files = st.session_state.get(_KEPT, ())
    return kept


def wait(tables: Files) -> None:
    """Keep some too; of one name the later one."""
    st.session_state[_KEPT] = tuple(({**dict(waiting()), **dict(tables)}).items())


def forget() -> None:
    """Keep none any more."""
    st.session_state.pop(_KEPT, None)
