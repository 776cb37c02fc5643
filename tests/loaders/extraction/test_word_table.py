"""The table gives every word what spaCy's ruler gives it."""

from __future__ import annotations

import pytest

from loaders.evaluation import gold
from loaders.extraction import attribute_table, trees
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(trees.model() is None, reason="the model of the language is not installed")
PHRASES = "I ain't gonna go, y'all. Let's see what you got ta say: c'mon, there was nothing, and it is not \n\n him. You did it to me."


def told(text: str, *, by_table: bool) -> list[tuple[str, ...]]:
    model = trees.model()
    assert model is not None
    doc = model.make_doc(text)
    for name, step in model.pipeline:
        doc = attribute_table.AttributeTable(step)(doc) if by_table and name == "attribute_ruler" else step(doc)
    return [(token.pos_, str(token.morph), token.lemma_, token.tag_, token.dep_) for token in doc]


def test_words_and_phrases_are_as_the_ruler_has_them() -> None:
    texts = [PHRASES, "", *(each.text for each in gold.read(ROOT / "tests" / "gold" / "held7"))]
    for text in texts:
        assert told(text, by_table=True) == told(text, by_table=False)
    assert "PRON" in {each[0] for each in told(PHRASES, by_table=True)}


def test_it_begins_anew_when_it_remembers_too_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attribute_table, "_MOST", 3)
    assert told(PHRASES, by_table=True) == told(PHRASES, by_table=False)
