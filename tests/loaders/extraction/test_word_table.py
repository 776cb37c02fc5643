"""The table gives every word what spaCy's ruler and lemmatiser give it."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.evaluation import gold
from loaders.extraction import trees, word_table
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(trees.model() is None, reason="the model of the language is not installed")
PHRASES = "I ain't gonna go, y'all. Let's see what you got ta say: c'mon, there was nothing, and it is not \n\n him. You did it to me."


def told(text: str, *, by_table: bool) -> list[tuple[str, ...]]:
    model = trees.model()
    assert model is not None
    pipes: dict[str, Any] = dict(model.pipeline)
    if by_table:
        pipes["attribute_ruler"] = word_table.WordTable(pipes["attribute_ruler"], pipes.pop("lemmatizer"))
    doc = model.make_doc(text)
    for step in pipes.values():
        doc = step(doc)
    return [(token.pos_, str(token.morph), token.lemma_, token.tag_, token.dep_) for token in doc]


def test_words_and_phrases_are_as_the_ruler_has_them() -> None:
    texts = [PHRASES, "", *(each.text for each in gold.read(ROOT / "tests" / "gold" / "held7"))]
    for text in texts:
        assert told(text, by_table=True) == told(text, by_table=False)
    assert "PRON" in {each[0] for each in told(PHRASES, by_table=True)}


def test_it_begins_anew_when_it_remembers_too_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_table, "_MOST", 3)
    assert told(PHRASES, by_table=True) == told(PHRASES, by_table=False)
