"""spaCy's attribute ruler and lemmatiser, asked once for each word, tag and place in a tree, and remembered.

Parts of speech and lemmas come out as the two give them; asked of every word, they take a fifth of the model's time.
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
_KEY: list[int | str] = ["ORTH", "TAG", "DEP"]
_TOLD: list[int | str] = ["POS", "LEMMA", "DEP", "TAG", "MORPH"]
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
        if not keys:
            return doc
        self._learn(doc, set(keys))
        rows = [self._known[key] for key in keys]
        if phrases := self._matches(self._several(doc, allow_missing=True)):
            self._tell(doc, phrases, rows)
        return doc.from_array(_TOLD, _array(rows))

    def _learn(self, doc: Doc, keys: set[tuple[int, ...]]) -> None:
        """Ask for what is not known yet, in a row of words without phrases."""
        if len(self._known) > _MOST:
            self._known.clear()
        new = [key for key in keys if key not in self._known]
        if not new:
            return
        words = type(doc)(doc.vocab, words=[self._strings[orth] for orth, _, _ in new])
        words.from_array(_KEY[1:], _array([key[1:] for key in new]))
        self._ruler.set_annotations(words, sorted(self._matches(self._alone(words, allow_missing=True))))  # type: ignore[no-untyped-call]
        self._known.update(zip(new, self._lemmatizer(words).to_array(_TOLD).tolist(), strict=True))

    def _tell(self, doc: Doc, phrases: list[_Match], rows: list[list[int]]) -> None:
        """Ask for the words of phrases as they stand in the text; of two patterns the later one has the last word."""
        places = {at for _, _, start, end in phrases for at in range(start, end)}
        alone = [each for at in places for each in self._matches(self._alone(doc[at : at + 1], allow_missing=True), at)]
        self._ruler.set_annotations(doc, sorted([*phrases, *alone]))  # type: ignore[no-untyped-call]
        for at in places:
            token = doc[at]
            if not token.lemma:
                token.lemma_ = self._lemmatizer.lemmatize(token)[0]
        told = doc.to_array(_TOLD)
        for at in places:
            rows[at] = told[at].tolist()

    def _matches(self, found: Iterable[tuple[int, int, int]], at: int = 0) -> list[_Match]:
        return [(int(self._strings[name]), name, at + start, at + end) for name, start, end in found]


def _array(rows: Any) -> Any:
    return numpy.array(rows, dtype="uint64")
