"""Waiting for something that may never come, for as long as nobody tells it to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

GLANCE = 0.2
"""Seconds between two looks whether it is stopped."""
T = TypeVar("T")


class StoppedWaitingError(Exception):
    """It was stopped before there was an outcome."""


def unless_stopped(ask: Callable[[], T], stopped: Callable[[], bool]) -> T:
    """What `ask` comes to. Raises StoppedWaitingError as soon as it is stopped; what is out by then ends by itself, and is not heard."""
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(ask())
        except BaseException as error:  # noqa: BLE001 - whoever waits raises it
            outcome.set_exception(error)

    threading.Thread(target=run, daemon=True, name="redstring-asking").start()
    while not wait([outcome], GLANCE).done:
        if stopped():
            raise StoppedWaitingError
    return outcome.result()
