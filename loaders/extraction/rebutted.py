"""Claims that the next sentence calls untrue: "Many believe that X paid Y. They are wrong.", "Claim: … / Verdict: false"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from loaders.extraction.frames import Lexicon
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named, Saying, Span

_WORD = re.compile(r"n't|[^\W\d_]+(?=n't)|[^\W\d_]+|:")
_SHORT = 9
"""Words of a sentence that calls the one before it untrue and tells nothing more."""
_OPENING = 4
_BARE = 3
"""Words of "She was not."."""


class Rebuttals:
    """The sentences of a page whose claim the next one takes back."""

    def __init__(self, page: Page, spans: Sequence[Span], entities: Iterable[Named], sayings: Iterable[Saying], lexicon: Lexicon) -> None:
        self._page, self._lists = page, lexicon.lists
        self._spans, self._at = spans, {span: number for number, span in enumerate(spans)}
        self._names = {each.name for each in entities}
        self._named = [span.start for each in entities for span in each.mentions]
        self._denied = {each.span: each for each in sayings if each.stance == "denies" and each.told is None}
        self._denied_before = {each.span.end: each for each in self._denied.values()}

    def told(self, sentence: Span, claim: Saying) -> list[Saying]:
        """Who says what of a claim in a sentence: the claim itself, unless nobody by name makes it; and whoever calls it untrue."""
        number = self._at.get(sentence, len(self._spans)) + 1
        if number >= len(self._spans) or claim.stance != "asserts" or not (claim.chain or claim.hedge != "none"):
            return [claim]
        after = self._spans[number]
        words = _WORD.findall(self._page.text[after.start : after.end].casefold())
        if not claim.chain and not self._lists["contrasting"].isdisjoint((" ".join(words[:1]), " ".join(words[:2]))):
            return []  # "It is often said that … In fact, …" leaves open how much of it holds
        no = self._no(after, words, claim)
        if no is None:
            return [claim]
        return [claim, no] if claim.chain != no.chain and claim.chain[0] in self._names else [no]

    def before(self, start: int) -> Saying | None:
        """The denial in a sentence right before the words of whom it names: "It is not correct, as X reported, that …"."""
        if self._page.text[max(0, start - 2) : start].rstrip()[-1:] != ",":
            return None
        return next((self._denied_before[place] for place in (start, start - 1) if place in self._denied_before), None)

    def _no(self, after: Span, words: list[str], claim: Saying) -> Saying | None:
        """The denial that a sentence is, of what stands before it."""
        if len(words) > _SHORT or not words or any(after.start <= place < after.end for place in self._named):
            return None
        if len(words) == _BARE and words[0] in self._lists["rebutting"] and words[2] in self._lists["negation"]:
            return Saying(after, stance="denies")
        said = self._denied.get(after)
        labelled = ":" in words[1:_OPENING]
        if said is None or not (words[0] in self._lists["rebutting"] or labelled or self._claim(words)):
            return None
        mine = not said.chain or (said.chain == claim.chain and claim.hedge != "none")
        return said if mine else None

    def _claim(self, words: list[str]) -> bool:
        """ "The report was false."."""
        return words[0] in self._lists["article"] and any(each in self._lists["reports"] for each in words[1:_OPENING])
