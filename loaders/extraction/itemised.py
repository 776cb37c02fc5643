"""Lists and indented paragraphs behind a colon: what "The auditors found that:" brings is told by whoever it names.

"The Ministry states the following." brings a list as a colon does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from loaders.extraction.acts import Chain
from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.patterns import first_letters
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_ITEM = r"[ \t]{0,8}(?:[-*•▪■▸–+]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t]"
_LISTED = rf"[*_]{{0,2}}[ \t]*\n(?:[ \t]*\n)?((?:{_ITEM}[^\n]*(?:\n[ \t]{{1,12}}[^\s][^\n]*)*(?:\n(?:[ \t]*\n)?(?={_ITEM})|(?=\n|\Z)))+)"
_INDENTED = re.compile(r":[ \t]*\n(?:[ \t]*\n)?((?:(?:[ ]{4,20}|\t)[^\s][^\n]*(?:\n|\Z)(?:[ \t]*\n(?=[ ]{4}|\t))?)+)")
_ENTRY = re.compile(rf"\n{_ITEM}")
_MOST = 500


def found(page: Page, cues: Cues) -> list[Setting]:
    """The lists and indented paragraphs of a page that a colon brings, in order."""
    return sorted(_found(page.text, _listed(cues.words("itemised", "bringing"))), key=lambda each: each.span.start)


def brings(text: str, cues: Cues) -> bool:
    """Whether a sentence ends as one does behind which a list stands."""
    text = text.rstrip('*_" \n')
    return text.endswith(":") or text.removesuffix(".").casefold().endswith(tuple(cues.words("itemised", "bringing")))


@lru_cache(maxsize=2)
def _listed(bringing: frozenset[str]) -> re.Pattern[str]:
    words = sorted(bringing)
    alternatives = "|".join(map(re.escape, words))
    return re.compile(rf"(?::|\b(?i:{first_letters(words)}(?:{alternatives}))\.){_LISTED}")


def _found(text: str, listed: re.Pattern[str]) -> Iterator[Setting]:
    last = 0
    listing = listed.finditer(text) if _ENTRY.search(text) else ()
    for match, _ in zip(listing, range(_MOST), strict=False):
        last = match.end()
        yield Setting(Span(*match.span(1)), introduced=True, listed=True)
    if not last:
        for match, _ in zip(_INDENTED.finditer(text), range(_MOST), strict=False):
            yield Setting(Span(*match.span(1)), introduced=True, listed=True)


def bringing(tokens: Sequence[Token], voices: Voices, cues: Cues) -> Chain:
    """Who tells what a line with a colon brings: "the report lists:", "the findings of the report are:"; else nobody."""
    root = next((t for t in tokens if t.dep_ == "ROOT"), None)
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None) if root is not None else None
    if root is None or subject is None:
        return ()
    told = cues.nouns.keys() | cues.words("itemised", "nouns")
    if subject.lemma_ in told:
        owner = next((c for c in subject.children if c.dep_ == "poss"), None) or next(
            (d for c in subject.children if c.dep_ == "prep" and c.lower_ in cues.words("sources") for d in c.children if d.dep_ == "pobj"),
            None,
        )
        return tuple(voices.of(owner)[:1]) if owner is not None and (voices.is_speaker(owner) or voices.is_teller(owner)) else ()
    object_ = next((c for c in root.children if c.dep_ in ("dobj", "attr")), None)
    tells = root.lemma_ in cues.words("itemised", "verbs") and object_ is not None and (object_.lemma_ in told or object_.lower_ in told)
    return tuple(voices.of(subject)[:1]) if tells and (voices.is_speaker(subject) or voices.is_teller(subject)) else ()
