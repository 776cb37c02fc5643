"""spaCy's attribute ruler with its patterns of one word asked once for each word, tag and place in a tree, and remembered.

Parts of speech and lemmas come out as the ruler gives them: it asks each of its 179 patterns of each word, an eighth of the model's time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.matcher import Matcher

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_MOST = 200_000
"""Words that are remembered; beyond them it begins anew."""


class AttributeTable:
    """Does what a ruler does."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler, self._strings = ruler, ruler.vocab.strings
        self._alone, self._several = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._known: dict[tuple[int, ...], list[tuple[int, int]]] = {}
        patterns: list[Any] = ruler.patterns
        for number, pattern in enumerate(patterns):
            for part in pattern["patterns"]:
                (self._alone if len(part) == 1 else self._several).add(str(number), [part])

    def __call__(self, doc: Doc) -> Doc:
        keys = doc.to_array(["TAG", "LOWER", "DEP"]).tolist()
        found = [(*each, at, at + 1) for at, key in enumerate(keys) for each in self._of_word(doc, at, tuple(key))]
        found += [(int(self._strings[name]), name, start, end) for name, start, end in self._several(doc, allow_missing=True)]
        # of two patterns the later one has the last word
        found.sort()
        self._ruler.set_annotations(doc, found)  # type: ignore[no-untyped-call]
        return doc

    def _of_word(self, doc: Doc, at: int, key: tuple[int, ...]) -> list[tuple[int, int]]:
        """The patterns that a word fits by itself, each with its number."""
        fitting = self._known.get(key)
        if fitting is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            names = {name for name, _, _ in self._alone(doc[at : at + 1], allow_missing=True)}
            fitting = self._known[key] = [(int(self._strings[name]), name) for name in names]
        return fitting
