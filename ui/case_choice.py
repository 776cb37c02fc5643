"""The choice of the case that documents and tables go into: one of the store's, or a new one under a key that their names suggest.

The bundled case is a real story, and a data set is somebody else's: what is a person's own goes into these only where somebody chose that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from urllib.parse import urlsplit

import streamlit as st

from loaders.graphs.names import case_key
from loaders.kinds import recognise
from ui import bundled
from ui.importing import EMPTY_CASE
from ui.reading import Reading
from ui.state import explorer

LAST = "load-last"
"""The case that this tab loaded into last is offered first, or else the one that it explores, or that of the latest load."""
INTO, KEY = "load-into", "load-key"
"""The choice of a case, and the key of a new one."""
NEW = ""
"""The choice of a case that is not there yet."""
_GUESSED = "load-key-guessed"
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_LONGEST = 40
_WEB = ("http://", "https://")
_ENDING = re.compile(r"(?:\.[A-Za-z][A-Za-z0-9]{0,7}){1,2}$")
_BETWEEN = re.compile(r"[\W_]+")


def case_choice(known: Reading, given: Sequence[str]) -> None:
    """Ask which case it goes into; `given` are the names of the files, or the addresses, that are to be loaded."""
    titles = _cases(known)
    own = bundled.own(known.store, titles)
    if titles:
        options = [*titles, NEW] if own else [NEW, *titles]
        last = st.session_state.get(LAST) or (explored if (explored := explorer().case) in own else None) or _latest(known)
        first = last if last in options else own[0] if own else NEW
        words = {"key": INTO, "format_func": lambda key: _called(key, titles), "width": 320}
        st.selectbox(
            "Case for documents and tables",
            options,
            options.index(first),
            accept_new_options=True,
            on_change=_typed,
            args=(titles,),
            placeholder="Choose or write one",
            **words,
        )
    if not titles or st.session_state.get(INTO) == NEW:
        _suggest(known, given)
        st.text_input("Key of the new case", key=KEY, placeholder="harbour-2024", width=260)


def chosen(known: Reading) -> tuple[str, str]:
    """The key of the case that it goes into, or else what is wrong with it; neither as long as none is told."""
    into = st.session_state.get(INTO, NEW)
    if into != NEW and into in _cases(known):
        return into, ""
    key = st.session_state.get(KEY, "").strip()
    if key and not _KEY.fullmatch(key):
        return "", "A key is made of small letters, digits, dots, dashes and underscores, 80 at most, and begins with a letter or digit."
    if (held := known.case(key)) is not None:
        return "", f"{key} is {'a snapshot that is only read' if held.snapshot else 'there already: choose it in the list'}."
    return key, ""


def key_for(names: Sequence[str]) -> str:
    """A key for a case of these files or addresses: the words that all their names begin with, or else the first name."""
    stems = [_BETWEEN.split(_stem(name).strip()) for name in names]
    if not stems:
        return EMPTY_CASE
    begins = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*stems, strict=False))]
    told = " ".join(begins if any(len(word) > 1 for word in begins) else stems[0])[:_LONGEST].strip()
    return case_key(told) if told else EMPTY_CASE


def _typed(titles: dict[str, str]) -> None:
    """What was written into the list and is in none of its lines is the key of a new case, or the title or key of one that is there."""
    said = st.session_state.get(INTO)
    if said is None or said in titles or said == NEW:
        return
    meant = next((key for key, title in titles.items() if said.casefold() in (key.casefold(), title.casefold())), None)
    if meant is None:
        st.session_state[KEY] = case_key(said)
    st.session_state[INTO] = meant or NEW


def _cases(known: Reading) -> dict[str, str]:
    """The titles of the cases that documents may go into, by key."""
    return {summary.case.case: summary.case.title for summary in known.cases if summary.snapshot is None}


def _called(key: str, titles: dict[str, str]) -> str:
    if key == NEW:
        return "A new case …"
    if key not in titles:
        return key
    return f"{titles[key]} (the bundled case)" if key == bundled.name() else titles[key]


def _latest(known: Reading) -> str | None:
    """The case into which something was loaded last, in whichever tab: what follows it most often belongs there too."""
    found = [view.imported for view in known.imports() if not view.whole]
    return max(found, key=lambda one: one.loaded_at).case if found else None


def _suggest(known: Reading, given: Sequence[str]) -> None:
    """Write a key into its field, for as long as the person wrote none of their own."""
    # a graph or a data set becomes a case of its own, under its own name
    first = key_for([name for name in given if name.startswith(_WEB) or recognise(b"", name) is not None] or given)
    taken = {summary.case.case for summary in known.cases}
    guess = next(key for number in range(1, len(taken) + 2) if (key := first if number == 1 else f"{first}-{number}") not in taken)
    if st.session_state.get(KEY, "") in ("", st.session_state.get(_GUESSED, "")):
        st.session_state[KEY] = st.session_state[_GUESSED] = guess


def _stem(name: str) -> str:
    """The name of a file without folder and ending; of an address its host."""
    if name.startswith(_WEB):
        return (urlsplit(name).hostname or "").removeprefix("www.")
    return _ENDING.sub("", name.replace("\\", "/").rpartition("/")[2])
