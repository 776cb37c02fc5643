"""The sentences of a text read side by side by the parser and the finder of names, each as a text of its own.

Both go word by word, and a step for forty sentences costs little more than one for a single sentence. Trees and names come out as they
do word by word from the first to the last: nothing of a sentence reaches the next one but by the vectors, which are those of the whole
text. There is one way around that, and then the two are read as one again: see `_is_open`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy
from spacy.ml.tb_framework import TransitionModel
from spacy.pipeline import EntityRecognizer
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc, Span
from thinc.api import chain

from loaders.extraction.vectors import Vectors

if TYPE_CHECKING:
    from spacy.pipeline import DependencyParser

_AHEAD = 4
"""Words behind a sentence that are read with it: the parser looks two ahead, and more of them show that the next sentence is whole."""
_Words = tuple[int, int]
"""The first word of some sentences, and the first behind them."""


class SideBySide:
    """Does what a parser does, and with `names` what a finder of names does."""

    def __init__(self, parser: DependencyParser, finder: EntityRecognizer) -> None:
        self._parser = parser
        model: Any = finder.model
        embedded, lower, upper = model.layers
        own, *rest = embedded.layers
        given: Any = chain(Tok2VecListener("", own.get_dim("nO")), *rest)
        model = TransitionModel(given, lower, upper, model.attrs["resize_output"])  # type: ignore[no-untyped-call]
        self._vectors, self._finder = Vectors(own), EntityRecognizer(finder.vocab, model, moves=finder.moves)

    def __call__(self, doc: Doc, *, names: bool = True) -> Doc:
        parts = self._parse(doc)
        if names:
            self._name(doc, parts)
        return doc

    def _parse(self, doc: Doc) -> dict[_Words, Doc]:
        """Give a text its trees; its parts, in order."""
        words = doc.to_array("ORTH").tolist()
        starts = numpy.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
        spans = list(pairwise(sorted({0, *starts, len(doc)})))
        parts: dict[_Words, Doc] = {}
        while new := [span for span in spans if span not in parts]:
            texts = [_part(doc, words, starts, span) for span in new]
            self._parser.set_annotations(texts, self._parser.predict(texts))
            parts.update(zip(new, texts, strict=True))
            spans = _joined(spans, parts, starts)
        arcs: list[Any] = [parts[span].to_array(["HEAD", "DEP"])[: span[1] - span[0]] for span in spans]
        joined: Any = numpy.concatenate(arcs)
        doc.from_array(["HEAD", "DEP"], joined)
        return {span: parts[span] for span in spans}

    def _name(self, doc: Doc, parts: dict[_Words, Doc]) -> None:
        """Give a text its names."""
        vectors = self._vectors(doc)
        texts = list(parts.values())
        for (start, _), text in parts.items():
            text.tensor = vectors[start : start + len(text)]
        self._finder.set_annotations(texts, self._finder.predict(texts))
        doc.ents = [
            Span(doc, start + name.start, start + name.end, name.label)
            for (start, end), text in parts.items()
            for name in text.ents
            if start + name.end <= end
        ]


def _part(doc: Doc, words: list[int], starts: list[int], span: _Words) -> Doc:
    """Some sentences and what is ahead of them as a text of its own, with the vectors of the whole."""
    start, end = span[0], min(span[1] + _AHEAD, len(doc))
    part = Doc(doc.vocab, words=words[start:end])  # type: ignore[arg-type] # it takes keys of words too
    for at in starts[bisect_right(starts, start) : bisect_left(starts, end)]:
        part[at - start].is_sent_start = True
    part.tensor = doc.tensor[start:end]
    return part


def _joined(spans: list[_Words], parts: dict[_Words, Doc], starts: list[int]) -> list[_Words]:
    """The spans, those that are open at their end as one with the one behind."""
    found: list[_Words] = []
    for span in spans:
        if found and found[-1] in parts and _is_open(parts[found[-1]], found[-1], starts):
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return found


def _is_open(part: Doc, span: _Words, starts: list[int]) -> bool:
    """Whether the parser, with words left of a sentence, may have made the second word of the next one begin another.

    It has not where the first word of that is joined to one behind it, or where the second begins a sentence anyway.
    """
    first = span[1] - span[0]
    if first + 1 >= len(part) or span[1] + 1 in starts:
        return False
    heads = part.to_array("HEAD").astype("int64")[first:]
    return bool(heads[0] == 0 and not (heads[1:] == -numpy.arange(1, len(heads))).any())
