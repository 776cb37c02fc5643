"""Bodies that a country's genitive tells, written small: "Lithuania's customs service"; the country is a name of its own before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from loaders.extraction.gazetteer import countries
from loaders.extraction.headings import Candidate
from loaders.extraction.shapes import Word
from loaders.extraction.vocabulary import Vocabulary

_APPOSED = re.compile(r"[A-Z][\w'-]{0,30}, (?:\w{3} )?$")
_REACH = 40


def bodies(text: str, candidates: Iterable[Candidate], words: Vocabulary) -> Iterator[Candidate]:
    """The bodies behind the genitives of countries among the candidates; none that only says what a name before it is."""
    for each in candidates:
        if not text.startswith(words.possessive, each.end) or each.title or each.key not in countries():
            continue
        found = _owned(words).match(text, each.end)
        if found is None or _APPOSED.search(text, max(0, each.start - _REACH), each.start):
            continue
        start, end = found.span(1)
        low = found[1].casefold()
        yield Candidate(
            start,
            end,
            [Word(start, end, found[1], low)],
            f"{each.key} {low}",
            opens=start,
            small="agency",
            tail=low,
            called=text[each.start : end],
        )


@lru_cache(maxsize=8)
def _owned(words: Vocabulary) -> re.Pattern[str]:
    """What stands behind the name: the genitive, one to three words that tell what the body deals with, and what it is."""

    def any_of(*names: str) -> str:
        members = {word for name in names for word in words[name]}
        return "|".join(re.escape(word) for word in sorted(members, key=lambda word: (-len(word), word)))

    subject = rf"(?:{any_of('small_modifiers', 'ministry_subjects', 'topic_words', 'owned_subjects')})"
    genitive = "|".join(map(re.escape, words.possessive))
    head = any_of("owned_heads")
    return re.compile(rf"(?:{genitive}) ((?:{subject} ){{1,3}}(?:{head}))(?![\w-])(?! (?:{any_of('small_refused')})\b)")
