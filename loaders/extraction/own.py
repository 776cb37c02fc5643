"""The words of a case beside those of the language: its names, verbs, words of saying, hedges and trusted voices (docs/lexicon.md).

They hold for one extraction: `using` puts them in force for the steps that ask for the words of the language meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class OwnName:
    """A name with its kind; the aliases name the same."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnVerbs:
    """Verbs, by their lemmas, that say a predicate: where its two ends stand, and of which kinds they may be (as in relations.yml)."""

    predicate: str
    verbs: tuple[str, ...]
    ends: tuple[str, str]
    kinds: tuple[str, str]


@dataclass(frozen=True)
class OwnWords:
    """All that a lexicon of a case brings; empty where a case has none."""

    names: tuple[OwnName, ...] = ()
    verbs: tuple[OwnVerbs, ...] = ()
    saying: tuple[str, ...] = ()
    hedges: tuple[tuple[str, tuple[str, ...]], ...] = ()
    trusted: tuple[str, ...] = ()


NONE = OwnWords()
_IN_FORCE: ContextVar[OwnWords] = ContextVar("own_words", default=NONE)


def in_force() -> OwnWords:
    """The words of the case whose document is being read."""
    return _IN_FORCE.get()


@contextmanager
def using(words: OwnWords) -> Iterator[None]:
    """These words in force."""
    token = _IN_FORCE.set(words)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)
