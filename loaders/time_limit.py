"""An end to what would go on for ever: work in this thread is broken off when its time is over.

`PyThreadState_SetAsyncExc` of Python's C interface raises the error in a thread of Python at its next step; it reaches threads of a server
and processes of a pool alike, which a signal does not. What waits in C, such as one long match of a pattern, ends first.
"""

from __future__ import annotations

import ctypes
import threading
from types import TracebackType


class TimeOver(BaseException):
    """Raised in the thread that worked too long; no `except Exception` on its way takes it for something else."""


class TimeLimit:
    """Breaks off the block that it opens after so many seconds by the clock, with `TimeOver`."""

    def __init__(self, seconds: float) -> None:
        self._thread, self._lock, self._over, self._fired = threading.get_ident(), threading.Lock(), False, threading.Event()
        self._timer = threading.Timer(seconds, self._fire)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._lock:
            self._over = True
        self._timer.cancel()
        while self._fired.is_set() and not isinstance(error, TimeOver):
            self._fired.wait(0.001)  # the error is on its way to this thread: not one step behind the block

    def _fire(self) -> None:
        with self._lock:
            if not self._over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(TimeOver))
                self._fired.set()
