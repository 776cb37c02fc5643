"""spaCy's attribute ruler and lemmatiser, asked once for each word, tag and place in a tree, and remembered.

Parts of speech and lemmas come out as the two give them: the ruler asks each of its 179 patterns of each word, and both take a token at a
time, together an eighth of the model's time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy
from spacy.matcher import Matcher

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc

_MOST = 50_000
"""Words that are remembered; beyond them it begins anew."""
_KEY = ["ORTH", "TAG", "DEP"]
_TOLD = ["POS", "LEMMA", "DEP", "TAG", "MORPH"]
"""What the two tell of a word."""
_Match = tuple[int, int, int, int]
"""Number and name of a pattern, and where it begins and ends."""


class WordTable:
    """Does what a ruler does, and then a lemmatiser."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler, self._lemmatizer, self._strings = ruler, lemmatizer, ruler.vocab.strings
        self._alone, self._several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._known: dict[tuple[int, ...], list[int]] = {}
        patterns: list[Any] = ruler.patterns
        for number, pattern in enumerate(patterns):
            for part in pattern["patterns"]:
                (self._alone if len(part) == 1 else self._several).add(str(number), [part])

    def __call__(self, doc: Doc) -> Doc:
        keys = [tuple(key) for key in doc.to_array(_KEY).tolist()]
        if len(self._known) > _MOST:
            self._known.clear()
        phrases = self._matches(self._several(doc, allow_missing=True))
        apart = {at for _, _, start, end in phrases for at in range(start, end)}
        new = {key: at for at, key in enumerate(keys) if key not in self._known and at not in apart}
        self._tell(doc, {*apart, *new.values()}, phrases)
        told = doc.to_array(_TOLD).tolist()
        self._known.update((key, told[at]) for key, at in new.items())
        rows = [told[at] if at in apart else self._known[key] for at, key in enumerate(keys)]
        return doc.from_array(_TOLD, numpy.array(rows, dtype="uint64")) if rows else doc

    def _matches(self, found: Iterable[tuple[int, int, int]], at: int = 0) -> list[_Match]:
        return [(int(self._strings[name]), name, at + start, at + end) for name, start, end in found]

    def _tell(self, doc: Doc, places: set[int], phrases: list[_Match]) -> None:
        """Ask ruler and lemmatiser of the words at these places."""
        alone = [each for at in places for each in self._matches(self._alone(doc[at : at + 1], allow_missing=True), at)]
        # of two patterns the later one has the last word
        self._ruler.set_annotations(doc, sorted([*phrases, *alone]))  # type: ignore[no-untyped-call]
        for at in places:
            token = doc[at]
            if not token.lemma:
                token.lemma_ = self._lemmatizer.lemmatize(token)[0]
