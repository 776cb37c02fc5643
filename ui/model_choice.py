"""The choice of a language model on the Load page: where it is, what would be sent there, and that the person agrees."""

from __future__ import annotations

import os

import streamlit as st

from graph.errors import LoadError
from loaders.language_model import PART, Endpoint
from ui.consent import endpoint, where
from ui.markdown import plain
from ui.words import number

URL, NAME, VARIABLE, AGREED = "model-url", "model-name", "model-key-variable", "model-agreed"
WHAT = """Not needed: documents are read on this machine. Any server with an OpenAI-compatible address can be asked too, on this machine
or elsewhere. What it tells is looked for in the text; what is not there is dropped and counted, the rest is proposed like anything else."""
_KEY = "The name of an environment variable that this app was started with. The key itself is never typed here, shown or kept."


def model_choice(size: int, files: int) -> tuple[Endpoint | None, bool]:
    """The language model that is to be asked, if one is; and whether something is lacking yet. `size` is the bytes of the files."""
    with st.expander("Ask a language model too", key="model", icon=":material/forum:"):
        st.caption(WHAT)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            address = st.text_input("Its address", key=URL, placeholder="http://127.0.0.1:11434", width=280).strip()
            name = st.text_input("Name of the model", key=NAME, placeholder="llama3.1", width=180).strip()
            variable = st.text_input("Variable that holds its key", key=VARIABLE, placeholder="MODEL_KEY", width=240, help=_KEY)
        if not address:
            return None, False
        try:
            found = endpoint(address, name, variable.strip() or None, os.environ)
        except LoadError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return None, True
        assert found is not None
        told = f"{number(files, 'file')} of {size / 1_000:,.0f} kB" if files else "nothing yet"
        st.markdown(f"To be read and sent in pieces of {PART:,} characters: {told}. {plain(where(found)[:1].upper() + where(found)[1:])}.")
        st.caption("*Check* sends nothing and says how many characters of each document would be sent.")
        if found.is_local:
            return found, False
        # who agrees to one host has not agreed to another
        agreed = st.checkbox(f"Send the text of what I load to {plain(found.host)}", key=f"{AGREED}-{found.url}")
        return found, not agreed
