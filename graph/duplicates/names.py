"""A name as it is compared: folded, its words in any order, run together, Chinese characters in Latin letters, initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.model import fold

_HAN = re.compile(r"[\u3400-\u9fff]")
_BETWEEN = re.compile(r"[^\w]+", re.UNICODE)
_JOINED = re.compile(r"(?<=\w)['’`\u02bc-](?=\w)")
LONGEST = 200
"""So many characters of a name are compared."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity. `words` are folded; `run` is all of them without spaces, the last word first in `turned`.

    `sorted` has them in the order of the alphabet; `initials` says whether one of several is a single letter.
    """

    text: str
    words: tuple[str, ...]
    run: str
    turned: str
    sorted: str
    initials: bool
    weak: bool = False
    alias: bool = False
    latin: bool = True


def name_of(text: str, *, weak: bool = False, alias: bool = False) -> Name:
    """A name as it is compared."""
    cut = text[:LONGEST]
    latin = not _HAN.search(cut)
    words = _words(cut) if latin else _in_letters(cut)
    initials = len(words) > 1 and any(len(word) == 1 for word in words)
    return Name(text, words, "".join(words), "".join((*words[-1:], *words[:-1])), " ".join(sorted(words)), initials, weak, alias, latin)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", "") for word in _BETWEEN.split(_JOINED.sub("", fold(text))) if word.strip("_"))


@cache
def surnames() -> dict[str, Any]:
    """How Chinese names are read."""
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "surnames.yml").read_text("utf-8"))
    return found


def _in_letters(text: str) -> tuple[str, ...]:
    """A name in Chinese characters: the family name as one is read, the given name as one word; anything else reading by reading."""
    from pypinyin import lazy_pinyin

    plain = "".join(text.split())
    if not 2 <= len(plain) <= 4 or not all(map(_HAN.match, plain)):
        return _words(" ".join(lazy_pinyin(text)))
    known = surnames()
    first = plain[:2] if plain[:2] in known["double"] and len(plain) > 2 else plain[:1]
    family = known["readings"].get(first) or "".join(lazy_pinyin(first))
    return (fold(family), fold("".join(lazy_pinyin(plain[len(first) :]))))
