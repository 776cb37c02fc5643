"""What a form of the review was refused, told as long as it holds what was refused; and the keys of a form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from graph.errors import CorrectionError, RedstringError
from ui.bundle import bundle
from ui.markdown import plain
from ui.reading import Reading

_REFUSED = "review-refused"


@dataclass(frozen=True)
class _Refused:
    """What was held against a form, and what the form held then."""

    held: object
    text: str


def attempt(known: Reading, case: str, held: object, do: Callable[[], None]) -> bool:
    """Do what a form asks for, or keep why that was refused; whether it was done. `held` is what the form holds."""
    try:
        do()
    except RedstringError as error:
        text = error.fault if isinstance(error, CorrectionError) else _in_names(known, case, str(error))
        st.session_state[_REFUSED] = _Refused(held, text)
        return False
    st.session_state.pop(_REFUSED, None)
    return True


def refused(held: object) -> None:
    """Tell why what the form holds was refused; nothing where it holds something else by now."""
    last = st.session_state.get(_REFUSED)
    # a place of its own, told or not: what stands behind it is not drawn anew
    with st.container(key="form-refused"):
        if isinstance(last, _Refused) and last.held == held:
            st.error(plain(last.text, 400))


def keys(form: str, leave: Callable[[], None]) -> None:
    """The cursor in the first field of a form, and Escape to leave it. Another `form` begins anew, even in the place of the last."""
    _component()(key=f"review-form-keys-{form}", height=1, on_left_change=leave)


def _in_names(known: Reading, case: str, text: str) -> str:
    """A text with the names of entities in the place of their ids."""
    ids = tuple(sorted(set(re.findall(rf"{re.escape(case)}/[\w:.-]*\w", text)), key=len, reverse=True))
    for id_, name in known.names(ids).items() if ids else ():
        text = text.replace(id_, name)
    return text


@cache
def _component() -> ComponentRenderer:
    script = f"{bundle('../review/form')}\nexport default module_form.attach;"
    return st.components.v2.component("redstring_review_form", html='<div class="form-keys"></div>', js=script)
