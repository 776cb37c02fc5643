"""Answers of a store, each asked for once: kept as long as there is room, and set apart from what the collector goes through."""

from __future__ import annotations

import gc
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock, RLock, Thread
from typing import TypeVar, cast

from graph.evidence import Evidence
from graph.queries import EntityCard

T = TypeVar("T")
KEPT = 200_000
"""Answers with so many records and figures in all are kept at most, the least recently used goes first."""
LATER = 3.0
"""Seconds after which what was read is set apart from what the collector goes through; a first page does not wait for that."""
_settling = Lock()


def weight(answer: object) -> int:
    """About how many records and figures an answer holds."""
    match answer:
        case Evidence():
            return 1 + len(answer.voices) + len(answer.sources) + len(answer.statements) + sum(map(len, answer.claims.values()))
        case EntityCard():
            return 1 + len(answer.edges) + len(answer.others) + len(answer.values)
        case (tuple(nodes), tuple(edges)):
            return 1 + len(nodes) + len(edges)
        case tuple() | dict():
            return 1 + len(answer)
        case _:
            return 1


class Answers:
    """What was asked of one reading. An answer that failed is not kept."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._asking: dict[Hashable, Future[object]] = {}
        """Each question is asked by one thread at a time; the others wait for its answer, or for what went wrong."""
        self._weight = 0
        self._guard = RLock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._answers

    def once(self, key: Hashable, ask: Callable[[], T]) -> T:
        """The answer, asked for only if it is not there."""
        with self._guard:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(T, self._answers[key])
            other = self._asking.get(key)
            if other is None:
                mine = self._asking[key] = Future()
        if other is not None:
            return cast(T, other.result())
        try:
            answer = ask()
        except BaseException as error:
            self._end_asking(key)
            mine.set_exception(error)
            raise
        with self._guard:
            self._keep(key, answer)
            self._end_asking(key)
        mine.set_result(answer)
        return answer

    def _end_asking(self, key: Hashable) -> None:
        with self._guard:
            del self._asking[key]

    def _keep(self, key: Hashable, answer: object) -> None:
        self._weight += weight(answer)
        self._answers[key] = answer
        while self._weight > KEPT and len(self._answers) > 1:
            self._weight -= weight(self._answers.popitem(last=False)[1])


def settled(answer: T) -> T:
    """What was read stays until the store changes: the collector need not go through it after every run of the script."""
    if _settling.acquire(blocking=False):
        Thread(target=_settle, daemon=True).start()
    return answer


def _settle() -> None:
    time.sleep(LATER)
    _settling.release()
    # what was frozen before and has gone since, with sessions that ended, would else never be given back
    gc.unfreeze()
    gc.collect()
    gc.freeze()
