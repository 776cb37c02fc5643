"""Sentences read side by side have the trees and names that they have one after the other, and words their vectors."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import numpy
import pytest

from loaders.evaluation import gold
from loaders.extraction import sentences, side_by_side, trees, vectors
from loaders.extraction.page import plain
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(trees.model() is None, reason="the model of the language is not installed")
ODD = "No.\n\n* By Ida Holm\n* Rose\n\n1.1 Ole Rask of Corvane\n\nInvestigation</title>\n\nYes. No. Marta Novak met Ole Rask in Riga."


@cache
def read(text: str) -> Any:
    """A text with its vectors and tags, and where its sentences begin."""
    model = trees.model()
    assert model is not None
    doc = model.make_doc(text)
    starts = {span.start for span in sentences.split(text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return model.get_pipe("tagger")(model.get_pipe("tok2vec")(doc))


def told(doc: Any) -> tuple[Any, ...]:
    return doc.to_array(["HEAD", "DEP", "SENT_START"]).tolist(), [(each.start, each.end, each.label_) for each in doc.ents]


@cache
def texts() -> list[str]:
    return [ODD, "Riga", *(plain(each.text) for each in gold.read(ROOT / "tests" / "gold" / "held7"))]


def test_trees_and_names_are_those_of_the_whole_text(monkeypatch: pytest.MonkeyPatch) -> None:
    model: Any = trees.model()
    parser, finder = model.get_pipe("parser"), model.get_pipe("ner")
    beside = side_by_side.SideBySide(parser, finder)
    asked, is_open = [], side_by_side._is_open

    def noted(*given: Any) -> bool:
        asked.append(is_open(*given))
        return asked[-1]

    monkeypatch.setattr(side_by_side, "_is_open", noted)
    names = 0
    for text in texts():
        found = told(beside(read(text).copy()))
        assert found == told(finder(parser(read(text).copy())))
        names += len(found[1])
    assert names > 100
    assert 0 < sum(asked) < len(asked) / 10  # few sentences had to be read with the next one, and some were


def test_names_are_left_out_where_nobody_asks() -> None:
    model: Any = trees.model()
    beside = side_by_side.SideBySide(model.get_pipe("parser"), model.get_pipe("ner"))
    trees_alone, names = told(beside(read(ODD).copy(), names=False))
    assert (trees_alone, names) == (told(beside(read(ODD).copy()))[0], [])


@pytest.mark.parametrize("most", [20_000, 300, 3], ids=["all remembered", "begins anew", "too many at once"])
def test_vectors_are_the_models_own(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(vectors, "_MOST", most)
    model: Any = trees.model()
    for layer in (model.get_pipe("tok2vec").model, model.get_pipe("ner").model.layers[0].layers[0]):
        remembering = vectors.Vectors(layer)
        for text in (*texts(), ODD):
            assert numpy.allclose(remembering(read(text)), layer.predict([read(text)])[0], rtol=0, atol=1e-5)  # each adds in its order


def test_a_model_of_another_build_is_used_as_spacy_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = texts()[-1]
    ours = trees.parsed(text, sentences.split(text))

    def unknown(*_: Any) -> None:
        raise ValueError("not enough values to unpack")

    monkeypatch.setattr(vectors, "_flat", unknown)
    trees._steps.cache_clear()
    try:
        assert trees._steps() is None
        theirs = trees.parsed(text, sentences.split(text))
    finally:
        trees._steps.cache_clear()
    assert ours is not None and theirs is not None and told(ours) == told(theirs)


def test_numpy_multiplies_what_thinc_would_and_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy
    from threadpoolctl import threadpool_info

    own, threads = spacy.load(trees.MODEL), set[int]()
    steps: Any = trees._steps()
    sentences_of = steps.sentences

    def noted(doc: Any, *, names: bool) -> Any:
        # what multiplies is numpy's; that of another library, which other tests may load later, has threads of its own
        own_ = (each for each in threadpool_info() if each["user_api"] == "blas" and "numpy" in each["filepath"])
        threads.update(each["num_threads"] for each in own_)
        return sentences_of(doc, names=names)

    monkeypatch.setattr(trees, "_steps", lambda: dataclasses.replace(steps, sentences=noted))
    for text in texts():
        doc = own.make_doc(text)
        tagged, read = own.get_pipe("tagger")(own.get_pipe("tok2vec")(doc)), trees.parsed(text)
        assert read is not None
        assert numpy.allclose(tagged.tensor, read.tensor, atol=1e-4)
        assert tagged.to_array("TAG").tolist() == read.to_array("TAG").tolist()
    assert own.get_pipe("tagger").model.ops.use_blis
    assert threads == {1}
