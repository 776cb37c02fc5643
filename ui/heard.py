"""What a component's queue of actions brings anew: the browser sends all that was not acknowledged, of which some was heard before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import streamlit as st


def acknowledged(key: str) -> int:
    """The number of the last action of a component that was heard."""
    return int(st.session_state.get(f"{key}-seen", 0))


def heard(key: str, types: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """The actions of these types that were not heard yet, in order, which they are now; what cannot be understood is left out."""
    sent = st.session_state[key].get("act")
    queue = sent.get("queue") if isinstance(sent, Mapping) else None
    seen, found = acknowledged(key), []
    for raw in queue if isinstance(queue, list) else []:
        if not isinstance(raw, Mapping) or not isinstance(raw.get("seq"), int | float) or int(raw["seq"]) <= seen:
            continue
        seen = int(raw["seq"])
        if raw.get("type") in types:
            found.append(raw)
    st.session_state[f"{key}-seen"] = seen
    yield from found
