"""Letters that a text cuts a body's name down to, in brackets: "World Health Organization (WHO)"."""

from __future__ import annotations

import re

from loaders.extraction.small_words import one_of
from loaders.extraction.vocabulary import Vocabulary

_WORD = rf"[A-Z][\w'-]{{1,30}} (?:{one_of('within_names')} ){{0,3}}"
_LETTERS = rf"\((?:{one_of('the')} )?\"?([A-Z]{{2,8}})\"?\)"
_BRACKETS, _BROUGHT = re.compile(_LETTERS), re.compile(rf"((?:{_WORD}){{2,8}}){_LETTERS}")


def brought(text: str, lists: Vocabulary) -> frozenset[str]:
    """The letters in brackets that are those of the words before them, or stand behind an agency."""
    if _BRACKETS.search(text) is None:
        return frozenset()
    return frozenset(each[2] for each in _BROUGHT.finditer(text) if _initials(each[1]).endswith(each[2]) or _of_agency(each, lists))


def _of_agency(found: re.Match[str], lists: Vocabulary) -> bool:
    return lists.heads.get(found[1].split()[-1].casefold()) == "agency" and found[2].casefold() not in lists.known.names


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split() if word[0].isupper())
