"""Documents read and searched: one by one, or many in several processes, in the order in which they were given."""

from __future__ import annotations

import gc
import io
import logging
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import Any

from graph.errors import LoadError, Problem
from loaders import documents
from loaders.documents import Document
from loaders.extraction.own import NONE, OwnWords
from loaders.extraction.proposals import Proposals, Span
from loaders.inputs import Input
from loaders.kinds import KINDS
from loaders.time_limit import TimeLimit, TimeOver

_LOG = logging.getLogger(__name__)
FEW = 12
"""Up to this many files one process reads sooner than several, which load the model of the language each."""
_MOST = 4
_AHEAD = 60
"""Files that wait for each process: enough that none is idle while what was read is stored."""
_NICE = 5
"""How much the processes that read stand back: whoever stores what they read, and whoever looks at the page, goes first."""
_MADE = 20_000
"""Objects made before such a process looks for garbage in circles: a text makes far more, of which next to none is in one."""
_PATIENCE, _LETTERS = 120.0, 500
"""Seconds that a text may take at least, and letters for each further one: hundreds of times what one takes."""
_HELD = 64 << 20
"""Bytes of them at most, so that many large files are not all held in memory."""
FAULT = "met a fault of Redstring and was left out; the others went on, and the log says more"
_ENDLESS = "took far longer to be searched than a text of its length does and was left out; the others went on"
_DIED = "the process that read it came to its end, perhaps for want of memory; load it alone"


@dataclass(frozen=True)
class Reading:
    """One document with what was found in it; `document` is None where a file could not be read, and `problems` say why.

    `file` is the name of the input (a feed holds several documents), `took` seconds,
    `dropped` how much of what a language model told is not in the text.
    """

    file: str
    name: str
    kind: str
    document: Document | None = None
    found: Proposals | None = None
    problems: tuple[Problem, ...] = ()
    took: float = 0.0
    dropped: int = 0


def readings(
    given: Sequence[Input],
    *,
    trees: bool = True,
    processes: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
    words: OwnWords = NONE,
) -> Iterator[Reading]:
    """What is read of each input, in order; `stopped` is asked before each. More than a few are read by as many processes as there are
    processors, four at most. `words` are those of the case."""
    several = min(_MOST, _processors()) if processes is None else processes
    if several < 2 or len(given) <= FEW:
        yield from _one_by_one(given, trees, words, stopped)
    else:
        yield from _side_by_side(given, trees, words, several, stopped)


def _one_by_one(given: Iterable[Input], trees: bool, words: OwnWords, stopped: Callable[[], bool]) -> Iterator[Reading]:
    for one in given:
        if stopped():
            return
        yield from _read(one, trees, words)


def _extracted(about: dict[str, Any], text: str, quoted: Sequence[Span]) -> Proposals:
    from loaders.extraction import extract

    return extract(text, quoted=quoted, **about)


def _processors() -> int:
    ours: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(ours(0)) if ours is not None else os.cpu_count() or 1


def _read(given: Input, trees: bool, words: OwnWords) -> Iterator[Reading]:
    """Every document of an input, each when it is wanted."""
    from loaders import one_form

    began = time.perf_counter()
    try:
        for document in documents.read_all(given):
            quoted = [block.span for block in document.blocks if block.kind == "quote"]
            about = {"published": document.first_day, "publisher": document.publisher, "trees": trees, "words": words}
            try:
                with TimeLimit(_PATIENCE + len(document.text) / _LETTERS):
                    found = one_form.understood(document.plain, partial(_extracted, about), quoted)
            except TimeOver:
                _LOG.error("%s took more than %d s to be searched", document.name, time.perf_counter() - began)
                yield Reading(given.name, document.name, document.kind, problems=(_placed(Problem(_ENDLESS, document.name), given),))
                began = time.perf_counter()
                continue
            yield Reading(given.name, document.name, document.kind, document, found, took=time.perf_counter() - began)
            began = time.perf_counter()
    except LoadError as error:
        yield _refused(given, *(_placed(each, given) for each in error.problems or (Problem(str(error), given.name),)))
    except Exception as error:  # noqa: BLE001 - what one file does wrong keeps no other one out
        _LOG.error("unexpected error in %s", given.name, exc_info=error)
        yield _refused(given, Problem(FAULT, given.name))


def _placed(problem: Problem, given: Input) -> Problem:
    """With where it stands, if it lies in a mailbox: by its name alone nobody finds it."""
    return replace(problem, message=f"{problem.message} ({given.place})") if given.place else problem


def _refused(given: Input, *problems: Problem) -> Reading:
    return Reading(given.name, given.name, given.kind.name if given.kind else "", problems=problems)


def _side_by_side(given: Sequence[Input], trees: bool, words: OwnWords, processes: int, stopped: Callable[[], bool]) -> Iterator[Reading]:
    rest, alone = deque(given), 0
    while rest and not stopped():
        # a pool that lost a process takes nothing more; what was on its way is read again one by one, to find what it died of
        several = 1 if alone else processes
        with _Pool(several, 1 if alone else several * _AHEAD, trees, words) as pool:
            if not pool.starts():
                yield from _one_by_one(rest, trees, words, stopped)
                return
            yield from pool.read(rest, alone or len(rest), stopped)
        alone = pool.lost if not alone else 0


class _Pool:
    """Processes that read inputs, `ahead` of them at a time. `lost`: how many were on their way when a process died."""

    def __init__(self, processes: int, ahead: int, trees: bool, words: OwnWords) -> None:
        self._trees, self._words, self._ahead, self._one = trees, words, ahead, processes == 1
        self._pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin, initargs=(trees,))
        self.lost = 0

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def starts(self) -> bool:
        """Whether processes can be had at all: where this one cannot be imported anew, they cannot."""
        try:
            return self._pool.submit(_begun).result()
        except BrokenProcessPool:
            return False

    def read(self, rest: deque[Input], most: int, stopped: Callable[[], bool]) -> Iterator[Reading]:
        """What is read of `most` inputs, which are taken off `rest` as they are through; ends early where a process died."""
        waiting: deque[Future[list[Reading]] | Reading] = deque()
        while most > 0 and rest and not stopped():
            try:
                while len(waiting) < min(self._ahead, most, len(rest)) and self._has_room(rest, len(waiting)):
                    waiting.append(self._asked(rest[len(waiting)]))
                answer = waiting.popleft()
                found = [answer] if isinstance(answer, Reading) else answer.result()
            except BrokenProcessPool:
                if self._one:
                    found, most = [_refused(rest[0], Problem(_DIED, rest[0].name))], 1
                else:
                    self.lost = len(waiting) + 1
                    return
            rest.popleft()
            most -= 1
            yield from found

    def _has_room(self, rest: deque[Input], number: int) -> bool:
        return number == 0 or sum(each.size or 0 for each in islice(rest, number + 1)) <= _HELD

    def _asked(self, one: Input) -> Future[list[Reading]] | Reading:
        kind = one.kind.name if one.kind else None
        try:
            # a file of an archive cannot be opened over there, so its bytes go
            return self._pool.submit(_there, one.name, kind, one.read(), _about(one), self._trees, self._words)
        except LoadError as error:
            return _refused(one, *error.problems)


def _begin(trees: bool) -> None:
    """Ctrl+C is for the process that asks, which ends these. What is loaded stays: no collector of garbage need look at it."""
    from loaders.extraction import has_trees

    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    if trees:
        has_trees()
    gc.freeze()
    gc.set_threshold(_MADE, *gc.get_threshold()[1:])


def _begun() -> bool:
    return True


About = dict[str, Any]
_OWN = frozenset({"name", "kind", "open", "size"})
_BESIDE = tuple(each.name for each in fields(Input) if each.name not in _OWN)


def _about(one: Input) -> About:
    """What is told of an input beside its name and bytes, by the names that an Input has for it."""
    return {name: getattr(one, name) for name in _BESIDE}


def _there(name: str, kind: str | None, data: bytes, about: About, trees: bool, words: OwnWords) -> list[Reading]:
    given = Input(name, KINDS[kind] if kind else None, lambda: io.BytesIO(data), len(data), **about)
    return list(_read(given, trees, words))
