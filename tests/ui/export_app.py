"""A page with the choice of an export alone, of the first case of the store that REDSTRING_STORE names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))
from graph.store import open_store
from graph.view import View
from ui.export_choice import export_choice
from ui.reading import Reading


@st.cache_resource
def reading() -> Reading:
    return Reading(open_store(os.environ["REDSTRING_STORE"]))


known = reading()
case = "dong-jingwei-2021"
ids = known.core(case).ids[:20]
places = known.places(case)
export_choice(known, case, View(ids, {id_: places[id_] for id_ in ids}, as_of=st.query_params.get("as-of")))
