"""Small words and endings of a language that patterns and comparisons are made with: the section `small` of lexicon.yml."""

from __future__ import annotations

from functools import cache

from loaders.extraction.lexicon import Words, lexicon


@cache
def one_of(name: str) -> str:
    """Any of a list, in its order, as part of a pattern; of an empty list nothing matches. Raises KeyError as `in_order`."""
    return f"(?:{'|'.join(in_order(name)) or '(?!)'})"


@cache
def among(name: str) -> Words:
    """The members of a list."""
    return frozenset(in_order(name))


@cache
def in_order(name: str) -> tuple[str, ...]:
    """The members of a list in its order. Raises KeyError where no list has this name."""
    return lexicon().sections["small"][name]
