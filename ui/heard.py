"""What a component's queue of actions brings anew: the browser sends all that was not acknowledged, of which some was heard before.

Streamlit begins the next run of a tab while a callback of the last one may still be at work, and stops that one where it next touches the
page. So actions are done one at a time, and one counts as heard only once it is done: what was stopped before it began is done by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, TypeVar

import streamlit as st

Heard = TypeVar("Heard")


@dataclass
class Inbox:
    """What was heard of one component in one tab: the number of the last action that was done."""

    last: int = 0
    _busy: RLock = field(default_factory=RLock)

    def take(self, sent: Iterable[tuple[int, Heard]], do: Callable[[Heard], None]) -> None:
        """Do what was not done yet, each by its number, in order."""
        for number, action in sent:
            with self._busy:
                if number <= self.last:
                    continue
                try:
                    do(action)
                except Exception:
                    # told by whoever did it, and not tried again for ever
                    self.last = number
                    raise
                self.last = number


def inbox(key: str) -> Inbox:
    """The inbox of a component in this tab; made when it is first drawn."""
    found = st.session_state.setdefault(f"{key}-inbox", Inbox())
    assert isinstance(found, Inbox)
    return found


def hear(key: str, types: Collection[str], do: Callable[[Mapping[str, Any]], None]) -> None:
    """Do the actions of these types that a component sent and that were not done yet; what cannot be understood is left out."""
    inbox(key).take(((int(raw["seq"]), raw) for raw in _queued(key) if raw.get("type") in types), do)


def message(key: str) -> Mapping[str, Any]:
    """What a component sent last; empty if that is nothing that can be understood."""
    sent = st.session_state[key].get("act")
    return sent if isinstance(sent, Mapping) else {}


def _queued(key: str) -> Iterator[Mapping[str, Any]]:
    queue = message(key).get("queue")
    for raw in queue if isinstance(queue, list) else []:
        if isinstance(raw, Mapping) and isinstance(raw.get("seq"), int | float):
            yield raw
