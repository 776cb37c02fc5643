"""Hostile texts of 10 kB: time grows with length, not faster; nothing is raised."""

from __future__ import annotations

import time

import pytest

from loaders.extraction import quotations, references, saying
from loaders.extraction.page import Page, plain
from loaders.extraction.proposals import Span
from tests.loaders.extraction.attribution import entities

HOSTILE = {
    "quotation marks": '"' * 10,
    "opened quotations": ' "a b c' * 2,
    "single quotes": " 'a b'",
    "guillemets": "«a «b »c ",
    "labels": "ABC: x\n\n",
    "labels with brackets": "Abc (d): x\n",
    "marks of mail": ">>>>>>>>> x\n",
    "rising marks": "> a\n>> b\n>>> c\n",
    "colons": "a: b; c: ",
    "brackets": "[[[[ x (((",
    "links": "[a](https://e.example/",
    "anchors": '<a href="https://e.example/',
    "said": "Costin said ",
    "according": "according to ",
    "auxiliaries": "Stan has had also ",
    "dashes": "a - b - ",
    "spaces": "          ",
    "names": "Mirela Costin Ilir Prenga ",
    "blank lines": "\n > \n",
    "question marks": "if? ",
    "addresses": "a@b.",
}


def _seconds(text: str) -> float:
    clean = plain(text)
    sentences = tuple(Span(start, min(start + 400, len(clean))) for start in range(0, len(clean), 400))
    page, cast = Page(clean, sentences), entities(clean)
    started = time.process_time()
    references.find(page, cast, saying.find(page, cast))
    quotations.found(clean)
    return time.process_time() - started


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length(piece):
    short, long = (piece * (size // len(piece) + 1) for size in (2_500, 10_000))
    _seconds(short[:400])
    # the quickest of a few: what else the machine does is no property of the text
    first, last = (min(_seconds(text) for _ in range(3)) for text in (short, long))
    assert last < 10 * max(first, 0.02)
